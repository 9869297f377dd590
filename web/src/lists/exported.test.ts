import { describe, expect, it } from 'vitest';
import { i18n } from '@/text/i18n';
import { kLists, kRowsMax, sheet_of, type List, type Words } from './exported';

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
});
