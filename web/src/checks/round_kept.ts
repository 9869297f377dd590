// What a round needs where there is no network, kept in this device's IndexedDB for each person: the round as it was read, what is being filled in with its
// pictures and its voice, and what others had recorded too. It is there again after the browser was killed.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Check } from '@/api/types';
import type { Route } from './stops';

export interface Round {
  login: string;
  at: string; // of when it is
  checks: Check[];
  routes: Route[];
}

export type Result = 'normal' | 'hazard' | 'other';
export interface Form {
  result: Result | null;
  reading: string; // as typed
  note: string;
  tag: string;
  signer: string; // the name, where it was typed instead of drawn
}
export interface Begun {
  key: string;
  login: string;
  form: Form;
  scanned: boolean; // the label of the place was read for it
  photos: Blob[];
  voice: Blob | null;
  signature: Blob | null;
}

// Somebody else had recorded the same check: both stand, and the person is told until they have seen it.
export interface Conflict {
  key: string;
  login: string;
  check: number;
  name: string;
  by: string;
  differs: boolean;
  at: string;
}

interface Schema extends DBSchema {
  rounds: { key: string; value: Round };
  begun: { key: string; value: Begun };
  conflicts: { key: string; value: Conflict };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('davy.round', 1, {
    upgrade: (db) => {
      db.createObjectStore('rounds', { keyPath: 'login' });
      db.createObjectStore('begun', { keyPath: 'key' });
      db.createObjectStore('conflicts', { keyPath: 'key' });
    },
  });
  opened.catch(() => (opened = null)); // a private window may refuse; the next one to ask tries again
  return opened;
}

export const key_of = (login: string, check: number) => `${login} ${check}`;

// The round of the person who has the device now; nobody else's is of use here any more.
export async function keep_round(round: Round): Promise<void> {
  const change = (await database()).transaction('rounds', 'readwrite');
  await Promise.all([change.store.clear(), change.store.put(round)]);
  await change.done;
}
export const kept_round = async (login: string): Promise<Round | null> => (await (await database()).get('rounds', login)) ?? null;

export async function keep_begun(begun: Begun): Promise<void> {
  const change = (await database()).transaction('begun', 'readwrite', { durability: 'strict' });
  await change.store.put(begun);
  await change.done;
}
export const begun_of = async (key: string): Promise<Begun | null> => (await (await database()).get('begun', key)) ?? null;
export const all_begun = async (login: string): Promise<Begun[]> => (await (await database()).getAll('begun')).filter((each) => each.login === login);
export const drop_begun = async (key: string): Promise<void> => (await database()).delete('begun', key);

export const keep_conflict = async (conflict: Conflict): Promise<void> => void (await (await database()).put('conflicts', conflict));
export const kept_conflicts = async (login: string): Promise<Conflict[]> => (await (await database()).getAll('conflicts')).filter((each) => each.login === login);
export const drop_conflict = async (key: string): Promise<void> => (await database()).delete('conflicts', key);
