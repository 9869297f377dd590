// Figures as shares, and rows in order. Pure.
import type { Kpi, KpiRow, Metric, Share } from '@/api/types';

// Of nothing there is no figure: neither 0 % nor 100 %.
export function percent(share: Share): string {
  if (share.of === 0) return '–';
  if (share.good === share.of) return '100 %';
  if (share.good === 0) return '0 %';
  return `${Math.min(99, Math.max(1, Math.round((100 * share.good) / share.of)))} %`; // all and none are said of all and none only
}

export const part_of = (share: Share): number | null => (share.of === 0 ? null : share.good / share.of);

export type Column = Metric | 'name' | 'use' | 'merits' | 'pending' | 'longest';

// Whether all were closed, measures hold and data are there is asked of posts and zones; who was told, and earned, of people.
const kNotOfPeople = new Set<Metric>(['measures-in-place', 'orders-closed', 'hazards-closed', 'data-quality']);
// What is dangerous, and whether somebody has said so, is asked of places.
const kOfZones = new Set<Metric>(['risk-identified', 'risk-updated']);
export const is_of_risk_points = (column: string): boolean => kOfZones.has(column as Metric);
export function columns_of(kpi: Pick<Kpi, 'metrics' | 'by'>): Column[] {
  const is_people = kpi.by === 'person';
  return ['name', ...kpi.metrics.filter((each) => (!is_people || !kNotOfPeople.has(each)) && (kpi.by === 'zone' || !kOfZones.has(each))), ...(is_people ? (['use', 'merits'] as const) : []), 'pending', 'longest'];
}

export function share_of(row: KpiRow, metrics: readonly Metric[], column: Column): Share | null {
  if (column === 'use') return row.use;
  return row.shares[metrics.indexOf(column as Metric)] ?? null;
}

function rank_of(row: KpiRow, metrics: readonly Metric[], column: Column): number | null {
  switch (column) {
    case 'merits':
      return row.merits;
    case 'pending':
      return row.pending;
    case 'longest':
      return row.longest_late_s;
    default: {
      const share = share_of(row, metrics, column);
      return share && part_of(share);
    }
  }
}

// `sort`: a column, with - before it the most first; empty: my own row first, then as they came. What has no figure comes last, either way.
export function in_order(kpi: Pick<Kpi, 'metrics' | 'rows'>, sort: string, me: string): KpiRow[] {
  const column = sort.replace(/^-/, '') as Column;
  const way = sort.startsWith('-') ? -1 : 1;
  if (sort === '') return [...kpi.rows].sort((a, b) => Number(b.name === me) - Number(a.name === me));
  if (column === 'name') return [...kpi.rows].sort((a, b) => way * a.name.localeCompare(b.name));
  return [...kpi.rows].sort((a, b) => {
    const [mine, theirs] = [rank_of(a, kpi.metrics, column), rank_of(b, kpi.metrics, column)];
    if (mine === null || theirs === null) return Number(mine === null) - Number(theirs === null) || a.name.localeCompare(b.name);
    return way * (mine - theirs) || a.name.localeCompare(b.name);
  });
}
