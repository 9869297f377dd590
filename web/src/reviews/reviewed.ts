// A review in figures that a page can draw. Pure.
import type { Review } from '@/api/types';
import { months_after } from '@/merits/month';

// This month and the eleven before, the newest first.
export const last_months = (this_month: string): string[] => Array.from({ length: 12 }, (_, n) => months_after(this_month, -n));

// The worst first; each bar over the longest one, 0 to 1.
export function bars(zones: Review['weak_zones']): { zone: Review['weak_zones'][number]; share: number }[] {
  const most = Math.max(0, ...zones.map((each) => each.score));
  return [...zones].sort((a, b) => b.score - a.score || a.zone.localeCompare(b.zone)).map((zone) => ({ zone, share: most > 0 ? zone.score / most : 0 }));
}

// Hours as people say them: 0.2, 3.5, 120.
export const hours = (value: number): string => (value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10));

// Of a month, never 0 % of what is something.
export const share_words = (share: number): string => (share > 0 && share < 0.001 ? '< 0.1 %' : `${Math.round(share * 1000) / 10} %`);
