import { expect, it } from 'vitest';
import type { PermitFigure } from '@/api/types';
import { figure_bound, figure_keeps, figures_told, figures_unreadable } from './figures';

const apart: PermitFigure = { field: 'cylinders-apart-m', text: { zh: '气瓶', en: 'Cylinders' }, unit: 'm', least: 5, most: null, needed: true, value: null };
const machine: PermitFigure = { ...apart, field: 'machine-m', least: null, most: 10 };
const say = (key: string, holes: Record<string, unknown>) => `${key} ${holes.limit} ${holes.unit}`;

it('a figure keeps its rule, bounds with it, and nothing typed is not wrong yet', () => {
  expect([figure_bound(apart, say), figure_bound(machine, say)]).toEqual(['permits.figure.least 5 m', 'permits.figure.most 10 m']);
  expect(['', '5', '4.9', 'far'].map((typed) => figure_keeps(apart, typed))).toEqual([true, true, false, false]);
  expect(['10', '10.5'].map((typed) => figure_keeps(machine, typed))).toEqual([true, false]);
});
it('a figure that is no number, or may be two, is not lost in silence', () => {
  const unreadable = (typed: string) => figures_unreadable([apart, machine], { 'machine-m': typed });
  expect(['1,200', 'far', '', ' ', '8,5'].map(unreadable)).toEqual([true, true, false, false, false]);
});
it('only figures that were typed are told', () => {
  expect(figures_told([apart, machine], { 'cylinders-apart-m': '6', 'machine-m': ' ' })).toEqual([{ field: 'cylinders-apart-m', value: 6 }]);
});
