// The kinds of special work, their levels and states, in the order in which people look for them.
import type { IsolationKind, PermitKind, PermitLevel, PermitState, Severity } from '@/api/types';

export const kKinds: readonly PermitKind[] = ['hot-work', 'confined-space', 'height', 'lifting', 'temporary-power', 'blind-plate', 'excavation', 'road-breaking'];
export const kStates: readonly PermitState[] = ['preparing', 'signed', 'open', 'interrupted', 'suspended', 'finished', 'accepted', 'archived', 'refused', 'expired', 'cancelled'];
export const kResidual: readonly Severity[] = ['low', 'moderate', 'serious', 'major'];
export const kIsolationKinds: readonly IsolationKind[] = ['blind', 'parted', 'valve', 'electrical', 'mechanical', 'radioactive'];

// From the mildest on; one, none, where the kind has no levels (GB 30871-2022 5.1, 8.1, 9.1).
const kLevels: Partial<Record<PermitKind, readonly PermitLevel[]>> = {
  'hot-work': ['second', 'first', 'special'],
  height: ['first', 'second', 'third', 'fourth'],
  lifting: ['third', 'second', 'first'],
};
export const levels_of = (kind: PermitKind): readonly PermitLevel[] => kLevels[kind] ?? ['none'];

// Under which key its word stands; null: there is nothing to say.
export const level_key = (kind: PermitKind, level: PermitLevel): string | null => (level === 'none' || !levels_of(kind).includes(level) ? null : `permits.level.${kind}.${level}`);

// What is at work now, suspended first: what a control room must know of.
const kWorking: readonly PermitState[] = ['suspended', 'open', 'interrupted', 'signed', 'finished'];
export const is_working = (state: PermitState) => kWorking.includes(state);
export const is_over = (state: PermitState) => ['archived', 'refused', 'expired', 'cancelled'].includes(state);

interface Standing {
  id: number;
  state: PermitState;
  until: string;
}
// The most urgent first: by state, then by which ends first.
export function by_urgency(a: Standing, b: Standing): number {
  const rank = (state: PermitState) => (kWorking.includes(state) ? kWorking.indexOf(state) : kWorking.length + kStates.indexOf(state));
  return rank(a.state) - rank(b.state) || Date.parse(a.until) - Date.parse(b.until) || a.id - b.id;
}

// Of its time: what is left once it has begun, and when it begins before that.
export type Left = { kind: 'before' | 'left' | 'past'; ms: number };
export function left_of(permit: { from: string; until: string }, now: number): Left {
  const [from, until] = [Date.parse(permit.from), Date.parse(permit.until)];
  if (now < from) return { kind: 'before', ms: from - now };
  return now <= until ? { kind: 'left', ms: until - now } : { kind: 'past', ms: now - until };
}
