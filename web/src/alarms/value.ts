// What an alarm reads: while it lasts its point's value of now, where that can be believed; else the one with which it was raised, which is said to be that.
import type { Alarm, PointStatus } from '@/api/types';
import { is_known } from '@/points/known';

export interface AlarmValue {
  value: number | null;
  of: 'now' | 'raised';
}

export function value_of(alarm: Pick<Alarm, 'ended' | 'value'>, status: PointStatus | undefined, sync: 'in_sync' | 'out_of_sync'): AlarmValue {
  if (alarm.ended === null && sync === 'in_sync' && is_known(status)) return { value: status!.value, of: 'now' };
  return { value: alarm.value, of: 'raised' };
}
