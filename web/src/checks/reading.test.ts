import { describe, expect, it } from 'vitest';
import type { Condition, Point } from '@/api/types';
import { judge, number_of } from './reading';

const point = { name: 'pt-101', range_min: -1, range_max: 2, unit: 'MPa' } as Point;
const limit = (kind: string, value: number | null, severity = 'moderate') => ({ name: `pt-101:${kind}:${value}`, kind, limit: value, severity }) as Condition;
const conditions = [limit('high', 0.65), limit('high', 0.8, 'major'), limit('low', 0), limit('stale', null), limit('out-of-range', 5)];
const beyond = (typed: string) => {
  const judged = judge(typed, point, conditions);
  return judged.kind === 'read' ? judged.beyond.map((c) => c.limit) : judged.kind;
};

describe('a reading', () => {
  it('is read as keypads and hands write it', () => {
    expect(['0,62', '0.62', ' .5 ', '−1', '3.', '0，6'].map(number_of)).toEqual([0.62, 0.62, 0.5, -1, 3, 0.6]);
    expect(['', '1.2.3', '1,2,3', 'abc', '1e3', '0x1', '-', '12 MPa', 'Infinity'].map(number_of)).toEqual(Array(9).fill(null));
  });
  it('is no number where a comma may stand between thousands', () => {
    expect(['1,200', '1，200', '-12,500', '100,000', '1,2000', '1,200.5', '1,200,000', '01,200'].map(number_of)).toEqual(Array(8).fill(null));
    expect(['1,2', '12,50', '0,125', '-0,0625', '1200', '1.200'].map(number_of)).toEqual([1.2, 12.5, 0.125, -0.0625, 1200, 1.2]);
    expect([beyond('1,200'), beyond('0,900')]).toEqual(['unreadable', [0.8, 0.65]]);
  });
  it('is read in full width, as a Chinese keyboard gives it', () => {
    expect(['１２００', '０．６２', '０。５', '－１．５'].map(number_of)).toEqual([1200, 0.62, 0.5, -1.5]);
  });
  it('is held against each limit at once, the worst first', () => {
    expect(beyond('0.64')).toEqual([]);
    expect(beyond('0.65')).toEqual([0.65]);
    expect(beyond('0.9')).toEqual([0.8, 0.65]);
    expect(beyond('0')).toEqual([0]);
    expect(beyond('0.01')).toEqual([]);
  });
  it('outside the range is none of this instrument', () => {
    expect([beyond('2.01'), beyond('-1.01'), beyond('2'), beyond('-1')]).toEqual(['outside', 'outside', [0.8, 0.65], [0]]);
  });
  it('that is none is said to be none', () => {
    expect([beyond(''), beyond('  '), beyond('about 3')]).toEqual(['none', 'none', 'unreadable']);
  });
});
