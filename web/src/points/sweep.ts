// Which limits, delays and dead-bands to try beside those of now, and what an answer says about one of them.
import type { BacktestCell, BacktestReport, Condition, Point } from '@/api/types';

const kLimitsEachSide = 4;
const kStepOfRange = 0.025;
export const kUsualDelays_s = [0, 2, 5, 12, 30, 60];

// Around the present limit within the point's range, and the one asked for; in order.
export function limits_to_try(point: Point, present: number, wanted: number | null): number[] {
  const step = (point.range_max - point.range_min) * kStepOfRange;
  const limits = [present, ...(wanted === null ? [] : [wanted])];
  for (let n = 1; n <= kLimitsEachSide; n += 1)
    for (const limit of [present - n * step, present + n * step]) if (limit > point.range_min && limit < point.range_max) limits.push(tidy(limit));
  return in_order(limits);
}

export function delays_to_try(condition: Condition, wanted_s: number | null): number[] {
  return in_order([condition.on_delay_s, ...(wanted_s === null ? [] : [wanted_s]), ...kUsualDelays_s]);
}

export const deadbands_to_try = (condition: Condition, wanted: number | null): number[] => in_order([condition.deadband, ...(wanted === null ? [] : [wanted])]);

export const cell_at = (report: BacktestReport, limit: number, delay_s: number, deadband: number): BacktestCell | undefined =>
  report.cells.find((cell) => cell.limit === limit && cell.delay_s === delay_s && cell.deadband === deadband);

// How dark a cell is, 0 to 1: alike counts look alike whether the most is ten or ten thousand.
export function weight(cell: { rang: number }, cells: readonly { rang: number }[]): number {
  const most = Math.max(...cells.map((each) => each.rang), 1);
  return Math.log1p(cell.rang) / Math.log1p(most);
}

// The newest starts of Davy that were played, the newest first, each with how long nothing was seen before it; null: nobody knows.
export const newest_starts = (report: BacktestReport, most: number): { at: string; gap_ms: number | null }[] =>
  report.starts
    .slice(-most)
    .reverse()
    .map((start) => ({ at: start.at, gap_ms: start.last_alive === null ? null : Math.max(0, Date.parse(start.at) - Date.parse(start.last_alive)) }));

// Sums of binary fractions are not shown to people.
const tidy = (value: number): number => Number(value.toPrecision(12));
export const in_order = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
