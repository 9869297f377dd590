import { describe, expect, it } from 'vitest';
import type { Alarm } from '@/api/types';
import { flood_picture, group_needs } from './flood';

const kNow = Date.parse('2026-11-24T03:10:00Z');
const alarm = (id: number, change: Partial<Alarm> = {}) =>
  ({ id, condition: `gas-${id}:high`, zone: 'tank-farm', severity: 'moderate', acknowledged: false, active: true, annunciates: true, raised: '2026-11-24T03:00:00Z', group: null, ...change }) as Alarm;
const group = (id: number, first_out = id, first_onset = '2026-11-24T03:00:00Z') =>
  ({ id, because: 'zone', first_out, first_condition: `gas-${first_out}:high`, first_onset }) as Alarm['group'];

describe('the picture of a flood', () => {
  it('shows each trouble once, under what came first', () => {
    const picture = flood_picture([alarm(1, { group: group(1) }), alarm(2, { group: group(1) }), alarm(3, { group: group(1) })], kNow);
    expect(picture.groups.map((g) => [g.first?.id, g.alarms.length, g.unacknowledged])).toEqual([[1, 3, 3]]);
    expect(picture.places).toEqual([]);
  });
  it('names what came first when it has long been over', () => {
    const picture = flood_picture([alarm(2, { group: group(1) })], kNow);
    expect([picture.groups[0]!.first, picture.groups[0]!.first_condition]).toEqual([null, 'gas-1:high']);
  });
  it('believes the earliest onset that any of a group names', () => {
    const late = group(1, 9, '2026-11-24T02:59:00Z');
    expect(flood_picture([alarm(1, { group: group(1) }), alarm(9, { group: late })], kNow).groups[0]!.first?.id).toBe(9);
  });
  it('shows a major alarm on its own, whatever group it is in', () => {
    const picture = flood_picture([alarm(1, { group: group(1) }), alarm(2, { group: group(1), severity: 'major' })], kNow);
    expect(picture.majors.map((a) => a.id)).toEqual([2]);
    expect(picture.groups[0]!.worst).toBe('major');
  });
  it('counts by place what belongs to no group, and loses nothing', () => {
    const alarms = Array.from({ length: 100 }, (_, i) => alarm(i + 1, { zone: i % 3 ? 'tank-farm' : 'office' }));
    const picture = flood_picture(alarms, kNow);
    expect(picture.places.map((p) => [p.zone, p.alarms.length]).sort()).toEqual([['office', 34], ['tank-farm', 66]]);
    expect(picture.standing).toBe(100);
  });
  it('counts what is new, and leaves out what is set aside', () => {
    const picture = flood_picture([alarm(1, { raised: '2026-11-24T03:09:30Z' }), alarm(2), alarm(3, { annunciates: false })], kNow);
    expect([picture.fresh, picture.standing, picture.unacknowledged]).toEqual([1, 2, 2]);
  });
});

describe('what is left to do in a group', () => {
  const standing = (id: number, change: Partial<Alarm>) => alarm(id, { ended: null, latched: false, ...change });
  it('is to acknowledge what is not, and to reset what is latched, over and acknowledged', () => {
    const latched = { latched: true, active: false };
    expect(group_needs([standing(1, {}), standing(2, { acknowledged: true }), standing(3, latched), standing(4, { ...latched, acknowledged: true })])).toEqual({ acknowledge: 2, reset: 1 });
  });
  it('is nothing with alarms that have ended', () => {
    expect(group_needs([standing(1, { ended: '2026-11-24T03:00:00Z' })])).toEqual({ acknowledge: 0, reset: 0 });
  });
});
