// Order and comparison of severities and alarms.
import type { Alarm, Level, Severity } from '@/api/types';

export const kSeverities: readonly Severity[] = ['major', 'serious', 'moderate', 'low']; // worst first

export function rank(level: Level | null): number {
  if (level === null || level === 'none') return 0;
  return kSeverities.length - kSeverities.indexOf(level);
}

// What needs a person first: annunciated before set aside, unacknowledged before acknowledged, the worse, the active, the newer.
export function worst_first(a: Alarm, b: Alarm): number {
  return (
    Number(b.annunciates) - Number(a.annunciates) ||
    Number(a.acknowledged) - Number(b.acknowledged) ||
    rank(b.severity) - rank(a.severity) ||
    Number(b.active) - Number(a.active) ||
    b.id - a.id
  );
}
