// The kinds of records, and the labels of records that others refer to; each read once.
import { defineStore } from 'pinia';
import { computed, reactive, shallowRef } from 'vue';
import { api, ask, Refused } from '@/api/client';
import type { RecordKind } from '@/api/types';

export const use_records = defineStore('records', () => {
  const kinds = shallowRef<RecordKind[]>([]);
  const by_name = computed(() => new Map(kinds.value.map((kind) => [kind.kind, kind])));
  const labels = reactive(new Map<string, string>());
  const asked = new Set<string>();

  async function load(): Promise<void> {
    if (kinds.value.length === 0) kinds.value = (await ask(api.GET('/kinds'))).items;
  }

  // What people call a record; its id until that is known.
  function label(kind: string, id: string): string {
    const name = `${kind}/${id}`;
    if (!asked.has(name)) {
      asked.add(name);
      void look(kind, id, name);
    }
    return labels.get(name) ?? id;
  }
  async function look(kind: string, id: string, name: string): Promise<void> {
    try {
      labels.set(name, (await ask(api.GET('/records/{kind}/{id}', { params: { path: { kind, id } } }))).label);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      asked.delete(name);
    }
  }
  function learn(kind: string, id: string, known: string): void {
    asked.add(`${kind}/${id}`);
    labels.set(`${kind}/${id}`, known);
  }

  return { kinds, by_name, load, label, learn };
});
