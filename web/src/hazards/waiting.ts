// Which open hazards wait for me, and which concern me: what I reported, have in hand or answer for, too.
import { computed } from 'vue';
import type { Account, Hazard } from '@/api/types';
import { use_live } from '@/live/live_store';
import { use_session } from '@/session/session_store';
import { use_site } from '@/site/site_store';
import { permitted } from './permitted';

export type Above = (post: string) => string | null;

// Who mended it before its last handler is known to its story only.
export function waits_for(hazard: Hazard, me: Account, above: Above): boolean {
  return permitted(hazard, me, { above, mended_by: new Set(hazard.handler === null ? [] : [hazard.handler]) }).main !== null;
}

export function concerns(hazard: Hazard, me: Account, above: Above): boolean {
  if (hazard.reporter === me.login || hazard.handler === me.login || me.posts.includes(hazard.post)) return true;
  return (hazard.supervised_by !== null && me.posts.includes(hazard.supervised_by)) || waits_for(hazard, me, above);
}

export const is_overdue = (hazard: Hazard, now_ms: number) => hazard.outcome === 'open' && Date.parse(hazard.deadline) <= now_ms;

export function use_hazards() {
  const live = use_live();
  const session = use_session();
  const site = use_site();
  const above: Above = (post) => site.posts.get(post)?.escalates_to ?? null;
  const open = computed(() => [...live.board.hazards.values()]);
  const of_me = (ask: typeof concerns) => open.value.filter((hazard) => session.account !== null && ask(hazard, session.account, above));
  const waiting = computed(() => of_me(waits_for));
  const mine = computed(() => of_me(concerns));
  const overdue = computed(() => open.value.filter((hazard) => is_overdue(hazard, live.now)));
  return { open, waiting, mine, overdue };
}
