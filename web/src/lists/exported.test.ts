import { describe, expect, it, vi } from 'vitest';
import { api } from '@/api/client';
import { i18n } from '@/text/i18n';
import { kLists, kRowsMax, sheet_of, stored_in, type List, type Words } from './exported';

const words = { t: (key: string) => i18n.global.t(key), time: (at: string) => at, zone: (name: string) => name, post: (name: string) => name, text: (both: { zh: string }) => both.zh } as unknown as Words;

const numbers = (count: number, page: number): List<number> & { asked: (string | undefined)[] } => {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    fields: ['id'],
    row: (n) => [String(n)],
    read: (after) => {
      asked.push(after);
      const from = after === undefined ? 0 : Number(after);
      const items = Array.from({ length: Math.min(page, count - from) }, (_, i) => from + i);
      return Promise.resolve({ items, next: from + items.length < count ? from + items.length : null });
    },
  };
};

describe('a list taken away', () => {
  it('has every line of every page once, below its heading', async () => {
    const list = numbers(12, 5);
    const { rows, whole } = await sheet_of(list, words);
    expect(whole).toBe(true);
    expect(rows).toHaveLength(13);
    expect(rows.slice(1).map(([n]) => Number(n))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(list.asked).toEqual([undefined, '5', '10']);
  });
  it('is what stands on the screen, in its order, when all of it does', async () => {
    const list = numbers(12, 5);
    expect(await sheet_of(list, words, { items: [7, 3, 11] })).toEqual({ rows: [[i18n.global.t('lists.field.id')], ['7'], ['3'], ['11']], whole: true });
    expect(list.asked).toEqual([]);
  });
  it('is asked for as the screen asks, on every page', async () => {
    const asked: object[] = [];
    const read = (after: string | undefined, query: object) => (asked.push({ after, ...query }), Promise.resolve({ items: [1], next: after ? null : 1 }));
    await sheet_of({ fields: ['id'], row: () => [''], read }, words, { query: { zone: 'farm', sort: '-deadline' } });
    expect(asked).toEqual([{ zone: 'farm', sort: '-deadline' }, { after: '1', zone: 'farm', sort: '-deadline' }].map((each) => ({ after: undefined, ...each })));
  });
  it('says when it goes on beyond what a sheet takes', async () => {
    expect(await sheet_of(numbers(kRowsMax, 5_000), words)).toMatchObject({ whole: true });
    const { rows, whole } = await sheet_of(numbers(kRowsMax + 1, 5_000), words);
    expect(whole).toBe(false);
    expect(rows).toHaveLength(kRowsMax + 1);
  });
  it('is an empty sheet with a heading when there is nothing', async () => {
    expect((await sheet_of(numbers(0, 5), words)).rows).toHaveLength(1);
  });
  it.each(Object.entries(kLists))('%s has words for each of its columns', (_, list) => {
    for (const field of list.fields) expect(i18n.global.te(`lists.field.${field}`), field).toBe(true);
    expect(new Set(list.fields).size).toBe(list.fields.length);
  });
  it('gives a check that was recorded with what was found', () => {
    const check = { id: 5, measure: 'm', name: '压力', what: '看表', zone: 'farm', post: 'operator', point: null, issued: 'a', due: 'b', state: 'done', disputed: false, records: [{ by: 'wang', done_at: 'c', result: 'normal', reading: 0.5, note: '' }] };
    const row = kLists.checks.row(check as never, words);
    expect(row).toHaveLength(kLists.checks.fields.length);
    expect(row.slice(8, 12)).toEqual(['c', 'wang', i18n.global.t('check_result.normal'), '0.5']);
  });
  it('gives who is absent and who stands in on one sheet, each as what it is', () => {
    const at = { id: 3, person: 'wang', from: '2026-11-24T08:00:00Z', until: null, reason: '培训', by: 'chen' };
    const said = { ...words, person: (login: string) => login } as Words;
    const { fields, row } = kLists.absences;
    const lines = [row(at, said), row({ ...at, instead_of: null, post: 'gas' }, said)].map((line) => Object.fromEntries(line.map((value, i) => [fields[i], value])));
    expect(lines.map((line) => [line.kind, line.person, line.instead_of, line.post, line.until])).toEqual([[i18n.global.t('duty.absence'), 'wang', '', '', ''], [i18n.global.t('duty.stand_in'), 'wang', i18n.global.t('duty.beside'), 'gas', '']]);
  });
  it('gives every place of a unit a line of its own', () => {
    const unit = { name: '罐区', places: [{ place: 'a' }, { place: 'b' }] } as never;
    expect(stored_in([unit]).map((each) => [each.unit.name, each.place.place])).toEqual([['罐区', 'a'], ['罐区', 'b']]);
  });
});

// The pages of the journal go backwards, and the first one begins where the screen does.
describe('the journal taken away', () => {
  it('goes on before the last record that it has, in the kind that was asked for', async () => {
    const asked: unknown[] = [];
    const pages = [{ items: [{ seq: 9 }], next: 9 }, { items: [{ seq: 8 }], next: null }];
    const get = async (_: string, what: { params: { query: object } }) => (asked.push(what.params.query), { data: pages[asked.length - 1], response: { ok: true } });
    const stub = vi.spyOn(api, 'GET').mockImplementation(get as never);
    const said = { ...words, event: () => '', actor: () => '' } as unknown as Words;
    expect((await sheet_of(kLists.journal, said, { query: { kind: 'alarm.', before: 10 } })).rows.slice(1).map(([seq]) => seq)).toEqual(['9', '8']);
    expect(asked).toEqual([{ kind: 'alarm.', before: 10, limit: 500 }, { kind: 'alarm.', before: 9, limit: 500 }]);
    stub.mockRestore();
  });
});
