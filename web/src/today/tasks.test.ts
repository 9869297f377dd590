import { describe, expect, it } from 'vitest';
import type { Account, Care, Check, Hazard, Order, PermitRow } from '@/api/types';
import { tasks_of, tasks_of_care, tasks_of_permits, tasks_of_round } from './tasks';

const me = (role: Account['role'], posts: string[], login = 'li.na') => ({ login, name: '李娜', role, posts }) as Account;
const order = (id: number, over: Partial<Order>) =>
  ({ id, state: 'issued', post: 'operator', handler: null, escalated_to: null, deadline: '2026-03-02T08:00:00Z', severity: 'serious', zone: 'tank-farm', title: { zh: '', en: '' }, ...over }) as Order;
const hazard = (id: number, over: Partial<Hazard>) =>
  ({ id, outcome: 'open', state: 'reported', post: 'operator', reporter: null, handler: null, reviewer: null, grade: null, handling: null, deadline: '2026-03-02T09:00:00Z', zone: 'tank-farm', what: '', ...over }) as Hazard;
const above = (post: string) => (post === 'operator' ? 'foreman' : null);
const ids = (who: Account, orders: Order[], hazards: Hazard[]) => tasks_of(who, orders, hazards, above).map((task) => `${task.kind} ${task.id} ${task.deed}`);

describe('what waits for a person', () => {
  it('is what they may do next and are to do, not what others do', () => {
    const orders = [order(1, {}), order(2, { state: 'accepted', handler: 'li.na' }), order(3, { state: 'accepted', handler: 'wang' }), order(4, { state: 'submitted', handler: 'wang' })];
    expect(ids(me('worker', ['operator']), orders, [])).toEqual(['order 1 accept', 'order 2 submit']);
    expect(ids(me('team-lead', ['foreman']), orders, [])).toEqual(['order 2 submit', 'order 4 review']);
    expect(ids(me('worker', ['guard'], 'zhao'), orders, [])).toEqual([]);
  });
  it('is never the review of what they mended themselves', () => {
    expect(ids(me('team-lead', ['foreman']), [order(4, { state: 'submitted', handler: 'li.na' })], [hazard(5, { state: 'rectified', grade: 'general', handler: 'li.na' })])).toEqual([]);
  });
  it('of hazards is grading for the officer, mending for the post, review for the lead', () => {
    const hazards = [hazard(1, {}), hazard(2, { state: 'graded', grade: 'general', handling: 'by-deadline' }), hazard(3, { state: 'rectified', grade: 'general', handling: 'by-deadline', handler: 'wang' }), hazard(4, { outcome: 'closed', state: 'reviewed' })];
    expect(ids(me('safety-officer', []), [], hazards)).toEqual(['hazard 1 grade', 'hazard 3 review']);
    expect(ids(me('worker', ['operator']), [], hazards)).toEqual(['hazard 2 accept']);
    expect(ids(me('team-lead', ['foreman']), [], hazards)).toEqual(['hazard 3 review']);
  });
  it('comes the most urgent first', () => {
    const orders = [order(7, { deadline: '2026-03-02T10:00:00Z' }), order(8, { deadline: '2026-03-02T07:00:00Z' })];
    const hazards = [hazard(9, { deadline: '2026-03-03T00:00:00Z', state: 'graded', grade: 'general', handling: 'at-once' }), hazard(10, { deadline: '2026-03-02T08:00:00Z', state: 'graded', grade: 'general', handling: 'by-deadline' })];
    expect(ids(me('worker', ['operator']), orders, hazards)).toEqual(['order 8 accept', 'hazard 10 accept', 'order 7 accept', 'hazard 9 rectify']);
  });
  it('is a stop of the round where something is due, once, with the deadline of what is due first', () => {
    const check = (id: number, due: string) => ({ id, due, zone: 'tank-farm' }) as Check;
    const stops = [{ route: 'walk', zone: 'tank-farm', checks: [check(4, '2026-03-02T08:00:00Z'), check(5, '2026-03-02T07:00:00Z')] }, { route: 'walk', zone: 'office', checks: [] }];
    expect(tasks_of_round(stops, (each) => each.id !== 4).map((task) => [task.id, task.checks.length, task.deadline, task.to])).toEqual([[5, 1, '2026-03-02T07:00:00Z', '/round?stop=tank-farm']]);
    expect(tasks_of_round(stops, () => false)).toEqual([]);
  });
  it('is the care of my posts until somebody begins it, and what I have begun', () => {
    const care = (id: number, post: string, by: string | null) => ({ id, post, zone: null, due: '2026-03-02T08:00:00Z', started: by === null ? null : { by, at: '' } }) as Care;
    const all = [care(1, 'maintenance', null), care(2, 'guard', null), care(3, 'maintenance', 'wang'), care(4, 'guard', 'li.na')];
    expect(tasks_of_care(me('worker', ['maintenance']), all).map((task) => task.to)).toEqual(['/care/1', '/care/4']);
  });
  it('is a permit that I prepare, sign, guard, go on with or accept', () => {
    const permit = (state: PermitRow['state'], change: Partial<PermitRow> = {}) => ({ id: 9, kind: 'hot-work', state, lead: 'wang', guardian: 'zhao', applied_by: 'wang', next: null, until: '2026-03-02T09:00:00Z', zone: 'tank-farm', what: '', ...change }) as PermitRow;
    const deeds = (who: Account, each: PermitRow) => tasks_of_permits(who, [each]).map((task) => task.deed)[0] ?? null;
    const [lead, guardian, signer] = [me('worker', [], 'wang'), me('worker', [], 'zhao'), me('team-lead', ['foreman'])];
    const to_lead = { next: { step: 1, role: 'lead' as const, purpose: 'lead' as const, post: null } };
    const to_post = { next: { step: 2, role: 'unit' as const, purpose: 'consent' as const, post: 'foreman' } };
    expect([lead, guardian, signer].map((who) => deeds(who, permit('preparing', to_lead)))).toEqual(['permit_prepare', null, null]);
    expect([lead, guardian, signer].map((who) => deeds(who, permit('preparing', to_post)))).toEqual([null, null, 'permit_sign']);
    expect([lead, guardian, signer].map((who) => deeds(who, permit('signed')))).toEqual(['permit_start', 'permit_start', null]);
    expect([lead, guardian, signer].map((who) => deeds(who, permit('open')))).toEqual([null, 'permit_guard', null]);
    expect([lead, guardian, signer].map((who) => deeds(who, permit('interrupted')))).toEqual(['permit_go_on', 'permit_go_on', null]);
    expect([lead, guardian, signer].map((who) => deeds(who, permit('finished')))).toEqual([null, null, 'permit_accept']);
    expect(tasks_of_permits(signer, [permit('suspended')])[0]).toMatchObject({ deed: 'permit_stopped', severity: 'major', to: '/permits/9' });
    expect(deeds(lead, permit('archived'))).toBeNull();
    // Taken back, finished and returned: only the post of the shift lets it go on.
    expect([lead, guardian].map((who) => deeds(who, permit('interrupted', { taken_back: true })))).toEqual(['permit_stopped', 'permit_stopped']);
    const worker = me('worker', [], 'sun');
    expect((['preparing', 'signed', 'interrupted', 'suspended'] as const).map((state) => deeds(worker, permit(state, { waits_for_receipt: true })))).toEqual(['permit_receive', 'permit_receive', 'permit_receive', 'permit_receive']);
    expect(deeds(worker, permit('preparing'))).toBeNull();
  });
});
