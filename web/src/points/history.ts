// How a trend asks for what a point said: every reading while they fit, else intervals that keep lowest and highest.
import type { History } from '@/api/types';

export const kIntervalsMax = 700; // about as many as the chart has pixels to tell apart
export const kReadingsMax = 4000; // as its declared period promises
const kReadingsTaken = kReadingsMax * 2; // a device may send more often than it is said to

export interface Asked {
  from: string;
  until: string;
  limit?: number;
  width?: string;
}
export interface Stretch {
  from: number; // ms
  until: number;
}

const interval_s = (span_ms: number) => Math.max(1, Math.ceil(span_ms / 1000 / kIntervalsMax));

// The declared period is only a promise: an answer that was cut holds the oldest readings alone, so the same time is asked for again by intervals, and so is
// every later one that is as long.
export class HistoryAsker {
  private too_long_ms = Infinity;

  async ask(span: Stretch, period_s: number, read: (asked: Asked) => Promise<History>): Promise<History> {
    const long = span.until - span.from;
    const range = { from: new Date(span.from).toISOString(), until: new Date(span.until).toISOString() };
    const by_intervals = () => read({ ...range, width: `${interval_s(long)}s` });
    if (long >= this.too_long_ms || long / 1000 / (period_s || 1) > kReadingsMax) return by_intervals();
    const found = await read({ ...range, limit: kReadingsTaken });
    if (!found.truncated) return found;
    this.too_long_ms = Math.min(this.too_long_ms, long);
    return by_intervals();
  }
}

// What is damaged on the disk, as far as it lies in the time that is shown.
export function damaged_in(history: History, span: Stretch): Stretch[] {
  return history.missing
    .map((each) => ({ from: Math.max(Date.parse(each.first), span.from), until: Math.min(Date.parse(each.last), span.until) }))
    .filter((each) => each.from <= each.until);
}
