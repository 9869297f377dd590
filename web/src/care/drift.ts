// What a calibration finds, as it is typed: how far the reading was from what it should have been, and whether that is too far. Pure.
export interface Typed {
  as_found: number | null;
  reference: number | null;
  as_left: number | null;
}
export interface Span {
  min: number;
  max: number;
}

export interface Found {
  drift: number; // as found less the reference
  percent: number; // of the point's range
  limit: number | null; // in the unit of the point; null: its class says none
  is_drift: boolean;
}

// Sums of binary fractions are not shown to people.
const tidy = (value: number) => Number(value.toPrecision(12));

export function drift_of(typed: Typed, span: Span, limit_percent: number | null): Found | null {
  const width = span.max - span.min;
  if (typed.as_found === null || typed.reference === null || !(width > 0)) return null;
  const drift = tidy(typed.as_found - typed.reference);
  const limit = limit_percent === null ? null : tidy((limit_percent / 100) * width);
  return { drift, percent: tidy((Math.abs(drift) / width) * 100), limit, is_drift: limit !== null && Math.abs(drift) > limit };
}

// Whether it is still too far off as it is left: then it did not pass.
export function is_left_wrong(typed: Typed, span: Span, limit_percent: number | null): boolean {
  const left = drift_of({ ...typed, as_found: typed.as_left }, span, limit_percent);
  return left !== null && left.is_drift;
}
