// A form that sends through the outbox. What the server refuses while the person looks at it goes back to the form; what cannot be sent now stays in
// the outbox, and the form says that it waits.
import { ref, type Ref } from 'vue';
import { use_refusal } from '@/parts/refusal';
import { Refused } from '@/api/client';
import { use_outbox, type Draft } from './outbox_store';

export interface Sending {
  busy: Ref<boolean>;
  refusal: Ref<string>;
  send: (draft: Draft) => Promise<Sent>;
}
export type Sent = { type: 'done'; answer: unknown } | { type: 'waits' } | { type: 'refused' };

export function use_sending(): Sending {
  const outbox = use_outbox();
  const busy = ref(false);
  const { sentence, clear, note } = use_refusal();

  async function send(draft: Draft): Promise<Sent> {
    if (busy.value) return { type: 'refused' };
    busy.value = true;
    clear();
    try {
      const { key, outcome } = await outbox.add(draft);
      if (outcome.type === 'done') return outcome;
      if (outcome.type === 'not_now') return { type: 'waits' };
      note(new Refused(409, outcome.why));
      await outbox.discard(key);
      return { type: 'refused' };
    } catch (error) {
      note(error);
      return { type: 'refused' };
    } finally {
      busy.value = false;
    }
  }
  return { busy, refusal: sentence, send };
}
