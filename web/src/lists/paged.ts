// A list that is read page after page, and anew from its beginning when something else is asked for: what stands on the screen, and whether there is more.
import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { use_load } from '@/parts/load';

export interface Paged<T> {
  items: ShallowRef<T[]>;
  known: ComputedRef<boolean>; // an answer has come
  has_more: ComputedRef<boolean>;
  busy: Ref<boolean>;
  refusal: Ref<string>;
  start: () => Promise<void>;
  more: () => Promise<void>;
}
export interface PageOf<T> {
  items: readonly T[];
  next: string | null;
}

// `asked` is part of what `read` asks for: the list begins anew when it changes. A page that comes after it changed is of the list before, and is dropped.
export function use_paged<T>(asked: ComputedRef<object>, read: (after: string | undefined) => Promise<PageOf<T>>): Paged<T> {
  const items: ShallowRef<T[]> = shallowRef([]);
  const next = shallowRef<string | null>(null);
  const after = shallowRef<string | undefined>();
  let turn = 0;
  const { value, busy, refusal, load } = use_load(async () => {
    const own = turn;
    const from = after.value;
    const page = await read(from);
    if (own === turn) {
      items.value = [...(from === undefined ? [] : items.value), ...page.items];
      next.value = page.next;
    }
    return page;
  });
  function start(): Promise<void> {
    turn += 1;
    after.value = undefined;
    return load();
  }
  function more(): Promise<void> {
    if (next.value === null || busy.value) return Promise.resolve();
    after.value = next.value;
    return load();
  }
  watch(asked, () => void start());
  return { items, known: computed(() => value.value !== null), has_more: computed(() => next.value !== null), busy, refusal, start, more };
}
