// Months of the site's calendar, "2026-11".

export function month_of(at_ms: number, utc_offset_s: number): string {
  return new Date(at_ms + utc_offset_s * 1000).toISOString().slice(0, 7);
}

export function months_after(month: string, n: number): string {
  const [year, of_year] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, of_year - 1 + n, 1)).toISOString().slice(0, 7);
}

export const is_month = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
