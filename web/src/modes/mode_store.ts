// What the plant is about now: the modes that are set, read anew whenever a record changes one.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { api, ask } from '@/api/client';
import type { Modes } from '@/api/types';
import { use_live } from '@/live/live_store';
import { use_site } from '@/site/site_store';

export const use_modes = defineStore('modes', () => {
  const modes = shallowRef<Modes | null>(null);
  const unread = shallowRef(false); // the latest reading failed: what is shown may be over
  const live = use_live();
  const site = use_site();

  // A change of shift is told by no record: it is looked for when it is due.
  let alarm_clock: ReturnType<typeof setTimeout> | undefined;
  function wake(until: string | null): void {
    clearTimeout(alarm_clock);
    if (until !== null) alarm_clock = setTimeout(() => void load(), Math.max(1_000, Date.parse(until) - live.now + 500));
  }

  async function load(): Promise<void> {
    try {
      modes.value = await ask(api.GET('/modes'));
      unread.value = false;
      wake(modes.value.by_shift?.until ?? null);
    } catch {
      unread.value = true;
    }
  }
  live.listen((message) => {
    const touched = message.type === 'snapshot' || (message.type === 'events' && message.events.some((e) => e.kind.startsWith('mode.')));
    if (touched) void load();
  });

  const set = computed(() => (modes.value?.set ?? []).filter((s) => s.zone !== null || s.mode !== modes.value?.normal));
  // The mode by the hour where none is set, if it is not the normal one.
  const by_shift = computed(() => (modes.value?.by_shift && modes.value.by_shift.mode !== modes.value.normal ? modes.value.by_shift : null));
  const title = (name: string) => site.site?.modes.find((m) => m.name === name)?.title ?? { zh: name, en: name };
  const of_zone = (zone: string) => modes.value?.zones.find((z) => z.zone === zone)?.mode ?? null;

  return { modes, set, by_shift, unread, load, title, of_zone };
});
