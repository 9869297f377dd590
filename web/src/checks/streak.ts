// Where a marked card tells the most: at the measure that was found normal most often in a row with no card to find there. Pure.
import type { Check } from '@/api/types';

export const kLeast = 3; // in a row; fewer say nothing

export interface Streak {
  measure: string;
  name: string;
  normal: number; // in a row, up to the latest
}

// `checks`: those that are over, the newest first. A measure where a card hangs now is none to propose.
export function streaks(checks: readonly Check[], hanging: ReadonlySet<string>): Streak[] {
  const found = new Map<string, Streak>();
  const ended = new Set<string>(hanging);
  for (const check of checks) {
    if (ended.has(check.measure) || check.records.length === 0) continue; // not looked at is not found normal either
    const streak = found.get(check.measure) ?? { measure: check.measure, name: check.name, normal: 0 };
    found.set(check.measure, streak);
    if (check.records.every((record) => record.result === 'normal' && record.seed === null)) streak.normal += 1;
    else ended.add(check.measure);
  }
  return [...found.values()].filter((streak) => streak.normal >= kLeast).sort((a, b) => b.normal - a.normal || a.name.localeCompare(b.name));
}

// A code that hands and eyes do not confuse: no 0 and O, no 1 and I.
const kLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const new_tag = (chance: () => number = Math.random) => Array.from({ length: 4 }, () => kLetters[Math.floor(chance() * kLetters.length)]).join('');
