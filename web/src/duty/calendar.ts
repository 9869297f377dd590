// Days and months of the site as text: "2026-12-01", "2026-12".

export function day_of(ms: number, utc_offset_s: number): string {
  return new Date(ms + utc_offset_s * 1000).toISOString().slice(0, 10);
}

export function month_beside(month: string, steps: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + steps, 1)).toISOString().slice(0, 7);
}

// 0: Sunday.
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

// What follows when a cell is pressed: each shift in turn, then off, then the first again.
export function next_shifts(now: readonly string[], shifts: readonly string[]): string[] {
  const at = now.length === 1 ? shifts.indexOf(now[0]!) : now.length === 0 ? -1 : shifts.length - 1;
  const next = shifts[at + 1];
  return next === undefined ? [] : [next];
}
