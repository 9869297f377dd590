// A gas test in the making: which classes the work asks for, what stands to choose from, and the limits that the permit has for a reading. Pure; the
// server judges.
import type { GasClass, HotPlace, Permit, PermitKind, PermitRules, VesselPart } from '@/api/types';
import { number_of } from '@/checks/reading';

export interface TypedReading {
  what: GasClass;
  gas: string; // empty: oxygen, or not said yet
  part: VesselPart;
  value: string; // as it was typed
  unit: string;
}
export type Gas = PermitRules['gases'][number];
export interface Limit {
  low: number | null;
  high: number | null;
}

// By whose rules the gas is judged: what is dug deeper than 1.2 m in a place with a danger of explosion is a confined space (11.10), as the core has it.
const kDeepDigM = 1.2;
const kDangerous: ReadonlySet<HotPlace> = new Set<HotPlace>(['running', 'tank-dike', 'explosion-area', 'pipe-rack']);
export const gas_rules_of = ({ kind, grounds }: Pick<Permit, 'kind' | 'grounds'>): PermitKind =>
  kind === 'excavation' && grounds.depth_m > kDeepDigM && kDangerous.has(grounds.hot_place) ? 'confined-space' : kind;

// Whether the work itself asks for a gas test (5.3, 6.3, 10.1, 11.10), as the core has it; what goes on beside it may ask for one, too.
export const asks_for_test = (permit: Pick<Permit, 'kind' | 'grounds'>): boolean =>
  ['hot-work', 'confined-space'].includes(gas_rules_of(permit)) || (permit.kind === 'temporary-power' && kDangerous.has(permit.grounds.hot_place));
// It has none yet: the form for it is open at once.
export const wants_test = (permit: Pick<Permit, 'kind' | 'grounds' | 'tests'>): boolean => permit.tests.length === 0 && asks_for_test(permit);

// Of confined spaces all three, else combustible gas at least (GB 30871-2022 5.3, 6.3).
export const classes_of = (kind: PermitKind): GasClass[] => (kind === 'confined-space' ? ['combustible', 'oxygen', 'toxic'] : ['combustible']);

// The rules tell the limits of hot work and of confined spaces; the other kinds go by the latter (core/permit/gb30871_gas).
const kind_for = (kind: PermitKind): PermitKind => (kind === 'hot-work' ? 'hot-work' : 'confined-space');
const of_kind = (gas: Gas, kind: PermitKind) => gas.limits.filter((each) => each.kind === kind_for(kind));

export function gases_of(rules: PermitRules, kind: PermitKind, what: GasClass): Gas[] {
  return rules.gases.filter((gas) => gas.what === what && of_kind(gas, kind).length > 0);
}
export function units_of(rules: PermitRules, kind: PermitKind, reading: Pick<TypedReading, 'what' | 'gas'>): string[] {
  const gas = gas_of(rules, reading);
  return gas ? [...new Set(of_kind(gas, kind).map((each) => each.unit))] : [];
}
export function limit_of(rules: PermitRules, kind: PermitKind, reading: Pick<TypedReading, 'what' | 'gas' | 'unit'>): Limit | null {
  const gas = gas_of(rules, reading);
  const found = gas && of_kind(gas, kind).find((each) => each.unit === reading.unit);
  return found ? { low: found.low, high: found.high } : null;
}
function gas_of(rules: PermitRules, reading: Pick<TypedReading, 'what' | 'gas'>): Gas | undefined {
  return rules.gases.find((gas) => gas.what === reading.what && (gas.gas ?? '') === reading.gas);
}

// Which gas it is, is for the analyst to say: another one would have another limit.
export function first_reading(rules: PermitRules, kind: PermitKind, what: GasClass): TypedReading {
  const gas = '';
  return { what, gas, part: 'whole', value: '', unit: units_of(rules, kind, { what, gas })[0] ?? '' };
}

// A preview for the eye; null: not known.
export function is_within(limit: Limit | null, typed: string): boolean | null {
  const value = number_of(typed);
  if (limit === null || value === null || value < 0) return null;
  return (limit.low === null || value >= limit.low) && (limit.high === null || value <= limit.high);
}

export interface SaidReading {
  what: GasClass;
  gas: string | null;
  part: VesselPart;
  value: number;
  unit: string;
}
// Null: one of them is no number, or nobody said of which gas it is.
export function readings_of(typed: readonly TypedReading[]): SaidReading[] | null {
  const readings = typed.map(({ value, gas, ...rest }) => ({ ...rest, gas: gas === '' ? null : gas, value: number_of(value) }));
  return readings.every((each) => each.value !== null && each.value >= 0 && (each.gas !== null || each.what === 'oxygen')) ? (readings as SaidReading[]) : null;
}
