import { beforeEach, describe, expect, it } from 'vitest';
import type { Exam, ExamQuestion } from '@/api/types';
import { answers_of, choose, clock, finished, is_right, kOnTheWay_ms, left_ms, mark, options_of, restored, running, to_learn_from, unanswered } from './exam';
import { drop_answers, is_kept, keep_answers, kept_answers, type Sitting } from './kept_answers';

const question = (id: string, over: Partial<ExamQuestion> = {}): ExamQuestion => ({ id, text: id, kind: 'single', options: ['a', 'b', 'c'], chosen: [], right: null, why: null, ...over });
const one = question('q1');
const several = question('q2', { kind: 'multiple', options: ['a', 'b', 'c', 'd'] });
const judge = question('q3', { kind: 'judge', options: [] });
const all = [one, several, judge];

describe('what is chosen', () => {
  it('is one of a single question, and any number of one that has several', () => {
    expect(choose(choose({}, one, 'A'), one, 'C')).toEqual({ q1: ['C'] });
    const two = choose(choose({}, several, 'C'), several, 'A');
    expect(two).toEqual({ q2: ['A', 'C'] });
    expect(choose(two, several, 'C')).toEqual({ q2: ['A'] });
  });
  it('is right or wrong of a judgement that names no options', () => {
    expect(options_of(judge).map((each) => [each.letter, each.text])).toEqual([['A', null], ['B', null]]);
    expect(options_of(one).map((each) => each.letter)).toEqual(['A', 'B', 'C']);
  });
  it('is handed in of every question, also of one without an answer', () => {
    const chosen = choose({}, judge, 'B');
    expect(unanswered(all, chosen)).toEqual([0, 1]);
    expect(unanswered(all, choose(choose(chosen, several, 'A'), several, 'A'))).toEqual([0, 1]); // taken and taken back
    expect(answers_of(all, chosen)).toEqual([{ question: 'q1', chosen: [] }, { question: 'q2', chosen: [] }, { question: 'q3', chosen: ['B'] }]);
  });
});

describe('answers that a device keeps', () => {
  const sitting: Sitting = { login: 'wang', training: 7, started: '2026-11-30T01:00:00Z' };
  beforeEach(() => localStorage.clear());

  it('are there after a reload, at the same question', () => {
    keep_answers(sitting, { q1: ['B'], q2: ['A', 'D'] }, 1);
    expect(is_kept(sitting)).toBe(true);
    expect(kept_answers(sitting, all)).toEqual({ chosen: { q1: ['B'], q2: ['A', 'D'] }, at: 1 });
  });
  it('are of this exam and this person only', () => {
    keep_answers(sitting, { q1: ['B'] }, 2);
    expect(kept_answers({ ...sitting, started: '2026-11-30T02:00:00Z' }, all)).toEqual({ chosen: {}, at: 0 });
    expect(kept_answers({ ...sitting, login: 'li' }, all)).toEqual({ chosen: {}, at: 0 });
    drop_answers(sitting);
    expect(kept_answers(sitting, all)).toEqual({ chosen: {}, at: 0 });
  });
  it('fit the questions as they are now, whatever was kept', () => {
    expect(restored({ q1: ['G'], q2: ['D', 'A', 'H'], q3: ['A', 'B'], gone: ['A'] }, all)).toEqual({ q2: ['A', 'D'], q3: ['A'] });
    for (const odd of [null, undefined, 7, 'A', [], { q1: 'A' }, { q1: [1, null] }]) expect(restored(odd, all)).toEqual({});
    keep_answers(sitting, {}, 99);
    expect(kept_answers(sitting, all).at).toBe(2);
    localStorage.setItem('davy.draft.exam.wang.7', 'not json');
    expect(kept_answers(sitting, all)).toEqual({ chosen: {}, at: 0 });
  });
});

describe('the time that is left', () => {
  it('ends before the server stops taking answers, and never below nothing', () => {
    const until = '2026-11-30T01:20:00Z';
    const end = Date.parse(until);
    expect(left_ms({ until }, end - 60_000)).toBe(60_000 - kOnTheWay_ms);
    expect(left_ms({ until }, end - 1_000)).toBe(0);
    expect(left_ms({ until }, end + 5_000)).toBe(0);
  });
  it('reads as a clock, and as 0:00 only when it is over', () => {
    expect([0, 1, 59_000, 60_000, 725_000, 3_720_000].map(clock)).toEqual(['0:00', '0:01', '0:59', '1:00', '12:05', '1:02:00']);
  });
});

describe('an exam that was graded', () => {
  const graded = question('q2', { kind: 'multiple', chosen: ['A', 'B'], right: ['A', 'C'] });

  it('tells of each option what was chosen and what is right', () => {
    expect((['A', 'B', 'C', 'D'] as const).map((letter) => mark(graded, letter))).toEqual(['right', 'wrong', 'missed', 'none']);
    expect((['A', 'C'] as const).map((letter) => mark({ ...graded, right: null }, letter))).toEqual(['open', 'none']);
  });
  it('takes half of the right letters for wrong, and does not guess before it is told', () => {
    expect(is_right({ chosen: ['A'], right: ['A', 'C'] })).toBe(false);
    expect(is_right({ chosen: ['A', 'B', 'C'], right: ['A', 'C'] })).toBe(false);
    expect(is_right({ chosen: ['C', 'A'], right: ['A', 'C'] })).toBe(true);
    expect(is_right({ chosen: [], right: ['A'] })).toBe(false);
    expect(is_right({ chosen: ['A'], right: null })).toBeNull();
  });
  it('shows what is to be learnt first, by its number in the exam', () => {
    const questions = [question('a', { chosen: ['A'], right: ['A'] }), question('b', { chosen: ['B'], right: ['A'] }), question('c', { chosen: [], right: ['C'] })];
    expect(to_learn_from(questions).map((each) => each.n)).toEqual([2, 3, 1]);
  });
  it('is the latest one first; one that runs is none of them', () => {
    const exam = (attempt: number, at: string | null) => ({ attempt, finished: at }) as Exam;
    const exams = [exam(1, 'x'), exam(2, 'x'), exam(3, null)];
    expect(finished(exams).map((each) => each.attempt)).toEqual([2, 1]);
    expect(running(exams)?.attempt).toBe(3);
    expect(running(exams.slice(0, 2))).toBeNull();
  });
});
