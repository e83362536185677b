import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { monthKey, type Month } from '#lib/domain/period.ts';
import type { TableEntry } from '#lib/release/manifest.ts';
import { VISITS_BY_AGE, VISITS_BY_DISEASE, type TableSchema } from '#lib/release/tables.ts';
import type { Policy } from '../policy.ts';
import { answer } from './audit-answer.ts';
import { AuditError } from './audit-error.ts';
import { randomNumbers } from './random-numbers.ts';

/** What was compared. */
export interface Differences {
  /** Pairs of one population in both exact tables, or of a population and one it lies in. */
  readonly nested_pairs: number;
  /** Random pairs of GROUP BYs, one finer than the other. */
  readonly random_pairs: number;
}

/** Columns a reader may group by; a coarser grouping leaves some of them out. */
const GROUPING: Readonly<Record<string, readonly string[]>> = {
  visits_by_age: ['prefecture', 'area', 'city', 'unit', 'age3', 'age6', 'sex', 'age5'],
  visits_by_disease: ['prefecture', 'area', 'city', 'unit', 'setting', 'chapter']
};
const PLACES = ['prefecture', 'area', 'city', 'unit'];

/** One month of an exact table: group keys as numbers, visits. */
interface WrittenMonth {
  readonly columns: readonly string[];
  readonly keys: readonly Int32Array[];
  readonly visits: Float64Array;
}

/**
 * Subtracts what may be subtracted: in every new month the two exact tables must agree on every place, and any grouping
 * less a finer one must leave nobody, or at least the smallest threshold. Rounded tables are compared by the joint
 * programmes, where a difference is known only within their rounding.
 * @throws AuditError E_AUDIT_TOTALS (the tables disagree), E_AUDIT_THRESHOLD (a difference isolates fewer than T)
 */
export async function differences({
  folder,
  tables,
  policy,
  months,
  pairs = 10_000,
  seed = 7
}: {
  readonly folder: string;
  readonly tables: readonly TableEntry[];
  readonly policy: Policy;
  /** Months published for the first time. */
  readonly months: readonly Month[];
  readonly pairs?: number;
  readonly seed?: number;
}): Promise<Differences> {
  if (months.length === 0) return { nested_pairs: 0, random_pairs: 0 };
  const [age, disease] = await Promise.all([
    read(folder, tables, VISITS_BY_AGE, months),
    read(folder, tables, VISITS_BY_DISEASE, months)
  ]);
  let nested = 0;
  for (const month of months) {
    for (const place of PLACES) nested += sameTotals(month, place, age.get(month), disease.get(month));
  }
  const random = randomNumbers(seed);
  for (let pair = 0; pair < pairs; pair++) {
    const month = months[Math.floor(random() * months.length)]!;
    const [schema, written] =
      random() < 0.5 ? ([VISITS_BY_AGE, age] as const) : ([VISITS_BY_DISEASE, disease] as const);
    const rows = written.get(month);
    if (!rows) continue;
    const fine = rows.keys.map((_, i) => i).filter(() => random() < 0.5);
    const coarse = fine.filter(() => random() < 0.5);
    const dropped = Math.floor(random() * 4);
    const isolated = smallestRest(rows, fine, coarse, dropped, random);
    if (isolated > 0 && isolated < policy.default_threshold)
      throw new AuditError('E_AUDIT_THRESHOLD', schema.name, monthKey(month), 1);
  }
  return { nested_pairs: nested, random_pairs: pairs };
}

async function read(
  folder: string,
  tables: readonly TableEntry[],
  schema: TableSchema,
  months: readonly Month[]
): Promise<Map<Month, WrittenMonth>> {
  const columns = GROUPING[schema.name]!;
  const entry = tables.find((table) => table.name === schema.name)!;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const rows = await answer(
      connection,
      `select month, ${columns.join(', ')}, visits from read_parquet($1) where month between $2 and $3 order by month`,
      [join(folder, entry.file), Math.min(...months), Math.max(...months)]
    );
    const month = rows.numbers('month');
    const visits = rows.numbers('visits');
    const keys = columns.map((column) => numbered(rows.texts(column)));
    const read = new Map<Month, WrittenMonth>();
    for (let from = 0, to = 0; from < rows.rows; from = to) {
      while (to < rows.rows && month[to] === month[from]) to++;
      read.set(month[from]!, {
        columns,
        keys: keys.map((key) => key.subarray(from, to)),
        visits: visits.subarray(from, to)
      });
    }
    return read;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const words = new Map<string, number>();

/** Texts as numbers, the same number for the same text in every table. */
function numbered(texts: readonly string[]): Int32Array {
  return Int32Array.from(texts, (text) => {
    let number = words.get(text);
    if (number === undefined) words.set(text, (number = words.size));
    return number;
  });
}

/** Visits by the values of some columns; the key is exact, since no column has more than 4,096 values. */
function sums(
  rows: WrittenMonth,
  by: readonly number[],
  leaveOut: (row: number) => boolean
): Map<string, number> {
  const totals = new Map<string, number>();
  for (let row = 0; row < rows.visits.length; row++) {
    if (leaveOut(row)) continue;
    let key = '';
    for (const column of by) key += `${rows.keys[column]![row]}.`;
    totals.set(key, (totals.get(key) ?? 0) + rows.visits[row]!);
  }
  return totals;
}

/** Compares one month of both tables place by place. @returns pairs compared */
function sameTotals(month: Month, place: string, age?: WrittenMonth, disease?: WrittenMonth): number {
  const of = (rows: WrittenMonth | undefined) =>
    rows ? sums(rows, [rows.columns.indexOf(place)], () => false) : new Map<string, number>();
  const [a, b] = [of(age), of(disease)];
  const places = new Set([...a.keys(), ...b.keys()]);
  const unequal = [...places].filter((key) => a.get(key) !== b.get(key)).length;
  if (unequal > 0) throw new AuditError('E_AUDIT_TOTALS', 'visits_by_disease', monthKey(month), unequal);
  return places.size;
}

/**
 * The least number of visits left above zero when a finer grouping, some of its groups not read, is taken from a coarser
 * one: 0 if nothing is left anywhere.
 */
function smallestRest(
  rows: WrittenMonth,
  fine: readonly number[],
  coarse: readonly number[],
  dropped: number,
  random: () => number
): number {
  const unread = new Set<string>();
  const keyAt = (row: number): string => fine.map((column) => rows.keys[column]![row]).join('.');
  for (let i = 0; i < dropped && rows.visits.length > 0; i++)
    unread.add(keyAt(Math.floor(random() * rows.visits.length)));
  const whole = sums(rows, coarse, () => false);
  const known = sums(rows, coarse, (row) => unread.size > 0 && unread.has(keyAt(row)));
  let least = Number.POSITIVE_INFINITY;
  for (const [key, visits] of whole) {
    const left = visits - (known.get(key) ?? 0);
    if (left !== 0) least = Math.min(least, left);
  }
  return Number.isFinite(least) ? least : 0;
}
