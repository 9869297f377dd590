// Why the server did not do or give something, in the person's language.
import { computed, shallowRef, type ComputedRef } from 'vue';
import { Refused } from '@/api/client';
import type { Text } from '@/api/types';
import { use_session } from '@/session/session_store';
import { use_settings } from '@/settings/settings_store';

export interface Refusal {
  sentence: ComputedRef<string>; // empty: nothing was refused
  clear: () => void;
  note: (error: unknown) => void; // anything but a refusal is a fault of ours and goes on
}

export function use_refusal(): Refusal {
  const why = shallowRef<Text | null>(null);
  const settings = use_settings();
  const session = use_session();

  function note(error: unknown): void {
    if (!(error instanceof Refused)) throw error;
    why.value = error.text;
    if (error.status === 401) session.forget();
  }
  return { sentence: computed(() => why.value?.[settings.language] ?? ''), clear: () => (why.value = null), note };
}
