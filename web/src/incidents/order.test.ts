import { describe, expect, it } from 'vitest';
import type { AwaitedPerson, EmergencyPlan, IncidentCard, IncidentRow } from '@/api/types';
import { fitting_first, most_urgent_first, unknown_first, untaken_first } from './order';

const incident = (id: number, state: IncidentRow['state'], exercise: IncidentRow['exercise'] = 'real') => ({ id, state, exercise });
const card = (name: string, state: IncidentCard['state'], due = '2026-11-24T11:00:00Z') => ({ card: name, state, due }) as IncidentCard;
const person = (name: string, state: AwaitedPerson['state'], zone = 'tank-farm') => ({ person: `user:${name}`, name, state, zone }) as AwaitedPerson;

describe('what comes first', () => {
  it('is what goes on, a real one before a drill however old it is, then the newest', () => {
    const all = [incident(1, 'closed'), incident(2, 'open'), incident(3, 'ended'), incident(4, 'open', 'drill'), incident(5, 'open'), incident(6, 'ended', 'drill')];
    expect([...all].sort(most_urgent_first).map(({ id }) => id)).toEqual([5, 2, 4, 6, 3, 1]);
  });
  it('is the card that nobody took, the one that waits longest before the others', () => {
    const all = [card('done', 'done'), card('taken', 'taken'), card('new', 'issued', '2026-11-24T11:02:00Z'), card('old', 'issued', '2026-11-24T11:01:00Z')];
    expect([...all].sort(untaken_first).map((each) => each.card)).toEqual(['old', 'new', 'taken', 'done']);
  });
  it('is the person of whom nothing is known; a missing one stands above all who are found', () => {
    const all = [person('a', 'safe'), person('b', 'not-there'), person('c', 'missing'), person('d', 'unknown'), person('e', 'injured'), person('f', 'dead')];
    expect([...all].sort(unknown_first).map(({ name }) => name)).toEqual(['d', 'c', 'e', 'f', 'a', 'b']);
  });
  it('is the plan for the place', () => {
    const plan = (name: string, fits: boolean) => ({ name, fits }) as EmergencyPlan;
    expect([plan('a', false), plan('b', true), plan('c', false)].sort(fitting_first).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });
});
