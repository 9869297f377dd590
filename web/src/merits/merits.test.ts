import { describe, expect, it } from 'vitest';
import { is_month, month_of, months_after } from './month';

describe('a month', () => {
  it('is of the calendar of the site', () => {
    expect(month_of(Date.parse('2026-11-30T15:59:59Z'), 8 * 3600)).toBe('2026-11');
    expect(month_of(Date.parse('2026-11-30T16:00:00Z'), 8 * 3600)).toBe('2026-12');
  });
  it('follows the one before, also over the year', () => {
    expect(months_after('2026-12', 1)).toBe('2027-01');
    expect(months_after('2026-01', -1)).toBe('2025-12');
  });
  it('is known by its form', () => {
    expect(['2026-11', '2026-13', '2026-1', 'x', null].map(is_month)).toEqual([true, false, false, false, false]);
  });
});
