// What a row of the cause-and-effect table is now, and whether its causes hold.
import type { Alarm, PointStatus, RowStatus } from '@/api/types';
import { is_known } from '@/points/known';

export type RowState = 'blocked' | 'tripped' | 'bypassed' | 'blind' | 'armed'; // the worst first

export function row_state(status: RowStatus | undefined): RowState {
  if (!status || status.undecided) return status?.tripped ? 'tripped' : 'blind';
  if (status.blocked) return 'blocked';
  if (status.tripped) return 'tripped';
  return status.bypass ? 'bypassed' : 'armed';
}

export type Truth = 'true' | 'false' | 'unknown';

// As the console can know it: by the alarm of the condition, else by whether its point can be seen.
export function cause_truth(alarm: Alarm | undefined, point: PointStatus | undefined): Truth {
  if (alarm?.active) return alarm.blind ? 'unknown' : 'true';
  return is_known(point) ? 'false' : 'unknown';
}
