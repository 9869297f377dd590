// What GB 30077-2023 Table 1 asks for at a work site, held against what the records say is there. What it asks for by the number of people there is asked for
// at all; how many people that are, nobody has told Davy.
import type { KeptRecord } from '@/api/types';

export interface AskedItem {
  item: string;
  least: number;
  each: boolean; // for each person there
}

export const kTable1: readonly AskedItem[] = [
  { item: 'air-breathing-apparatus', least: 2, each: false },
  { item: 'chemical-suit', least: 2, each: false },
  { item: 'filter-mask', least: 1, each: true },
  { item: 'gas-detector', least: 2, each: false },
  { item: 'torch', least: 1, each: true },
  { item: 'radio', least: 1, each: true },
  { item: 'first-aid-kit', least: 1, each: false },
  { item: 'fire-hose', least: 50, each: false },
  { item: 'water-nozzle', least: 1, each: false },
  { item: 'absorbent', least: 200, each: false },
  { item: 'decontamination', least: 1, each: false },
  { item: 'tool-kit', least: 1, each: false },
];

export interface KeptSupply {
  id: string;
  name: string;
  zone: string | null;
  item: string | null;
  quantity: number;
  least: number | null;
  unit: string;
  expires: string | null;
}

const text_of = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const number_of = (value: unknown) => (typeof value === 'number' ? value : null);

// `used` in emergencies since the record was saved; never less than nothing is left.
export function supply_of(kept: KeptRecord, used = 0): KeptSupply {
  const record = kept.record as Record<string, unknown>;
  return {
    id: kept.id,
    name: text_of(record.name) ?? kept.id,
    zone: text_of(record.zone),
    item: text_of(record.item),
    quantity: Math.max(0, (number_of(record.quantity) ?? 0) - used),
    least: number_of(record.least),
    unit: text_of(record.unit) ?? '',
    expires: text_of(record.expires),
  };
}

export const is_short = (supply: KeptSupply) => supply.least !== null && supply.quantity < supply.least;
export const is_expired = (supply: KeptSupply, today: string) => supply.expires !== null && supply.expires < today;

export interface SiteList {
  zone: string;
  lacking: { item: string; found: number; asked: AskedItem }[]; // less than the table asks for; what has expired does not count
}

// Of every work site that has any item of the table.
export function site_lists(supplies: readonly KeptSupply[], today: string): SiteList[] {
  const zones = [...new Set(supplies.filter((each) => each.item !== null && each.zone !== null).map((each) => each.zone!))];
  return zones.map((zone) => {
    const there = supplies.filter((each) => each.zone === zone && !is_expired(each, today));
    const found = (item: string) => there.filter((each) => each.item === item).reduce((sum, each) => sum + each.quantity, 0);
    return { zone, lacking: kTable1.map((asked) => ({ item: asked.item, found: found(asked.item), asked })).filter((each) => each.found < each.asked.least) };
  });
}
