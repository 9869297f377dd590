// What a person can take in while alarms come faster than one by one: what is worst on its own, each trouble once, the rest by place.
import type { Alarm, Severity } from '@/api/types';
import { rank, worst_first } from './severity';

export interface Bundle {
  key: string;
  group: number | null; // null: what stands alone in a zone
  first: Alarm | null; // of a group, what came first, while it is open
  first_condition: string; // of a group; empty for what stands alone in a zone
  zone: string;
  alarms: Alarm[]; // the worst first
  unacknowledged: number;
  fresh: number;
  worst: Severity;
  newest: string;
}

export interface FloodPicture {
  majors: Alarm[];
  groups: Bundle[];
  places: Bundle[]; // alarms that belong to no group, by zone
  standing: number;
  unacknowledged: number;
  fresh: number;
}

// What a person could still do to alarms of one group, by how many.
export function group_needs(alarms: readonly Alarm[]): { acknowledge: number; reset: number } {
  const standing = alarms.filter((a) => a.ended === null);
  return { acknowledge: standing.filter((a) => !a.acknowledged).length, reset: standing.filter((a) => a.latched && !a.active && a.acknowledged).length };
}

export const kFreshMs = 60_000;

export function flood_picture(alarms: Iterable<Alarm>, now: number): FloodPicture {
  const told = [...alarms].filter((a) => a.annunciates);
  const fresh = (list: Alarm[]) => list.filter((a) => now - Date.parse(a.raised) < kFreshMs).length;
  const unacknowledged = (list: Alarm[]) => list.filter((a) => !a.acknowledged).length;
  const bundles = new Map<string, Alarm[]>();
  for (const alarm of told) {
    const key = alarm.group ? `group ${alarm.group.id}` : `zone ${alarm.zone}`;
    const bundle = bundles.get(key);
    if (bundle) bundle.push(alarm);
    else bundles.set(key, [alarm]);
  }
  const made = [...bundles].map(([key, list]): Bundle => {
    const sorted = [...list].sort(worst_first);
    // Who joined last knows best what came first: the earliest that any of them names.
    const named = sorted.reduce<Alarm['group']>((earliest, { group }) => (group && (!earliest || Date.parse(group.first_onset) < Date.parse(earliest.first_onset)) ? group : earliest), null);
    const first = list.find((a) => a.id === named?.first_out) ?? null;
    return {
      key,
      group: list[0]!.group?.id ?? null,
      first,
      first_condition: named?.first_condition ?? '',
      zone: (first ?? sorted[0]!).zone,
      alarms: sorted,
      unacknowledged: unacknowledged(list),
      fresh: fresh(list),
      worst: list.reduce<Severity>((worst, a) => (rank(a.severity) > rank(worst) ? a.severity : worst), 'low'),
      newest: list.reduce((latest, a) => (a.raised > latest ? a.raised : latest), ''),
    };
  });
  const order = (a: Bundle, b: Bundle) => Number(b.unacknowledged > 0) - Number(a.unacknowledged > 0) || rank(b.worst) - rank(a.worst) || b.newest.localeCompare(a.newest);
  return {
    majors: told.filter((a) => a.severity === 'major').sort(worst_first),
    groups: made.filter((b) => b.first_condition !== '').sort(order),
    places: made.filter((b) => b.first_condition === '').sort(order),
    standing: told.length,
    unacknowledged: unacknowledged(told),
    fresh: fresh(told),
  };
}
