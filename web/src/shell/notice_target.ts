// Where a notice leads: to what it is about.
import type { Notice } from '@/api/types';

export function notice_target(notice: Notice): string {
  if (notice.reason === 'handover-overdue') return '/duty/handovers';
  if (notice.reason === 'qualification-due') return '/duty';
  if (notice.reason === 'record-due') return '/incidents#due';
  if (notice.reason === 'drill-started' || notice.reason === 'drill-ended' || notice.reason === 'drill-cut-short') return '/drills';
  if (notice.reason === 'self-test-failed') return '/ingest';
  if (notice.bundle) return '/alarms';
  if (notice.check !== null) return `/checks/${notice.check}`;
  if (notice.incident !== null) return `/incidents/${notice.incident}`;
  if (notice.permit !== null) return `/permits/${notice.permit}`;
  if (notice.training !== null) return `/trainings/${notice.training}`;
  if (notice.care !== null) return `/care/${notice.care}`;
  if (notice.hazard !== null) return `/hazards/${notice.hazard}`;
  if (notice.order !== null) return `/orders/${notice.order}`;
  return notice.alarm !== null ? `/alarms/${notice.alarm}` : '/notices';
}
