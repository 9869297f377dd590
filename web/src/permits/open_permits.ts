// The permits that are not over, as the live feed has them, and which of them are mine, which the server says.
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { api, ask } from '@/api/client';
import type { PermitRow } from '@/api/types';
import { use_live } from '@/live/live_store';
import { use_session } from '@/session/session_store';

const kMax = 500; // of one answer

export const use_open_permits = defineStore('open_permits', () => {
  const live = use_live();
  const session = use_session();
  // The newest first; null: the feed has not begun.
  const open = computed<PermitRow[] | null>(() => (live.sync.seq === null ? null : [...live.board.permits.values()].sort((a, b) => b.id - a.id)));
  const mine = shallowRef<PermitRow[] | null>(null);
  let latest = 0;

  async function read(): Promise<void> {
    const own = ++latest;
    const of_me = await ask(api.GET('/permits', { params: { query: { which: 'open', mine: 'true', limit: kMax } } })).catch(() => null);
    if (own !== latest) return;
    mine.value = of_me?.items ?? null;
  }
  live.listen((message) => {
    if (message.type === 'snapshot' || (message.type === 'events' && message.events.some((e) => e.kind.startsWith('permit.')))) void read();
  });
  watch(
    () => session.account?.login,
    () => (mine.value = null),
  );
  const known = computed(() => live.in_sync && open.value !== null && mine.value !== null);
  return { open, mine, known, read };
});
