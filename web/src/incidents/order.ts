// Which comes first: of emergencies, of their cards, of people who are looked for. Pure.
import type { AwaitedPerson, EmergencyPlan, IncidentCard, IncidentRow, Whereabouts } from '@/api/types';

const kStates: readonly IncidentRow['state'][] = ['open', 'ended', 'closed'];

// What goes on before what is over, a real one before a drill, the newest first.
export function most_urgent_first(a: Pick<IncidentRow, 'id' | 'state' | 'exercise'>, b: Pick<IncidentRow, 'id' | 'state' | 'exercise'>): number {
  const drill = (row: Pick<IncidentRow, 'state' | 'exercise'>) => Number(row.state === 'open' && row.exercise === 'drill');
  return kStates.indexOf(a.state) - kStates.indexOf(b.state) || drill(a) - drill(b) || b.id - a.id;
}

const kCardStates: readonly IncidentCard['state'][] = ['issued', 'taken', 'done'];

// What nobody took stands first, the longest due before the others; then what is being done, then what is done.
export function untaken_first(a: IncidentCard, b: IncidentCard): number {
  return kCardStates.indexOf(a.state) - kCardStates.indexOf(b.state) || Date.parse(a.due) - Date.parse(b.due) || a.card.localeCompare(b.card);
}

// Those of whom nothing is known first; then who needs help; then who is out of it.
const kWhereabouts: readonly Whereabouts[] = ['unknown', 'missing', 'injured', 'dead', 'safe', 'not-there'];

export function unknown_first(a: Pick<AwaitedPerson, 'state' | 'zone' | 'name' | 'person'>, b: Pick<AwaitedPerson, 'state' | 'zone' | 'name' | 'person'>): number {
  return kWhereabouts.indexOf(a.state) - kWhereabouts.indexOf(b.state) || a.zone.localeCompare(b.zone) || a.name.localeCompare(b.name, 'zh') || a.person.localeCompare(b.person);
}

// The plans that fit the place before the others, each as the site names them.
export const fitting_first = (a: EmergencyPlan, b: EmergencyPlan) => Number(b.fits) - Number(a.fits);
