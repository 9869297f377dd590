import { beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '@/api/types';
import { keep, kept_incident } from './kept';
import { forget_ticks, tick, ticked } from './steps_kept';

beforeEach(() => localStorage.clear());

describe('the steps of my card', () => {
  it('are ticked on this device, for this person, this emergency and this card', () => {
    expect(tick('li', 7, 'close-valve', 2)).toEqual([2]);
    expect(tick('li', 7, 'close-valve', 0)).toEqual([0, 2]);
    expect([ticked('li', 7, 'close-valve'), ticked('wang', 7, 'close-valve'), ticked('li', 8, 'close-valve'), ticked('li', 7, 'call')]).toEqual([[0, 2], [], [], []]);
  });
  it('are taken back by a second press, and forgotten when the card is done', () => {
    tick('li', 7, 'close-valve', 2);
    expect(tick('li', 7, 'close-valve', 2)).toEqual([]);
    tick('li', 7, 'close-valve', 1);
    forget_ticks('li', 7, 'close-valve');
    expect(ticked('li', 7, 'close-valve')).toEqual([]);
  });
});

describe('an emergency that was read', () => {
  it('is there again for the same person only', () => {
    const incident = { id: 7 } as Incident;
    keep({ at: '2026-11-24T11:00:00Z', login: 'li', incident });
    expect(kept_incident(7, 'li')?.incident).toEqual(incident);
    expect([kept_incident(7, 'wang'), kept_incident(8, 'li')]).toEqual([null, null]);
  });
});
