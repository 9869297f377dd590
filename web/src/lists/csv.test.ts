import { describe, expect, it } from 'vitest';
import { rows_of_csv } from '@/records/sheet_file';
import { csv_of } from './csv';

describe('a CSV', () => {
  it('is read again as what it was', () => {
    const rows = [['名称', 'a,b'], ['say "so"', 'two\r\nlines']];
    expect(rows_of_csv(csv_of(rows))).toEqual(rows);
  });
  it('begins with the mark of UTF-8 and holds no formula', () => {
    expect(csv_of([['=1+1', '–', '@x']])).toBe("\ufeff'=1+1,–,'@x\r\n");
  });
});
