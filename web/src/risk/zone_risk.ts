// The risk of zones: which comes first, and whether a judgement still speaks of now. Pure; times are milliseconds since the epoch.
import { kSeverities, rank } from '@/alarms/severity';
import type { Severity, ZoneRisk } from '@/api/types';

export const kJudgeEveryMs = 60_000; // what only time changes: a deadline, a fact that ran out, a day that is over
const kHoldsMs = 90_000; // one judgement every minute, and what an answer may take

// The worse before the better. Of the same colour, where it arises before what only surrounds it, then as the site has them.
export function worst_first(a: ZoneRisk, b: ZoneRisk): number {
  return rank(b.level) - rank(a.level) || Number(only_surrounds(a)) - Number(only_surrounds(b));
}

function only_surrounds(zone: ZoneRisk): boolean {
  return zone.terms.some((t) => t.term === 'inside' && t.level === zone.level) && zone.terms.every((t) => t.term === 'inside' || rank(t.level) < rank(zone.level));
}

export function is_current(judged_at: string | undefined, now_ms: number): boolean {
  return judged_at !== undefined && now_ms - Date.parse(judged_at) < kHoldsMs;
}

// How many zones have each colour, worst first.
export function counts(zones: readonly ZoneRisk[]): [Severity, number][] {
  return kSeverities.map((severity) => [severity, zones.filter((z) => z.level === severity).length]);
}

const kTouching = ['alarm.', 'row.', 'measure.', 'check.', 'hazard.', 'record.', 'fact.', 'system.'];

// Whether a record of this kind may have changed the risk of a zone.
export function touches_risk(kind: string): boolean {
  return kTouching.some((room) => kind.startsWith(room));
}
