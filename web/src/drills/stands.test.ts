import { describe, expect, it } from 'vitest';
import { done_of, is_silent, left_ms, mark_of, weak_of, type Asked } from './stands';

const asked = (mark: Asked['mark'], within_ms = 60_000): Asked => ({ what: 'accept', post: 'operator', within_ms, points: 10, mark, person: null, after_ms: null, scored: 0 });
const kStart = '2026-11-24T11:00:00Z';
const kBegan = Date.parse(kStart);

describe('a drill that runs', () => {
  it('waits for what is not done, and counts what is', () => {
    expect([asked(null), asked('met'), asked('late'), asked('missed')].map(mark_of)).toEqual(['waits', 'met', 'late', 'missed']);
    expect(done_of([asked(null), asked('met'), asked('late'), asked('missed')])).toBe(2);
  });
  it('counts the time from its first alarm', () => {
    expect(left_ms({ started: kStart, first_alarm_ms: null }, asked(null), kBegan)).toBeNull();
    expect(left_ms({ started: kStart, first_alarm_ms: 5_000 }, asked(null), kBegan + 25_000)).toBe(40_000);
    expect(left_ms({ started: kStart, first_alarm_ms: 5_000 }, asked(null), kBegan + 75_000)).toBe(-10_000);
    expect(left_ms({ started: kStart, first_alarm_ms: 5_000 }, asked('met'), kBegan)).toBeNull();
  });
  it('knows who never answered', () => {
    expect([is_silent({ acknowledged_ms: null, acted_ms: null }), is_silent({ acknowledged_ms: 4_000, acted_ms: null }), is_silent({ acknowledged_ms: null, acted_ms: 9_000 })]).toEqual([true, false, false]);
  });
  it('takes weak places line by line', () => {
    expect(weak_of(' 对讲机没电\n\n  集合点太远 \n')).toEqual(['对讲机没电', '集合点太远']);
  });
});
