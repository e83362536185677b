import type { DuckDBConnection } from '@duckdb/node-api';
import { AGE5, age3Of, age6Of } from '#lib/domain/age-band.ts';
import { REST } from '#lib/domain/geography.ts';
import type { Month } from '#lib/domain/period.ts';
import type { Policy } from '../policy.ts';
import { AGE_LEAVES, DISEASE_LEAVES } from '../trees.ts';
import { answer, ask } from './audit-answer.ts';
import { placesOf, thresholdOfPlace, type Place } from './joint-places.ts';

export type ExactTable = 'visits_by_age' | 'visits_by_disease';

interface ExactTree {
  readonly leaves: readonly string[];
  readonly columns: readonly string[];
  /** Key columns of each leaf's row, and of the REST rows above it, nearest first. */
  readonly pathOf: readonly (readonly string[])[];
}

const rest = (known: readonly string[], columns: number): string =>
  [...known, ...Array<string>(columns - known.length).fill(REST)].join('|');

/** The two exact tables' trees as their rows spell them. */
export const EXACT_TREES: Readonly<Record<ExactTable, ExactTree>> = {
  visits_by_age: {
    leaves: AGE_LEAVES,
    columns: ['age3', 'age6', 'sex', 'age5'],
    pathOf: AGE_LEAVES.map((leaf) => {
      const [sex, band] = leaf.split('|') as [string, (typeof AGE5)[number]];
      const keys = [age3Of(age6Of(band)), age6Of(band), sex, band];
      return [4, 3, 2, 1, 0].map((known) => rest(keys.slice(0, known), 4));
    })
  },
  visits_by_disease: {
    leaves: DISEASE_LEAVES,
    columns: ['setting', 'chapter'],
    pathOf: DISEASE_LEAVES.map((leaf) => {
      const keys = leaf.split('|');
      return [2, 1, 0].map((known) => rest(keys.slice(0, known), 2));
    })
  }
};

/** Several leaves published as one row. */
export interface HiddenGroup {
  readonly visits: number;
  readonly leaves: readonly number[];
  /** Visits of each leaf in a table that fits, in the order of `leaves`. */
  readonly point: readonly number[];
}

/** One unit of one month in one exact table. */
export interface ExactUnit {
  readonly month: Month;
  readonly place: Place;
  readonly threshold: number;
  /** Visits of the leaves that have a row; NaN of the others. */
  readonly shown: Float64Array;
  readonly hidden: readonly HiddenGroup[];
  /** Whether the records have changed since these rows were published. */
  readonly drifted: boolean;
}

/** What the records say of the leaves of some months: visits by month, place and leaf; null without records. */
export type LeafVisits = (table: ExactTable, month: Month, geography: number) => Float64Array | undefined;

/** Counts every leaf of some months from the records. */
export async function leafVisits(
  connection: DuckDBConnection,
  first_month: Month,
  last_month: Month
): Promise<LeafVisits> {
  const columns = await ask(connection, 'joint_exact_leaves', { first_month, last_month });
  const [months, places, leaves, visits] = ['month', 'geography', 'leaf', 'visits'].map(columns.numbers);
  const trees = columns.texts('tree');
  const found = new Map<string, Float64Array>();
  for (let i = 0; i < columns.rows; i++) {
    const table = trees[i] as ExactTable;
    const key = `${table}|${months![i]}|${places![i]}`;
    let counts = found.get(key);
    if (!counts) found.set(key, (counts = new Float64Array(EXACT_TREES[table].leaves.length)));
    counts[leaves![i]!] = visits![i]!;
  }
  return (table, month, geography) => found.get(`${table}|${month}|${geography}`);
}

/** Reads the written rows of an exact table over some months, as units with what they show and hide. */
export async function exactUnits(
  connection: DuckDBConnection,
  table: ExactTable,
  first_month: Month,
  last_month: Month,
  policy: Policy,
  visits: LeafVisits | null
): Promise<ExactUnit[]> {
  const tree = EXACT_TREES[table];
  const columns = await answer(
    connection,
    `select month, area, unit, concat_ws('|', ${tree.columns.join(', ')}) as key, visits from audited_${table} where month between $1 and $2 order by month, unit`,
    [first_month, last_month]
  );
  const [months, counts] = [columns.numbers('month'), columns.numbers('visits')];
  const [areas, units, keys] = [columns.texts('area'), columns.texts('unit'), columns.texts('key')];
  const zeros = new Set(policy.structural_zeros);
  const read: ExactUnit[] = [];
  for (let from = 0; from < columns.rows;) {
    const month = months[from]!;
    const rowsOf = new Map<string, Map<string, number>>();
    const areaOf = new Map<string, string>();
    let to = from;
    for (; to < columns.rows && months[to] === month; to++) {
      areaOf.set(units[to]!, areas[to]!);
      let rows = rowsOf.get(units[to]!);
      if (!rows) rowsOf.set(units[to]!, (rows = new Map()));
      rows.set(keys[to]!, counts[to]!);
    }
    for (const place of placesOf(areaOf))
      read.push(unitOf(tree, month, place, rowsOf.get(place.unit)!, zeros, policy, recordsOf(place, month)));
    from = to;
  }
  return read;

  function recordsOf(place: Place, month: Month) {
    return visits && { of: (leaf: number) => visits(table, month, leaf), place };
  }
}

interface PlaceRecords {
  readonly place: Place;
  readonly of: (geography: number) => Float64Array | undefined;
}

function unitOf(
  tree: ExactTree,
  month: Month,
  place: Place,
  rows: ReadonlyMap<string, number>,
  zeros: ReadonlySet<string>,
  policy: Policy,
  records: PlaceRecords | null
): ExactUnit {
  const truth = new Float64Array(tree.leaves.length);
  for (const geography of records ? place.leaves : [])
    records!.of(geography)?.forEach((count, leaf) => (truth[leaf]! += count));

  const shown = new Float64Array(tree.leaves.length);
  const groups = new Map<string, number[]>();
  let drifted = false;
  tree.leaves.forEach((leaf, i) => {
    const [own, ...above] = tree.pathOf[i]!;
    const visits = rows.get(own!);
    if (visits !== undefined) {
      shown[i] = visits;
      drifted ||= records !== null && truth[i] !== visits;
      return;
    }
    const group = zeros.has(leaf) ? undefined : above.find((key) => rows.has(key));
    if (group === undefined) {
      // without a REST above it a leaf without a row holds nobody
      drifted ||= truth[i] !== 0;
      return;
    }
    shown[i] = Number.NaN;
    const list = groups.get(group);
    if (list) list.push(i);
    else groups.set(group, [i]);
  });
  const hidden = [...groups].map(([key, leaves]): HiddenGroup => {
    const visits = rows.get(key)!;
    const counted = leaves.map((leaf) => truth[leaf]!);
    const point = fitted(counted, visits);
    drifted ||= records !== null && point !== counted;
    return { visits, leaves, point };
  });
  return {
    month,
    place,
    threshold: thresholdOfPlace(policy, place, (leaf) => records === null || records.of(leaf) !== undefined),
    shown,
    hidden,
    drifted
  };
}

/** The counts made to add up, the first ones changed as far as they go; the same list if they do already. */
function fitted(counts: readonly number[], total: number): readonly number[] {
  let missing = total - counts.reduce((sum, count) => sum + count, 0);
  if (missing === 0) return counts;
  return counts.map((count) => {
    const change = Math.max(-count, missing);
    missing -= change;
    return count + change;
  });
}

/** The leaf's name in the private file. */
export const leafName = (table: ExactTable, leaf: number): string => EXACT_TREES[table].leaves[leaf]!;
