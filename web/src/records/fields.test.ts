import { describe, expect, it } from 'vitest';
import type { RecordField, RecordKind } from '@/api/types';
import { body_of, choice_title, form_asked, form_of, look_of, shown } from './fields';
import { rows_of_csv } from './sheet_file';

const field = (name: string, type: RecordField['type'], more: Partial<RecordField> = {}): RecordField => ({
  name, type, title: { zh: name, en: name }, required: false, unique: false, personal: false, site_part: 'none', refers_to: null, length_most: 100, least: null, most: null, choices: [], ...more,
});
const kFields = [
  field('name', 'text'),
  field('count', 'integer'),
  field('sharp', 'flag'),
  field('state', 'text', { choices: [{ value: 'ok', title: { zh: '完好', en: 'Good' } }] }),
  field('keeper', 'text', { refers_to: 'person' }),
  field('notes', 'texts'),
];
const say = { text: (both: { zh: string }) => both.zh, yes: '是', no: '否', reference: (_kind: string, id: string) => `<${id}>` };

describe('a form', () => {
  it('gives the body back that it was made of', () => {
    for (const body of [{ name: '扳手', count: 0, sharp: false, state: 'ok', keeper: 'li-na', notes: ['a', 'b'] }, { name: 'x' }, { name: 'y', sharp: true }])
      expect(body_of(kFields, form_of(kFields, body))).toEqual(body);
  });
  it('begins with what a link says of fields that there are', () => {
    expect(form_asked(kFields, { name: 'T-101', notes: 'a', other: 'x', state: '', keeper: ['li', 'wu'] })).toEqual({ name: 'T-101', notes: ['a'] });
  });
  it('sends what is no number as it was typed, for the server to refuse', () => {
    expect(body_of(kFields, { name: 'x', count: 'many' })).toEqual({ name: 'x', count: 'many' });
  });
  it('takes pictures where a section of a course has them, and letters where a question has options', () => {
    expect([look_of('course-section', field('photos', 'texts')), look_of('question', field('options', 'texts')), look_of('question', field('right', 'texts')), look_of('course', field('topics', 'texts')), look_of('course-section', field('film', 'text')), look_of('course', field('film', 'text'))]).toEqual(['pictures', 'lettered', 'plain', 'plain', 'film', 'plain']);
  });
  it('calls a choice by its title, and by itself while the kind is not known', () => {
    const kind = { kind: 'tool', fields: kFields } as unknown as RecordKind;
    expect(choice_title(kind, 'state', 'ok')).toEqual({ zh: '完好', en: 'Good' });
    expect(choice_title(kind, 'state', 'lost')).toEqual({ zh: 'lost', en: 'lost' });
    expect(choice_title(undefined, 'state', 'ok')).toEqual({ zh: 'ok', en: 'ok' });
  });
  it('says values in words', () => {
    const value = (name: string, of: string | boolean | string[]) => shown(kFields.find((each) => each.name === name)!, of, say);
    expect([value('sharp', false), value('state', 'ok'), value('keeper', 'li-na'), value('notes', ['a', 'b'])]).toEqual(['否', '完好', '<li-na>', 'a、b']);
  });
  it('says parts of the site by their titles', () => {
    const in_zone = field('zone', 'text', { site_part: 'zone' });
    expect(shown(in_zone, 'tank-farm', { ...say, part: (of, name) => `${of} ${name}` })).toBe('zone tank-farm');
    expect(shown(in_zone, 'tank-farm', say)).toBe('tank-farm');
  });
});

describe('a CSV', () => {
  it('is read as spreadsheets write it', () => {
    expect(rows_of_csv('\ufeffa,"b,""c""\nd",\r\n\n,x')).toEqual([['a', 'b,"c"\nd', ''], [''], ['', 'x']]);
  });
  it('is none with a quotation that does not end, text after one, or another encoding', () => {
    for (const text of ['a\n"b', '"b"c', 'a\ufffdb']) expect(rows_of_csv(text)).toBeNull();
  });
});
