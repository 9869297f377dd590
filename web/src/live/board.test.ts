import { describe, expect, it } from 'vitest';
import type { Alarm, Check, Hazard, LiveIncident, LiveMessage, Notice, Order } from '@/api/types';
import { apply, empty_board, kNoticesMax } from './board';

const kTime = '2026-11-24T11:32:18.123Z';
const alarm = (id: number, change: Partial<Alarm> = {}) => ({ id, state: 'unacknowledged', ended: null, ...change }) as Alarm;
const order = (id: number, change: Partial<Order> = {}) => ({ id, state: 'issued', ...change }) as Order;
const hazard = (id: number, change: Partial<Hazard> = {}) => ({ id, outcome: 'open', ...change }) as Hazard;
const check = (id: number, change: Partial<Check> = {}) => ({ id, state: 'open', ...change }) as Check;
const incident = (id: number, change: Partial<LiveIncident> = {}) => ({ id, state: 'open', exercise: 'real', ...change }) as LiveIncident;
const notice = (id: number) => ({ id }) as Notice;
const snapshot = (change: Partial<LiveMessage & { type: 'snapshot' }> = {}): LiveMessage => ({
  type: 'snapshot', seq: 1, time: kTime, alarms: [], set_aside: [], orders: [], hazards: [], checks: [], incidents: [], permits: [], zones: [], points: [], rows: [], notices: [], offline: [], ...change,
});
const events = (change: Partial<LiveMessage & { type: 'events' }>): LiveMessage => ({
  type: 'events', seq: 2, events: [], alarms: [], orders: [], hazards: [], checks: [], incidents: [], permits: [], rows: [], ...change,
});

describe('the board', () => {
  it('forgets what it had when a snapshot comes', () => {
    const board = empty_board();
    apply(board, snapshot({ alarms: [alarm(1), alarm(2)], offline: ['gw-01'] }));
    apply(board, snapshot({ alarms: [alarm(3)] }));
    expect([...board.alarms.keys()]).toEqual([3]);
    expect(board.offline).toEqual([]);
  });
  it('changes an alarm in its place', () => {
    const board = empty_board();
    apply(board, snapshot({ alarms: [alarm(1)] }));
    apply(board, events({ alarms: [alarm(1, { state: 'acknowledged' })] }));
    expect(board.alarms.get(1)?.state).toBe('acknowledged');
  });
  it('lets go of alarms that are normal or ended, and of closed orders', () => {
    const board = empty_board();
    apply(board, snapshot({ alarms: [alarm(1), alarm(2)], orders: [order(3), order(4)] }));
    apply(board, events({ alarms: [alarm(1, { state: 'normal' }), alarm(2, { ended: kTime })], orders: [order(3, { state: 'closed' }), order(4, { state: 'approved' })] }));
    expect(board.alarms.size).toBe(0);
    expect([...board.orders.keys()]).toEqual([4]);
  });
  it('lets go of an order that its drill takes with it', () => {
    const board = empty_board();
    apply(board, snapshot({ orders: [order(3, { exercise: 'drill' }), order(4)] }));
    apply(board, events({ orders: [order(3, { exercise: 'drill', state: 'withdrawn' })] }));
    expect([...board.orders.keys()]).toEqual([4]);
  });
  it('has the checks that are to be done, the overdue ones among them', () => {
    const board = empty_board();
    apply(board, snapshot({ checks: [check(1), check(2), check(3)] }));
    apply(board, events({ checks: [check(1, { state: 'done' }), check(2, { state: 'overdue' }), check(3, { state: 'missed' }), check(4)] }));
    expect([...board.checks.keys()]).toEqual([2, 4]);
  });
  it('has the hazards that are open', () => {
    const board = empty_board();
    apply(board, snapshot({ hazards: [hazard(1), hazard(2)] }));
    apply(board, events({ hazards: [hazard(1, { outcome: 'merged' }), hazard(2, { handler: 'wang' }), hazard(3)] }));
    expect([...board.hazards.keys()]).toEqual([2, 3]);
    expect(board.hazards.get(2)?.handler).toBe('wang');
  });
  it('has the emergencies that go on, and lets go of those that ended', () => {
    const board = empty_board();
    apply(board, snapshot({ incidents: [incident(1), incident(2, { exercise: 'drill' })] }));
    apply(board, events({ incidents: [incident(1, { state: 'ended' }), incident(3)] }));
    expect([...board.incidents.keys()]).toEqual([2, 3]);
  });
  it('keeps what is set aside until it is told otherwise', () => {
    const board = empty_board();
    const shelved = [{ condition: 'ch4-01:high' }] as never[];
    apply(board, snapshot({ set_aside: shelved }));
    apply(board, events({}));
    expect(board.set_aside).toHaveLength(1);
    apply(board, events({ set_aside: [] }));
    expect(board.set_aside).toHaveLength(0);
  });
  it('takes values and zones', () => {
    const board = empty_board();
    const value = { point: 'ch4-01', value: 12.3, quality: 'good', source: kTime, arrival: kTime, stale: false, worst: null, uncertain_because: null } as const;
    const zone = { zone: 'tank-farm', level: 'major', inherent: 'low', blind: 0, unacknowledged: 1, active: 1, open_orders: 1 } as const;
    apply(board, { type: 'points', values: [value], zones: [zone] });
    expect(board.points.get('ch4-01')).toEqual(value);
    expect(board.zones.get('tank-farm')?.level).toBe('major');
  });
  it('says when the store is degraded', () => {
    const board = empty_board();
    apply(board, { type: 'heartbeat', seq: 1, time: kTime, store_ok: false, last_turn: kTime });
    expect(board.store_ok).toBe(false);
  });
  it('keeps the latest notices only', () => {
    const board = empty_board();
    for (let id = 1; id <= kNoticesMax + 5; ++id) apply(board, { type: 'notice', notice: notice(id) });
    expect(board.notices.size).toBe(kNoticesMax);
    expect(board.notices.has(5)).toBe(false);
    expect(board.notices.has(kNoticesMax + 5)).toBe(true);
  });
});
