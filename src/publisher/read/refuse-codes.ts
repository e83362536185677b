import { PublisherError } from '../publisher-error.ts';

/** What may be printed of a code: anything longer could be an address or a name in the wrong column. */
const LOOKS_LIKE_A_CODE = /^[\w.-]{1,10}$/;

/**
 * Ends the run if a source holds codes that no list knows, with their number and the first five codes, never whose
 * they are. A value that does not look like a code is not printed.
 * @param strange unknown codes and how many rows carry each
 * @param what the codes, with their column
 * @param counted what a row is
 * @throws PublisherError E_CODE_UNKNOWN
 */
export function refuseCodes(strange: ReadonlyMap<string, number>, what: string, counted: string): void {
  if (strange.size === 0) return;
  const total = [...strange.values()].reduce((a, b) => a + b, 0);
  const first = [...strange.keys()]
    .sort()
    .slice(0, 5)
    .map((code) => (LOOKS_LIKE_A_CODE.test(code) ? code : '(not a code)'))
    .join(', ');
  throw new PublisherError(
    'E_CODE_UNKNOWN',
    `${total} ${counted} carry ${strange.size} unknown ${what}, the first are ${first}; correct them at the source or leave them empty (不明).`
  );
}

/**
 * Ends the run if a column of a log holds words its contract does not know. They may be free text, so only their number
 * is told, and the words that would be known.
 * @param words words of the column and how many rows carry each
 * @throws PublisherError E_CODE_UNKNOWN
 */
export function refuseWords(
  words: readonly (readonly [word: string, rows: number])[],
  known: readonly string[],
  table: string,
  column: string
): void {
  const strange = words.filter(([word]) => !known.includes(word));
  if (strange.length === 0) return;
  const rows = strange.reduce((sum, [, count]) => sum + count, 0);
  const allowed = known.map((word) => (word === '' ? 'nothing' : word)).join(', ');
  throw new PublisherError(
    'E_CODE_UNKNOWN',
    `${rows} rows of table ${table} carry ${strange.length} unknown words in column ${column}; it may hold ${allowed}. Correct the export.`
  );
}
