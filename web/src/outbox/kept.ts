// What is to be sent, kept in this device's IndexedDB: it is there again after the browser was killed.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Problem, Text } from '@/api/types';

export type Kind = 'hazard.report' | 'hazard.rectify' | 'order.submit' | 'check.record' | 'incident.card_taken' | 'incident.card_done' | 'incident.person' | 'incident.note';

export interface Item {
  key: string; // under which the server hears of it, however often it is sent: it is done once
  login: string; // whose it is; sent in no other name
  kind: Kind;
  path: string; // below /api/v1
  body: Record<string, unknown>; // without what is sent before it
  photos: Photo[];
  signature?: Photo | null; // absent in what was kept before there were any
  voice?: Voice | null;
  title: string; // what the person recognises it by
  at: string; // when it was done here
  tried: number; // how often it was sent without an answer
  refused: Text | null; // the server's no: it waits for the person, not for the network
  errors?: Wrong[]; // which fields it is about; absent in what was kept before it was known
}

export type Wrong = Problem['errors'][number];

export interface Photo {
  picture: Blob;
  kept_as: string | null; // its name at the server
}

export interface Voice {
  sound: Blob;
  kept_as: string | null;
}

interface Schema extends DBSchema {
  items: { key: string; value: Item };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('davy.outbox', 1, { upgrade: (db) => void db.createObjectStore('items', { keyPath: 'key' }) });
  opened.catch(() => (opened = null)); // a private window may refuse; the next one to ask tries again
  return opened;
}

export async function keep(item: Item): Promise<void> {
  const db = await database();
  const change = db.transaction('items', 'readwrite', { durability: 'strict' });
  await change.store.put(item);
  await change.done;
}

// The same thing said otherwise: there is never both, nor neither.
export async function replace(key: string, item: Item): Promise<void> {
  const db = await database();
  const change = db.transaction('items', 'readwrite', { durability: 'strict' });
  await Promise.all([change.store.delete(key), change.store.put(item)]);
  await change.done;
}

export async function drop(key: string): Promise<void> {
  await (await database()).delete('items', key);
}

// The oldest first.
export async function all(): Promise<Item[]> {
  const items = await (await database()).getAll('items');
  return items.sort((a, b) => a.at.localeCompare(b.at) || a.key.localeCompare(b.key));
}
