// How a drill stands: what is done of what was asked, and how much time is left for it. Pure.
import type { Drill } from '@/api/types';

export type Asked = Drill['asked'][number];
export type Mark = 'met' | 'late' | 'missed' | 'waits';

export const mark_of = (asked: Asked): Mark => asked.mark ?? 'waits';

// Until something that waits is late; null: no alarm has rung yet, or it does not wait. Negative: it is late already.
export function left_ms(drill: Pick<Drill, 'started' | 'first_alarm_ms'>, asked: Asked, now: number): number | null {
  if (asked.mark !== null || drill.first_alarm_ms === null) return null;
  return Date.parse(drill.started) + drill.first_alarm_ms + asked.within_ms - now;
}

export const done_of = (asked: Asked[]): number => asked.filter((each) => each.mark === 'met' || each.mark === 'late').length;
// Called, and neither saw nor acted.
export const is_silent = (each: Pick<Drill['responses'][number], 'acknowledged_ms' | 'acted_ms'>): boolean => each.acknowledged_ms === null && each.acted_ms === null;
export const weak_of = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);
