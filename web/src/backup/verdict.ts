// How well the data are kept elsewhere, as one of a few words. Pure; a copy that was not proved, or not lately, is never called good.
import type { Backup } from '@/api/types';

const kBehindMs = 60_000; // what a lost disk may cost
const kProofDays = 14; // twice the week within which one is made
const kDayMs = 86_400_000;

export type Verdict = 'none' | 'trouble' | 'first' | 'behind' | 'unproved' | 'old_proof' | 'good';

export function verdict_of(backup: Backup, now: number): Verdict {
  if (!backup.where) return 'none';
  if (backup.trouble) return 'trouble';
  if (!backup.last) return 'first';
  if (!backup.shipped_at || now - Date.parse(backup.shipped_at) > kBehindMs) return 'behind';
  if (!backup.proof) return 'unproved';
  if (now - Date.parse(backup.proof.at) > kProofDays * kDayMs) return 'old_proof';
  return 'good';
}

// 0.4 MB, 12 MB, 1.3 GB
export function size(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    ++at;
  }
  return `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} ${units[at]}`;
}
