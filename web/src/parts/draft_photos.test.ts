import 'fake-indexeddb/auto';
import { Blob as Kept } from 'node:buffer';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { computed, defineComponent, ref } from 'vue';
import { kept_photos, use_draft_photos, type DraftPhotos } from './draft_photos';
import type { Photo, Photos } from './photos';

const picture = (text: string) => new Kept([text], { type: 'image/jpeg' }) as Blob; // jsdom’s own is none that can be kept
const photo = (text: string): Photo => ({ picture: picture(text), preview: text, kept_as: null });
const sizes = (photos: readonly Blob[]) => photos.map((each) => each.size);

// A page with a form whose photos are a draft, as long as it lives.
interface Life {
  photos: Photos;
  draft: DraftPhotos;
  page: VueWrapper;
}
function live(name: string): Life {
  const taken = ref<Photo[]>([]);
  const photos = { taken, complaint: ref(''), sending: ref(0), full: computed(() => false), clear: () => (taken.value = []), restore: (all: readonly Blob[]) => (taken.value = all.map((each) => ({ picture: each, preview: '', kept_as: null }))) } as unknown as Photos;
  let draft!: DraftPhotos;
  const page = mount(defineComponent({ setup: () => void (draft = use_draft_photos(name, photos)), render: () => null, unmounted: photos.clear }));
  return { photos, draft, page };
}

describe('the photos of a draft', () => {
  it('are there in another life of the page, in their order', async () => {
    const first = live('care.wang.7');
    await flushPromises();
    first.photos.taken.value.push(photo('a'), photo('bc'));
    await vi.waitFor(async () => expect(sizes(await kept_photos('care.wang.7'))).toEqual([1, 2]));
    first.page.unmount();
    const second = live('care.wang.7');
    await vi.waitFor(() => expect(second.draft.restored.value).toBe(true));
    expect(second.photos.taken.value.map((each) => each.picture.size)).toEqual([1, 2]);
    second.photos.taken.value = second.photos.taken.value.slice(1);
    await vi.waitFor(async () => expect(sizes(await kept_photos('care.wang.7'))).toEqual([2]));
  });

  it('are another form’s nowhere else', async () => {
    const other = live('care.wang.8');
    await flushPromises();
    expect([other.photos.taken.value, other.draft.restored.value]).toEqual([[], false]);
  });

  it('that were taken while the page looked for older ones come after them', async () => {
    const first = live('care.wang.9');
    await flushPromises();
    first.photos.taken.value.push(photo('a'));
    await vi.waitFor(async () => expect(sizes(await kept_photos('care.wang.9'))).toEqual([1]));
    first.page.unmount();
    const second = live('care.wang.9');
    second.photos.taken.value.push(photo('bc'));
    await vi.waitFor(async () => expect(sizes(await kept_photos('care.wang.9'))).toEqual([1, 2]));
  });

  it('are gone when the draft is dropped, and what is taken afterwards is kept', async () => {
    const { photos, draft } = live('care.wang.10');
    await flushPromises();
    photos.taken.value.push(photo('a'));
    await vi.waitFor(async () => expect(await kept_photos('care.wang.10')).toHaveLength(1));
    await draft.drop();
    expect([photos.taken.value, await kept_photos('care.wang.10')]).toEqual([[], []]);
    photos.taken.value.push(photo('bcd'));
    await vi.waitFor(async () => expect(sizes(await kept_photos('care.wang.10'))).toEqual([3]));
  });
});
