import { describe, expect, it } from 'vitest';
import type { HotPlace, Permit, PermitKind, PermitRules } from '@/api/types';
import { classes_of, first_reading, gas_rules_of, gases_of, is_within, limit_of, readings_of, units_of, wants_test } from './gas';

const limits = (...units: [string, number | null, number | null][]) => (['hot-work', 'confined-space'] as const).flatMap((kind) => units.map(([unit, low, high]) => ({ kind, unit, low, high })));
const rules = {
  gases: [
    { what: 'oxygen', gas: null, title: { zh: '氧', en: 'Oxygen' }, limits: [{ kind: 'hot-work', unit: '%vol', low: null, high: 23.5 }, { kind: 'confined-space', unit: '%vol', low: 19.5, high: 21 }] },
    { what: 'combustible', gas: 'methane', title: { zh: '甲烷', en: 'Methane' }, limits: limits(['%vol', null, 0.5], ['%LEL', null, 10]) },
    { what: 'toxic', gas: 'ammonia', title: { zh: '氨', en: 'Ammonia' }, limits: limits(['mg/m3', null, 20], ['ppm', null, 28]) },
  ],
} as unknown as PermitRules;

describe('a gas test', () => {
  it('asks of a confined space for all three classes', () => {
    expect(classes_of('confined-space')).toEqual(['combustible', 'oxygen', 'toxic']);
    expect(classes_of('hot-work')).toEqual(['combustible']);
  });
  it('asks of a deep pit where it may explode what it asks of a confined space', () => {
    const dug = (depth_m: number, hot_place: 'explosion-area' | 'elsewhere') => gas_rules_of({ kind: 'excavation', grounds: { hot_place, height_m: 0, factors: [], load_t: 0, depth_m } });
    expect([dug(1.3, 'explosion-area'), dug(1.2, 'explosion-area'), dug(3, 'elsewhere')]).toEqual(['confined-space', 'excavation', 'excavation']);
    expect(gas_rules_of({ kind: 'hot-work', grounds: { hot_place: 'running', height_m: 0, factors: [], load_t: 0, depth_m: 3 } })).toBe('hot-work');
  });
  it('is wanted by work that asks for one and has none, a deep pit among them', () => {
    const wants = (kind: PermitKind, hot_place: HotPlace, depth_m = 0, tests: Permit['tests'] = []) => wants_test({ kind, grounds: { hot_place, height_m: 0, factors: [], load_t: 0, depth_m }, tests });
    expect([wants('hot-work', 'elsewhere'), wants('confined-space', 'elsewhere'), wants('temporary-power', 'pipe-rack'), wants('excavation', 'explosion-area', 1.3)]).toEqual([true, true, true, true]);
    expect([wants('temporary-power', 'elsewhere'), wants('excavation', 'explosion-area', 1.2), wants('excavation', 'elsewhere', 3), wants('lifting', 'running')]).toEqual([false, false, false, false]);
    expect(wants('excavation', 'explosion-area', 1.3, [{}] as unknown as Permit['tests'])).toBe(false);
  });
  it('offers gases and units whose limits are known', () => {
    expect(gases_of(rules, 'hot-work', 'combustible').map((each) => each.gas)).toEqual(['methane']);
    expect(units_of(rules, 'hot-work', { what: 'toxic', gas: 'ammonia' })).toEqual(['mg/m3', 'ppm']);
    expect(units_of(rules, 'hot-work', { what: 'toxic', gas: 'xenon' })).toEqual([]);
    expect(first_reading(rules, 'confined-space', 'oxygen')).toEqual({ what: 'oxygen', gas: '', part: 'whole', value: '', unit: '%vol' });
    expect(first_reading(rules, 'hot-work', 'combustible')).toMatchObject({ gas: '', unit: '' });
  });
  it('shows the limit of this permit', () => {
    const oxygen = { what: 'oxygen' as const, gas: '', unit: '%vol' };
    expect(limit_of(rules, 'hot-work', oxygen)).toEqual({ low: null, high: 23.5 });
    expect(limit_of(rules, 'confined-space', oxygen)).toEqual({ low: 19.5, high: 21 });
    expect(limit_of(rules, 'temporary-power', oxygen)).toEqual({ low: 19.5, high: 21 });
    expect(limit_of(rules, 'hot-work', { what: 'combustible', gas: 'methane', unit: 'ppm' })).toBeNull();
  });
  it('says at once what is within; at the limit is within', () => {
    const limit = { low: 19.5, high: 21 };
    expect(['19.5', '21', '20,9', '19.4', '21.01', '-1', 'x', ''].map((typed) => is_within(limit, typed))).toEqual([true, true, true, false, false, null, null, null]);
    expect(is_within(null, '1')).toBeNull();
  });
  it('sends numbers or nothing', () => {
    const line = { what: 'oxygen' as const, gas: '', part: 'whole' as const, value: '20.9', unit: '%vol' };
    expect(readings_of([line])).toEqual([{ what: 'oxygen', gas: null, part: 'whole', value: 20.9, unit: '%vol' }]);
    expect(readings_of([line, { ...line, value: '' }])).toBeNull();
    expect(readings_of([{ ...line, value: '-2' }])).toBeNull();
    expect(readings_of([{ ...line, what: 'toxic' }])).toBeNull();
    expect(readings_of([{ ...line, what: 'toxic', gas: 'ammonia' }])).toHaveLength(1);
  });
});
