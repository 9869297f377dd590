// Risk points and the way to write the risk of one that nothing identifies. Pure.
import type { LocationQueryRaw } from 'vue-router';
import type { ExpectedRisk, RiskFigures } from '@/api/types';

export const is_gap = (point: ExpectedRisk): boolean => point.identified_by.length === 0;

// The gaps first, each group in its order.
export const gaps_first = (points: readonly ExpectedRisk[]): ExpectedRisk[] => [...points.filter(is_gap), ...points.filter((each) => !is_gap(each))];

const kFields: Record<Exclude<ExpectedRisk['kind'], 'zone'>, string> = { 'hazard-unit': 'hazard-units', 'storage-place': 'storage-places', 'risk-point': 'risk-points' };

// A new risk object that is about the point; `name`: what the point is called.
export function object_for(point: ExpectedRisk, name: string): { path: string; query: LocationQueryRaw } {
  const about = point.kind === 'zone' ? {} : { [kFields[point.kind]]: point.id };
  return { path: '/records/risk-object/-/new', query: { name, ...(point.zone === null ? {} : { zone: point.zone }), ...about } };
}

// Where what a point is about stands.
export const point_path = (point: Pick<ExpectedRisk, 'kind' | 'id'>): string => (point.kind === 'zone' ? '/risk' : `/records/${point.kind}/${point.id}`);

export const standing_first = (changes: RiskFigures['changes']): RiskFigures['changes'] => {
  const rank = { overdue: 0, pending: 1, late: 2, 'on-time': 3, withdrawn: 4 };
  return [...changes].sort((a, b) => rank[a.standing] - rank[b.standing] || b.seq - a.seq);
};
