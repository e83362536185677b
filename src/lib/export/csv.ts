import type { Cell, TableModel } from '../ui/table-model.ts';

/** First characters a spreadsheet would run as a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const safe = (text: string): string => field(FORMULA.test(text) ? `'${text}` : text);

/**
 * A table as CSV (RFC 4180, BOM, CRLF). Numbers in full precision; a withheld or missing cell is empty and says
 * why in the status column; text that a spreadsheet would run as a formula gets an apostrophe.
 * @param notes lines put above the header as comments: source, release, period, what is invented
 */
export function csvOf(table: TableModel, notes: readonly string[]): string {
  const value = (cell: Cell): string =>
    cell.kind === 'number' ? String(cell.value) : cell.kind === 'text' ? safe(cell.text) : '';
  const status = (row: readonly Cell[]): string =>
    safe(
      row
        .filter((c) => c.kind === 'withheld' || c.kind === 'missing')
        .map((c) => c.text)
        .join(' ')
    );
  const lines = [
    ...notes.map((note) => safe(`# ${note}`)),
    [...table.columns.map((c) => safe(c.label)), 'status'].join(','),
    ...table.rows.map((row) => [...row.map(value), status(row)].join(','))
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
