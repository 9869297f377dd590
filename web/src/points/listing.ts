// The list of points: what is asked of it, and in which order it stands. Pure.
import { rank } from '@/alarms/severity';
import type { Point, PointStatus } from '@/api/types';
import { in_order_by } from '@/lists/order';
import { is_known } from './known';

export interface PointNow {
  point: Point;
  status: PointStatus | undefined;
}
export interface Wanted {
  zones: ReadonlySet<string> | null; // null: everywhere
  kind: string; // empty: any
  abnormal: '' | '1';
  words: string;
}

export const is_abnormal = ({ status }: PointNow) => !is_known(status) || status?.worst != null;

export function fits({ point, status }: PointNow, wanted: Wanted): boolean {
  if (wanted.zones !== null && !wanted.zones.has(point.zone)) return false;
  if (wanted.kind !== '' && point.kind !== wanted.kind) return false;
  if (wanted.abnormal !== '' && !is_abnormal({ point, status })) return false;
  const words = wanted.words.trim().toLowerCase();
  return words === '' || `${point.name} ${point.title.zh} ${point.title.en}`.toLowerCase().includes(words);
}

// As the list is by itself: the worst first, then what cannot be believed.
const urgency = (a: PointNow, b: PointNow) => rank(b.status?.worst ?? null) - rank(a.status?.worst ?? null) || Number(is_known(a.status)) - Number(is_known(b.status));

// Oldest first when descending, as ages go; what never had a value is the oldest.
const age = ({ status }: PointNow) => (status?.source ? -Date.parse(status.source) : Infinity);
const by_age = (a: PointNow, b: PointNow) => (age(a) === age(b) ? 0 : age(a) - age(b));

export function sorted(points: readonly PointNow[], sort: string, zone_title: (name: string) => string): PointNow[] {
  const by_name = (a: PointNow, b: PointNow) => a.point.name.localeCompare(b.point.name);
  if (sort === '') return [...points].sort(urgency);
  return in_order_by(points, sort, { name: by_name, zone: (a, b) => zone_title(a.point.zone).localeCompare(zone_title(b.point.zone)), severity: (a, b) => -urgency(a, b), age: by_age }, by_name);
}
