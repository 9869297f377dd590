import { describe, expect, it } from 'vitest';
import { closer, earlier, kShortest_ms, later, query_of, stretch_of, wider, within } from './shown_time';

const kNow = 1_000_000_000;
const at = (from: number, until: number) => ({ from, until });

describe('the time that is shown', () => {
  it('goes back and forth by half of itself, and never past now', () => {
    expect(earlier(at(0, 100_000), kNow)).toEqual(at(-50_000, 50_000));
    expect(later(at(0, 100_000), kNow)).toEqual(at(50_000, 150_000));
    expect(later(at(kNow - 100_000, kNow - 10_000), kNow)).toEqual(at(kNow - 90_000, kNow));
  });
  it('comes closer and goes wider about its middle', () => {
    expect(closer(at(0, 100_000), kNow)).toEqual(at(25_000, 75_000));
    expect(wider(at(100_000, 200_000), kNow)).toEqual(at(50_000, 250_000));
    expect(closer(wider(at(100_000, 200_000), kNow), kNow)).toEqual(at(100_000, 200_000));
    expect(wider(at(kNow - 100_000, kNow), kNow)).toEqual(at(kNow - 200_000, kNow));
  });
  it('is never shorter than can be drawn, about the place that was chosen', () => {
    const { from, until } = within(at(500_000, 500_002), kNow);
    expect(until - from).toBe(kShortest_ms);
    expect((from + until) / 2).toBe(500_001);
  });
  it('stands in the address and comes back out of it', () => {
    const stretch = at(Date.parse('2026-11-01T00:00:00Z'), Date.parse('2026-11-02T00:00:00Z'));
    const now = Date.parse('2026-12-01T00:00:00Z');
    expect(stretch_of(query_of(stretch), now)).toEqual(stretch);
    for (const query of [{}, { from: 'x', until: 'y' }, { from: '2026-11-02T00:00:00Z', until: '2026-11-01T00:00:00Z' }, { from: '2027-01-01T00:00:00Z', until: '2027-01-02T00:00:00Z' }])
      expect(stretch_of(query, now)).toBeNull();
  });
});
