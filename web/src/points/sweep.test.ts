import { describe, expect, it } from 'vitest';
import type { BacktestReport, Condition, Point } from '@/api/types';
import { cell_at, delays_to_try, limits_to_try, weight } from './sweep';

const point = { range_min: 0, range_max: 100 } as Point;
const condition = { limit: 5, on_delay_s: 3 } as Condition;
const cell = (limit: number, delay_s: number, rang: number) => ({ limit, delay_s, rang, real: 0, missed: 0, alarms: [] });
const report = { cells: [cell(5, 0, 0), cell(5, 3, 9), cell(7, 3, 99)] } as unknown as BacktestReport;

describe('what to try', () => {
  it('lies around the present limit and within the range', () => {
    expect(limits_to_try(point, condition, null)).toEqual([2.5, 5, 7.5, 10, 12.5, 15]);
  });
  it('has what was asked for, once', () => {
    expect(limits_to_try(point, condition, 6.25)).toContain(6.25);
    expect(limits_to_try(point, condition, 5)).toEqual(limits_to_try(point, condition, null));
    expect(delays_to_try(condition, 20)).toEqual([0, 2, 3, 5, 12, 20, 30, 60]);
  });
  it('has no digits that nobody wrote', () => {
    expect(limits_to_try({ range_min: 0, range_max: 0.4 } as Point, { limit: 0.1 } as Condition, null)).toEqual([0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.14]);
  });
});

describe('an answer', () => {
  it('is found by limit and delay', () => {
    expect(cell_at(report, 5, 3)?.rang).toBe(9);
    expect(cell_at(report, 6, 3)).toBeUndefined();
  });
  it('is darker the more rang, and none is white', () => {
    expect(report.cells.map((each) => weight(each, report))).toEqual([0, 0.5, 1]);
  });
});
