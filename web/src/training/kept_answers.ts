// Answers of an exam that runs, kept on this device for its person until they are handed in: a reload or a dead battery costs none.
import type { ExamLetter, ExamQuestion } from '@/api/types';
import { drop_draft, keep_draft, kept_draft } from '@/parts/draft';
import { restored, type Chosen } from './exam';

export interface Sitting {
  login: string;
  training: number;
  started: string; // the exam's own: another one has other questions
}
interface Kept {
  chosen: Record<string, ExamLetter[]>;
  at: number; // the question before them, counted from zero
}

const name_of = (sitting: Sitting) => `exam.${sitting.login}.${sitting.training}`;

export function kept_answers(sitting: Sitting, questions: readonly ExamQuestion[]): { chosen: Chosen; at: number } {
  const kept = kept_draft<Kept>(name_of(sitting));
  if (kept?.version !== Date.parse(sitting.started)) return { chosen: {}, at: 0 };
  const at = Number.isInteger(kept.form.at) ? Math.min(Math.max(0, kept.form.at), Math.max(0, questions.length - 1)) : 0;
  return { chosen: restored(kept.form.chosen, questions), at };
}
export const keep_answers = (sitting: Sitting, chosen: Chosen, at: number) => keep_draft<Kept>(name_of(sitting), { version: Date.parse(sitting.started), form: { chosen, at } });
// A private window keeps nothing: the person is told.
export const is_kept = (sitting: Sitting) => kept_draft<Kept>(name_of(sitting))?.version === Date.parse(sitting.started);
export const drop_answers = (sitting: Sitting) => drop_draft(name_of(sitting));
