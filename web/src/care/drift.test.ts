import { describe, expect, it } from 'vitest';
import { drift_of, is_left_wrong } from './drift';

const span = { min: 0, max: 100 };
const typed = (as_found: number | null, reference: number | null, as_left: number | null = null) => ({ as_found, reference, as_left });

describe('a drift', () => {
  it('is what was found less what should have been, also as percent of the range', () => {
    expect(drift_of(typed(47, 50), span, 5)).toEqual({ drift: -3, percent: 3, limit: 5, is_drift: false });
    expect(drift_of(typed(0.3, 0.1), { min: 0, max: 2 }, null)).toEqual({ drift: 0.2, percent: 10, limit: null, is_drift: false });
  });
  it('is too much beyond the limit of its class, in either direction, and not at it', () => {
    expect([44.9, 45, 55, 55.1].map((found) => drift_of(typed(found, 50), span, 5)?.is_drift)).toEqual([true, false, false, true]);
    expect(drift_of(typed(-20, 20), { min: -50, max: 150 }, 19)).toMatchObject({ limit: 38, is_drift: true });
  });
  it('is none until both are known', () => {
    expect([drift_of(typed(null, 50), span, 5), drift_of(typed(50, null), span, 5), drift_of(typed(1, 2), { min: 3, max: 3 }, 5)]).toEqual([null, null, null]);
  });
  it('that is left is seen', () => {
    expect([is_left_wrong(typed(40, 50, 50), span, 5), is_left_wrong(typed(50, 50, 40), span, 5), is_left_wrong(typed(50, 50), span, 5)]).toEqual([false, true, false]);
  });
});
