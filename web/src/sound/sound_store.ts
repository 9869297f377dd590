// When the siren sounds: a major alarm that people are told of and nobody acknowledged, or an emergency that has just begun; until somebody at this screen
// silences it.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { Alarm, LiveIncident } from '@/api/types';
import { use_live } from '@/live/live_store';
import { Siren } from './siren';

// Silencing holds for the alarms of that moment: the next one sounds again.
export function calling(alarms: Iterable<Alarm>, silenced: ReadonlySet<string>): string[] {
  return [...alarms].filter((a) => a.severity === 'major' && a.annunciates && !a.acknowledged).map(call_of).filter((call) => !silenced.has(call));
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

export const use_sound = defineStore('sound', () => {
  const live = use_live();
  const siren = new Siren();
  const armed = ref(false);
  const silenced = ref<ReadonlySet<string>>(new Set());
  const all_calls = (but: ReadonlySet<string>) => [...calling(live.board.alarms.values(), but), ...calling_out(live.board.incidents.values(), live.now, but)];
  const due = computed(() => all_calls(silenced.value));
  const sounding = computed(() => armed.value && due.value.length > 0);
  const is_silenced = computed(() => due.value.length === 0 && all_calls(new Set()).length > 0);

  watch(sounding, (on) => (on ? siren.start() : siren.stop()));

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
  return { armed, sounding, due, is_silenced, arm, disarm, silence };
});
