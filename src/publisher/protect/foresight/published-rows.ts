import { tableSchema } from '#lib/release/tables.ts';
import { keyCountOf } from '../repair.ts';
import { possibleValues } from '../rollup.ts';
import type { Row } from '../rounded/rounded-source.ts';
import type { CellBounds } from './cell-bounds.ts';

/** m(T) of a hidden count. */
export const mustStayPossible = possibleValues;

/** Rounding to tens is off by less than ten; a count of patients says as much of their visits. */
const ROUNDING = 9;

/** A rounded count and the rows it can be read from. */
export interface RoundedCount {
  readonly rows: readonly Row[];
  readonly value: number;
  /** What it is at least, threshold aside. */
  readonly least: number;
}

export interface CellUse {
  readonly total?: boolean;
  /** Whether it may be known however small it is. */
  readonly free?: boolean;
}

/** Enters a count: between its bounds if something is published of it, else hidden. */
export function enterCell(
  bounds: CellBounds<Row>,
  published: RoundedCount | undefined,
  needed: number,
  { total = false, free = false }: CellUse = {}
): number {
  const required = free ? 0 : mustStayPossible(needed);
  if (!published) return bounds.hidden(required);
  const { rows, value, least } = published;
  return bounds.published({ rows, value, least: Math.max(needed, least), required, total });
}

/** The rows of one table and period by their keys after the time columns; their count is the first measure. */
export class PublishedRows {
  readonly #rows = new Map<string, RoundedCount>();
  /** Whether the table is made with this period at all; if not, nothing is known of it here. */
  readonly made: boolean;

  constructor(table: string, tables: ReadonlyMap<string, readonly Row[]>) {
    const schema = tableSchema(table);
    const keys = keyCountOf(schema);
    const patients = schema.columns.findIndex(({ name }) => name === 'patients');
    this.made = tables.has(table);
    for (const row of tables.get(table) ?? [])
      this.#rows.set(row.slice(1, keys).join('|'), {
        rows: [row],
        value: row[keys] as number,
        least: patients < 0 ? 0 : (row[patients] as number) - ROUNDING
      });
  }

  get(...keys: readonly string[]): RoundedCount | undefined {
    return this.#rows.get(keys.join('|'));
  }

  /** The different values a key column takes, by its place after the time column. */
  valuesOf(column: number): string[] {
    return [...new Set([...this.#rows.keys()].map((key) => key.split('|')[column]!))].sort();
  }
}
