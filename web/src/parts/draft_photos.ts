// Photos of what is being filled in, kept in this device's IndexedDB beside its words (draft.ts): a killed browser loses none of them.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import type { Photos } from './photos';

interface Kept {
  name: string; // that of the draft
  photos: Blob[];
}
interface Schema extends DBSchema {
  photos: { key: string; value: Kept };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('davy.draft', 1, { upgrade: (db) => void db.createObjectStore('photos', { keyPath: 'name' }) });
  opened.catch(() => (opened = null)); // a private window may refuse; the next one to ask tries again
  return opened;
}

export const kept_photos = async (name: string): Promise<Blob[]> => (await (await database()).get('photos', name))?.photos ?? [];
export async function keep_photos(name: string, photos: Blob[]): Promise<void> {
  const change = (await database()).transaction('photos', 'readwrite', { durability: 'strict' });
  await (photos.length > 0 ? change.store.put({ name, photos }) : change.store.delete(name));
  await change.done;
}
export const drop_photos = (name: string): Promise<void> => keep_photos(name, []);

export interface DraftPhotos {
  restored: Ref<boolean>; // there were some
  keeps: Ref<boolean>; // whether this device keeps them
  drop: () => Promise<void>; // what is taken from now on is kept again
}

// Brings back what was taken in another life of the page, and keeps what is there now, under the draft's name; `may`: whether it may be kept at all.
export function use_draft_photos(name: string, photos: Photos, may: () => boolean = () => true): DraftPhotos {
  const [restored, keeps] = [ref(false), ref(true)];
  let gone = false;
  let writing: Promise<void> = restore(); // one after the other: the last one stays

  async function restore(): Promise<void> {
    const before = await kept_photos(name).catch(() => []);
    if (gone) return;
    if (before.length > 0) photos.restore([...before, ...pictures()]);
    restored.value = before.length > 0;
    watch(() => (may() ? pictures() : []), keep);
    if (photos.taken.value.length > before.length) keep(may() ? pictures() : []); // taken meanwhile
  }
  const pictures = () => photos.taken.value.map((photo) => photo.picture);
  function keep(now: Blob[]): void {
    if (gone) return;
    writing = writing
      .then(() => keep_photos(name, now))
      .then(
        () => void (keeps.value = true),
        () => void (keeps.value = false),
      );
  }
  async function drop(): Promise<void> {
    photos.clear();
    restored.value = false;
    await writing;
    await drop_photos(name).catch(() => undefined);
  }
  onBeforeUnmount(() => (gone = true)); // the page lets go of its photos then; they stay here
  return { restored, keeps, drop };
}
