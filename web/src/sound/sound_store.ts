// When the siren sounds: a major alarm that people are told of, nobody acknowledged, and nobody at this screen silenced.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { Alarm } from '@/api/types';
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

export const use_sound = defineStore('sound', () => {
  const live = use_live();
  const siren = new Siren();
  const armed = ref(false);
  const silenced = ref<ReadonlySet<string>>(new Set());
  const due = computed(() => calling(live.board.alarms.values(), silenced.value));
  const sounding = computed(() => armed.value && due.value.length > 0);
  const is_silenced = computed(() => due.value.length === 0 && calling(live.board.alarms.values(), new Set()).length > 0);

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
