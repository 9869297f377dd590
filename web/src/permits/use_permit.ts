// One permit kept true: read again when something happened to it, when a detector, a device or an alarm changed, and every now and then, since time
// alone changes what keeps it from being open.
import { computed, onMounted, onUnmounted, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { api, ask } from '@/api/client';
import type { Permit } from '@/api/types';
import { use_people } from '@/duty/people_store';
import { use_live } from '@/live/live_store';
import { use_load } from '@/parts/load';
import { use_session } from '@/session/session_store';
import { use_site } from '@/site/site_store';
import { permitted, type Permitted } from './permitted';
import { use_permit_rules } from './rules_store';

const kEveryMs = 15_000;
const kRestMs = 700; // between two readings that events ask for
const kTells = /^(permit|alarm|care|device|qualification)[.]/;

export interface PermitNow {
  permit: ComputedRef<Permit | null>;
  can: ComputedRef<Permitted | null>;
  refusal: Ref<string>;
  read_again: () => Promise<void>;
  took: (permit: Permit) => void; // as the answer to a deed says
}

export function use_permit(id: () => number): PermitNow {
  const live = use_live();
  const site = use_site();
  const session = use_session();
  const read = use_load(() => ask(api.GET('/permits/{id}', { params: { path: { id: id() } } })));
  const permit = computed(() => (read.value.value?.id === id() ? read.value.value : null));
  const { duty_post, own_record } = use_standing(permit);

  let soon: ReturnType<typeof setTimeout> | undefined;
  function read_soon(): void {
    clearTimeout(soon);
    soon = setTimeout(() => void read.load(), kRestMs);
  }
  onUnmounted(
    live.listen((message) => {
      if (message.type === 'snapshot') void read.load();
      else if (message.type === 'events' && message.events.some((e) => e.subject === `permit:${id()}`)) void read.load();
      else if (message.type === 'events' && permit.value?.over === false && message.events.some((e) => kTells.test(e.kind))) read_soon();
    }),
  );
  const timer = window.setInterval(() => permit.value?.over === false && live.in_sync && void read.load(), kEveryMs);
  onUnmounted(() => (clearTimeout(soon), window.clearInterval(timer)));
  watch(id, read.load);
  onMounted(() => Promise.all([read.load(), use_people().load().catch(() => undefined), use_permit_rules().load().catch(() => undefined)]));

  const above = (name: string) => site.posts.get(name)?.escalates_to ?? null;
  const can = computed(() => (permit.value && session.account ? permitted(permit.value, session.account, { above, duty_post: duty_post.value, own_record: own_record.value }) : null));
  return { permit, can, refusal: read.refusal, read_again: read.load, took: (given) => (read.value.value = given) };
}

// How I stand to it: whether I am one of its workers, and which post is on duty where it is.
function use_standing(permit: ComputedRef<Permit | null>) {
  const session = use_session();
  const duty_post = shallowRef<string | null>(null);
  const own_record = shallowRef<string | null>(null);
  watch(
    () => permit.value?.zone,
    async (zone) => {
      const now = zone && (await ask(api.GET('/duty/now')).catch(() => null));
      if (now) duty_post.value = now.items.find((each) => each.zone === zone && each.matter === 'permit')?.post ?? null;
    },
  );
  watch(
    () => permit.value?.workers.join(),
    async () => {
      const me = session.account?.login;
      for (const id of permit.value?.workers ?? []) {
        const found = await ask(api.GET('/records/{kind}/{id}', { params: { path: { kind: 'person', id } } })).catch(() => null);
        if (found && (found.record as { login?: string }).login === me) own_record.value = id;
      }
    },
  );
  return { duty_post, own_record };
}
