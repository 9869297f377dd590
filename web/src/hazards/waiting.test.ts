import { describe, expect, it } from 'vitest';
import type { Account, Hazard } from '@/api/types';
import { concerns, is_overdue, waits_for } from './waiting';

const chain: Record<string, string> = { operator: 'team-lead', 'team-lead': 'safety-officer' };
const above = (post: string) => chain[post] ?? null;
const worker: Account = { login: 'wang', name: '王', role: 'worker', posts: ['operator'] };
const lead: Account = { login: 'li', name: '李', role: 'team-lead', posts: ['team-lead'] };
const officer: Account = { login: 'na', name: '娜', role: 'safety-officer', posts: [] };
const hazard = (state: Hazard['state'], change: Partial<Hazard> = {}) =>
  ({ state, outcome: 'open', post: 'operator', reporter: 'zhao', grade: 'general', handling: 'by-deadline', handler: null, reviewer: null, asked: null, supervised_by: null, deadline: '2026-12-01T00:00:00Z', ...change }) as Hazard;

describe('an open hazard', () => {
  it('waits for those who have the next step', () => {
    const waiting = (h: Hazard) => [worker, lead, officer].filter((who) => waits_for(h, who, above)).map((who) => who.login);
    expect(waiting(hazard('reported'))).toEqual(['na']);
    expect(waiting(hazard('graded'))).toEqual(['wang']);
    expect(waiting(hazard('accepted', { handler: 'wang' }))).toEqual(['wang']);
    expect(waiting(hazard('rectified', { handler: 'li' }))).toEqual(['na']);
  });
  it('concerns its reporter, its handler, its post and who watches over it, too', () => {
    const concerned = (h: Hazard) => [worker, lead, officer].filter((who) => concerns(h, who, above)).map((who) => who.login);
    expect(concerned(hazard('rectified', { handler: 'zhao' }))).toEqual(['wang', 'li', 'na']);
    expect(concerned(hazard('accepted', { post: 'guard', handler: 'zhao', reporter: 'li' }))).toEqual(['li']);
    expect(concerned(hazard('accepted', { post: 'guard', handler: 'zhao', supervised_by: 'team-lead' }))).toEqual(['li']);
    expect(concerned(hazard('accepted', { post: 'guard', handler: 'zhao', reporter: null }))).toEqual([]);
  });
  it('is overdue from its deadline on', () => {
    const deadline = Date.parse('2026-12-01T00:00:00Z');
    expect([deadline - 1, deadline].map((now) => is_overdue(hazard('graded'), now))).toEqual([false, true]);
  });
});
