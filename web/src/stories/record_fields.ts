// What a record says, field by field, as people read it. Pure.
import type { JournalEntry, Text } from '@/api/types';
import { is_known_time, said_of, type Names } from '@/text/sentence';
import type { Language } from '@/text/format';

export interface Field {
  name: string; // of the record; its word: stories.fields
  value: string;
}

// Shown as pictures, or of no use to a reader.
const kElsewhere = new Set(['photos', 'voice', 'signature', 'place']);
const kLogins = new Set(['handler', 'person', 'lead', 'guardian', 'coordinator', 'analyst', 'to', 'workers', 'receivers', 'judged', 'commander', 'people']);

export interface Reader {
  names: Names;
  language: Language;
  person: (login: string) => string;
  knows: (key: string) => boolean; // whether there is a word
}

// What is empty says nothing and is left out.
export function fields_of(entry: JournalEntry, reader: Reader): Field[] {
  return Object.entries(entry.body as Record<string, unknown>).flatMap(([name, value]) => {
    const said = kElsewhere.has(name) ? '' : say(name, value, entry, reader);
    return said === '' ? [] : [{ name, value: said }];
  });
}

function say(name: string, value: unknown, entry: JournalEntry, reader: Reader): string {
  if (value === null || value === undefined || value === '') return '';
  const { t } = reader.names;
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (Array.isArray(value)) return value.length === 0 ? '' : value.every((each) => typeof each === 'string') ? value.map((each) => say(name, each, entry, reader)).join('、') : t('stories.items_n', { n: value.length });
  if (typeof value === 'object') {
    const both = value as Partial<Text>;
    return typeof both.zh === 'string' && typeof both.en === 'string' ? both[reader.language]! : '';
  }
  if (kLogins.has(name) && typeof value === 'string') return reader.person(value.replace(/^user:/, ''));
  if (typeof value === 'string' && is_known_time(name)) return reader.names.time(value);
  const said = String(said_of(name, value, entry.body as Record<string, unknown>, reader.names));
  return /^(terms|event)\./.test(said) && !reader.knows(said) ? String(value) : said;
}
