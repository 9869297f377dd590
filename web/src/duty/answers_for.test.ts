import { describe, expect, it } from 'vitest';
import type { Account, Care } from '@/api/types';
import { acts_for, answers_for, may_go_on } from './answers_for';

const chain: Record<string, string> = { operator: 'team-lead', guard: 'team-lead', 'team-lead': 'manager', loop: 'loop' };
const above = (post: string) => chain[post] ?? null;
const me = (login: string, role: Account['role'], ...posts: string[]) => ({ login, name: login, role, posts }) as Account;
const [worker, lead, guard, officer] = [me('wang', 'worker', 'operator'), me('sun', 'team-lead', 'team-lead'), me('zhao', 'team-lead', 'guard'), me('zhou', 'safety-officer')];

describe('a post', () => {
  it('is acted for by its people, those above it, and safety officers', () => {
    expect([worker, lead, guard, officer].map((each) => acts_for(each, 'operator', above))).toEqual([true, true, false, true]);
    expect([worker, lead].map((each) => answers_for(each, 'manager', above))).toEqual([false, false]);
    expect(acts_for(guard, '', above)).toBe(true);
  });
  it('that stands above itself ends', () => {
    expect(answers_for(worker, 'loop', above)).toBe(false);
  });
});

describe('a care', () => {
  const care = (by: string | null) => ({ post: 'operator', started: by === null ? null : { by, at: '' } }) as Care;
  const colleague = me('li', 'worker', 'operator');
  it('is begun by whoever acts for its post, and ended by whoever began it or somebody above', () => {
    expect([worker, colleague, lead, guard, officer].map((each) => may_go_on(care(null), each, above))).toEqual([true, true, true, false, true]);
    expect([worker, colleague, lead, guard, officer].map((each) => may_go_on(care('wang'), each, above))).toEqual([true, false, true, false, true]);
  });
});
