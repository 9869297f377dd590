// An exam as it is sat and as it was graded. Pure.
import type { Exam, ExamLetter, ExamQuestion } from '@/api/types';

export type Chosen = Record<string, ExamLetter[]>; // by question; absent: not answered

export const kLetters: readonly ExamLetter[] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

export interface Option {
  letter: ExamLetter;
  text: string | null; // null: of a judgement that has none of its own; A is right, B wrong
}
export function options_of(question: Pick<ExamQuestion, 'kind' | 'options'>): Option[] {
  if (question.options.length === 0 && question.kind === 'judge') return [{ letter: 'A', text: null }, { letter: 'B', text: null }];
  return question.options.slice(0, kLetters.length).map((text, n) => ({ letter: kLetters[n]!, text }));
}

// One of a single question takes the place of the other; one of several comes and goes.
export function choose(chosen: Chosen, question: Pick<ExamQuestion, 'id' | 'kind'>, letter: ExamLetter): Chosen {
  const now = chosen[question.id] ?? [];
  if (question.kind !== 'multiple') return { ...chosen, [question.id]: [letter] };
  return { ...chosen, [question.id]: now.includes(letter) ? now.filter((each) => each !== letter) : [...now, letter].sort() };
}

export const is_answered = (chosen: Chosen, id: string) => (chosen[id]?.length ?? 0) > 0;
export const unanswered = (questions: readonly ExamQuestion[], chosen: Chosen): number[] => questions.flatMap((each, n) => (is_answered(chosen, each.id) ? [] : [n]));

// Of every question that was asked, also of those that were not answered.
export const answers_of = (questions: readonly ExamQuestion[], chosen: Chosen) => questions.map((each) => ({ question: each.id, chosen: chosen[each.id] ?? [] }));

// What this device kept, as far as these questions can have it: a question may have been changed meanwhile.
export function restored(kept: unknown, questions: readonly ExamQuestion[]): Chosen {
  const chosen: Chosen = {};
  if (typeof kept !== 'object' || kept === null) return chosen;
  for (const question of questions) {
    const letters = (kept as Record<string, unknown>)[question.id];
    if (!Array.isArray(letters)) continue;
    const possible = options_of(question).map((each) => each.letter).filter((letter) => letters.includes(letter));
    if (possible.length > 0) chosen[question.id] = question.kind === 'multiple' ? possible : possible.slice(0, 1);
  }
  return chosen;
}

export const running = (exams: readonly Exam[]) => exams.find((each) => each.finished === null) ?? null;
export const finished = (exams: readonly Exam[]) => exams.filter((each) => each.finished !== null).reverse(); // the latest first

// What is left to answer in, never less than none: the answers need a moment to get there in time.
export const kOnTheWay_ms = 3_000;
export const left_ms = (exam: Pick<Exam, 'until'>, now_ms: number) => Math.max(0, Date.parse(exam.until) - kOnTheWay_ms - now_ms);
export const kHurry_ms = 60_000;
// 12:05, or 1:02:00; rounded up, so that it says 0:00 only when it is over.
export function clock(ms: number): string {
  const all = Math.ceil(ms / 1000);
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

// How one option of a question stands once it was graded; `open`: what is right is not told yet.
export type Mark = 'right' | 'wrong' | 'missed' | 'open' | 'none';
export function mark(question: ExamQuestion, letter: ExamLetter): Mark {
  const chosen = question.chosen.includes(letter);
  if (question.right === null) return chosen ? 'open' : 'none';
  if (chosen) return question.right.includes(letter) ? 'right' : 'wrong';
  return question.right.includes(letter) ? 'missed' : 'none';
}
// Exactly the right letters; null: not told yet.
export function is_right(question: Pick<ExamQuestion, 'chosen' | 'right'>): boolean | null {
  if (question.right === null) return null;
  return question.chosen.length === question.right.length && question.right.every((letter) => question.chosen.includes(letter));
}
// The wrong ones first: those are to be learnt from; each with its number in the exam.
export function to_learn_from(questions: readonly ExamQuestion[]): { n: number; question: ExamQuestion }[] {
  const numbered = questions.map((question, at) => ({ n: at + 1, question }));
  return [...numbered.filter((each) => is_right(each.question) === false), ...numbered.filter((each) => is_right(each.question) !== false)];
}
