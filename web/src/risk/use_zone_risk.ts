// The risk of every zone as it was judged last: again with what happens, again every minute, and whether it still speaks of now.
import { computed, onMounted, onUnmounted, watch } from 'vue';
import { api, ask } from '@/api/client';
import { use_live } from '@/live/live_store';
import { use_load } from '@/parts/load';
import { is_current, kJudgeEveryMs, touches_risk } from './zone_risk';

const kTogetherMs = 300; // what happens at once is judged once

export function use_zone_risk() {
  const live = use_live();
  const judged = use_load(() => ask(api.GET('/zones/risk')));
  const { load } = judged;
  let soon: number | undefined;
  let minute: number | undefined;

  function load_soon(): void {
    soon ??= window.setTimeout(() => {
      soon = undefined;
      void load();
    }, kTogetherMs);
  }
  const deaf = live.listen((message) => {
    if (message.type === 'snapshot' || (message.type === 'events' && message.events.some((e) => touches_risk(e.kind)))) load_soon();
  });
  onMounted(() => {
    minute = window.setInterval(load, kJudgeEveryMs);
    void load();
  });
  onUnmounted(() => {
    deaf();
    window.clearTimeout(soon);
    window.clearInterval(minute);
  });

  const at = computed(() => judged.value.value?.at);
  const current = computed(() => live.in_sync && judged.refusal.value === '' && is_current(at.value, live.now));
  watch(current, (now) => !now && load_soon());

  return { zones: computed(() => judged.value.value?.items ?? []), at, current, busy: judged.busy, refusal: judged.refusal };
}
