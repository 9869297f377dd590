// Which time of a trend is shown: the last so long, following now, or a stretch that a person has chosen; and how one leads to another.
import type { Stretch } from './history';

export const kShortest_ms = 10_000;
export const kLongest_ms = 10 * 366 * 86_400_000;

// Never of what is still to come, and never shorter or longer than can be drawn.
export function within(stretch: Stretch, now: number): Stretch {
  const long = Math.min(Math.max(stretch.until - stretch.from, kShortest_ms), kLongest_ms);
  const until = Math.min((stretch.from + stretch.until + long) / 2, now);
  return { from: Math.round(until - long), until: Math.round(until) };
}

// By half of what is shown, so that what was at the edge is in the middle.
export const earlier = (stretch: Stretch, now: number): Stretch => moved(stretch, -1, now);
export const later = (stretch: Stretch, now: number): Stretch => moved(stretch, 1, now);
export const closer = (stretch: Stretch, now: number): Stretch => scaled(stretch, 0.5, now);
export const wider = (stretch: Stretch, now: number): Stretch => scaled(stretch, 2, now);

function moved({ from, until }: Stretch, way: 1 | -1, now: number): Stretch {
  const by = (way * (until - from)) / 2;
  return within({ from: from + by, until: until + by }, now);
}
function scaled({ from, until }: Stretch, by: number, now: number): Stretch {
  const [middle, half] = [(from + until) / 2, ((until - from) * by) / 2];
  return within({ from: middle - half, until: middle + half }, now);
}

// As it stands in the address of the page, so that it can be sent to somebody; null: none, or none that could be shown.
export function stretch_of(query: Record<string, unknown>, now: number): Stretch | null {
  const [from, until] = [query.from, query.until].map((each) => (typeof each === 'string' ? Date.parse(each) : NaN)) as [number, number];
  return from < until && from < now ? within({ from, until }, now) : null;
}
export const query_of = (stretch: Stretch): { from: string; until: string } => ({ from: new Date(stretch.from).toISOString(), until: new Date(stretch.until).toISOString() });
