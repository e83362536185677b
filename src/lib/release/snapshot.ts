import type { QueryValue } from './query.ts';
import { ReleaseError } from './release-error.ts';

/** The rows of one answered question, by column: `columns[i]` holds the values of `names[i]`. */
export interface Answer {
  readonly key: string;
  readonly names: readonly string[];
  readonly columns: readonly (readonly QueryValue[])[];
}

/** snapshot.json: answers of every default view, computed from the written tables with the very same SQL. */
export interface Snapshot {
  readonly release: number;
  readonly answers: readonly Answer[];
}

/** Rows of an answer as objects; answers are figures of one view (hundreds of rows), never whole tables. */
export function rowsOfAnswer(answer: Answer): Record<string, QueryValue>[] {
  const length = answer.columns[0]?.length ?? 0;
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(answer.names.map((name, c) => [name, answer.columns[c]![i] ?? null]))
  );
}

/** An answer from rows; the inverse of {@link rowsOfAnswer}. */
export function answerOfRows(
  key: string,
  names: readonly string[],
  rows: readonly Readonly<Record<string, QueryValue>>[]
): Answer {
  return { key, names, columns: names.map((name) => rows.map((row) => row[name] ?? null)) };
}

/**
 * Parses snapshot.json. Its bytes are already known by hash; this guards against another schema.
 * @throws ReleaseError E_MANIFEST_SHAPE
 */
export function parseSnapshot(json: string): Snapshot {
  try {
    const raw = JSON.parse(json) as Snapshot;
    const ok =
      Number.isInteger(raw.release) &&
      Array.isArray(raw.answers) &&
      raw.answers.every(
        (a) =>
          typeof a.key === 'string' &&
          a.names.length === a.columns.length &&
          a.columns.every((c: readonly unknown[]) => c.length === a.columns[0]!.length)
      );
    if (ok) return raw;
  } catch (cause) {
    throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'snapshot', wanted: 'JSON' }, { cause });
  }
  throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'snapshot', wanted: 'answers by column' });
}
