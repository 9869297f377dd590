import { describe, expect, it } from 'vitest';
import type { CourseContent, Training, TrainingHours, TrainingStory } from '@/api/types';
import { because_said, mistake_page } from './because';
import { asked_for } from './asked_for';
import { attempts_left, day_of, days_until, hours_left, most_urgent_first, newest_passes, next_section, progress, standing, which_of } from './standing';

const kNow = Date.parse('2026-11-30T02:00:00Z');
const kToday = '2026-11-30';
const training = (over: Partial<Training>) => ({ id: 1, course: 'h2s', state: 'reading', overdue: false, due: '2026-12-30T00:00:00Z', passed: null, valid_until: null, ...over }) as Training;
const content = (read: boolean[], over: Partial<CourseContent> = {}) => ({ attempts: 3, sections: read.map((each, n) => ({ id: `s${n}`, read: each })), ...over }) as CourseContent;

describe('how a training stands', () => {
  const stands = (over: Partial<Training>) => standing(training(over), kNow, kToday);
  it('is open until it is late, and late by the clock before the server says so', () => {
    expect(stands({})).toBe('open');
    expect(stands({ overdue: true })).toBe('overdue');
    expect(stands({ due: '2026-11-30T01:59:00Z' })).toBe('overdue');
    expect(stands({ state: 'sitting', due: '2026-11-30T01:59:00Z' })).toBe('overdue');
  });
  it('is passed up to the last day of the pass, whatever was due', () => {
    const passed = { state: 'passed', passed: '2025-11-30T00:00:00Z', due: '2025-12-01T00:00:00Z' } as const;
    expect(stands(passed)).toBe('passed');
    expect(stands({ ...passed, valid_until: '2026-11-30' })).toBe('passed');
    expect(stands({ ...passed, valid_until: '2026-11-29' })).toBe('lapsed');
  });
  it('is withdrawn, and not late, once it need not be done', () => expect(stands({ state: 'withdrawn', overdue: true })).toBe('withdrawn'));
  it('is looked for where the server has it', () => expect((['', 'open', 'overdue', 'passed', 'lapsed', 'withdrawn'] as const).map(which_of)).toEqual(['all', 'open', 'open', 'over', 'over', 'over']));
  it('puts the one that is due first before the others', () => {
    const all = [training({ id: 1, due: '2026-12-03T00:00:00Z' }), training({ id: 2, due: '2026-11-01T00:00:00Z' }), training({ id: 3, due: '2026-11-01T00:00:00Z' })];
    expect(all.sort(most_urgent_first).map((each) => each.id)).toEqual([2, 3, 1]);
  });
  it('shows of each course the newest pass', () => {
    const passed = (id: number, course: string, at: string) => training({ id, course, state: 'passed', passed: at });
    const all = [passed(1, 'h2s', '2025-01-01T00:00:00Z'), passed(2, 'h2s', '2026-01-01T00:00:00Z'), passed(3, 'fire', '2025-06-01T00:00:00Z'), training({ id: 4, course: 'h2s' })];
    expect(newest_passes(all).map((each) => each.id)).toEqual([2, 3]);
  });
});

describe('days', () => {
  it('are of the calendar of the site', () => {
    expect(day_of(Date.parse('2026-11-30T16:00:00Z'), 8 * 3600)).toBe('2026-12-01');
    expect(days_until('2026-12-01', kToday)).toBe(1);
    expect(days_until('2026-11-28', kToday)).toBe(-2);
    expect(days_until('2027-03-01', '2027-02-28')).toBe(1);
  });
});

describe('progress', () => {
  it('counts the sections that were read, and goes on with the first that was not', () => {
    expect(progress(content([true, false, true]))).toEqual({ read: 2, of: 3, share: 2 / 3 });
    expect(next_section(content([true, false, true]))).toBe(2);
    expect(next_section(content([true, true]))).toBeNull();
    expect(progress(content([]))).toEqual({ read: 0, of: 0, share: 1 });
  });
  it('knows how many attempts are left', () => {
    const story = (attempt: number) => ({ attempt, content: content([true]) }) as TrainingStory;
    expect([0, 1, 3, 4].map((n) => attempts_left(story(n)))).toEqual([3, 2, 0, 0]);
    expect(attempts_left({ attempt: 1, content: null } as TrainingStory)).toBe(0);
  });
});

describe('hours', () => {
  it('lack what is required, and nothing where nothing is', () => {
    const hours = (total: number, required: number | null) => hours_left({ total, required } as TrainingHours);
    expect(hours(15, 20)).toEqual({ share: 0.75, lacking: 5 });
    expect(hours(24, 20)).toEqual({ share: 1, lacking: 0 });
    expect(hours(0, null)).toEqual({ share: 1, lacking: 0 });
  });
});

describe('why it is to be learnt', () => {
  const say = { t: (key: string, holes?: Record<string, unknown>) => `${key.replace('training.', '')}${holes ? `(${Object.values(holes).join()})` : ''}`, post: (name: string) => `post ${name}`, zone: (name: string) => (name === 'tank-farm' ? 'Tank farm' : null), person: (login: string) => `Mr ${login}`, plan: (id: string) => `plan ${id}` };
  const said = (because: Training['because'], about: string, assigned_by: string | null = null) => because_said({ because, about, assigned_by }, say);
  it('is said with what it is about', () => {
    expect(said('plan', 'yearly')).toBe('because.planbecause_more(plan yearly)');
    expect(said('mistake', 'order:17')).toBe('because.mistakebecause_more(mistake.order(17))');
    expect(said('asked', 'new work', 'sun')).toBe('because.askedbecause_more(Mr sun · new work)');
    expect(said('asked', '', 'sun')).toBe('because.askedbecause_more(Mr sun)');
    expect([said('gas', 'toxic-gas'), said('gas', 'tank-farm')]).toEqual(['because.gasbecause_more(terms.kind.toxic-gas)', 'because.gasbecause_more(Tank farm)']);
    expect(said('new-edition', '1')).toBe('because.new-editionbecause_more(edition_passed(1))');
    expect(said('rule-change', 'abcdef')).toBe('because.rule-change');
  });
  it('leads to the mistake that it is to teach', () => {
    expect(['order:17', 'hazard:12', 'check:9', 'permit:31', 'ship:4', 'order:x'].map((about) => mistake_page({ because: 'mistake', about }))).toEqual(['/orders/17', '/hazards/12', '/checks/9', '/permits/31', null, null]);
    expect(mistake_page({ because: 'plan', about: 'order:17' })).toBeNull();
  });
});

describe('a refusal that misses a training', () => {
  const open = [training({ id: 7, person: 'wang', course: 'h2s' }), training({ id: 8, person: 'wang', course: 'fire' })];
  it('leads the person whom it names to the course that it names', () => {
    const lacks = [{ person: 'wang', course: 'h2s' }, { person: 'li', course: 'fire' }];
    expect(asked_for(lacks, 'wang', open).map((each) => each.id)).toEqual([7]);
    expect(asked_for(lacks, 'wan', open)).toEqual([]);
    expect(asked_for(lacks, 'li', open)).toEqual([]);
    expect(asked_for([], 'wang', open)).toEqual([]);
  });
});
