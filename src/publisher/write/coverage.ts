import type { Manifest } from '#lib/release/manifest.ts';
import { TABLES, tableSchema, type TableSchema } from '#lib/release/tables.ts';
import type { SafeRows } from '../protect/safe-rows.ts';

/** Visits in the exact tables, and the share of them each shows at its finest level (rounded down to four decimals). */
export function coverageOf(rows: readonly SafeRows[]): Manifest['coverage'] {
  const exact = TABLES.filter((table) => table.protection === 'exact');
  return {
    visits: visitsOf(tableSchema('visits_by_age'), rows).all,
    finest: Object.fromEntries(
      exact.map((table) => {
        const { all, finest } = visitsOf(table, rows);
        return [table.name, all === 0 ? 0 : Math.floor((10_000 * finest) / all) / 10_000];
      })
    )
  };
}

function visitsOf(table: TableSchema, rows: readonly SafeRows[]): { all: number; finest: number } {
  const names = table.columns.map((column) => column.name);
  const [level, visits] = [names.indexOf('level'), names.indexOf('visits')];
  // the last key column is the leaf of the tree
  const leaf = names[level - 1];
  let all = 0;
  let finest = 0;
  for (const period of rows.filter((candidate) => candidate.table === table.name))
    for (const row of period.rows) {
      all += Number(row[visits]);
      if (row[level] === leaf) finest += Number(row[visits]);
    }
  return { all, finest };
}
