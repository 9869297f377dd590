// The live feed as the pages see it: the board, whether it is in sync, and the time of davyd's clock.
import { defineStore } from 'pinia';
import { computed, ref, shallowReactive } from 'vue';
import type { Alarm, LiveMessage } from '@/api/types';
import { apply, empty_board, type Board } from './board';
import { gather } from './gather';
import { kStart, step, type Effect, type Input, type Sync } from './sync';

const kTickMs = 250;
const kShownEveryMs = 100; // in a flood messages come by the thousand: the screen is drawn once for all that come within this

export const use_live = defineStore('live', () => {
  const board = reactive_board();
  const sync = ref<Sync>(kStart);
  const local_now = ref(Date.now());
  const ahead_ms = ref(0); // of davyd's clock before ours
  const steady_now = ref(performance.now());
  const listeners = new Set<(message: LiveMessage) => void>();
  let socket: WebSocket | null = null;
  let timer: number | undefined;

  const in_sync = computed(() => sync.value.in_sync);
  const now = computed(() => local_now.value + ahead_ms.value); // davyd's clock, ms since the epoch
  const alarm_of = computed(() => by_condition(board.alarms.values())); // the open one of each condition
  const age_ms = computed(() => (sync.value.true_at === null ? null : Math.max(0, steady_now.value - sync.value.true_at)));

  function feed(input: Input): void {
    const result = step(sync.value, input, performance.now(), Math.random());
    sync.value = result.sync;
    result.effects.forEach(carry_out);
  }

  function carry_out(effect: Effect): void {
    switch (effect.type) {
      case 'connect':
        return connect(effect.since);
      case 'disconnect':
        return disconnect();
      case 'apply':
        if (effect.message.type === 'heartbeat' || effect.message.type === 'snapshot')
          ahead_ms.value = Date.parse(effect.message.time) - Date.now();
        messages.take(effect.message);
        if (effect.message.type === 'snapshot') messages.flush(); // in sync from now on: nothing old may stand there meanwhile
    }
  }

  const messages = gather<LiveMessage>((taken) => {
    for (const message of taken) {
      apply(board, message);
      listeners.forEach((tell) => tell(message));
    }
  }, kShownEveryMs);

  function connect(since: number | null): void {
    disconnect();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const own = new WebSocket(`${scheme}://${location.host}/api/v1/live${since === null ? '' : `?since=${since}`}`);
    socket = own;
    own.onopen = () => own === socket && feed({ type: 'opened' });
    own.onclose = () => own === socket && feed({ type: 'closed' });
    own.onmessage = (event) => own === socket && feed({ type: 'message', message: JSON.parse(event.data as string) });
  }

  function disconnect(): void {
    const old = socket;
    socket = null; // what it still says is no longer heard
    old?.close();
  }

  function start(): void {
    if (timer !== undefined) return;
    sync.value = kStart;
    const tick = () => {
      local_now.value = Date.now();
      steady_now.value = performance.now();
      feed({ type: 'tick' });
    };
    timer = window.setInterval(tick, kTickMs);
    tick();
  }

  function stop(): void {
    window.clearInterval(timer);
    timer = undefined;
    disconnect();
    messages.drop();
    sync.value = kStart;
    Object.assign(board, clear(board));
  }

  // Calls back with each message after it was applied; gives what ends that.
  function listen(tell: (message: LiveMessage) => void): () => void {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }

  return { board, sync, in_sync, now, age_ms, alarm_of, start, stop, listen };
});

function by_condition(alarms: Iterable<Alarm>): ReadonlyMap<string, Alarm> {
  const found = new Map<string, Alarm>();
  for (const alarm of alarms) if (!found.has(alarm.condition)) found.set(alarm.condition, alarm);
  return found;
}

function reactive_board(): Board {
  const plain = empty_board();
  return shallowReactive({
    ...plain,
    alarms: shallowReactive(plain.alarms),
    orders: shallowReactive(plain.orders),
    hazards: shallowReactive(plain.hazards),
    checks: shallowReactive(plain.checks),
    incidents: shallowReactive(plain.incidents),
    permits: shallowReactive(plain.permits),
    zones: shallowReactive(plain.zones),
    points: shallowReactive(plain.points),
    rows: shallowReactive(plain.rows),
    notices: shallowReactive(plain.notices),
  });
}

function clear(board: Board): Partial<Board> {
  for (const map of [board.alarms, board.orders, board.hazards, board.checks, board.incidents, board.permits, board.zones, board.points, board.rows, board.notices]) map.clear();
  return { set_aside: [], offline: [], store_ok: true, last_turn: null };
}
