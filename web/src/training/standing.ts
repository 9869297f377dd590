// How far a training is, for whom it is, and how long a pass holds. Pure; days are of the site's calendar, "2026-11-30".
import type { CourseContent, Training, TrainingHours, TrainingStory } from '@/api/types';

export type Standing = 'overdue' | 'open' | 'passed' | 'lapsed' | 'withdrawn'; // lapsed: passed, and the pass has run out
export const kStandings: readonly Standing[] = ['overdue', 'open', 'passed', 'lapsed', 'withdrawn'];

export function standing(training: Training, now_ms: number, today: string): Standing {
  if (training.state === 'withdrawn') return 'withdrawn';
  if (training.state !== 'passed') return training.overdue || Date.parse(training.due) < now_ms ? 'overdue' : 'open';
  return training.valid_until !== null && training.valid_until < today ? 'lapsed' : 'passed';
}

// Which part of the list at the server holds those of a standing.
export const which_of = (wanted: Standing | '') => (wanted === '' ? 'all' : wanted === 'open' || wanted === 'overdue' ? 'open' : 'over') as 'open' | 'over' | 'all';

export const day_of = (at_ms: number, utc_offset_s: number) => new Date(at_ms + utc_offset_s * 1000).toISOString().slice(0, 10);
export const days_until = (day: string, today: string) => Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);

// What is late first, then what is due next.
export const most_urgent_first = (a: Training, b: Training) => Date.parse(a.due) - Date.parse(b.due) || a.id - b.id;
// The newest pass of each course: an older one of the same course holds no longer than it.
export function newest_passes(trainings: readonly Training[]): Training[] {
  const newest = new Map<string, Training>();
  for (const each of trainings) {
    const known = newest.get(each.course);
    if (each.passed !== null && (known === undefined || Date.parse(known.passed!) < Date.parse(each.passed))) newest.set(each.course, each);
  }
  return [...newest.values()].sort((a, b) => Date.parse(b.passed!) - Date.parse(a.passed!));
}

export interface Progress {
  read: number;
  of: number;
  share: number; // 0 … 1
}
export function progress(content: CourseContent): Progress {
  const read = content.sections.filter((each) => each.read).length;
  return { read, of: content.sections.length, share: content.sections.length === 0 ? 1 : read / content.sections.length };
}

// Exams that may still be begun before all is read anew; of an exam that is over.
export const attempts_left = (training: TrainingStory) => Math.max(0, (training.content?.attempts ?? 0) - training.attempt);

// The next section to be read, counted from one; null: all are read.
export function next_section(content: CourseContent): number | null {
  const at = content.sections.findIndex((each) => !each.read);
  return at < 0 ? null : at + 1;
}

export interface HoursLeft {
  share: number; // of what is required, 0 … 1; 1 where nothing is
  lacking: number; // hours
}
export function hours_left(hours: TrainingHours): HoursLeft {
  if (!hours.required) return { share: 1, lacking: 0 };
  return { share: Math.min(1, hours.total / hours.required), lacking: Math.max(0, hours.required - hours.total) };
}

export const kHourKinds = ['entry', 'transfer', 'return', 'certificate', 'daily', 'lesson', 'drill', 'outside'] as const;
