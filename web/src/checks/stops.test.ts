import { describe, expect, it } from 'vitest';
import type { Check } from '@/api/types';
import { is_due_soon, is_overdue, next_of, proves, stop_at, stop_with, stops_of, type Places, type Route } from './stops';

const check = (id: number, zone: string, due: string, over: Partial<Check> = {}) => ({ id, zone, due: `2026-03-02T${due}:00Z`, post: 'operator', state: 'open', ...over }) as Check;
const parents: Record<string, string> = { 'tank-farm': 'plant', valves: 'tank-farm', boilers: 'plant' };
const places: Places = { zones: ['plant', 'tank-farm', 'valves', 'boilers', 'office'], parent: (zone) => parents[zone] ?? null };
const walk: Route = { name: 'walk', post: 'operator', zones: ['boilers', 'tank-farm', 'office'] };
const told = (checks: Check[], routes: Route[]) => stops_of(checks, routes, places).map((stop) => `${stop.route ?? '-'} ${stop.zone}: ${stop.checks.map((c) => c.id).join(' ')}`);

describe('a round', () => {
  it('goes by the stops of the route, the most urgent first at each, also past a stop where nothing is due', () => {
    expect(told([check(1, 'tank-farm', '09:00'), check(2, 'boilers', '10:00'), check(3, 'tank-farm', '08:00')], [walk])).toEqual(['walk boilers: 2', 'walk tank-farm: 3 1', 'walk office: ']);
  });
  it('has a check of a zone inside at the stop of the zone around it', () => {
    expect(told([check(1, 'valves', '09:00')], [walk])[1]).toBe('walk tank-farm: 1');
    expect(told([check(1, 'valves', '09:00')], [walk, { ...walk, name: 'near', zones: ['valves'] }])[3]).toBe('near valves: 1');
  });
  it('has what is on no route last, by zone in the order of the site', () => {
    expect(told([check(1, 'office', '08:00'), check(2, 'plant', '09:00'), check(3, 'boilers', '10:00')], [{ ...walk, zones: ['boilers'] }])).toEqual(['walk boilers: 3', '- plant: 2', '- office: 1']);
  });
  it('has each check once: on a route of its own post before another', () => {
    const guards: Route = { name: 'guards', post: 'guard', zones: ['tank-farm'] };
    expect(told([check(1, 'tank-farm', '08:00', { post: 'guard' }), check(2, 'tank-farm', '08:00')], [walk, guards])).toEqual(['walk boilers: ', 'walk tank-farm: 2', 'walk office: ', 'guards tank-farm: 1']);
  });
  it('opens where one stands: at the stop of the zone, or at the one around it that has its checks', () => {
    const stops = stops_of([check(1, 'valves', '09:00'), check(2, 'boilers', '10:00')], [walk], places);
    expect(['boilers', 'valves', 'office', 'plant', null].map((zone) => stop_at(stops, zone)?.zone)).toEqual(['boilers', 'tank-farm', 'office', undefined, undefined]);
  });
  it('ends where a zone is said to lie in itself', () => {
    expect(stops_of([check(1, 'loop', '08:00')], [], { zones: [], parent: () => 'loop' })).toHaveLength(1);
  });
  it('goes on to what is next at the same stop, past what was done here and is not sent yet', () => {
    const later = check(5, 'boilers', '11:00', { due: '2026-03-09T08:00:00Z' });
    const stops = stops_of([check(1, 'boilers', '08:00'), check(2, 'boilers', '09:00'), check(3, 'boilers', '10:00'), check(4, 'office', '07:00'), later], [walk], places);
    const next = (done: number, waits: number[] = []) => next_of(stop_with(stops, done), done, Date.parse('2026-03-02T08:30:00Z'), (id) => waits.includes(id))?.id ?? null;
    expect(next(1)).toBe(2);
    expect(next(1, [2])).toBe(3);
    expect(next(3)).toBe(1);
    expect(next(3, [1, 2])).toBeNull(); // what is due next week can wait
    expect(next(4)).toBeNull();
    expect(next(99)).toBeNull();
  });
});

describe('a place', () => {
  const stops = stops_of([check(1, 'valves', '08:00'), check(2, 'office', '08:00')], [walk], places);
  it('is proved by the label of the check’s own zone, or of its stop, and by no other', () => {
    expect(proves('valves', stops[1]!.checks[0]!, stops)).toBe(true);
    expect(proves('tank-farm', stops[1]!.checks[0]!, stops)).toBe(true);
    expect(proves('office', stops[1]!.checks[0]!, stops)).toBe(false);
    expect(proves(null, stops[1]!.checks[0]!, stops)).toBe(false);
  });
});

describe('a check', () => {
  const now = Date.parse('2026-03-02T09:00:00Z');
  it('is overdue by the clock also where the server cannot say so, and never once it is over', () => {
    expect([is_overdue(check(1, 'office', '09:00'), now), is_overdue(check(1, 'office', '09:01'), now)]).toEqual([true, false]);
    expect([is_overdue(check(1, 'office', '12:00', { state: 'overdue' }), now), is_overdue(check(1, 'office', '08:00', { state: 'done' }), now)]).toEqual([true, false]);
  });
  it('is for this round when it would be overdue before the next', () => {
    expect([check(1, 'office', '08:00'), check(1, 'office', '21:00'), check(1, 'office', '21:01'), check(1, 'office', '10:00', { state: 'withdrawn' })].map((each) => is_due_soon(each, now))).toEqual([true, true, false, false]);
  });
});
