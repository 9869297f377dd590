// Spreadsheet files on this device: read into rows of cells, and written from them. The libraries for XLSX are loaded only when one is used.

export type Cell = string | number | boolean | null;

// The first sheet of an XLSX, or a CSV as its text; null when it is neither.
export async function read_sheet(file: File): Promise<Cell[][] | null> {
  if (/\.csv$/i.test(file.name)) return rows_of_csv(await file.text());
  try {
    const { default: read } = await import('read-excel-file');
    return (await read(file)).map((row) => row.map(cell_of));
  } catch {
    return null;
  }
}

// Days come as dates at midnight UTC.
function cell_of(value: unknown): Cell {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return null;
}

export async function write_xlsx(rows: string[][], name: string): Promise<void> {
  const { default: write } = await import('write-excel-file');
  await write(cells_of(rows), { fileName: `${name}.xlsx` });
}

export function cells_of(rows: string[][]) {
  const [head, ...rest] = rows;
  return [(head ?? []).map((value) => ({ value, fontWeight: 'bold' as const })), ...rest.map((row) => row.map((value) => ({ value: unguarded(value), type: String })))];
}

// A text cell of an XLSX is never run as a formula: it needs no apostrophe, as one of a CSV does.
const unguarded = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

// RFC 4180; null where a quotation does not end or the text is no UTF-8.
export function rows_of_csv(text: string): string[][] | null {
  if (text.includes('\ufffd')) return null;
  const rows: string[][] = [];
  let rest = text.replace(/^\ufeff/, '');
  while (rest !== '') {
    const row: string[] = [];
    for (;;) {
      const cell = /^"((?:[^"]|"")*)"(?=[,\r\n]|$)|^(?!")[^,\r\n]*/.exec(rest);
      if (!cell) return null;
      row.push(cell[1]?.replaceAll('""', '"') ?? cell[0]);
      rest = rest.slice(cell[0].length);
      if (!rest.startsWith(',')) break;
      rest = rest.slice(1);
    }
    rows.push(row);
    rest = rest.replace(/^(\r\n|\n|\r)/, '');
  }
  return rows;
}
