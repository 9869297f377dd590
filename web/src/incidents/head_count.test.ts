import { describe, expect, it } from 'vitest';
import type { AwaitedPerson, Whereabouts } from '@/api/types';
import { counts, differing, found } from './head_count';

const kAll: Whereabouts[] = ['unknown', 'safe', 'missing', 'injured', 'dead', 'not-there'];
const person = (name: string, state: Whereabouts = 'unknown', zone = 'tank-farm') => ({ person: `user:${name}`, name, state, zone }) as AwaitedPerson;

describe('the figures', () => {
  it('take nobody for safe of whom nothing is known, and missing people for lost', () => {
    const { expected, accounted, lost, by } = counts(kAll.map((state) => person(state, state)));
    expect([expected, accounted, lost]).toEqual([6, 4, 2]);
    expect(Object.values(by)).toEqual([1, 1, 1, 1, 1, 1]);
  });
  it('add up whatever the list is', () => {
    for (let n = 0; n < 200; ++n) {
      const people = Array.from({ length: n % 13 }, (_, k) => person(`${k}`, kAll[(n * 7 + k * k) % kAll.length]));
      const count = counts(people);
      expect(count.accounted + count.lost).toBe(people.length);
      expect(count.lost).toBe(people.filter(({ state }) => state === 'unknown' || state === 'missing').length);
    }
  });
});

describe('a gate that counted', () => {
  const within = (zone: string) => new Set(zone === 'plant' ? ['plant', 'tank-farm', 'pump-house'] : [zone]);
  it('is said where it differs from the list, with the zones inside', () => {
    const people = [person('a'), person('b', 'safe'), person('c', 'unknown', 'pump-house')];
    const counted = [{ zone: 'tank-farm', people: 2 }, { zone: 'plant', people: 5 }, { zone: 'pump-house', people: 0 }];
    expect(differing({ counted, people }, within)).toEqual([{ zone: 'plant', counted: 5, listed: 3 }, { zone: 'pump-house', counted: 0, listed: 1 }]);
  });
  it('counts nobody who was not in the plant', () => {
    expect(differing({ counted: [{ zone: 'tank-farm', people: 1 }], people: [person('a'), person('b', 'not-there')] }, within)).toEqual([]);
  });
});

describe('a person', () => {
  it('is found by name, login or place', () => {
    const people = [person('王强'), person('李娜', 'safe', 'office')];
    const zone = (each: AwaitedPerson) => (each.zone === 'office' ? '办公楼' : '储罐区');
    expect([found(people, ' 王', zone).length, found(people, '办公', zone)[0]?.name, found(people, 'USER', zone).length, found(people, '王 办公', zone).length, found(people, '', zone).length]).toEqual([1, '李娜', 2, 0, 2]);
  });
});
