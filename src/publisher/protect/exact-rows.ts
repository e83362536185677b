import { patientsBandOf } from '#lib/domain/patients-band.ts';
import { monthKey, type Month } from '#lib/domain/period.ts';
import { tableSchema, type TableSchema } from '#lib/release/tables.ts';
import { PublisherError } from '../publisher-error.ts';
import { ageColumns, diseaseColumns } from '../trees.ts';
import { columnsOf, type MonthUnit } from './month-units.ts';
import { safeCell, type SafeCell } from './safe-cell.ts';
import { safeRows, type ReleasedValue, type SafeRows } from './safe-rows.ts';
import type { Side } from './unit-tables.ts';

/** A block of an exact table: a leaf, or a REST at a node with the leaves hidden in it. */
export interface ExactBlock {
  readonly node: string;
  readonly rest: boolean;
  readonly hiddenLeaves: number;
  readonly visits: number;
  readonly patients: number;
}

/**
 * The row of a block.
 * @throws PublisherError E_SDC_RESIDUAL under its threshold, which the roll-up never gives
 */
export function exactCell(month: Month, unit: MonthUnit, side: Side, block: ExactBlock): SafeCell {
  if (block.patients < unit.threshold)
    throw new PublisherError(
      'E_SDC_RESIDUAL',
      `Month ${month}: a block of visits_by_${side} would hold fewer patients than its threshold; nothing was published. Report this as a fault.`
    );
  const columns =
    side === 'age' ? ageColumns(block.node, block.rest) : diseaseColumns(block.node, block.rest);
  return safeCell({
    keys: [month, ...columnsOf(unit), ...columns.slice(0, -1)],
    level: columns.at(-1)!,
    hidden_leaves: block.hiddenLeaves,
    visits: block.visits,
    patients_band: patientsBandOf(block.patients)
  });
}

/** The rows of one exact table and month, in the order the table is written in. */
export function exactRows(side: Side, month: Month, cells: readonly SafeCell[]): SafeRows {
  const schema = tableSchema(`visits_by_${side}`);
  const rows = cells.map((cell): readonly ReleasedValue[] => [
    ...cell.keys,
    cell.level,
    cell.hidden_leaves,
    cell.visits,
    cell.patients_band
  ]);
  return safeRows(schema.name, monthKey(month), sorted(schema, rows));
}

/** By the schema's order, text by code unit: keys are ASCII, so this is the order of their bytes. */
function sorted(
  schema: TableSchema,
  rows: readonly (readonly ReleasedValue[])[]
): (readonly ReleasedValue[])[] {
  const places = schema.order.map((name) => schema.columns.findIndex((column) => column.name === name));
  return [...rows].sort((a, b) => {
    const place = places.find((p) => a[p] !== b[p]);
    return place === undefined ? 0 : a[place]! < b[place]! ? -1 : 1;
  });
}
