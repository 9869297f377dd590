// One emergency kept true: read again when something happened to it, and every now and then. What is said by phone goes through the outbox, so that a lost
// link loses neither a card that was taken nor a person who was found; what cannot be read again is shown with its time.
import { computed, onMounted, onUnmounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { api, ask } from '@/api/client';
import type { Incident, Text, Whereabouts } from '@/api/types';
import { use_people } from '@/duty/people_store';
import { use_live } from '@/live/live_store';
import { use_outbox, type Draft } from '@/outbox/outbox_store';
import { use_load } from '@/parts/load';
import { use_session } from '@/session/session_store';
import { keep, kept_incident } from './kept';
import { waiting_of, type Waiting } from './waiting';

const kEveryMs = 15_000;

export type Said = 'done' | 'waits' | 'refused';
export interface IncidentNow {
  incident: ComputedRef<Incident | null>;
  kept_at: ComputedRef<string | null>; // of when it is, where it could not be read now
  refusal: Ref<string>;
  refused: ShallowRef<Text | null>; // what the server did not take of what was said here
  waiting: ComputedRef<Waiting>;
  took: (given: Incident) => void; // as the answer to a deed says
  take_card: (card: string, title: string) => Promise<Said>;
  finish_card: (card: string, title: string, note: string, photos: Blob[]) => Promise<Said>;
  account: (person: { person: string; name: string }, state: Whereabouts, zone?: string) => Promise<Said>;
  note: (text: string, photos: Blob[]) => Promise<Said>;
}

export function use_incident(id: () => number): IncidentNow {
  const live = use_live();
  const session = use_session();
  const outbox = use_outbox();
  const login = session.account?.login ?? '';
  const kept = shallowRef(kept_incident(id(), login));
  const refused: ShallowRef<Text | null> = shallowRef(null);
  const is_read = ref(false); // as it is on the server, in this life of the page
  const read = use_load(async () => {
    const found = await ask(api.GET('/incidents/{id}', { params: { path: { id: id() } } }));
    took(found);
    return found;
  });

  function took(given: Incident): void {
    if (given.id !== id()) return;
    is_read.value = true;
    kept.value = { at: new Date(live.now).toISOString(), login, incident: given };
    if (given.state === 'open') keep(kept.value);
  }
  const incident = computed(() => (kept.value?.incident.id === id() ? kept.value.incident : null));
  const is_lost = computed(() => !live.in_sync && (live.sync.true_at !== null || live.sync.failures > 0)); // not only about to begin
  const kept_at = computed(() => (incident.value && (!is_read.value || is_lost.value) ? kept.value!.at : null));

  onUnmounted(live.listen((message) => (message.type === 'snapshot' || (message.type === 'events' && message.events.some((e) => e.subject === `incident:${id()}`))) && void read.load()));
  const timer = window.setInterval(() => incident.value?.state === 'open' && live.in_sync && void read.load(), kEveryMs);
  onUnmounted(() => window.clearInterval(timer));
  watch(id, () => ((kept.value = kept_incident(id(), login)), (is_read.value = false), void read.load()));
  onMounted(() => Promise.all([read.load(), outbox.look().catch(() => undefined), use_people().load().catch(() => undefined)]));

  // Written down before it is sent. What is refused at once is said here, and not kept for later.
  async function say(draft: Omit<Draft, 'photos'> & { photos?: Blob[] }): Promise<Said> {
    refused.value = null;
    const { key, outcome } = await outbox.add({ photos: [], ...draft });
    if (outcome.type === 'not_now') return 'waits';
    if (outcome.type === 'refused') {
      refused.value = outcome.why;
      await outbox.discard(key);
      void read.load();
      return 'refused';
    }
    took(outcome.answer as Incident);
    return 'done';
  }
  const path = (rest: string) => `/incidents/${id()}/${rest}`;
  const of_card = (card: string) => path(`cards/${encodeURIComponent(card)}`);
  return {
    incident,
    kept_at,
    refusal: read.refusal,
    refused,
    waiting: computed(() => waiting_of(outbox.mine, id())),
    took,
    take_card: (card, title) => say({ kind: 'incident.card_taken', path: `${of_card(card)}/taken`, title, body: {} }),
    finish_card: (card, title, note, photos) => say({ kind: 'incident.card_done', path: `${of_card(card)}/done`, title, body: { note }, photos }),
    account: ({ person, name }, state, zone) => say({ kind: 'incident.person', path: path('people'), title: name, body: { person, state, ...(zone ? { zone } : {}) } }),
    note: (text, photos) => say({ kind: 'incident.note', path: path('log'), title: text, body: { text }, photos }),
  };
}
