import { describe, expect, it } from 'vitest';
import type { ExpectedRisk, RiskFigures } from '@/api/types';
import { gaps_first, object_for, point_path, standing_first } from './risk_points';

const point = (id: string, more: Partial<ExpectedRisk> = {}): ExpectedRisk => ({ kind: 'storage-place', id, title: { zh: id, en: id }, zone: 'tank-farm', seq: 3, identified_by: [], ...more });
const by = [{ object: 'o', unit: 'u', event: 'e', seq: 9 }];

describe('risk points', () => {
  it('stand with the gaps first', () => {
    expect(gaps_first([point('a', { identified_by: by }), point('b'), point('c', { identified_by: by }), point('d')]).map((each) => each.id)).toEqual(['b', 'd', 'a', 'c']);
  });
  it('that nothing identifies lead to an object which is about them', () => {
    expect(object_for(point('t-101'), 'T-101').query).toEqual({ name: 'T-101', zone: 'tank-farm', 'storage-places': 't-101' });
    expect(object_for(point('lng', { kind: 'hazard-unit', zone: null }), 'LNG').query).toEqual({ name: 'LNG', 'hazard-units': 'lng' });
    expect(object_for(point('press', { kind: 'risk-point' }), 'Press').query).toMatchObject({ 'risk-points': 'press' });
    expect(object_for(point('tank-farm', { kind: 'zone' }), 'Tanks')).toEqual({ path: '/records/risk-object/-/new', query: { name: 'Tanks', zone: 'tank-farm' } });
    expect([point_path(point('t-101')), point_path(point('x', { kind: 'zone' }))]).toEqual(['/records/storage-place/t-101', '/risk']);
  });
  it('that changed stand with what is overdue first, then the newest', () => {
    const change = (seq: number, standing: RiskFigures['changes'][number]['standing']) => ({ ...point(`p${seq}`), seq, standing, at: '', due: '', updated: null });
    expect(standing_first([change(1, 'on-time'), change(2, 'overdue'), change(3, 'pending'), change(4, 'overdue')]).map((each) => each.seq)).toEqual([4, 2, 3, 1]);
  });
});
