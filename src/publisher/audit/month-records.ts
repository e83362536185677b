import type { DuckDBConnection } from '@duckdb/node-api';
import type { Month } from '#lib/domain/period.ts';
import { ask } from './audit-answer.ts';
import type { ExactSide } from './exact-sides.ts';
import { fillTable } from './fill-table.ts';

/** Visits and distinct patients, from the records. */
export interface Count {
  readonly visits: number;
  readonly patients: number;
}

export const NOBODY: Count = { visits: 0, patients: 0 };

/** A tree of a unit; the units of the month are unit −1. */
export interface SideOfUnit {
  readonly side: ExactSide;
  readonly unit: number;
}

/** A tree of a unit with the leaves, numbered as in its shape, that lie in each of its blocks. */
export interface LaidSide extends SideOfUnit {
  readonly leaves: readonly (readonly number[])[];
}

/** The unit number of the month's own tree of places. */
export const SKELETON = -1;

/**
 * The records of one month (table `visit`), laid to written blocks leaf by leaf and counted by the auditor's own
 * queries, whatever was counted before.
 */
export class MonthRecords {
  readonly #counts = new Map<string, Count>();

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly month: Month
  ) {}

  /** @param skeleton the places in each unit of the month */
  static async of(
    connection: DuckDBConnection,
    month: Month,
    skeleton: LaidSide,
    laid: readonly LaidSide[]
  ): Promise<MonthRecords> {
    const records = new MonthRecords(connection, month);
    await fillTable(
      connection,
      'audit_unit',
      { unit: 'integer', geography: 'integer' },
      skeleton.leaves.flatMap((leaves, unit) =>
        leaves.map((leaf) => [unit, recordedNumber(skeleton.side, leaf)])
      )
    );
    await fillTable(
      connection,
      'audit_block',
      { side: 'varchar', unit: 'integer', block: 'integer', leaf: 'integer' },
      laid.flatMap(({ side, unit, leaves }) =>
        leaves.flatMap((list, block) =>
          list.map((leaf) => [side.name, unit, block, recordedNumber(side, leaf)])
        )
      )
    );
    for (const of of ['leaf', 'block'] as const) {
      const columns = await ask(connection, of === 'leaf' ? 'exact_leaves' : 'exact_blocks', { month });
      const [units, numbers, visits, patients] = ['unit', of, 'visits', 'patients'].map(columns.numbers);
      columns.texts('side').forEach((side, i) =>
        records.#counts.set(`${of}/${side}/${units![i]}/${numbers![i]}`, {
          visits: visits![i]!,
          patients: patients![i]!
        })
      );
    }
    return records;
  }

  /** What a leaf, numbered as in the shape, holds. */
  ofLeaf({ side, unit }: SideOfUnit, leaf: number): Count {
    return this.#counts.get(`leaf/${side.name}/${unit}/${recordedNumber(side, leaf)}`) ?? NOBODY;
  }

  /** What a block holds, by its place among the blocks laid. */
  ofBlock({ side, unit }: SideOfUnit, block: number): Count {
    return this.#counts.get(`block/${side.name}/${unit}/${block}`) ?? NOBODY;
  }

  /** Every visit of a unit, whether or not a block covers it. */
  visitsOf({ side, unit }: SideOfUnit): number {
    return side.recorded.reduce(
      (sum, _, i) => sum + (this.#counts.get(`leaf/${side.name}/${unit}/${i}`)?.visits ?? 0),
      0
    );
  }

  /** The patients of some leaves of some trees, by tree in the order given and leaf. */
  async membersOf(
    asked: readonly (SideOfUnit & { readonly small: readonly number[] })[]
  ): Promise<Map<number, number[]>[]> {
    await fillTable(
      this.connection,
      'audit_small',
      { side: 'varchar', unit: 'integer', leaf: 'integer' },
      asked.flatMap(({ side, unit, small }) =>
        small.map((leaf) => [side.name, unit, recordedNumber(side, leaf)])
      )
    );
    const columns = await ask(this.connection, 'exact_members', { month: this.month });
    const [units, leaves, patients] = ['unit', 'leaf', 'patient'].map(columns.numbers);
    const placeOf = new Map(asked.map(({ side, unit }, i) => [`${side.name}/${unit}`, i]));
    const members = asked.map(() => new Map<number, number[]>());
    columns.texts('side').forEach((name, i) => {
      const place = placeOf.get(`${name}/${units![i]}`)!;
      const { side } = asked[place]!;
      const leaf = side.shape.leafOf.get(side.recorded[leaves![i]!]!)!;
      const list = members[place]!.get(leaf);
      if (list) list.push(patients![i]!);
      else members[place]!.set(leaf, [patients![i]!]);
    });
    return members;
  }
}

const numbers = new WeakMap<ExactSide, readonly number[]>();

/** The number the records give a leaf of the shape. */
function recordedNumber(side: ExactSide, leaf: number): number {
  let of = numbers.get(side);
  if (!of) {
    const recorded = new Map(side.recorded.map((name, i) => [name, i]));
    numbers.set(side, (of = side.shape.leaves.map((name) => recorded.get(name)!)));
  }
  return of[leaf]!;
}
