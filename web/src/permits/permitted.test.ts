import { describe, expect, it } from 'vitest';
import type { Account, Permit } from '@/api/types';
import { guardian_by, lacking, measures_left, permitted, shift_post, to_brief, to_receive, type Deed, type Known } from './permitted';
import { sample_permit } from './sample';

const who = (login: string, role: Account['role'] = 'worker', posts: string[] = []): Account => ({ login, name: login, role, posts });
const lead = who('wang');
const guardian = who('zhao');
const shift = who('sun', 'team-lead', ['team-lead']);
const officer = who('na', 'safety-officer', ['safety-officer']);
const stranger = who('li');
const above = (post: string) => (post === 'team-lead' ? 'safety-officer' : null);
const known: Known = { above, duty_post: 'operator', own_record: null };
const may = (permit: Permit, me: Account, also: Partial<Known> = {}) => [...permitted(permit, me, { ...known, ...also }).can].sort();
const why = (permit: Permit, me: Account, deed: Deed, also: Partial<Known> = {}) => permitted(permit, me, { ...known, ...also }).why.get(deed);

const counts = { zh: '还有签字', en: 'signatures to come' };
const ready = (step: number, role: 'lead' | 'unit' | 'safety' | 'shift', purpose: 'lead' | 'consent' | 'approval' | 'shift-check', post: string | null) => sample_permit({ missing: [counts], next: { step, role, purpose, post } });
const missing = [{ zh: '超过限值', en: 'beyond the limit' }];

describe('a permit that is being prepared', () => {
  it('is prepared by those named, the post on duty and safety officers, while nobody has signed', () => {
    const permit = sample_permit();
    for (const me of [lead, guardian, officer, who('op', 'worker', ['operator'])]) expect(may(permit, me)).toContain('confirm');
    expect(why(permit, stranger, 'confirm')).toBe('not_named');
    expect(may(permit, who('zhang'), { own_record: 'zhang-san' })).toContain('confirm');
    const signed = sample_permit({ signatures: permit.signatures.map((each) => (each.step === 1 ? { ...each, by: 'wang', at: permit.applied } : each)) });
    expect(why(signed, lead, 'confirm')).toBe('signed_already');
  });
  it('is tested for gas by who answers for the work or the place, not by who only works there', () => {
    for (const me of [lead, guardian, officer, who('op', 'worker', ['operator'])]) expect(may(sample_permit(), me)).toContain('test');
    expect(why(sample_permit(), stranger, 'test')).toBe('not_tester');
    expect(why(sample_permit(), who('zhang'), 'test', { own_record: 'zhang-san' })).toBe('not_tester');
  });
  it('is signed by its lead first, once all is there', () => {
    expect(why(sample_permit(), lead, 'sign')).toBe('lacking');
    expect(lacking(sample_permit())).toHaveLength(1);
    expect(permitted(ready(1, 'lead', 'lead', null), lead, known).main).toBe('sign');
    expect(why(ready(1, 'lead', 'lead', null), officer, 'sign')).toBe('lead_signs');
  });
  it('is then signed by the post, or one above it, but by nobody who does or guards the work', () => {
    const permit = ready(2, 'unit', 'consent', 'team-lead');
    expect(permitted(permit, shift, known).main).toBe('sign');
    expect(may(permit, officer)).toContain('sign');
    expect(permitted(permit, officer, known).main).toBeNull(); // may, but it does not wait for them
    expect(why(permit, stranger, 'sign')).toBe('post_signs');
    expect(why(permit, who('zhao', 'team-lead', ['team-lead']), 'sign')).toBe('own_work');
    expect(why(permit, who('zhang', 'team-lead', ['team-lead']), 'sign', { own_record: 'zhang-san' })).toBe('own_work');
  });
  it('waits for what its lead has to see to next', () => {
    const permit = sample_permit();
    expect(permitted(permit, lead, known).main).toBe('confirm');
    const confirmed = { measures: [{ ...permit.measures[0]!, applies: true }] };
    expect(permitted(sample_permit(confirmed), lead, known).main).toBe('brief');
    const briefed = { ...confirmed, briefing: [{ by: 'wang', at: permit.applied, receivers: ['zhang-san'], note: '', receipts: [{ worker: 'zhang-san', signature: null }], photos: [] }] };
    expect(permitted(sample_permit(briefed), lead, known).main).toBe('test');
    expect(permitted(permit, stranger, known).main).toBeNull();
    expect([measures_left(permit).length, to_brief(permit)]).toEqual([1, ['zhang-san']]);
    expect(to_brief(sample_permit(briefed))).toEqual([]);
  });
});

