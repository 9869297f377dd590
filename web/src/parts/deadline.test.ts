import { describe, expect, it } from 'vitest';
import { due, most_urgent_first } from './deadline';

const kNow = Date.parse('2026-11-24T12:00:00Z');

describe('a deadline', () => {
  it('counts down', () => {
    expect(due('2026-11-24T12:02:00Z', kNow)).toEqual({ kind: 'left', ms: 120_000 });
  });
  it('counts up when it has passed', () => {
    expect(due('2026-11-24T11:59:30Z', kNow)).toEqual({ kind: 'overdue', ms: 30_000 });
  });
  it('is over when the work is done', () => {
    expect(due(null, kNow)).toEqual({ kind: 'done' });
  });
  it('puts what is most overdue first', () => {
    const work = [{ id: 1, deadline: '2026-11-24T12:30:00Z' }, { id: 2, deadline: '2026-11-24T11:00:00Z' }, { id: 3, deadline: '2026-11-24T12:10:00Z' }];
    expect(work.sort(most_urgent_first).map((w) => w.id)).toEqual([2, 3, 1]);
  });
});
