// The measuring range of a point as people write it.
import type { Point } from '@/api/types';
import { limit } from '@/text/format';

export function format_range(point: Point): string {
  const unit = point.unit === 'state' ? '' : ` ${point.unit}`;
  return `${limit(point.range_min)} … ${limit(point.range_max)}${unit}`;
}
