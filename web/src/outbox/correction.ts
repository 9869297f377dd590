// What of a refused thing its person can put right here: the words, the reading, the result. What proves it (time, place, photos, voice) stays as it was. Pure.
import { kTag } from '@/checks/filling';
import { number_of } from '@/checks/reading';
import type { Item, Kind } from './kept';

export type Editable = 'what' | 'result' | 'reading' | 'note' | 'tag' | 'text';
export type Typed = Partial<Record<Editable, string>>;
export type Lacks = 'words' | 'reading_unreadable' | 'tag';

const kOf: Record<Kind, readonly Editable[]> = {
  'hazard.report': ['what'],
  'hazard.rectify': ['note'],
  'order.submit': ['note'],
  'check.record': ['result', 'reading', 'note', 'tag'],
  'incident.card_taken': [],
  'incident.card_done': ['note'],
  'incident.person': [],
  'incident.note': ['text'],
};

// In the order of the form; of a check what was never said and is not asked for is left out, all but its words.
export function editable(item: Item): Editable[] {
  const is_asked = (field: Editable) => item.kind !== 'check.record' || field === 'note' || field === 'result' || item.body[field] !== undefined || is_wrong(item, field);
  return kOf[item.kind].filter(is_asked);
}

export const is_wrong = (item: Item, field: string) => (item.errors ?? []).some((error) => error.field === field);

export const typed_of = (item: Item): Typed => Object.fromEntries(editable(item).map((field) => [field, String(item.body[field] ?? '')]));

// The first thing that keeps it from being sent; null: nothing does.
export function lacks(item: Item, typed: Typed): Lacks | null {
  const has = (field: Editable) => (typed[field] ?? '').trim() !== '';
  if (has('reading') && number_of(typed.reading!) === null) return 'reading_unreadable';
  if (has('tag') && !kTag.test(typed.tag!.trim())) return 'tag';
  return needs_words(item, typed, has('tag')) && !has('what') && !has('note') && !has('text') ? 'words' : null;
}

function needs_words({ kind, photos }: Item, typed: Typed, has_tag: boolean): boolean {
  if (kind === 'hazard.report') return photos.length === 0;
  if (kind === 'check.record') return typed.result === 'other' || (typed.result === 'hazard' && !has_tag);
  return !['incident.card_taken', 'incident.card_done', 'incident.person'].includes(kind); // what was done is said by doing it
}

// What is sent instead: a field that was emptied is not said, words are said as they are.
export function corrected(item: Item, typed: Typed): Record<string, unknown> {
  const body = { ...item.body };
  for (const field of editable(item)) {
    const text = (typed[field] ?? '').trim();
    if (field === 'reading' || field === 'tag') delete body[field];
    if (field === 'reading' && text !== '') body[field] = number_of(text);
    else if (field === 'tag' && text !== '') body[field] = text.toUpperCase();
    else if (field !== 'reading' && field !== 'tag') body[field] = text;
  }
  return body;
}

export const is_changed = (item: Item, typed: Typed) => JSON.stringify(typed) !== JSON.stringify(typed_of(item));
