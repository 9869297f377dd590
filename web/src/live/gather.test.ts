import { describe, expect, it } from 'vitest';
import type { Alarm, LiveMessage } from '@/api/types';
import { flood_picture } from '@/alarms/flood';
import { worst_first } from '@/alarms/severity';
import { apply, empty_board } from './board';
import { gather, type Later } from './gather';

// A clock that a test turns.
function clock() {
  let at = 0;
  const due = new Map<number, { at: number; what: () => void }>();
  const later: Later = { now: () => at, run: (what, after_ms) => (due.set(due.size + 1, { at: at + after_ms, what }), due.size), forget: (number) => due.delete(number) };
  const passes = (ms: number) => {
    at += ms;
    for (const [number, each] of [...due]) if (each.at <= at && due.delete(number)) each.what();
  };
  return { later, passes };
}

describe('what is gathered', () => {
  it('is handed on at once when nothing came before it, then together and in order', () => {
    const { later, passes } = clock();
    const seen: number[][] = [];
    const { take } = gather<number>((items) => seen.push(items), 100, later);
    take(1);
    take(2);
    passes(40);
    take(3);
    expect(seen).toEqual([[1]]);
    passes(60);
    expect(seen).toEqual([[1], [2, 3]]);
    passes(100);
    take(4);
    expect(seen).toEqual([[1], [2, 3], [4]]);
  });
  it('is handed on early where it must be, and not again', () => {
    const { later, passes } = clock();
    const seen: number[][] = [];
    const { take, flush, drop } = gather<number>((items) => seen.push(items), 100, later);
    take(1);
    take(2);
    flush();
    passes(200);
    expect(seen).toEqual([[1], [2]]);
    take(3);
    take(4);
    drop();
    passes(200);
    expect(seen).toEqual([[1], [2], [3]]);
  });
});

const alarm = (id: number) =>
  ({
    id, condition: `gas-${id}:high`, point: `gas-${id}`, zone: `zone-${id % 40}`, severity: id % 100 ? 'moderate' : 'major', acknowledged: id % 3 === 0, active: true, annunciates: true, ended: null, state: 'unacknowledged',
    raised: `2026-11-24T03:00:${String(id % 60).padStart(2, '0')}Z`, group: id % 2 ? { id: id % 500, because: 'zone', first_out: id % 500, first_condition: `gas-${id % 500}:high`, first_onset: '2026-11-24T03:00:00Z' } : null,
  }) as unknown as Alarm;

describe('ten thousand alarms within a second', () => {
  it('reach the board in few steps, none is lost, and the picture is made without comparing each with each', () => {
    const { later, passes } = clock();
    const board = empty_board();
    let steps = 0;
    const feed = gather<LiveMessage>((messages) => {
      steps += 1;
      for (const message of messages) apply(board, message);
    }, 100, later);
    for (let id = 1; id <= 10_000; id += 5) {
      const alarms = [0, 1, 2, 3, 4].map((more) => alarm(id + more));
      feed.take({ type: 'events', seq: id, events: [], alarms, orders: [], hazards: [], checks: [], incidents: [], permits: [], rows: [] } as unknown as LiveMessage);
      passes(0.5);
    }
    passes(100);
    expect(board.alarms.size).toBe(10_000);
    expect(steps).toBeLessThanOrEqual(12);
    let compared = 0;
    const sorted = [...board.alarms.values()].sort((a, b) => ((compared += 1), worst_first(a, b)));
    expect(sorted[0]!.severity).toBe('major');
    expect(compared).toBeLessThan(10_000 * 20);
    // Each with each would be a hundred million looks at an alarm; what is looked at is counted here.
    let looked = 0;
    const watched = sorted.map((each) => new Proxy(each, { get: (target, key) => ((looked += 1), Reflect.get(target, key)) }));
    const picture = flood_picture(watched, Date.parse('2026-11-24T03:01:00Z'));
    expect(picture.standing).toBe(10_000);
    expect(picture.majors).toHaveLength(100);
    expect(picture.groups).toHaveLength(250);
    expect(picture.places).toHaveLength(20);
    expect(looked).toBeLessThan(10_000 * 300);
  });
});
