// A place on the plan as people give it: to a tenth of a metre, and within the drawing.
import type { Site } from '@/api/types';
import type { Metres } from '@/plan/plan_map';

const tenth = (metres: number) => Math.round(metres * 10) / 10;

// Null: beside the drawing.
export function spot_on(plan: Site['plan'], place: Metres): Metres | null {
  const spot = { x_m: tenth(place.x_m), y_m: tenth(place.y_m) };
  const inside = spot.x_m >= 0 && spot.y_m >= 0 && spot.x_m <= plan.width_m && spot.y_m <= plan.height_m;
  return inside ? spot : null;
}
