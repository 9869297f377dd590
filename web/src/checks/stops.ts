// A round: open checks by the stops of routes, in the order in which one walks them; what is on no route comes last, zone by zone. Pure.
import type { Check } from '@/api/types';

export interface Route {
  name: string;
  post: string;
  zones: string[]; // in the order of the walk
}

export interface Stop {
  route: string | null; // null: on no route
  zone: string;
  checks: Check[]; // the most urgent first; a stop of a route may have none
}

export interface Places {
  zones: readonly string[]; // in the site's order
  parent: (zone: string) => string | null;
}

// A check stands at one stop only: that of its own zone or of the nearest one around it, on a route of its own post before any other.
export function stops_of(checks: readonly Check[], routes: readonly Route[], places: Places): Stop[] {
  const stops: Stop[] = routes.flatMap((route) => route.zones.map((zone) => ({ route: route.name, zone, checks: [] })));
  const posts: string[] = routes.flatMap((route) => route.zones.map(() => route.post));
  const loose = new Map<string, Check[]>();
  for (const check of checks) {
    const stop = stop_of(check, stops, posts, places);
    if (stop) stop.checks.push(check);
    else loose.set(check.zone, [...(loose.get(check.zone) ?? []), check]);
  }
  const rank = (zone: string) => (places.zones.indexOf(zone) + 1 || places.zones.length + 1);
  const others = [...loose].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b)).map(([zone, of]) => ({ route: null, zone, checks: of }));
  return [...stops, ...others].map((stop) => ({ ...stop, checks: [...stop.checks].sort(soonest_first) }));
}

function stop_of(check: Check, stops: readonly Stop[], posts: readonly string[], places: Places): Stop | undefined {
  const seen = new Set<string>();
  for (let zone: string | null = check.zone; zone !== null && !seen.has(zone); zone = places.parent(zone)) {
    const here = stops.map((_, n) => n).filter((n) => stops[n]!.zone === zone);
    const found = here.find((n) => posts[n] === check.post) ?? here[0];
    if (found !== undefined) return stops[found];
    seen.add(zone);
  }
  return undefined;
}

export const soonest_first = (a: Check, b: Check) => Date.parse(a.due) - Date.parse(b.due) || a.id - b.id;

export const is_overdue = (check: Check, now_ms: number) => check.state === 'overdue' || (check.state === 'open' && Date.parse(check.due) <= now_ms);

// To be done on the round of now: what is overdue, and what would be before the next one. The rest can wait.
export const kSoonMs = 12 * 3_600_000;
export const is_due_soon = (check: Check, now_ms: number) => is_overdue(check, now_ms) || ((check.state === 'open' || check.state === 'overdue') && Date.parse(check.due) - now_ms <= kSoonMs);

// What to do after one: the next of its stop that cannot wait; none when the stop is done.
export function next_of(stop: Stop | undefined, done: number, now_ms: number, waits: (id: number) => boolean): Check | null {
  return stop?.checks.find((check) => check.id !== done && !waits(check.id) && is_due_soon(check, now_ms)) ?? null;
}
// Where somebody who stands in a zone goes on: its own stop, else the one at which its checks stand, as a zone inside has none.
export const stop_at = (stops: readonly Stop[], zone: string | null) =>
  zone === null ? undefined : (stops.find((stop) => stop.zone === zone) ?? stops.find((stop) => stop.checks.some((check) => check.zone === zone)));
export const stop_with = (stops: readonly Stop[], check: number) => stops.find((stop) => stop.checks.some((each) => each.id === check));

// Whether the label that was read stands at the place of this check: that of its own zone, or that of its stop.
export function proves(scanned: string | null, check: Check, stops: readonly Stop[]): boolean {
  if (scanned === null) return false;
  return scanned === check.zone || stops.some((stop) => stop.zone === scanned && stop.checks.some((each) => each.id === check.id));
}
