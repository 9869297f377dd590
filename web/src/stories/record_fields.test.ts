import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/api/types';
import type { Names } from '@/text/sentence';
import { fields_of, type Reader } from './record_fields';

const same = (name: string) => name;
const names: Names = { t: (key) => key, time: (at) => `@${at}`, reading: (_, value) => String(value), zone: (name) => `zone ${name}`, mode: same, post: (name) => `post ${name}`, row: same, device: same, actuator: same, actuator_state: (_, state) => state, condition: same };
const reader: Reader = { names, language: 'en', person: (login) => `person ${login}`, knows: (key) => key === 'terms.severity.serious' };
const fields = (body: object) => fields_of({ seq: 1, kind: 'order.issued', subject: 'order:1', actor: 'system', time: '', hash: '', body: body as JournalEntry['body'] }, reader).map((each) => [each.name, each.value]);

describe('the fields of a record', () => {
  it('are said in the words of the site', () => {
    expect(fields({ zone: 'tank-farm', severity: 'serious', post: 'shift', deadline: '2026-11-24T12:00:00Z' })).toEqual([['zone', 'zone tank-farm'], ['severity', 'terms.severity.serious'], ['post', 'post shift'], ['deadline', '@2026-11-24T12:00:00Z']]);
  });
  it('stay as they are where there is no word, and name people', () => {
    expect(fields({ cause: 'never-heard-of', lead: 'user:wang', workers: ['a', 'b'] })).toEqual([['cause', 'never-heard-of'], ['lead', 'person wang'], ['workers', 'person a、person b']]);
  });
  it('that are empty, or pictures, are left out; lists of things are counted, texts are of the reader', () => {
    expect(fields({ note: '', photos: ['x'], times: null, others: [], zones: [{}, {}], title: { zh: '卡', en: 'Card' }, latched: false })).toEqual([['zones', 'stories.items_n'], ['title', 'Card'], ['latched', 'common.no']]);
  });
});
