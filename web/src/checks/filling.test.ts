import { describe, expect, it } from 'vitest';
import type { Check, Condition } from '@/api/types';
import { body_of, is_begun, kEmpty, missing } from './filling';
import type { Judged } from './reading';
import type { Form } from './round_kept';

const look = { point: null } as Check;
const gauge = { point: 'pt-101' } as Check;
const form = (over: Partial<Form>): Form => ({ ...kEmpty, ...over });
const none: Judged = { kind: 'none' };
const read = (value: number, beyond = 0): Judged => ({ kind: 'read', value, beyond: Array(beyond).fill({} as Condition) });

describe('a check that is filled in', () => {
  it('needs a result, and of a gauge that is normal its reading', () => {
    expect(missing(look, form({}), none)).toBe('result');
    expect(missing(look, form({ result: 'normal' }), none)).toBeNull();
    expect(missing(gauge, form({ result: 'normal' }), none)).toBe('reading');
    expect(missing(gauge, form({ result: 'hazard', note: 'glass broken' }), none)).toBeNull();
  });
  it('needs words where it is not normal, and where the reading says that it is not', () => {
    expect(missing(look, form({ result: 'hazard' }), none)).toBe('note');
    expect(missing(look, form({ result: 'other', note: '  ' }), none)).toBe('note');
    expect(missing(look, form({ result: 'hazard', tag: 'K7M2' }), none)).toBeNull();
    expect(missing(look, form({ result: 'other', tag: 'K7M2' }), none)).toBe('note');
    expect(missing(gauge, form({ result: 'normal' }), read(0.9, 1))).toBe('note_beyond');
    expect(missing(gauge, form({ result: 'normal', note: 'pump test' }), read(0.9, 1))).toBeNull();
  });
  it('is not sent with a reading that the instrument cannot show, whatever else is said', () => {
    expect(missing(gauge, form({ result: 'other', note: 'x' }), { kind: 'outside', value: 99 })).toBe('reading_outside');
    expect(missing(gauge, form({ result: 'other', note: 'x' }), { kind: 'unreadable' })).toBe('reading_unreadable');
  });
  it('takes the code of a card as cards have them', () => {
    expect(['ab', 'ABC', 'a1b2c3d4', 'a1b2c3d4e', 'a-1'].map((tag) => missing(look, form({ result: 'normal', tag }), none))).toEqual(['tag', null, null, 'tag', 'tag']);
  });
  it('says when and where it was done, and nothing of what was left empty', () => {
    expect(body_of(form({ result: 'normal', note: ' dry ' }), none, '2026-03-02T08:00:00Z', false)).toEqual({ result: 'normal', done_at: '2026-03-02T08:00:00Z', place: 'by-hand', note: 'dry' });
    expect(body_of(form({ result: 'normal', tag: ' k7m2 ' }), read(0), 'T', true)).toEqual({ result: 'normal', done_at: 'T', place: 'scanned', note: '', reading: 0, tag: 'K7M2' });
  });
  it('is begun once anything was said', () => {
    expect([form({}), form({ note: ' ' }), form({ note: 'x' }), form({ result: 'other' }), form({ reading: '0' })].map(is_begun)).toEqual([false, false, true, true, true]);
  });
});
