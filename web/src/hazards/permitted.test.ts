import { describe, expect, it } from 'vitest';
import type { Account, Hazard } from '@/api/types';
import { permitted, type Known } from './permitted';

const chain: Record<string, string> = { operator: 'team-lead', guard: 'team-lead', 'team-lead': 'safety-officer', 'safety-officer': 'manager' };
const known = (...mended_by: string[]): Known => ({ above: (post) => chain[post] ?? null, mended_by: new Set(mended_by) });
const worker: Account = { login: 'wang', name: '王', role: 'worker', posts: ['operator'] };
const guard: Account = { login: 'zhao', name: '赵', role: 'worker', posts: ['guard'] };
const foreman: Account = { login: 'sun', name: '孙', role: 'worker', posts: ['team-lead'] };
const lead: Account = { login: 'li', name: '李', role: 'team-lead', posts: ['team-lead'] };
const other_lead: Account = { login: 'wu', name: '吴', role: 'team-lead', posts: ['guard'] };
const officer: Account = { login: 'na', name: '娜', role: 'safety-officer', posts: [] };
const hazard = (state: Hazard['state'], change: Partial<Hazard> = {}) =>
  ({ state, outcome: 'open', post: 'operator', reporter: 'wang', grade: 'general', handling: 'by-deadline', handler: null, reviewer: null, asked: null, ...change }) as Hazard;

describe('a reported hazard', () => {
  it('is graded, merged or dismissed by a safety officer only', () => {
    expect(permitted(hazard('reported'), officer, known())).toEqual({ main: 'grade', also: ['merge', 'dismiss'], why: null });
    expect(permitted(hazard('reported'), lead, known())).toEqual({ main: null, also: [], why: 'needs_officer' });
    expect(permitted(hazard('reported'), worker, known()).why).toBe('needs_officer');
  });
});

describe('a graded hazard', () => {
  it('waits for its post', () => {
    expect(permitted(hazard('graded'), worker, known())).toEqual({ main: 'accept', also: [], why: null });
    expect(permitted(hazard('graded'), guard, known())).toEqual({ main: null, also: [], why: 'wrong_post' });
  });
  it('may be accepted by those above the post, and by any lead, for whom it does not wait', () => {
    expect(permitted(hazard('graded'), foreman, known())).toEqual({ main: null, also: ['accept'], why: 'wrong_post' });
    expect(permitted(hazard('graded'), other_lead, known()).also).toEqual(['accept']);
  });
  it('is not submitted before it is accepted, unless it is mended at once', () => {
    expect(permitted(hazard('graded', { handling: 'at-once' }), worker, known())).toEqual({ main: 'rectify', also: ['accept'], why: null });
    expect(permitted(hazard('graded', { handling: 'at-once', reporter: 'zhao' }), guard, known())).toEqual({ main: 'rectify', also: [], why: null });
    expect(permitted(hazard('graded', { handling: 'at-once' }), guard, known())).toEqual({ main: null, also: [], why: 'wrong_post' });
    expect(permitted(hazard('graded', { reporter: 'zhao' }), guard, known()).main).toBeNull();
  });
  it('can only become worse, and only for a safety officer', () => {
    expect(permitted(hazard('graded'), officer, known()).also).toContain('raise');
    expect(permitted(hazard('graded', { grade: 'major' }), officer, known()).also).not.toContain('raise');
    expect(permitted(hazard('graded'), lead, known()).also).not.toContain('raise');
    expect(permitted(hazard('graded'), officer, known()).also).not.toContain('dismiss');
  });
});

describe('a hazard that is being mended', () => {
  it('is submitted by its handler only, also after it was returned', () => {
    for (const state of ['accepted', 'returned'] as const) {
      expect(permitted(hazard(state, { handler: 'wang' }), worker, known())).toEqual({ main: 'rectify', also: ['ask-extension'], why: null });
      expect(permitted(hazard(state, { handler: 'wang' }), guard, known())).toEqual({ main: null, also: [], why: 'others_work' });
    }
  });
  it('is taken over by a lead', () => {
    expect(permitted(hazard('accepted', { handler: 'wang' }), other_lead, known())).toEqual({ main: null, also: ['take-over'], why: 'others_work' });
    expect(permitted(hazard('accepted', { handler: 'wang' }), foreman, known()).also).toEqual([]);
  });
  it('is extended by somebody above its post, never by its handler', () => {
    expect(permitted(hazard('accepted', { handler: 'wang' }), lead, known()).also).toEqual(['take-over', 'extend']);
    expect(permitted(hazard('accepted', { handler: 'wang' }), other_lead, known()).also).not.toContain('extend');
    expect(permitted(hazard('accepted', { handler: 'wang' }), officer, known()).also).toContain('extend');
    expect(permitted(hazard('accepted', { handler: 'na' }), officer, known())).toEqual({ main: 'rectify', also: ['ask-extension', 'raise'], why: null });
    expect(permitted(hazard('graded', { post: 'team-lead' }), lead, known()).also).toEqual([]);
  });
});

describe('more time', () => {
  it('that was asked for is given or refused by somebody above', () => {
    const asked = hazard('accepted', { handler: 'wang', asked: '2026-12-01T00:00:00Z' });
    expect(permitted(asked, lead, known()).also).toEqual(['take-over', 'extend', 'refuse-extension']);
    expect(permitted(asked, worker, known()).also).toEqual(['ask-extension']);
    expect(permitted(asked, other_lead, known()).also).toEqual(['take-over']);
  });
});

describe('a mended hazard', () => {
  it('is reviewed by a lead or officer', () => {
    expect(permitted(hazard('rectified', { handler: 'wang' }), lead, known('wang'))).toEqual({ main: 'review', also: [], why: null });
    expect(permitted(hazard('rectified', { handler: 'wang' }), guard, known('wang'))).toEqual({ main: null, also: [], why: 'waiting_review' });
  });
  it('is never reviewed by anybody who mended it, however long ago', () => {
    expect(permitted(hazard('rectified', { handler: 'li' }), lead, known('li')).why).toBe('own_work');
    expect(permitted(hazard('rectified', { handler: 'wang' }), lead, known('li', 'wang')).why).toBe('own_work');
    expect(permitted(hazard('rectified', { handler: 'wang' }), worker, known('wang')).why).toBe('waiting_review');
  });
  it('that is major is reviewed again by another safety officer', () => {
    expect(permitted(hazard('reviewed', { reviewer: 'li' }), officer, known('wang')).main).toBe('review-again');
    expect(permitted(hazard('reviewed', { reviewer: 'na' }), officer, known('wang')).why).toBe('own_review');
    expect(permitted(hazard('reviewed', { reviewer: 'li' }), officer, known('na')).why).toBe('own_work');
    expect(permitted(hazard('reviewed', { reviewer: 'na' }), lead, known('wang')).why).toBe('waiting_second');
  });
});

describe('a hazard that is over', () => {
  it('is left alone, and says how it ended', () => {
    for (const outcome of ['closed', 'merged', 'dismissed'] as const)
      expect(permitted(hazard('reported', { outcome }), officer, known())).toEqual({ main: null, also: [], why: `is_${outcome}` });
  });
  it('lets a manager grant time and nothing with their hands', () => {
    const manager: Account = { login: 'guodong', name: '国栋', role: 'manager', posts: ['manager'] };
    expect(permitted(hazard('graded', { post: 'team-lead' }), manager, known())).toEqual({ main: null, also: ['extend'], why: 'wrong_post' });
    expect(permitted(hazard('reported'), manager, known()).main).toBe(null);
  });
});
