import { describe, expect, it } from 'vitest';
import { i18n } from '@/text/i18n';
import { aria_sort, in_order, kOrders, next_of, words_of } from './order';

const ids = (items: { id: number }[]) => items.map((item) => item.id);
const items = [
  { id: 1, rank: 2 },
  { id: 2, rank: 1 },
  { id: 3, rank: 2 },
  { id: 4, rank: 1 },
];
const ranks = { rank: (item: { rank: number }) => item.rank };

describe('the order of a list', () => {
  it('has equal ones by their numbers, in the same direction', () => {
    expect(ids(in_order(items, 'rank', ranks))).toEqual([2, 4, 1, 3]);
    expect(ids(in_order(items, '-rank', ranks))).toEqual([3, 1, 4, 2]);
  });
  it('is that of the numbers for what has no rank of its own', () => {
    expect(ids(in_order(items, 'issued', ranks))).toEqual([1, 2, 3, 4]);
    expect(ids(in_order(items, '-issued', ranks))).toEqual([4, 3, 2, 1]);
    expect(ids(items)).toEqual([1, 2, 3, 4]);
  });
  it('goes round by the button of a heading', () => {
    expect(next_of('severity', '')).toBe('-severity');
    expect(next_of('severity', '-severity')).toBe('severity');
    expect(next_of('severity', 'severity')).toBe('');
    expect(next_of('severity', 'raised')).toBe('-severity');
    expect(['severity', '-severity', '', '-raised'].map((sort) => aria_sort('severity', sort))).toEqual(['ascending', 'descending', 'none', 'none']);
  });
  it.each(Object.entries(kOrders))('of %s has its words', (_, sorts) => {
    for (const sort of sorts) expect(i18n.global.te(`lists.in_order.${words_of(sort)}`), sort).toBe(true);
  });
});
