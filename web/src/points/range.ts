// The measuring range of a point as people write it.
import type { Point } from '@/api/types';
import { limit, unit, type Language } from '@/text/format';

export function format_range(point: Point, language: Language): string {
  return `${limit(point.range_min)} … ${limit(point.range_max)}${unit(point.unit, language)}`;
}
