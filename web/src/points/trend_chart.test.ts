import { describe, expect, it, vi } from 'vitest';
import type { History } from '@/api/types';
import { alone, columns, scale_of, type Columns } from './trend_chart';

vi.mock('uplot', () => ({ default: class {} })); // it wants a canvas

const kBase: History = { point: 'ch4-01', unit: '%LEL', from: '', until: '', width_s: null, readings: null, intervals: null, truncated: false, missing: [], thinned: [], doubtful: [] };
const second = (n: number) => new Date(n * 1000).toISOString();
const reading = (n: number, value: number | null, quality: 'good' | 'bad' = 'good') => ({ source: second(n), arrival: second(n), value, quality });
const interval = (n: number, min: number, max: number) => ({ from: second(n), count: 5, uncertain: 0, bad: 0, min, max, mean: (min + max) / 2, first: min, last: max });

describe('the line of a trend', () => {
  it('goes through every reading', () => {
    expect(columns({ ...kBase, readings: [reading(1, 10), reading(2, 11)] }, 3)).toEqual([[1, 2], [10, 11], [10, 11], [10, 11]]);
  });
  it('is broken where nothing came', () => {
    expect(columns({ ...kBase, readings: [reading(1, 10), reading(9, 11)] }, 3)[1]).toEqual([10, null, 11]);
  });
  it('is broken where a reading was bad', () => {
    expect(columns({ ...kBase, readings: [reading(1, 10), reading(2, 99, 'bad'), reading(3, 12)] }, 3)[1]).toEqual([10, null, 12]);
  });
  it('is broken where data is damaged, however short that is', () => {
    const missing = [{ first: second(1.2), last: second(1.8), what: 'chunk 7' }];
    expect(columns({ ...kBase, readings: [reading(1, 10), reading(2, 11), reading(3, 12)], missing }, 3)).toEqual([[1, 1.5, 2, 3], [10, null, 11, 12], [10, null, 11, 12], [10, null, 11, 12]]);
  });
  it('stands in the middle of an interval, its band from the lowest to the highest', () => {
    expect(columns({ ...kBase, width_s: 60, intervals: [interval(0, 5, 95), interval(60, 6, 8)] }, 120)).toEqual([[30, 90], [50, 7], [5, 6], [95, 8]]);
  });
  it('is broken where intervals are missing', () => {
    expect(columns({ ...kBase, width_s: 60, intervals: [interval(0, 1, 2), interval(600, 1, 2)] }, 120)[1]).toEqual([1.5, null, 1.5]);
  });
});

describe('a value alone', () => {
  it('is found where no line can reach it', () => {
    expect(alone([[1, 2, 3, 4, 5], [null, 7, null, 8, 9], [null, 1, null, 8, 9], [null, 95, null, 8, 9]])).toEqual([1]);
    expect(alone([[1], [7], [1], [95]])).toEqual([0]);
    expect(alone([[1, 2], [7, 7], [1, 1], [95, 95]])).toEqual([]);
  });
});

describe('the scale of a trend', () => {
  const data: Columns = [[0, 1], [10, 20], [8, 15], [12, 60]];
  const limit = (value: number) => ({ value, label: '', severity: 'major' as const });

  it('shows the highest peak, not only the mean', () => {
    expect(scale_of(data, [], [0, 100])[1]).toBeGreaterThan(60);
  });
  it('has room for the limits', () => {
    const [low, high] = scale_of(data, [limit(80), limit(2)], [0, 100]);
    expect(low).toBeLessThanOrEqual(2);
    expect(high).toBeGreaterThan(80);
  });
  it('is the measuring range when there is nothing to show', () => {
    const [low, high] = scale_of([[], [], [], []], [], [0, 100]);
    expect([low, high]).toEqual([0, 108]);
  });
});
