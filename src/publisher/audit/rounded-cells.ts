import type { DuckDBConnection } from '@duckdb/node-api';
import { monthsOfPeriod, type PeriodKey } from '#lib/domain/period.ts';
import { tableSchema, type Column, type TableSchema } from '#lib/release/tables.ts';
import type { FailingCell } from '../disclosure-verdict.ts';
import type { Policy } from '../policy.ts';
import { answer, ask, type Columns } from './audit-answer.ts';
import { refuse, type AuditCode } from './audit-error.ts';
import type { DiseaseParts } from './disease-parts.ts';
import { judgeIndicators } from './indicator-cells.ts';

/** What the cells of rounded tables are held against. */
export interface RoundedInputs {
  readonly connection: DuckDBConnection;
  readonly policy: Policy;
  readonly parts: DiseaseParts;
  readonly facilities: number;
  readonly newPeriods: readonly { readonly table: string; readonly period: PeriodKey }[];
}

/** Measures that are amounts, which one contributor may dominate. */
const MAGNITUDES: ReadonlySet<string> = new Set(['bed_days', 'letters', 'requests']);

/** Quantiles in per mille, by column. */
const QUANTILES: Readonly<Record<string, number>> = {
  los_q25: 250,
  los_median: 500,
  los_q75: 750,
  los_p90: 900
};

/** One published row with what the records say of its cell. */
interface Cell {
  readonly key: readonly string[];
  readonly written: (column: string) => number | null;
  /** NaN where the records hold nobody of this cell. */
  readonly counted: (column: string) => number;
}

/**
 * Counts every cell of the new rounded periods again from the records, with queries of the auditor's own: thresholds,
 * rounding, dominance, quantiles, estimates.
 * @returns cells compared
 * @throws AuditError E_AUDIT_THRESHOLD, E_AUDIT_TOTALS, E_AUDIT_DOMINANCE, E_AUDIT_QUANTILE, E_AUDIT_INDICATOR
 */
export async function roundedCells(inputs: RoundedInputs): Promise<{ readonly cells: number }> {
  let cells = 0;
  for (const { table, period } of inputs.newPeriods) {
    const schema = tableSchema(table);
    if (schema.protection !== 'rounded') continue;
    cells +=
      table === 'indicators'
        ? await judgeIndicators(inputs, period)
        : await judgePeriod(inputs, schema, period);
  }
  return { cells };
}

async function judgePeriod(inputs: RoundedInputs, schema: TableSchema, period: PeriodKey): Promise<number> {
  const cells = await cellsOf(inputs.connection, schema, period);
  const failing = (fails: (cell: Cell) => boolean): FailingCell[] =>
    cells.filter(fails).map(({ key }) => ({
      table: schema.name,
      period,
      cell: key.join(' '),
      lower: 0,
      upper: null,
      required: 0,
      droppable: []
    }));
  const check = (code: AuditCode, fails: (cell: Cell) => boolean): void => refuse(code, failing(fails));

  check('E_AUDIT_THRESHOLD', (cell) => !(contributorsOf(cell, schema) >= thresholdOf(cell, schema, inputs)));
  const { base } = inputs.policy.rounding;
  for (const { name } of measuresOf(schema))
    check('E_AUDIT_TOTALS', ({ written, counted }) => {
      const value = written(name);
      return value !== null && !(value % base === 0 && Math.abs(value - counted(name)) < base);
    });
  const amount = measuresOf(schema).find(({ name }) => MAGNITUDES.has(name));
  if (amount) {
    const { dominated, patients } = await dominatedCells(inputs, schema, period);
    // of a row's people only those with days stand behind its days
    check(
      'E_AUDIT_THRESHOLD',
      (cell) =>
        amount.name === 'bed_days' &&
        cell.written(amount.name) !== null &&
        !((patients.get(cell.key.join('|')) ?? 0) >= thresholdOf(cell, schema, inputs))
    );
    check(
      'E_AUDIT_DOMINANCE',
      ({ key, written }) => written(amount.name) !== null && dominated.has(key.join('|'))
    );
  }
  for (const [name, perMille] of Object.entries(QUANTILES).filter(([column]) =>
    schema.columns.some((c) => c.name === column)
  ))
    check('E_AUDIT_QUANTILE', (cell) => {
      const { written, counted } = cell;
      const value = written(name);
      const patients = counted('patients');
      const enough =
        patients >= thresholdOf(cell, schema, inputs) &&
        patients * Math.min(perMille, 1000 - perMille) >= inputs.policy.rounding.quantile_product;
      return value !== null && !(enough && Math.abs(value - counted(name)) <= 0.5 + 1e-9);
    });
  return cells.length;
}

const isKey = ({ name, type, unit }: Column): boolean =>
  unit === undefined && (type === 'VARCHAR' || ['weekday', 'hour'].includes(name));

const measuresOf = ({ columns }: TableSchema): readonly Column[] =>
  columns.filter(({ name, unit }) => unit !== undefined && QUANTILES[name] === undefined);

