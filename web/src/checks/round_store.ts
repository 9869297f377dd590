// My round: the open checks of the posts that I hold and the routes to walk, as davyd says them or as this device kept them. What is not known is never
// shown as nothing to do.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { api, ask } from '@/api/client';
import type { Check } from '@/api/types';
import { use_live } from '@/live/live_store';
import type { Item } from '@/outbox/kept';
import { use_outbox } from '@/outbox/outbox_store';
import { use_session } from '@/session/session_store';
import { use_site } from '@/site/site_store';
import { all_begun, drop_begun, drop_conflict, keep_conflict, keep_round, key_of, kept_conflicts, kept_round, type Conflict, type Round } from './round_kept';
import { stops_of, type Route } from './stops';

const kPage = 200; // of one answer
const kRoutesMax = 2000;
const kChecksMax = 2000; // nobody walks more; a server that goes on and on is no reason to go on asking

export const use_round = defineStore('round', () => {
  const live = use_live();
  const session = use_session();
  const site = use_site();
  const outbox = use_outbox();
  const round = shallowRef<Round | null>(null);
  const fresh = ref(false); // read from davyd and not only from this device
  const conflicts = shallowRef<Conflict[]>([]);
  const begun = shallowRef<ReadonlySet<number>>(new Set()); // checks that are half filled in here
  let latest = 0;

  const state = computed<'now' | 'kept' | 'unknown'>(() => (round.value === null ? 'unknown' : live.in_sync && fresh.value ? 'now' : 'kept'));
  const waits = computed(() => new Set(outbox.mine.filter((item) => item.kind === 'check.record').map((item) => check_of(item))));
  const open = computed(() => (round.value?.checks ?? []).filter((check) => !waits.value.has(check.id)));
  const stops = computed(() =>
    stops_of(round.value?.checks ?? [], round.value?.routes ?? [], {
      zones: (site.site?.zones ?? []).map((zone) => zone.name),
      parent: (zone) => site.zones.get(zone)?.parent ?? null,
    }),
  );

  // From davyd where it answers; else as it was kept here.
  async function read(): Promise<void> {
    const mine = ++latest;
    const me = session.account;
    if (!me) return;
    const found = await Promise.all([all_my_checks(), all_routes()]).catch(() => null);
    if (mine !== latest) return;
    fresh.value = found !== null;
    // Whoever stands in for somebody today has checks of a post that the account does not name.
    const walks = (route: Route) => me.posts.includes(route.post) || found?.[0].some((check) => check.post === route.post);
    if (found) await take({ login: me.login, at: new Date(live.now).toISOString(), checks: found[0], routes: found[1].filter(walks) });
    else if (round.value === null) round.value = await kept_round(me.login).catch(() => null);
    await look();
  }
  async function take(now: Round): Promise<void> {
    round.value = now;
    await keep_round(now).catch(() => undefined); // a device that keeps nothing has its round only while it is connected
  }

  // What this device holds of mine.
  async function look(): Promise<void> {
    const login = session.account?.login;
    if (!login) return;
    conflicts.value = await kept_conflicts(login).catch(() => []);
    begun.value = new Set((await all_begun(login).catch(() => [])).map((each) => Number(each.key.split(' ').at(-1))));
  }

  async function on_delivered(item: Item, answer: unknown): Promise<void> {
    if (item.kind !== 'check.record') return;
    const check = answer as Check;
    const conflict = conflict_of(item, check);
    if (conflict) await keep_conflict(conflict).catch(() => undefined);
    await drop_begun(key_of(item.login, check_of(item))).catch(() => undefined);
    await look();
    // What was missed meanwhile is over, and the record stands with the check of now.
    const over = new Set([check_of(item), ...(is_over(check) ? [check.id] : [])]);
    if (round.value && round.value.login === item.login) await take({ ...round.value, checks: round.value.checks.filter((each) => !over.has(each.id)) });
  }
  async function seen(conflict: Conflict): Promise<void> {
    await drop_conflict(conflict.key);
    await look();
  }

  outbox.on_delivered(on_delivered);
  live.listen((message) => {
    if (message.type === 'snapshot' || (message.type === 'events' && message.events.some((e) => /^(check|record|account)\./.test(e.kind)))) void read();
  });
  watch(
    () => session.account?.login,
    () => {
      [round.value, fresh.value, conflicts.value, begun.value] = [null, false, [], new Set()];
      void read();
    },
    { immediate: true },
  );
  return { round, state, stops, open, waits, begun, conflicts, read, look, seen };
});

const check_of = (item: Item) => Number(/^\/checks\/(\d+)\//.exec(item.path)?.[1] ?? 0);
const is_over = (check: Check) => check.state !== 'open' && check.state !== 'overdue';

export function conflict_of(item: Item, check: Check): Conflict | null {
  const others = (check.records ?? []).filter((record) => record.by !== item.login);
  const first = others[0];
  if (!first) return null;
  const differs = check.disputed || others.some((record) => record.result !== item.body.result);
  return { key: key_of(item.login, check.id), login: item.login, check: check.id, name: check.what, by: first.by, differs, at: item.at };
}

async function all_my_checks(): Promise<Check[]> {
  const checks: Check[] = [];
  for (let after: string | undefined; ; ) {
    const page = await ask(api.GET('/checks', { params: { query: { which: 'open', mine: 'true', limit: kPage, ...(after ? { after } : {}) } } }));
    checks.push(...page.items);
    if (page.next === null || checks.length >= kChecksMax) return checks;
    after = page.next;
  }
}

async function all_routes(): Promise<Route[]> {
  const routes: { record: unknown }[] = [];
  for (let after: string | undefined; ; ) {
    const page = await ask(api.GET('/records/{kind}', { params: { path: { kind: 'inspection-route' }, query: { limit: kPage, ...(after ? { after } : {}) } } }));
    routes.push(...page.items);
    if (page.next === null || routes.length >= kRoutesMax) break;
    after = page.next;
  }
  return routes.map((each) => each.record as { name?: string; post?: string; zones?: string[] }).map(({ name, post, zones }) => ({ name: name ?? '', post: post ?? '', zones: zones ?? [] }));
}
