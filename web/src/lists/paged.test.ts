import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { computed, nextTick, ref } from 'vue';
import { use_paged, type PageOf } from './paged';

beforeEach(() => setActivePinia(createPinia()));

const settled = async () => {
  for (let i = 0; i < 5; ++i) await nextTick();
};

describe('a list in pages', () => {
  it('goes on where it was, and begins anew when something else is asked for', async () => {
    const what = ref('a');
    const list = use_paged<string>(computed(() => ({ what: what.value })), async (after) => ({ items: [`${what.value}${after ?? ''}`], next: after === '2' ? null : after === undefined ? '1' : '2' }));
    expect(list.known.value).toBe(false);
    await list.start();
    expect([list.items.value, list.has_more.value, list.known.value]).toEqual([['a'], true, true]);
    await list.more();
    await list.more();
    expect([list.items.value, list.has_more.value]).toEqual([['a', 'a1', 'a2'], false]);
    await list.more();
    expect(list.items.value).toEqual(['a', 'a1', 'a2']);
    what.value = 'b';
    await settled();
    expect([list.items.value, list.has_more.value]).toEqual([['b'], true]);
  });
  it('drops a page of what is asked for no more, however late it comes', async () => {
    const what = ref('slow');
    const answers = new Map<string, (page: PageOf<string>) => void>();
    const list = use_paged<string>(computed(() => ({ what: what.value })), () => new Promise((done) => answers.set(what.value, done)));
    void list.start();
    what.value = 'quick';
    await settled();
    answers.get('quick')!({ items: ['quick'], next: null });
    await settled();
    answers.get('slow')!({ items: ['slow'], next: 'x' });
    await settled();
    expect([list.items.value, list.has_more.value]).toEqual([['quick'], false]);
  });
});
