// What waits for me, kept true by the live feed: orders come with it, hazards are read again when something happened to one.
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { api, ask } from '@/api/client';
import type { Hazard } from '@/api/types';
import { use_live } from '@/live/live_store';
import { use_session } from '@/session/session_store';
import { use_site } from '@/site/site_store';
import { tasks_of } from './tasks';

const kHazardsMax = 500; // of one answer

export const use_tasks = defineStore('tasks', () => {
  const live = use_live();
  const session = use_session();
  const site = use_site();
  const hazards = shallowRef<Hazard[] | null>(null); // null: not known
  const more = shallowRef(false); // there are more open hazards than one answer holds
  let latest = 0;

  const above = (post: string) => site.posts.get(post)?.escalates_to ?? null;
  const tasks = computed(() => (session.account ? tasks_of(session.account, live.board.orders.values(), hazards.value ?? [], above) : []));
  const known = computed(() => live.in_sync && hazards.value !== null);

  async function read(): Promise<void> {
    const mine = ++latest;
    const page = await ask(api.GET('/hazards', { params: { query: { limit: kHazardsMax } } })).catch(() => null);
    if (mine !== latest) return;
    hazards.value = page?.items ?? null;
    more.value = page?.next != null;
  }

  live.listen((message) => {
    if (message.type === 'snapshot' || (message.type === 'events' && message.events.some((e) => e.kind.startsWith('hazard.')))) void read();
  });
  watch(
    () => session.account?.login,
    () => (hazards.value = null),
  );
  return { tasks, known, more, read };
});
