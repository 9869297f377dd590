// Places of work as the plan draws them, and where two must not meet. Pure.
import type { PermitConflict, PermitPlace, PermitRow } from '@/api/types';
import type { Circle, Gap, Metres } from '@/plan/plan_map';

export interface Meeting {
  circles: Circle[];
  gaps: Gap[];
}
export interface Sayings {
  own: string;
  other: (row: PermitRow) => string;
  gap: (conflict: PermitConflict) => string;
}

export function meeting(own: PermitPlace | null, own_id: number | null, others: readonly PermitRow[], conflicts: readonly PermitConflict[], say: Sayings): Meeting {
  const clashes = new Map(conflicts.map((each) => [each.with, each]));
  const circles: Circle[] = others
    .filter((row) => row.id !== own_id)
    .map((row) => ({ place: row.place, radius_m: row.place.radius_m, look: clashes.has(row.id) ? 'clash' : 'other', label: say.other(row) }));
  if (own) circles.push({ place: own, radius_m: own.radius_m, look: conflicts.length > 0 ? 'clash' : 'own', label: say.own });
  const gaps = own ? others.flatMap((row) => (clashes.has(row.id) ? [{ ...edges(own, row.place), label: say.gap(clashes.get(row.id)!) }] : [])) : [];
  return { circles, gaps };
}

// The shortest way between the edges of both; where they touch, between the centres.
function edges(one: PermitPlace, other: PermitPlace): { from: Metres; to: Metres } {
  const [dx, dy] = [other.x_m - one.x_m, other.y_m - one.y_m];
  const far = Math.hypot(dx, dy);
  if (far <= one.radius_m + other.radius_m || far === 0) return { from: at(one, 0, 0), to: at(other, 0, 0) };
  return { from: at(one, (dx / far) * one.radius_m, (dy / far) * one.radius_m), to: at(other, (-dx / far) * other.radius_m, (-dy / far) * other.radius_m) };
}
const at = (place: PermitPlace, dx: number, dy: number): Metres => ({ x_m: place.x_m + dx, y_m: place.y_m + dy });
