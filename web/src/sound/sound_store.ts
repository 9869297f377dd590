// When the siren sounds: a major alarm that people are told of and nobody acknowledged, or an emergency that has just begun; until somebody at this screen
// silences it. What a drill has opened sounds with a voice of its own, and only while nothing real sounds.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { Alarm, LiveIncident } from '@/api/types';
import { use_live } from '@/live/live_store';
import { Siren, type Voice } from './siren';

// Silencing holds for the alarms of that moment: the next one sounds again.
export function calling(alarms: Iterable<Alarm>, silenced: ReadonlySet<string>, exercise: Voice = 'real'): string[] {
  const calls = (a: Alarm) => a.exercise === exercise && a.severity === 'major' && a.annunciates && !a.acknowledged;
  return [...alarms].filter(calls).map(call_of).filter((call) => !silenced.has(call));
}

// An alarm that rings again after its acknowledgement is another call.
export function call_of(alarm: Alarm): string {
  return `${alarm.id}/${alarm.acknowledged_at ?? ''}`;
}

export const kIncidentRingsMs = 10 * 60_000;

// A drill makes no noise that could be taken for the real thing. An emergency is acknowledged by nobody: it rings while it is new.
export function calling_out(incidents: Iterable<LiveIncident>, now_ms: number, silenced: ReadonlySet<string>): string[] {
  const rings = (each: LiveIncident) => each.exercise === 'real' && each.state === 'open' && now_ms - Date.parse(each.opened) < kIncidentRingsMs;
  return [...incidents].filter(rings).map(({ id }) => `incident:${id}`).filter((call) => !silenced.has(call));
}

// What is real drowns what is played; null: silence.
export const voice_of = (real: readonly string[], played: readonly string[]): Voice | null => (real.length > 0 ? 'real' : played.length > 0 ? 'drill' : null);

export const use_sound = defineStore('sound', () => {
  const live = use_live();
  const siren = new Siren();
  const armed = ref(false);
  const silenced = ref<ReadonlySet<string>>(new Set());
  const real = (but: ReadonlySet<string>) => [...calling(live.board.alarms.values(), but), ...calling_out(live.board.incidents.values(), live.now, but)];
  const played = (but: ReadonlySet<string>) => calling(live.board.alarms.values(), but, 'drill');
  const all_calls = (but: ReadonlySet<string>) => [...real(but), ...played(but)];
  const due = computed(() => all_calls(silenced.value));
  const voice = computed(() => (armed.value ? voice_of(real(silenced.value), played(silenced.value)) : null));
  const sounding = computed(() => voice.value !== null);
  const is_silenced = computed(() => due.value.length === 0 && all_calls(new Set()).length > 0);

  watch(voice, (now) => (now === null ? siren.stop() : siren.start(now)));

  async function arm(): Promise<void> {
    armed.value = await siren.arm();
  }
  async function disarm(): Promise<void> {
    armed.value = false;
    await siren.disarm();
  }
  function silence(): void {
    silenced.value = new Set([...silenced.value, ...due.value]);
  }
  return { armed, sounding, voice, due, is_silenced, arm, disarm, silence };
});
