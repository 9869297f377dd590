// What was said here of an emergency and the server has not confirmed: it is shown as said and not sent, and counts as nothing yet. Pure.
import type { Whereabouts } from '@/api/types';
import type { Item } from '@/outbox/kept';

export interface Waiting {
  cards: Map<string, 'taken' | 'done'>;
  people: Map<string, Whereabouts>;
  notes: number;
  refused: Item[];
}

export function waiting_of(items: readonly Item[], incident: number): Waiting {
  const waiting: Waiting = { cards: new Map(), people: new Map(), notes: 0, refused: [] };
  const before = `/incidents/${incident}/`;
  for (const item of items) {
    if (!item.path.startsWith(before)) continue;
    if (item.refused !== null) {
      waiting.refused.push(item);
      continue;
    }
    const [what, card, deed] = item.path.slice(before.length).split('/');
    if (what === 'people') waiting.people.set(String(item.body.person), item.body.state as Whereabouts); // the last that was said
    else if (what === 'cards' && card) waiting.cards.set(decodeURIComponent(card), deed === 'done' ? 'done' : 'taken');
    else if (what === 'log') waiting.notes += 1;
  }
  return waiting;
}
