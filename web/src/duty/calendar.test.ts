import { describe, expect, it } from 'vitest';
import { day_of, month_beside, next_shifts, weekday } from './calendar';

describe('the calendar of duty', () => {
  it('knows the day of the site, not of the browser', () => {
    expect(day_of(Date.parse('2026-11-29T17:00:00Z'), 28800)).toBe('2026-11-30');
    expect(day_of(Date.parse('2026-11-29T15:59:59Z'), 28800)).toBe('2026-11-29');
  });
  it('steps over the ends of a year', () => {
    expect(month_beside('2026-12', 1)).toBe('2027-01');
    expect(month_beside('2026-01', -1)).toBe('2025-12');
    expect(month_beside('2026-05', 0)).toBe('2026-05');
  });
  it('names the weekday', () => {
    expect(weekday('2026-11-29')).toBe(0);
  });
  it('takes each shift in turn and then off', () => {
    const shifts = ['day', 'night'];
    expect(next_shifts([], shifts)).toEqual(['day']);
    expect(next_shifts(['day'], shifts)).toEqual(['night']);
    expect(next_shifts(['night'], shifts)).toEqual([]);
    expect(next_shifts(['day', 'night'], shifts)).toEqual([]);
  });
});
