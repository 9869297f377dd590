import { describe, expect, it } from 'vitest';
import type { JournalEntry, LiveMessage, Notice } from '@/api/types';
import { apply, empty_board } from './board';
import { kBackoffMs, kSilentAfterMs, kStart, step, type Effect, type Input, type Sync } from './sync';

const kTime = '2026-11-24T11:32:18.123Z';

const snapshot = (seq: number): LiveMessage => ({
  type: 'snapshot', seq, time: kTime, alarms: [], set_aside: [], orders: [], hazards: [], checks: [], incidents: [], permits: [], zones: [], points: [], rows: [], notices: [], offline: [],
});
const heartbeat = (seq: number): LiveMessage => ({ type: 'heartbeat', seq, time: kTime, store_ok: true, last_turn: kTime });
const entry = (seq: number): JournalEntry => ({ seq, time: kTime, actor: 'system', kind: 'system.started', subject: 'system', body: {}, hash: '' });
const events = (...seqs: number[]): LiveMessage => ({ type: 'events', seq: seqs.at(-1)!, events: seqs.map(entry), alarms: [], orders: [], hazards: [], checks: [], incidents: [], permits: [], rows: [] });
const notice = (id: number): LiveMessage => ({ type: 'notice', notice: { id } as Notice });
const points = (): LiveMessage => ({ type: 'points', values: [], zones: [] });

// A console whose clock is moved by hand.
class Console {
  sync: Sync = kStart;
  now = 0;
  effects: Effect[] = [];

  feed(input: Input): this {
    const result = step(this.sync, input, this.now, 0.5);
    this.sync = result.sync;
    this.effects = result.effects;
    return this;
  }
  after(ms: number): this {
    this.now += ms;
    return this.feed({ type: 'tick' });
  }
  hear(message: LiveMessage): this {
    return this.feed({ type: 'message', message });
  }
  get does(): string[] {
    return this.effects.map((e) => (e.type === 'connect' ? `connect since ${e.since}` : e.type));
  }
}

const connected = () => new Console().after(0).feed({ type: 'opened' });
const in_sync_at = (seq: number) => connected().hear(snapshot(seq));

describe('getting in sync', () => {
  it('connects at once and asks for everything', () => {
    expect(new Console().after(0).does).toEqual(['connect since null']);
  });
  it('is not in sync before it was told what is true', () => {
    expect(connected().sync).toMatchObject({ in_sync: false, loss: 'starting' });
  });
  it('is in sync with the snapshot, and applies it', () => {
    const console = in_sync_at(7);
    expect(console.does).toEqual(['apply']);
    expect(console.sync).toMatchObject({ in_sync: true, loss: null, seq: 7 });
  });
  it('applies events that follow without a hole', () => {
    const console = in_sync_at(7).hear(events(8, 9));
    expect(console.does).toEqual(['apply']);
    expect(console.sync).toMatchObject({ in_sync: true, seq: 9 });
  });
  it('stays in sync for as long as the heart beats', () => {
    const console = in_sync_at(7);
    for (let second = 0; second < 60; ++second) console.after(1000).hear(heartbeat(7));
    expect(console.sync.in_sync).toBe(true);
  });
});

describe('losing sync', () => {
  it('says so after 5 s of silence, and hangs up', () => {
    const console = in_sync_at(7).after(kSilentAfterMs);
    expect(console.sync.in_sync).toBe(true);
    console.after(1);
    expect(console.sync).toMatchObject({ in_sync: false, loss: 'silent' });
    expect(console.does).toEqual(['disconnect']);
  });
  it('is silent when only values arrive: they do not prove that no event is missing', () => {
    const console = in_sync_at(7);
    for (let second = 0; second < 6; ++second) console.after(1000).hear(points());
    expect(console.sync.in_sync).toBe(false);
  });
  it('gives up a connection that never opens', () => {
    const console = new Console().after(0).after(kSilentAfterMs + 1);
    expect(console.sync.loss).toBe('silent');
    expect(console.does).toEqual(['disconnect']);
  });
  it('says so at once when the connection closes', () => {
    expect(in_sync_at(7).feed({ type: 'closed' }).sync).toMatchObject({ in_sync: false, loss: 'closed' });
  });
  it('finds the hole before a message of events', () => {
    const console = in_sync_at(7).hear(events(9));
    expect(console.sync).toMatchObject({ in_sync: false, loss: 'hole', seq: 7 });
    expect(console.does).toEqual(['disconnect']);
  });
  it('finds the hole within a message of events, and applies none of them', () => {
    const console = in_sync_at(7).hear(events(8, 10));
    expect(console.sync).toMatchObject({ in_sync: false, loss: 'hole', seq: 7 });
    expect(console.does).toEqual(['disconnect']);
  });
  it('finds from a heartbeat that an event never came', () => {
    expect(in_sync_at(7).hear(heartbeat(8)).sync).toMatchObject({ in_sync: false, loss: 'hole' });
  });
  it('finds from a heartbeat that davyd went back in time', () => {
    expect(in_sync_at(7).hear(heartbeat(3)).sync).toMatchObject({ in_sync: false, loss: 'hole' });
  });
  it('remembers when what it shows was last true', () => {
    const console = in_sync_at(7).after(2000).hear(heartbeat(7)).after(1500).hear(points()).after(kSilentAfterMs);
    expect(console.sync).toMatchObject({ in_sync: false, true_at: 2000 });
  });
  it('says so when davyd answers but its engine has stopped, and keeps the connection', () => {
    const stalled: LiveMessage = { type: 'heartbeat', seq: 7, time: '2026-11-24T11:32:30Z', store_ok: true, last_turn: '2026-11-24T11:32:24Z' };
    const console = in_sync_at(7).after(1000).hear(stalled);
    expect(console.sync).toMatchObject({ in_sync: false, loss: 'stalled', true_at: 0, connected: true });
    expect(console.does).toEqual(['apply']);
    expect(console.after(1000).hear(heartbeat(7)).sync.in_sync).toBe(true);
  });
  it('takes nothing from a connection that it has given up', () => {
    const console = in_sync_at(7).feed({ type: 'closed' }).hear(snapshot(9));
    expect(console.does).toEqual([]);
    expect(console.sync).toMatchObject({ in_sync: false, seq: 7 });
  });
});