describe('a briefing', () => {
  const briefed = (receipts: { worker: string; signature: string | null }[]) =>
    sample_permit({ measures: [], briefing: [{ by: 'wang', at: '2026-11-24T11:10:00Z', receivers: ['zhang-san'], note: '', receipts, photos: [] }] });
  it('is signed for by every worker, on the phone of who answers for the work or their own', () => {
    expect(to_receive(sample_permit())).toEqual([]); // nobody was briefed
    expect(to_receive(briefed([]))).toEqual(['zhang-san']);
    expect(permitted(briefed([]), lead, known).main).toBe('receive');
    const worker = permitted(briefed([]), who('zhang'), { ...known, duty_post: null, own_record: 'zhang-san' });
    expect([worker.main, worker.own_worker, worker.can.has('receive')]).toEqual(['receive', 'zhang-san', false]);
    expect(permitted(briefed([]), stranger, { ...known, duty_post: null }).own_worker).toBeNull();
  });
  it('waits for nobody once all have signed', () => {
    const done = briefed([{ worker: 'zhang-san', signature: null }]);
    expect(to_receive(done)).toEqual([]);
    expect(permitted(done, lead, known).main).toBe('test');
  });
  it('may be signed for later, but not while the work goes on', () => {
    for (const state of ['signed', 'interrupted', 'suspended'] as const) expect(may(sample_permit({ ...briefed([]), state, next: null }), lead)).toContain('receive');
    expect(may(sample_permit({ ...briefed([]), state: 'open', next: null }), lead)).not.toContain('receive');
  });
});

describe('a permit that is signed', () => {
  const permit = sample_permit({ state: 'signed', next: null, missing: [] });
  it('is started by its lead or guardian when nothing is missing', () => {
    expect(may(permit, lead)).toContain('start');
    expect(permitted(permit, guardian, known).main).toBe('guard');
    expect(permitted(sample_permit({ ...permit, guarded: permit.applied }), guardian, known).main).toBe('start');
    expect(why(sample_permit({ ...permit, missing }), lead, 'start')).toBe('lacking');
    expect(why(permit, officer, 'start')).toBe('lead_or_guardian');
  });
});

describe('work that goes on', () => {
  const open = sample_permit({ state: 'open', next: null, missing: [], guarded: '2026-11-24T12:00:00Z' });
  it('is stopped by anybody', () => {
    for (const me of [lead, guardian, shift, officer, stranger]) expect(may(open, me)).toContain('stop');
    expect(may(sample_permit({ ...open, state: 'interrupted' }), stranger)).toContain('stop');
  });
  it('is guarded by the guardian only, who is to be heard of in time', () => {
    expect(permitted(open, guardian, known).main).toBe('guard');
    expect(why(open, lead, 'guard')).toBe('guardian_only');
    expect(guardian_by(open, 1800)).toBe('2026-11-24T12:30:00.000Z');
    expect(guardian_by({ ...open, state: 'suspended' }, 1800)).toBeNull();
    expect(guardian_by({ ...open, guarded: null }, 1800)).toBeNull();
  });
  it('goes on after a rest when its lead says so', () => {
    const rests = sample_permit({ ...open, state: 'interrupted' });
    expect(permitted(rests, lead, known).main).toBe('resume');
    expect(why(rests, shift, 'resume')).toBe('lead_or_guardian');
  });
  it('is given back by the post of the shift, once the cause is gone, and not by its own people', () => {
    const stopped = sample_permit({ ...open, state: 'suspended', stopped: { cause: 'gas', what: 'ch4-01:high' } });
    expect(shift_post(stopped)).toBe('team-lead');
    expect(permitted(stopped, shift, known).main).toBe('resume');
    expect(why(stopped, lead, 'resume')).toBe('shift_resumes');
    expect(why(stopped, who('zhao', 'team-lead', ['team-lead']), 'resume')).toBe('own_work');
    expect(why(sample_permit({ ...stopped, missing }), shift, 'resume')).toBe('lacking');
    expect(may(stopped, stranger)).toEqual([]);
  });
});

describe('work that is done', () => {
  it('is accepted by the post of the place, not by who did it', () => {
    const done = sample_permit({ state: 'finished', next: null, missing: [], accept_post: 'team-lead' });
    expect(permitted(done, shift, known).main).toBe('accept');
    expect(why(done, lead, 'accept')).toBe('unit_accepts');
    expect(why(done, who('wang', 'team-lead', ['team-lead']), 'accept')).toBe('own_work');
  });
  it('is archived by a safety officer, and then nothing can be done', () => {
    const accepted = sample_permit({ state: 'accepted', next: null });
    expect(permitted(accepted, officer, known).main).toBe('archive');
    expect(why(accepted, lead, 'archive')).toBe('officer_archives');
    for (const state of ['archived', 'refused', 'expired', 'cancelled'] as const) expect(may(sample_permit({ state, next: null }), officer)).toEqual([]);
  });
});
