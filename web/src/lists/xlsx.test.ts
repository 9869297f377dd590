// An exported list is a file that spreadsheet programs open: written as the console writes it, read as the console reads what people bring.
import write from 'write-excel-file/node';
import read from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { cells_of } from '@/records/sheet_file';
import { i18n } from '@/text/i18n';
import { kLists, sheet_of, type Words } from './exported';

const words = { t: (key: string) => i18n.global.t(key), time: (at: string) => at, zone: (name: string) => name, post: (name: string) => name, text: (both: { zh: string }) => both.zh } as unknown as Words;

describe('an XLSX of a list', () => {
  it('holds the lines of the screen, in their order, each cell as text', async () => {
    const base = { zone: 'farm', condition: 'ch4-01:high', post: 'operator', state: 'accepted', handler: 'wang', issued: '2026-11-24 11:32:18', deadline: '2026-11-24 12:32:18', submitted: null, closed: null, rejections: 0, escalation: 2 };
    const items = [
      { ...base, id: 7, severity: 'major', title: { zh: '可燃气体 <高高报> & "阀门"', en: '' } },
      { ...base, id: 3, severity: 'low', title: { zh: '=1+1\u3000第二行', en: '' } },
    ];
    const { rows } = await sheet_of(kLists.orders, words, { items: items as never });
    const file = await write(cells_of(rows), { buffer: true } as never);
    const found = (await read(file as never)) as unknown[][];
    expect(found[0]).toEqual(kLists.orders.fields.map((field) => i18n.global.t(`lists.field.${field}`)));
    const texts = found.slice(1).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
    expect(texts).toEqual(rows.slice(1));
    expect(texts.map((row) => row[0])).toEqual(['7', '3']);
    expect(found.slice(1).flat().every((cell) => cell === null || typeof cell === 'string')).toBe(true);
  });
  it('of nothing has its heading', async () => {
    const { rows } = await sheet_of(kLists.orders, words, { items: [] });
    const file = await write(cells_of(rows), { buffer: true } as never);
    expect(await read(file as never)).toEqual(rows);
  });
});
