import { sha256Hex } from './hash.ts';

/** A value of a released row as it stands in the table. */
type Value = string | number | boolean | null;

const SURROGATE = /[\ud800-\udfff]/;
const AMBIGUOUS = /[,\r\n]/;

/**
 * SHA-256 of a period's rows, whatever their order: UTF-8 text of the column names joined by commas, then the rows as
 * comma-joined lines in byte order, each line ended by LF; null is empty. The numbers of a row are written as
 * JavaScript writes them (shortest form that reads back equal).
 * @throws RangeError for a text that holds a comma or line break, or none at all: two tables could share one digest
 */
export function rowsDigest(columns: readonly string[], rows: readonly (readonly Value[])[]): Promise<string> {
  const lines = rows.map((row) => row.map(written).join(','));
  const sorted = lines.some((line) => SURROGATE.test(line)) ? lines.sort(byCodePoint) : lines.sort();
  return sha256Hex(new TextEncoder().encode([columns.join(','), ...sorted, ''].join('\n')));
}

function written(value: Value): string {
  if (value === null) return '';
  if (value === '' || (typeof value === 'string' && AMBIGUOUS.test(value)))
    throw new RangeError('a released text is not empty and holds no comma or line break');
  return String(value);
}

/** UTF-8 order; plain comparison of strings goes by UTF-16 and differs where there are surrogates. */
function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (c) => c.codePointAt(0)!);
  const right = Array.from(b, (c) => c.codePointAt(0)!);
  const at = left.findIndex((code, i) => code !== right[i]);
  return at < 0 ? left.length - right.length : left[at]! - (right[at] ?? -1);
}