/** Condition that a row is of a period. */
export function inPeriod({ period: kind }: TableSchema, period: PeriodKey): string {
  const months = monthsOfPeriod(period);
  if (kind === 'month') return `month = ${months[0]}`;
  const year = `fiscal_year = ${period.slice(0, 4)}`;
  return kind === 'quarter' ? `${year} and quarter = ${period.slice(-1)}` : year;
}

/** First and last month of a period, as the queries want them. */
export function boundsOf(period: PeriodKey): { first_month: number; last_month: number } {
  const months = monthsOfPeriod(period);
  return { first_month: months[0]!, last_month: months.at(-1)! };
}

async function cellsOf(
  connection: DuckDBConnection,
  schema: TableSchema,
  period: PeriodKey
): Promise<Cell[]> {
  const keys = schema.columns.filter(isKey).map((column) => column.name);
  const names = schema.columns.map((column) => column.name);
  const rows = await answer(
    connection,
    `select ${names.join(', ')} from audited_${schema.name} where ${inPeriod(schema, period)}`
  );
  const truth = await ask(connection, `rounded_${schema.name}`, boundsOf(period));
  const found = indexOf(truth, keys);
  const written = new Map(
    names.filter((name) => !keys.includes(name)).map((name) => [name, rows.values(name)])
  );
  const counted = new Map<string, Float64Array>();
  const countedColumn = (name: string): Float64Array => {
    let column = counted.get(name);
    if (!column) counted.set(name, (column = truth.numbers(name)));
    return column;
  };
  const keyColumns = keys.map((name) => rows.texts(name));
  return Array.from({ length: rows.rows }, (_, i) => {
    const key = keyColumns.map((column) => column[i]!);
    const at = found.get(key.join('|'));
    return {
      key,
      written: (name) => {
        const value = written.get(name)![i]!;
        return value === null ? null : Number(value);
      },
      counted: (name) => (at === undefined ? Number.NaN : countedColumn(name)[at]!)
    };
  });
}

/** Rows of an answer by their keys. */
export function indexOf(columns: Columns, keys: readonly string[]): Map<string, number> {
  const texts = keys.map(columns.texts);
  return new Map(
    Array.from({ length: columns.rows }, (_, i) => [texts.map((column) => column[i]).join('|'), i] as const)
  );
}

/** People behind a cell; a request, and a letter that names nobody, is a contributor of its own. */
function contributorsOf({ counted }: Cell, { name }: TableSchema): number {
  if (name.startsWith('acceptance')) return counted('requests');
  return counted('patients') + (name.startsWith('referrals') ? counted('unnamed') : 0);
}

function thresholdOf({ key }: Cell, schema: TableSchema, { policy, parts }: RoundedInputs): number {
  if (schema.name.startsWith('acceptance')) return policy.rounding.request_threshold;
  const keys = schema.columns.filter(isKey).map((column) => column.name);
  const at = (name: string): string => key[keys.indexOf(name)] ?? '';
  const place = policy.thresholds[at('unit')] ?? policy.default_threshold;
  const sensitive =
    parts.sensitiveChapters.has(at('chapter')) ||
    parts.sensitivePlanning.has(at('planning_group')) ||
    parts.isSensitivePart(at('block')) ||
    policy.sensitive.mdc.includes(Number(at('mdc')));
  return sensitive ? Math.max(place, policy.sensitive.threshold) : place;
}

/** Cells of which one patient or facility has too much, or too few facilities have any. */
async function dominatedCells(
  { connection, policy, facilities }: RoundedInputs,
  schema: TableSchema,
  period: PeriodKey
): Promise<{ readonly dominated: ReadonlySet<string>; readonly patients: ReadonlyMap<string, number> }> {
  const keys = schema.columns.filter(isKey).map((column) => column.name);
  const shares = await ask(connection, `dominance_${schema.name}`, boundsOf(period));
  const texts = keys.map(shares.texts);
  const kinds = shares.texts('kind');
  const [total, first, second, contributors] = ['total', 'first', 'second', 'contributors'].map(
    shares.numbers
  );
  const { minimum_facilities, p_percent, n_k } = policy.rounding;
  // the only facility of a source speaks for itself; partners never do
  const alone = facilities === 1 && !schema.name.startsWith('referrals');
  const dominated = new Set<string>();
  const patients = new Map<string, number>();
  for (let i = 0; i < shares.rows; i++) {
    const isFacility = kinds[i] === 'facility';
    const address = texts.map((column) => column[i]).join('|');
    if (!isFacility) patients.set(address, contributors![i]!);
    if (isFacility && alone) continue;
    const [all, x1, x2] = [total![i]!, first![i]!, second![i]!];
    if (
      (isFacility && contributors![i]! < minimum_facilities) ||
      // whole numbers on both sides, so that equality is equality
      100 * (all - x1 - x2) < p_percent * x1 ||
      1000 * (x1 + x2) > Math.round(1000 * n_k[1]) * all
    )
      dominated.add(address);
  }
  return { dominated, patients };
}
