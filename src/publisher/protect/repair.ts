import { tableSchema } from '#lib/release/tables.ts';
import { INDICATORS } from '#lib/release/tables/rounded-tables.ts';
import type { TableSchema } from '#lib/release/tables/table-schema.ts';
import type { FailingCell, RowAddress } from '../disclosure-verdict.ts';
import { safeRows, type ReleasedValue, type SafeRows } from './safe-rows.ts';

/** How many columns of a rounded table are keys: all before its first measure, which has a unit or is an estimate. */
export const keyCountOf = (schema: TableSchema): number =>
  schema.columns.findIndex((column) => column.unit !== undefined || column.type === 'DOUBLE');

const INDICATOR = INDICATORS.columns.findIndex((column) => column.name === 'indicator');

/** What a row stands on: indicators of one place, disease and setting share a numerator, so they go together. */
function standingOn(table: string, period: string, keys: readonly ReleasedValue[]): string {
  const own = table === INDICATORS.name ? keys.filter((_, i) => i !== INDICATOR) : keys;
  return JSON.stringify([table, period, ...own]);
}

/**
 * Takes back, for each failing cell, the first row it lists that is still there; cells that name the same row are
 * served by one. Nothing but what the auditor listed goes, so no exact row ever does. Whatever the order of the
 * failing cells, the same rows go.
 */
export function repairRows(
  rows: readonly SafeRows[],
  failing: readonly FailingCell[]
): { rows: SafeRows[]; dropped: number } {
  const keyed = rows.map((part) => {
    const schema = tableSchema(part.table);
    if (schema.protection !== 'rounded') return [];
    const keys = keyCountOf(schema);
    return part.rows.map((row) => standingOn(part.table, part.period, row.slice(0, keys)));
  });
  const present = new Set(keyed.flat());
  const gone = new Set<string>();
  const nameOf = ({ table, period, keys }: RowAddress) => standingOn(table, period, keys);
  for (const { droppable } of failing) {
    const first = droppable.map(nameOf).find((name) => present.has(name));
    if (first !== undefined) gone.add(first);
  }
  let dropped = 0;
  const kept = rows.map((part, i) => {
    const names = keyed[i]!;
    const left = part.rows.filter((_, j) => names[j] === undefined || !gone.has(names[j]));
    dropped += part.rows.length - left.length;
    return left.length === part.rows.length ? part : safeRows(part.table, part.period, left);
  });
  return { rows: kept, dropped };
}
