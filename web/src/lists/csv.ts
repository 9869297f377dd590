// Rows of text as a CSV file: RFC 4180, with the mark by which spreadsheets know UTF-8.

// A cell that a spreadsheet would run as a formula begins with an apostrophe.
const guarded = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csv_of = (rows: readonly string[][]): string => `\ufeff${rows.map((row) => row.map((cell) => quoted(guarded(cell))).join(',')).join('\r\n')}\r\n`;

export function give_csv(rows: readonly string[][], name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv_of(rows)], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // by then the browser has read it
}
