// What I may do, as the server says, and where the page has the button for it. Pure.
import type { Incident, IncidentCard, IncidentDeed } from '@/api/types';

export type Place = 'head' | 'people' | 'log' | 'report' | 'casualties' | 'resources' | 'finish';
const kPlace: Record<IncidentDeed, Place> = {
  'take-command': 'head',
  'set-level': 'head',
  'order-evacuation': 'people',
  account: 'people',
  'end-evacuation': 'people',
  note: 'log',
  use: 'resources',
  casualties: 'casualties',
  report: 'report',
  waive: 'report',
  end: 'finish',
  close: 'finish',
};
const kDeeds = Object.keys(kPlace) as IncidentDeed[];

// In the order of the page, whatever the order of the answer.
export function offered(incident: Pick<Incident, 'may'>, place: Place): IncidentDeed[] {
  return kDeeds.filter((deed) => kPlace[deed] === place && incident.may.includes(deed));
}

export type CardDeed = 'take' | 'finish' | null;
export function card_deed(card: Pick<IncidentCard, 'state' | 'mine' | 'by'>, login: string): CardDeed {
  if (card.state === 'issued') return card.mine ? 'take' : null;
  return card.state === 'taken' && card.by === login ? 'finish' : null;
}

// Mine first of all: what I have in hand, then what my posts were called for. Whoever leads may take any card, but is not who each waits for.
export function own_cards<T extends IncidentCard>(cards: readonly T[], login: string, holds: (post: string) => boolean): T[] {
  const in_hand = cards.filter((card) => card.by === login);
  return [...in_hand.filter((card) => card.state === 'taken'), ...cards.filter((card) => card.state === 'issued' && card.mine && holds(card.post)), ...in_hand.filter((card) => card.state === 'done')];
}
