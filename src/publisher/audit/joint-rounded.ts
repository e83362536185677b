import type { DuckDBConnection } from '@duckdb/node-api';
import type { PeriodKey } from '#lib/domain/period.ts';
import { tableSchema } from '#lib/release/tables.ts';
import type { ReleasedValue } from '../protect/safe-rows.ts';
import { answer } from './audit-answer.ts';
import { mustStayPossible, type JointSystem, type RoundedRow } from './joint-system.ts';

/** How many columns of a rounded table are keys: all before its first measure. */
export const keyColumns = (table: string): string[] => {
  const { columns } = tableSchema(table);
  const first = columns.findIndex((column) => column.unit !== undefined || column.type === 'DOUBLE');
  return columns.slice(0, first).map((column) => column.name);
};

/** What a published rounded count can have been. */
interface Published {
  readonly keys: readonly ReleasedValue[];
  readonly value: number;
  /** At least as many as its patients. */
  readonly least: number;
}

/** Condition on the time columns of a table that holds for the rows of a period. */
export const inPeriod = (period: PeriodKey): string => {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month) return `month = ${Number(month[1]) * 100 + Number(month[2])}`;
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return `fiscal_year = ${Number(quarter[1])} and quarter = ${Number(quarter[2])}`;
  return `fiscal_year = ${Number(/^(\d{4})FY$/.exec(period)?.[1])}`;
};

/** The written rows of one rounded table and period, by their keys after the time columns, joined by `|`. */
export class RoundedRows {
  readonly #rows = new Map<string, Published>();

  private constructor(
    private readonly table: string,
    readonly period: PeriodKey,
    private readonly base: number
  ) {}

  static async of(
    connection: DuckDBConnection,
    table: string,
    period: PeriodKey,
    measure: string,
    base: number
  ): Promise<RoundedRows> {
    const found = new RoundedRows(table, period, base);
    const keys = keyColumns(table);
    const patients = tableSchema(table).columns.some((c) => c.name === 'patients') && measure === 'visits';
    const columns = await answer(
      connection,
      `select ${keys.join(', ')}, ${measure}, ${patients ? 'patients' : `0 as patients`} from audited_${table} where ${inPeriod(period)}`
    );
    const time = period.includes('Q') ? 2 : 1;
    const values = columns.numbers(measure);
    const persons = columns.numbers('patients');
    const columnsOf = keys.map((key) => columns.values(key));
    for (let i = 0; i < columns.rows; i++) {
      const key = columnsOf.map((column) => column[i] as ReleasedValue);
      found.#rows.set(key.slice(time).join('|'), {
        keys: key,
        value: values[i]!,
        least: persons[i]! - base + 1
      });
    }
    return found;
  }

  /** Whether a cell is published. */
  has(...keys: readonly ReleasedValue[]): boolean {
    return this.#rows.has(keys.join('|'));
  }

  get size(): number {
    return this.#rows.size;
  }

  /**
   * A cell as a count of the system: between the bounds its rounded value leaves, or a target where it is absent.
   * @returns its number
   */
  enter(system: JointSystem, cell: RoundedCell): number {
    const published = this.#rows.get(cell.keys.join('|'));
    const { least, most, row } = published
      ? this.#bounds(published, cell)
      : { least: 0, most: Number.POSITIVE_INFINITY, row: undefined };
    const variable = system.total(cell.parts, least, most, cell.part, row);
    if (!published)
      system.target({
        variable,
        required: mustStayPossible(cell.threshold),
        table: this.table,
        period: this.period,
        cell: cell.keys.join('|'),
        alike: cell.alike ?? 1
      });
    return variable;
  }

  /** States a published cell as a sum of counts that are there already, of which `known` are constants. */
  state(
    system: JointSystem,
    cell: Omit<RoundedCell, 'parts'>,
    parts: readonly number[],
    known: number
  ): void {
    const published = this.#rows.get(cell.keys.join('|'));
    if (!published) return;
    const { least, most, row } = this.#bounds(published, cell);
    system.sum(parts, least - known, most - known, undefined, row);
  }

  #bounds({ keys, value, least }: Published, cell: Pick<RoundedCell, 'threshold' | 'total'>) {
    const row: RoundedRow = {
      address: { table: this.table, period: this.period, keys },
      value,
      total: cell.total ?? false
    };
    return {
      least: Math.max(cell.threshold, value - this.base + 1, least),
      most: value + this.base - 1,
      row
    };
  }
}

/** One cell of a rounded table, published or not. */
export interface RoundedCell {
  /** Its keys after the time columns. */
  readonly keys: readonly ReleasedValue[];
  /** Patients it needs to be published. */
  readonly threshold: number;
  readonly part: string;
  /** The counts it is the sum of. */
  readonly parts: readonly number[];
  readonly total?: boolean;
  readonly alike?: number;
}
