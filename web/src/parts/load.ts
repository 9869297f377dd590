// Something read from the server for a page: what it is, whether it is being read, why it could not be.
import { computed, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { use_refusal } from './refusal';

export interface Loaded<T> {
  value: ShallowRef<T | null>;
  busy: Ref<boolean>;
  refusal: Ref<string>;
  load: () => Promise<void>;
}

// The answer to the latest call counts; an older one that comes later is dropped.
export function use_load<T>(read: () => Promise<T>): Loaded<T> {
  const value: ShallowRef<T | null> = shallowRef(null);
  const running = ref(0);
  const { sentence, clear, note } = use_refusal();
  let latest = 0;

  async function load(): Promise<void> {
    const mine = ++latest;
    running.value += 1;
    try {
      const found = await read();
      if (mine !== latest) return;
      value.value = found;
      clear();
    } catch (error) {
      if (mine === latest) note(error);
    } finally {
      running.value -= 1;
    }
  }
  return { value, busy: computed(() => running.value > 0), refusal: sentence, load };
}
