// The times of an emergency as people read them from afar. Pure; times are milliseconds since the epoch.
import type { IncidentCard, IncidentReport } from '@/api/types';

// Of the report to the authority. Its time passes here as it passes there: what the server last said to be due may be overdue by now.
export type ReportClock =
  | { kind: 'left' | 'overdue'; ms: number }
  | { kind: 'reported'; next: ReportClock | null } // the follow-up, where one is asked for
  | { kind: 'waived' | 'none' };

export function report_clock(report: IncidentReport, now: number): ReportClock {
  const by = report.due === null ? null : left_of(report.due, now);
  if (report.state === 'waived' || report.state === 'none') return { kind: report.state };
  if (report.state === 'reported') return { kind: 'reported', next: by };
  return by ?? { kind: report.state === 'overdue' ? 'overdue' : 'left', ms: 0 };
}

function left_of(due: string, now: number): ReportClock {
  const ms = Date.parse(due) - now;
  return ms >= 0 ? { kind: 'left', ms } : { kind: 'overdue', ms: -ms };
}

// Of a card: until when somebody is to take it, since when somebody does it.
export type CardClock = { kind: 'left' | 'overdue' | 'doing'; ms: number } | { kind: 'done' };

export function card_clock(card: Pick<IncidentCard, 'state' | 'due' | 'taken'>, now: number): CardClock {
  if (card.state === 'done') return { kind: 'done' };
  if (card.state === 'taken') return { kind: 'doing', ms: Math.max(0, now - Date.parse(card.taken ?? '') || 0) };
  const ms = Date.parse(card.due) - now;
  return ms >= 0 ? { kind: 'left', ms } : { kind: 'overdue', ms: -ms };
}

const two = (n: number) => String(n).padStart(2, '0');

// 4:07, 59:30, 1:02:03: digits that stand still while they count. Time that is left is never shown as more than there is, nor an age as more than it is.
export function digits(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}
