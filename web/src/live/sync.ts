// Whether the console shows what davyd has: the state machine of the live feed, without socket or clock.
//
// In sync only after a snapshot, with every sequence number since, with a heartbeat in the last 5 s, and while the engine turns. Everything
// else is said as not in sync, with the age of what is shown. Times are milliseconds of a clock that never goes back.
import type { LiveMessage } from '@/api/types';

export const kSilentAfterMs = 5000;
export const kStalledAfterMs = 5000;
export const kBackoffMs = [500, 1000, 2000, 4000, 8000];

export type Loss = 'starting' | 'closed' | 'silent' | 'hole' | 'stalled';

export interface Sync {
  readonly in_sync: boolean;
  readonly loss: Loss | null; // why not; null when in sync
  readonly seq: number | null; // of the last record that was applied; null before the first snapshot
  readonly heard: number | null; // when davyd was last heard on the connection of now
  readonly true_at: number | null; // when what is shown was last known to be true
  readonly connected: boolean;
  readonly whole: boolean; // the next connection asks for a snapshot: what we have cannot be continued
  readonly failures: number; // connections in a row that did not get in sync
  readonly retry_at: number | null;
}

export type Input =
  | { type: 'opened' }
  | { type: 'closed' }
  | { type: 'message'; message: LiveMessage }
  | { type: 'tick' };

export type Effect =
  | { type: 'connect'; since: number | null }
  | { type: 'disconnect' }
  | { type: 'apply'; message: LiveMessage };

export interface Step {
  sync: Sync;
  effects: Effect[];
}

export const kStart: Sync = {
  in_sync: false,
  loss: 'starting',
  seq: null,
  heard: null,
  true_at: null,
  connected: false,
  whole: true,
  failures: 0,
  retry_at: 0,
};

// `chance` in [0, 1) spreads the consoles of a plant that all lost davyd at once.
export function step(sync: Sync, input: Input, now: number, chance: number): Step {
  switch (input.type) {
    case 'opened':
      return { sync: { ...sync, connected: true, heard: now }, effects: [] };
    case 'closed':
      return { sync: lost(sync, 'closed', now, chance), effects: [] };
    case 'tick':
      return on_tick(sync, now, chance);
    case 'message':
      return sync.connected ? on_message(sync, input.message, now, chance) : { sync, effects: [] };
  }
}

function on_tick(sync: Sync, now: number, chance: number): Step {
  if (sync.retry_at !== null && now >= sync.retry_at) {
    const since = sync.whole ? null : sync.seq;
    return { sync: { ...sync, retry_at: null, heard: now }, effects: [{ type: 'connect', since }] };
  }
  // Also while connecting: a connection that neither opens nor fails is silent as well.
  if (sync.retry_at === null && sync.heard !== null && now - sync.heard > kSilentAfterMs) {
    return { sync: lost(sync, 'silent', now, chance), effects: [{ type: 'disconnect' }] };
  }
  return { sync, effects: [] };
}

function on_message(sync: Sync, message: LiveMessage, now: number, chance: number): Step {
  switch (message.type) {
    case 'snapshot':
      return { sync: true_now({ ...sync, seq: message.seq, whole: false }, now), effects: [{ type: 'apply', message }] };
    case 'events':
      return on_events(sync, message, now, chance);
    case 'heartbeat':
      if (sync.whole || message.seq !== sync.seq) return hole(sync, now, chance);
      return { sync: is_stalled(message) ? { ...sync, in_sync: false, loss: 'stalled', heard: now } : true_now(sync, now), effects: [{ type: 'apply', message }] };
    case 'points':
    case 'notice':
      return sync.whole ? hole(sync, now, chance) : { sync, effects: [{ type: 'apply', message }] };
  }
}

function on_events(sync: Sync, message: LiveMessage & { type: 'events' }, now: number, chance: number): Step {
  if (sync.whole || sync.seq === null) return hole(sync, now, chance);
  let seq = sync.seq;
  for (const event of message.events) {
    if (event.seq <= sync.seq) continue; // known already
    if (event.seq !== seq + 1) return hole(sync, now, chance);
    seq = event.seq;
  }
  if (message.seq !== seq) return message.seq < seq ? { sync, effects: [] } : hole(sync, now, chance);
  return { sync: { ...sync, seq }, effects: [{ type: 'apply', message }] };
}

// davyd is there, but its engine has stopped turning: a new connection would not help.
function is_stalled(beat: LiveMessage & { type: 'heartbeat' }): boolean {
  return beat.last_turn === null || Date.parse(beat.time) - Date.parse(beat.last_turn) > kStalledAfterMs;
}

function true_now(sync: Sync, now: number): Sync {
  return { ...sync, in_sync: true, loss: null, heard: now, true_at: now, failures: 0, retry_at: null };
}

// Something is missing: what is shown cannot be trusted, and cannot be continued either.
function hole(sync: Sync, now: number, chance: number): Step {
  return { sync: { ...lost(sync, 'hole', now, chance), whole: true }, effects: [{ type: 'disconnect' }] };
}

function lost(sync: Sync, loss: Loss, now: number, chance: number): Sync {
  if (sync.retry_at !== null) return sync; // known already, and the next try is on its way
  const wait = kBackoffMs[Math.min(sync.failures, kBackoffMs.length - 1)]!;
  return {
    ...sync,
    in_sync: false,
    loss,
    heard: null,
    connected: false,
    failures: sync.failures + 1,
    retry_at: now + wait * (0.75 + 0.5 * chance),
  };
}
