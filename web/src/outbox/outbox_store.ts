// What this person did and the server has not confirmed yet. It is written down here before it is sent, and leaves only by the server's yes or by the
// person's own hand; nothing counts as done before.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { new_key } from '@/api/client';
import type { Text } from '@/api/types';
import { use_session } from '@/session/session_store';
import * as kept from './kept';
import { send, type Outcome } from './send';

export type Draft = Pick<kept.Item, 'kind' | 'path' | 'body' | 'title'> & { photos: Blob[]; signature?: Blob | null; voice?: Blob | null };
export type Delivered = (item: kept.Item, answer: unknown) => Promise<void>;

export const kAgainMs = 20_000;
const kBehindOthers: Text = { zh: '排在更早的内容之后发送', en: 'It is sent after what was done before' };

export const use_outbox = defineStore('outbox', () => {
  const session = use_session();
  const items = shallowRef<kept.Item[]>([]); // of everybody at this device
  const sending = ref<string | null>(null); // the key of what is on its way
  const last_why = shallowRef<Text | null>(null); // what the server or the network said when it was last tried
  let timer: number | undefined;
  let running: Promise<void> | null = null;
  const delivered = new Set<Delivered>();

  const mine = computed(() => items.value.filter((item) => item.login === session.account?.login));
  const waiting = computed(() => mine.value.filter((item) => item.refused === null));
  const refused = computed(() => mine.value.filter((item) => item.refused !== null));
  const of_others = computed(() => items.value.length - mine.value.length);

  async function look(): Promise<void> {
    items.value = await kept.all();
  }

  // Writes it down and tries to send it. Resolves when it is done, refused, or waiting for the network; throws when this device keeps nothing.
  async function add(draft: Draft): Promise<{ key: string; outcome: Outcome }> {
    const item: kept.Item = {
      ...draft,
      key: new_key(),
      login: session.account!.login,
      photos: draft.photos.map((picture) => ({ picture, kept_as: null })),
      signature: draft.signature ? { picture: draft.signature, kept_as: null } : null,
      voice: draft.voice ? { sound: draft.voice, kept_as: null } : null,
      at: after_all(await kept.all()),
      tried: 0,
      refused: null,
    };
    await kept.keep(item);
    await look();
    await settle(); // what was being sent as it came
    return { key: item.key, outcome: outcome_of(item.key) };
  }

  // The results of this page's life, for who still waits for them.
  const results = new Map<string, Outcome>();
  const outcome_of = (key: string): Outcome => results.get(key) ?? { type: 'not_now', why: last_why.value ?? kBehindOthers, silent: false };

  async function settle(): Promise<void> {
    await running;
    await flush();
  }

  // Sends what waits, the oldest first, one at a time in all windows of this device; stops at the first thing that cannot be sent now.
  function flush(): Promise<void> {
    running ??= alone(send_all).finally(() => (running = null));
    return running;
  }

  async function send_all(): Promise<void> {
    await look();
    for (const item of waiting.value) {
      sending.value = item.key;
      const outcome = await send(item).finally(() => (sending.value = null));
      results.set(item.key, outcome);
      if (outcome.type === 'done') {
        for (const hear of delivered) await hear(item, outcome.answer); // before it is forgotten here: heard twice rather than never
        await kept.drop(item.key);
      }
      if (outcome.type === 'refused') await kept.keep({ ...item, refused: outcome.why, errors: outcome.errors });
      if (outcome.type === 'not_now') await kept.keep({ ...item, tried: item.tried + 1 });
      await look();
      last_why.value = outcome.type === 'not_now' ? outcome.why : null;
      if (outcome.type === 'not_now') return;
    }
  }

  // By the person's own hand.
  async function discard(key: string): Promise<void> {
    await kept.drop(key);
    await look();
  }
  async function try_again(key: string): Promise<void> {
    const item = items.value.find((i) => i.key === key);
    if (!item) return;
    await kept.keep({ ...item, refused: null, errors: [] });
    await settle();
  }
  // Said otherwise it is another thing, under a key of its own; its place in the order and what was sent of it before stay.
  async function correct(key: string, body: Record<string, unknown>): Promise<{ key: string; outcome: Outcome }> {
    const item = items.value.find((i) => i.key === key && i.refused !== null);
    if (!item) return { key, outcome: outcome_of(key) };
    const anew: kept.Item = { ...item, key: new_key(), body, title: typeof body.what === 'string' ? body.what : item.title, tried: 0, refused: null, errors: [] };
    await kept.replace(key, anew);
    await settle();
    return { key: anew.key, outcome: outcome_of(anew.key) };
  }

  // Calls back with what the server said to each thing that it took, in whatever life of the page that is.
  function on_delivered(hear: Delivered): void {
    delivered.add(hear);
  }

  function start(): void {
    if (timer !== undefined) return;
    const go = () => void flush().catch(() => undefined); // a device that keeps nothing has nothing to send
    window.addEventListener('online', go);
    timer = window.setInterval(() => waiting.value.length > 0 && go(), kAgainMs);
    go();
  }

  return { items, mine, waiting, refused, of_others, sending, last_why, look, add, flush, discard, try_again, correct, on_delivered, start };
});

// Now, and later than everything that is kept already: the order of the deeds is the order of their times.
function after_all(items: readonly kept.Item[]): string {
  return new Date(Math.max(Date.now(), ...items.map((item) => Date.parse(item.at) + 1))).toISOString();
}

async function alone(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request('davy.outbox', work);
  else await work();
}
