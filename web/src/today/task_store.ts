// What waits for me, kept true by the live feed: orders come with it, hazards, checks, care and permits are read again when something happened to one.
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { api, ask } from '@/api/client';
import type { Care, Hazard } from '@/api/types';
import { use_round } from '@/checks/round_store';
import { is_due_soon } from '@/checks/stops';
import { use_live } from '@/live/live_store';
import { use_open_permits } from '@/permits/open_permits';
import { use_session } from '@/session/session_store';
import { use_site } from '@/site/site_store';
import { most_urgent_first } from '@/parts/deadline';
import { tasks_of, tasks_of_care, tasks_of_permits, tasks_of_round } from './tasks';

const kHazardsMax = 500; // of one answer
const kCareMax = 200;

export const use_tasks = defineStore('tasks', () => {
  const live = use_live();
  const session = use_session();
  const site = use_site();
  const hazards = shallowRef<Hazard[] | null>(null); // null: not known
  const care = shallowRef<Care[] | null>(null); // to be done by a post of mine
  const round = use_round();
  const permits = use_open_permits();
  const more = shallowRef(false); // there are more open hazards than one answer holds
  let latest = 0;

  const above = (post: string) => site.posts.get(post)?.escalates_to ?? null;
  const tasks = computed(() => {
    const me = session.account;
    if (!me) return [];
    const of_round = tasks_of_round(round.stops, (check) => !round.waits.has(check.id) && is_due_soon(check, live.now));
    return [...tasks_of(me, live.board.orders.values(), hazards.value ?? [], above), ...of_round, ...tasks_of_care(me, care.value ?? []), ...tasks_of_permits(me, permits.mine ?? [])].sort(most_urgent_first);
  });
  const known = computed(() => live.in_sync && hazards.value !== null && care.value !== null && round.state === 'now' && permits.known);

  async function read(): Promise<void> {
    void permits.read();
    const mine = ++latest;
    const [page, of_care] = await Promise.all([
      ask(api.GET('/hazards', { params: { query: { limit: kHazardsMax } } })).catch(() => null),
      ask(api.GET('/care', { params: { query: { mine: 'true', limit: kCareMax } } })).catch(() => null),
    ]);
    if (mine !== latest) return;
    hazards.value = page?.items ?? null;
    more.value = page?.next != null;
    care.value = of_care?.items ?? null;
  }

  live.listen((message) => {
    if (message.type === 'snapshot' || (message.type === 'events' && message.events.some((e) => /^(hazard|care)\./.test(e.kind)))) void read();
  });
  watch(
    () => session.account?.login,
    () => ((hazards.value = null), (care.value = null)),
  );
  return { tasks, known, more, read };
});
