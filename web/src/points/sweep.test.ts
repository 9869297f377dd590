import { describe, expect, it } from 'vitest';
import type { BacktestReport, Condition, Point } from '@/api/types';
import { cell_at, deadbands_to_try, delays_to_try, limits_to_try, newest_starts, weight } from './sweep';

const point = { range_min: 0, range_max: 100 } as Point;
const condition = { limit: 5, on_delay_s: 3, deadband: 1 } as Condition;
const cell = (limit: number, delay_s: number, rang: number, deadband = 1) => ({ limit, delay_s, deadband, rang, aside: 0, real: 0, missed: 0, alarms: [] });
const report = { cells: [cell(5, 0, 0), cell(5, 3, 9), cell(5, 3, 4, 2), cell(7, 3, 99)] } as unknown as BacktestReport;

describe('what to try', () => {
  it('lies around the present limit and within the range', () => {
    expect(limits_to_try(point, 5, null)).toEqual([2.5, 5, 7.5, 10, 12.5, 15]);
  });
  it('has what was asked for, once', () => {
    expect(limits_to_try(point, 5, 6.25)).toContain(6.25);
    expect(limits_to_try(point, 5, 5)).toEqual(limits_to_try(point, 5, null));
    expect(delays_to_try(condition, 20)).toEqual([0, 2, 3, 5, 12, 20, 30, 60]);
  });
  it('tries a dead-band beside the present one, once', () => {
    expect(deadbands_to_try(condition, null)).toEqual([1]);
    expect(deadbands_to_try(condition, 2.5)).toEqual([1, 2.5]);
    expect(deadbands_to_try(condition, 1)).toEqual([1]);
  });
  it('has no digits that nobody wrote', () => {
    expect(limits_to_try({ range_min: 0, range_max: 0.4 } as Point, 0.1, null)).toEqual([0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.14]);
  });
});

describe('an answer', () => {
  it('is found by limit, delay and dead-band', () => {
    expect(cell_at(report, 5, 3, 1)?.rang).toBe(9);
    expect(cell_at(report, 5, 3, 2)?.rang).toBe(4);
    expect(cell_at(report, 6, 3, 1)).toBeUndefined();
  });
  it('names the newest starts that were played, each with how long nothing was seen', () => {
    const starts = [
      { at: '2027-01-01T08:00:00Z', last_alive: null, site_version: '1' },
      { at: '2027-01-01T09:00:00Z', last_alive: '2027-01-01T08:59:00Z', site_version: '1' },
    ];
    const with_starts = { ...report, starts } as BacktestReport;
    expect(newest_starts(with_starts, 20)).toEqual([{ at: '2027-01-01T09:00:00Z', gap_ms: 60_000 }, { at: '2027-01-01T08:00:00Z', gap_ms: null }]);
    expect(newest_starts(with_starts, 1)).toHaveLength(1);
  });
  it('is darker the more rang, and none is white', () => {
    expect(report.cells.map((each) => weight(each, report.cells))).toEqual([0, 0.5, Math.log1p(4) / Math.log1p(99), 1]);
  });
});
