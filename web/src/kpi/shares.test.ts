import { describe, expect, it } from 'vitest';
import type { Kpi, KpiRow, Share } from '@/api/types';
import type { Words } from '@/lists/exported';
import { own_sheet } from '@/lists/exported';
import { kpi_list } from './exported';
import { columns_of, in_order, percent } from './shares';

const share = (good: number, of: number): Share => ({ good, of });
const kMetrics: Kpi['metrics'] = ['warning-timeliness', 'first-pass', 'orders-closed'];
const row = (name: string, first: Share, differs: Partial<KpiRow> = {}): KpiRow => ({ name, title: null, shares: [first, share(0, 0), share(0, 0)], use: null, merits: null, pending: 0, longest_late_s: 0, ...differs });
const rows = [row('li', share(1, 2)), row('wang', share(3, 3)), row('zhao', share(0, 0), { merits: 5 }), row('zhou', share(0, 4), { merits: 2 })];
const kpi = { month: '2026-11', by: 'person' as const, metrics: kMetrics, rows };
const order = (sort: string, me = '') => in_order(kpi, sort, me).map((each) => each.name);

describe('a share', () => {
  it('of nothing is no figure', () => {
    expect(percent(share(0, 0))).toBe('–');
  });
  it('says all of all and none of none only', () => {
    expect([share(4, 4), share(0, 4), share(999, 1000), share(1, 1000), share(2, 3)].map(percent)).toEqual(['100 %', '0 %', '99 %', '1 %', '67 %']);
  });
});

describe('rows of figures', () => {
  it('stand as they came with my own first', () => {
    expect(order('')).toEqual(['li', 'wang', 'zhao', 'zhou']);
    expect(order('', 'zhao')).toEqual(['zhao', 'li', 'wang', 'zhou']);
  });
  it('are ordered by a share either way, those without a figure last', () => {
    expect(order('-warning-timeliness')).toEqual(['wang', 'li', 'zhou', 'zhao']);
    expect(order('warning-timeliness')).toEqual(['zhou', 'li', 'wang', 'zhao']);
    expect(order('-merits')).toEqual(['zhao', 'zhou', 'li', 'wang']);
  });
  it('of people have merits and use, and no shares that only posts and zones have', () => {
    expect(columns_of(kpi)).toEqual(['name', 'warning-timeliness', 'first-pass', 'use', 'merits', 'pending', 'longest']);
    const of_posts: Kpi['metrics'] = ['measures-in-place', 'hazards-closed', 'data-quality'];
    expect(columns_of({ ...kpi, metrics: of_posts })).toEqual(['name', 'use', 'merits', 'pending', 'longest']);
    expect(columns_of({ ...kpi, metrics: of_posts, by: 'post' })).toEqual(['name', ...of_posts, 'pending', 'longest']);
    const of_places: Kpi['metrics'] = ['first-pass', 'risk-identified', 'risk-updated'];
    expect(columns_of({ ...kpi, metrics: of_places, by: 'post' })).toEqual(['name', 'first-pass', 'pending', 'longest']);
    expect(columns_of({ ...kpi, metrics: of_places, by: 'zone' })).toEqual(['name', ...of_places, 'pending', 'longest']);
    expect(columns_of({ ...kpi, by: 'zone' })).toEqual(['name', 'warning-timeliness', 'first-pass', 'orders-closed', 'pending', 'longest']);
  });
});

describe('the sheet of the figures', () => {
  const words = { t: (key: string, holes?: Record<string, string>) => (holes?.metric ? `${key}(${holes.metric})` : key) } as unknown as Words;
  it('has what counted and what counted at all beside each share, and nothing where there is no figure', () => {
    const [head, ...lines] = own_sheet(kpi_list(kpi, (each) => each.name.toUpperCase()), words, in_order(kpi, '-warning-timeliness', ''));
    expect(lines.every((line) => line.length === head!.length)).toBe(true);
    expect(lines[0]!.slice(0, 5)).toEqual(['wang', 'WANG', '100 %', '3', '3']);
    expect(lines[3]!.slice(0, 5)).toEqual(['zhao', 'ZHAO', '', '0', '0']);
    expect(lines[3]!.slice(-3)).toEqual(['5', '0', '0']);
  });
});