describe('events that are known already', () => {
  it('are no hole', () => {
    expect(in_sync_at(7).hear(events(6, 7)).sync).toMatchObject({ in_sync: true, seq: 7 });
  });
  it('may stand before new ones', () => {
    const console = in_sync_at(7).hear(events(6, 7, 8));
    expect(console.does).toEqual(['apply']);
    expect(console.sync.seq).toBe(8);
  });
});

describe('coming back', () => {
  const lost = () => in_sync_at(7).feed({ type: 'closed' });

  it('resumes after the last event that it has', () => {
    expect(lost().after(600).does).toEqual(['connect since 7']);
  });
  it('asks for everything after a hole', () => {
    expect(in_sync_at(7).hear(heartbeat(9)).after(600).does).toEqual(['connect since null']);
  });
  it('is not in sync by the connection alone, nor by the missed events', () => {
    const console = lost().after(600).feed({ type: 'opened' });
    expect(console.sync.in_sync).toBe(false);
    expect(console.hear(events(8)).sync.in_sync).toBe(false);
  });
  it('is in sync again when a heartbeat says that nothing is missing', () => {
    const console = lost().after(600).feed({ type: 'opened' }).hear(events(8)).hear(heartbeat(8));
    expect(console.sync).toMatchObject({ in_sync: true, seq: 8, failures: 0 });
  });
  // What davyd sends to a console that comes back is held by feed_test.cpp and live_test.py; here, that all of it is shown before anything is said to be in sync.
  it('shows the notices that were told while it was away, beside those that it had, and is in sync only then', () => {
    const back = in_sync_at(7);
    const board = empty_board();
    const show = () => back.effects.forEach((effect) => effect.type === 'apply' && apply(board, effect.message));
    back.hear(notice(5));
    show();
    back.feed({ type: 'closed' }).after(600).feed({ type: 'opened' }).hear(events(8, 9));
    show();
    expect([...board.notices.keys()]).toEqual([5]);
    for (const told of [notice(8), notice(9)]) {
      back.hear(told);
      show();
      expect(back.sync).toMatchObject({ in_sync: false, seq: 9 });
    }
    expect([...board.notices.keys()]).toEqual([5, 8, 9]);
    expect(back.hear(heartbeat(9)).sync.in_sync).toBe(true);
  });
  it('takes a snapshot instead of a resume', () => {
    expect(lost().after(600).feed({ type: 'opened' }).hear(snapshot(90)).sync).toMatchObject({ in_sync: true, seq: 90 });
  });
  it('waits longer after each failure, and never longer than the longest', () => {
    const console = lost();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; ++attempt) {
      waits.push(console.sync.retry_at! - console.now);
      console.after(waits.at(-1)!).feed({ type: 'closed' });
    }
    expect(waits).toEqual([...kBackoffMs, 8000, 8000, 8000]);
  });
  it('does not wait from the beginning when it never got in sync', () => {
    const console = lost().after(600).feed({ type: 'opened' }).feed({ type: 'closed' });
    expect(console.sync.failures).toBe(2);
  });
  it('tries each connection once', () => {
    const console = lost().after(600);
    expect(console.after(100).does).toEqual([]);
  });
  it('spreads the consoles', () => {
    const at = (chance: number) => step(in_sync_at(7).sync, { type: 'closed' }, 0, chance).sync.retry_at;
    expect([at(0), at(0.999)]).toEqual([375, expect.closeTo(625, 0)]);
  });
});
