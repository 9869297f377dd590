import { describe, expect, it } from 'vitest';
import type { KeptRecord } from '@/api/types';
import { is_short, kTable1, site_lists, supply_of, type KeptSupply } from './list_30077';

const kToday = '2026-12-01';
const supply = (item: string, quantity: number, more: Partial<KeptSupply> = {}): KeptSupply => ({ id: item, name: item, zone: 'tank-farm', item, quantity, least: null, unit: '', expires: null, ...more });
const whole = kTable1.map((asked) => supply(asked.item, asked.least));

describe('the list of GB 30077 at a work site', () => {
  it('is whole where each of the twelve items is there', () => {
    expect(kTable1).toHaveLength(12);
    expect(site_lists(whole, kToday)).toEqual([{ zone: 'tank-farm', lacking: [] }]);
  });
  it('lacks what is not there, is too little, or has expired', () => {
    const kept = [...whole.slice(1).filter((each) => each.item !== 'torch'), supply('air-breathing-apparatus', 1), supply('air-breathing-apparatus', 4, { expires: '2026-11-30' })];
    expect(site_lists(kept, kToday)[0]!.lacking.map((each) => [each.item, each.found])).toEqual([
      ['air-breathing-apparatus', 1],
      ['torch', 0],
    ]);
  });
  it('adds up what is kept in several lines, and still counts what expires today', () => {
    const kept = [...whole.slice(1), supply('air-breathing-apparatus', 1), supply('air-breathing-apparatus', 1, { expires: kToday })];
    expect(site_lists(kept, kToday)[0]!.lacking).toEqual([]);
  });
  it('says nothing of sites for which nothing of the list was told', () => {
    expect(site_lists([supply('sand', 3, { item: null })], kToday)).toEqual([]);
  });
});

describe('stock', () => {
  it('is what the record says less what emergencies used since, and never below nothing', () => {
    const kept = { id: 'absorbent', record: { name: 'absorbent', quantity: 200, least: 150, unit: 'kg' } } as unknown as KeptRecord;
    expect(supply_of(kept).quantity).toBe(200);
    expect(is_short(supply_of(kept, 20))).toBe(false);
    expect([supply_of(kept, 60).quantity, is_short(supply_of(kept, 60))]).toEqual([140, true]);
    expect(supply_of(kept, 300).quantity).toBe(0);
  });
  it('is short below what there is to be at least', () => {
    expect(is_short(supply('absorbent', 199, { least: 200 }))).toBe(true);
    expect(is_short(supply('absorbent', 200, { least: 200 }))).toBe(false);
    expect(is_short(supply('absorbent', 0))).toBe(false);
  });
});
