import { describe, expect, it } from 'vitest';
import { say_what_to_do } from './said_once';

const alarm = (id: number, zone = 'tank-farm', acknowledged = false) => ({ id, zone, acknowledged });
const said = (alarms: ReturnType<typeof alarm>[], responses: Record<number, string>) => [...say_what_to_do(alarms, ({ id }) => responses[id]!)];

describe('what to do', () => {
  it('is said once for alarms of a zone that ask for the same', () => {
    expect(said([alarm(1), alarm(2), alarm(3)], { 1: 'leave', 2: 'leave', 3: 'close the valve' })).toEqual([1, 3]);
  });
  it('is said for each zone', () => {
    expect(said([alarm(1), alarm(2, 'loading')], { 1: 'leave', 2: 'leave' })).toEqual([1, 2]);
  });
  it('is said by one that nobody has acknowledged', () => {
    expect(said([alarm(1, 'tank-farm', true), alarm(2)], { 1: 'leave', 2: 'leave' })).toEqual([2]);
  });
});
