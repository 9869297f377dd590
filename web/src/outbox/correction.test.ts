import { describe, expect, it } from 'vitest';
import { corrected, editable, is_changed, lacks, typed_of } from './correction';
import type { Item } from './kept';

const check = (body: Record<string, unknown>, ...wrong: string[]): Item => ({
  key: 'a', login: 'wang.qiang', kind: 'check.record', path: '/checks/5/record', title: 'pressure', at: '2026-03-02T08:00:00.000Z', tried: 0, photos: [],
  body: { done_at: '2026-03-02T08:00:00.000Z', place: 'scanned', ...body },
  refused: { zh: '', en: '' },
  errors: wrong.map((field) => ({ field, message: { zh: '', en: '' } })),
});
const report: Item = { ...check({ zone: 'tank-farm', what: 'loose' }), kind: 'hazard.report', path: '/hazards' };

describe('the correction of a refused thing', () => {
  it('offers its words and its reading, and of a check what was said or is asked for', () => {
    expect(editable(report)).toEqual(['what']);
    expect(editable(check({ result: 'normal', reading: 12, note: '' }))).toEqual(['result', 'reading', 'note']);
    expect(editable(check({ result: 'normal', note: '' }))).toEqual(['result', 'note']);
    expect(editable(check({ result: 'normal', note: '' }, 'tag'))).toEqual(['result', 'note', 'tag']);
  });

  it('changes what was typed otherwise, and nothing else', () => {
    const item = check({ result: 'normal', reading: 12, note: 'as ever' });
    expect(corrected(item, { ...typed_of(item), reading: '1,2' })).toEqual({ ...item.body, reading: 1.2 });
    expect(corrected(item, typed_of(item))).toEqual(item.body);
    expect(corrected(report, { what: ' loose rail ' })).toEqual({ ...report.body, what: 'loose rail' });
  });

  it('says no reading where it was emptied', () => {
    const item = check({ result: 'other', reading: 12, note: 'glass broken' });
    expect(corrected(item, { ...typed_of(item), reading: '' })).toEqual({ done_at: item.body.done_at, place: 'scanned', result: 'other', note: 'glass broken' });
  });

  it('of an emergency is its words; a card that was taken and a person who was found have none', () => {
    const of = (kind: Item['kind'], body: Record<string, unknown>): Item => ({ ...check(body), kind, body });
    const taken = of('incident.card_taken', {});
    const person = of('incident.person', { person: 'user:li', state: 'safe' });
    expect([editable(taken), editable(person), editable(of('incident.note', { text: 'a' })), editable(of('incident.card_done', { note: '' }))]).toEqual([[], [], ['text'], ['note']]);
    expect([lacks(taken, {}), lacks(person, {}), lacks(of('incident.card_done', {}), { note: '' }), lacks(of('incident.note', {}), { text: ' ' })]).toEqual([null, null, null, 'words']);
    expect(corrected(person, typed_of(person))).toEqual(person.body);
  });

  it('is sent only with what it needs', () => {
    const item = check({ result: 'other', reading: 12, note: 'glass broken' });
    expect(lacks(item, typed_of(item))).toBeNull();
    expect(lacks(item, { ...typed_of(item), reading: 'twelve' })).toBe('reading_unreadable');
    expect(lacks(item, { ...typed_of(item), note: ' ' })).toBe('words');
    expect(lacks(item, { ...typed_of(item), note: '', result: 'normal' })).toBeNull();
    expect(lacks(check({ result: 'hazard' }, 'tag'), { result: 'hazard', note: '', tag: 'K7X2' })).toBeNull();
    expect(lacks(check({ result: 'hazard' }, 'tag'), { result: 'hazard', note: '', tag: 'K' })).toBe('tag');
    expect(lacks(report, { what: '' })).toBe('words');
    expect(lacks({ ...report, photos: [{} as Item['photos'][number]] }, { what: '' })).toBeNull();
  });

  it('knows whether anything was changed', () => {
    expect(is_changed(report, typed_of(report))).toBe(false);
    expect(is_changed(report, { what: 'loose rail' })).toBe(true);
  });
});
