// Fields of records between what is kept and what people type. Pure.
import type { RecordChange, RecordField, RecordKind, Text } from '@/api/types';

export type Value = string | number | boolean | string[] | null | undefined;
export type Body = Record<string, unknown>;

// What a form holds of a field: always text, or a list of texts.
export type Typed = string | string[];
export type Form = Record<string, Typed>;

export function form_of(fields: RecordField[], body: Body): Form {
  return Object.fromEntries(fields.map((field) => [field.name, typed(field, body[field.name] as Value)]));
}

// What a link asks a new record to begin with: of the fields that there are, as they are typed.
export function form_asked(fields: RecordField[], query: Record<string, unknown>): Form {
  const form: Form = {};
  for (const field of fields) {
    const value = query[field.name];
    if (typeof value !== 'string' || value === '') continue;
    form[field.name] = field.type === 'texts' ? [value] : value;
  }
  return form;
}

function typed(field: RecordField, value: Value): Typed {
  if (field.type === 'texts') return Array.isArray(value) ? [...value] : [];
  return value === null || value === undefined ? '' : String(value);
}

// A number that is none goes to the server as it was typed: its refusal says what was expected.
export function body_of(fields: RecordField[], form: Form): Body {
  const body: Body = {};
  for (const field of fields) {
    const value = form[field.name];
    if (value === undefined || value.length === 0) continue;
    if (field.type === 'number' || field.type === 'integer') {
      const number = Number(value);
      body[field.name] = Number.isFinite(number) ? number : value;
    } else if (field.type === 'flag') body[field.name] = value === 'true';
    else body[field.name] = Array.isArray(value) ? value.filter((each) => each !== '') : value;
  }
  return body;
}

export interface Sayings {
  text: (both: Text) => string;
  yes: string;
  no: string;
  reference: (kind: string, id: string) => string;
  part?: (kind: RecordField['site_part'], name: string) => string; // of the site, by its title
}

// As people read it: choices in words, references by their label.
export function shown(field: RecordField, value: Value, say: Sayings): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => shown(field, each, say)).join('、');
  if (typeof value === 'boolean') return value ? say.yes : say.no;
  const choice = field.choices.find((each) => each.value === value);
  if (choice) return say.text(choice.title);
  if (field.site_part !== 'none' && say.part) return say.part(field.site_part, String(value));
  return field.refers_to ? say.reference(field.refers_to, String(value)) : String(value);
}

// What people call a choice of a field; itself while its kind is not known.
export function choice_title(kind: RecordKind | undefined, field: string, value: string): Text {
  const choices = kind?.fields.find((each) => each.name === field)?.choices;
  return choices?.find((each) => each.value === value)?.title ?? { zh: value, en: value };
}

export function shown_change(field: RecordField | undefined, change: RecordChange, say: Sayings): [string, string] {
  if (!field) return [JSON.stringify(change.before), JSON.stringify(change.after)];
  return [shown(field, change.before as Value, say), shown(field, change.after as Value, say)];
}

// How a field is edited, where its kind gives it a sense of its own.
export type Look = 'plain' | 'pictures' | 'lettered' | 'film';
export function look_of(kind: string, field: RecordField): Look {
  if (kind === 'course-section' && field.name === 'film') return 'film';
  if (field.name === 'photos') return 'pictures';
  return kind === 'question' && field.name === 'options' ? 'lettered' : 'plain';
}

// A list is sorted and filtered by these.
export const can_sort = (field: RecordField) => !field.personal && field.type !== 'texts';

// The sentence of each field of the form that the server found wrong: "record.joined" → joined.
export function faults_by_field(errors: { field: string; message: Text }[]): Record<string, Text> {
  return Object.fromEntries(errors.map((each) => [each.field.replace(/^record\./, ''), each.message]));
}
