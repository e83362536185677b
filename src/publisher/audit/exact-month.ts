import type { DuckDBConnection } from '@duckdb/node-api';
import { monthKey, type Month, type PeriodKey } from '#lib/domain/period.ts';
import type { Policy } from '../policy.ts';
import { exactSides, type ExactSide } from './exact-sides.ts';
import { MonthRecords, SKELETON, type Count, type LaidSide } from './month-records.ts';
import { hiddenByRest, ownRollup, valuesToKeep } from './own-rollup.ts';
import { unionOf } from './patient-union.ts';
import { writtenBlocks, type WrittenBlock, type WrittenMonth } from './written-blocks.ts';

/** A block as written, with the leaves the auditor finds in it and what the records say of them. */
export interface AuditedBlock {
  /** A leaf's number, or a node's as −1 − number. */
  readonly at: number;
  /** Its row; null for a unit of the month, which is no row of its own. */
  readonly written: WrittenBlock | null;
  /** Of a REST, the leaves without a row whose nearest REST it is; of a leaf, itself. */
  readonly leaves: readonly number[];
  readonly truth: Count;
}

/** One tree of one unit, or the tree of places: its blocks, and the records by leaf. */
export interface AuditedSide {
  readonly side: ExactSide;
  readonly blocks: readonly AuditedBlock[];
  /** By leaf. */
  readonly threshold: readonly number[];
  /** By leaf. */
  readonly counts: readonly Count[];
  /** Patients of the leaves with 0 < np < T + m(T), T the largest of the tree; of no other leaf. */
  readonly members: ReadonlyMap<number, readonly number[]>;
  /** Every visit of the unit, whether or not a block covers it. */
  readonly visits: number;
  /** The unit's name, for the private file. */
  readonly where: string;
}

export interface AuditedUnit {
  readonly age: AuditedSide;
  readonly disease: AuditedSide;
}

/** One month of the exact tables beside the records it was made of. */
export interface AuditedMonth {
  readonly month: Month;
  readonly period: PeriodKey;
  /** Its units as blocks of the tree of places, in the order of `units`. */
  readonly skeleton: AuditedSide;
  readonly units: readonly AuditedUnit[];
}

/**
 * Reads a month: lays its records (table `visit`) to the written blocks, each to its own row or the nearest REST above
 * its leaf, and counts them.
 * @throws AuditError E_AUDIT_SENSITIVE, E_AUDIT_COLUMN for rows that cannot be read
 */
export async function readExactMonth(
  connection: DuckDBConnection,
  written: WrittenMonth,
  policy: Policy
): Promise<AuditedMonth> {
  const sides = exactSides(policy);
  const rows = {
    age: writtenBlocks(written, sides, 'age'),
    disease: writtenBlocks(written, sides, 'disease')
  };
  const places = [...new Set([...rows.age, ...rows.disease].map((row) => row.place))].sort((a, b) => a - b);
  const skeleton = laid(sides.place, SKELETON, places);
  const units = places.flatMap((place, unit) =>
    (['age', 'disease'] as const).map((name) => {
      const own = rows[name].filter((row) => row.place === place);
      return {
        ...laid(
          sides[name],
          unit,
          own.map((row) => row.at)
        ),
        rows: own
      };
    })
  );
  const records = await MonthRecords.of(connection, written.month, skeleton, units);

  const thresholds = sides.place.shape.leaves.map(
    (leaf) => policy.thresholds[leaf] ?? policy.default_threshold
  );
  const [audited] = await withMembers(records, [
    { ...skeleton, rows: null, thresholds, where: 'units of the month' }
  ]);
  const unitThresholds = thresholdsOf(audited!);
  const inside = await withMembers(
    records,
    units.map((unit) => ({
      ...unit,
      thresholds: unit.side.shape.leaves.map(() => unitThresholds[unit.unit]!),
      where: nameOf(sides.place, places[unit.unit]!)
    }))
  );
  return {
    month: written.month,
    period: monthKey(written.month),
    skeleton: audited!,
    units: places.map((_, i) => ({ age: inside[2 * i]!, disease: inside[2 * i + 1]! }))
  };
}

/** A leaf's name, or a node's with its mark. */
export const nameOf = ({ shape }: ExactSide, at: number): string =>
  at < 0 ? `${shape.nodes[-1 - at]!.name}*REST` : shape.leaves[at]!;

interface Draft extends LaidSide {
  readonly blocks: readonly number[];
}

function laid(side: ExactSide, unit: number, blocks: readonly number[]): Draft {
  const hidden = hiddenByRest(
    side.shape,
    blocks.filter((at) => at >= 0),
    blocks.filter((at) => at < 0).map((at) => -1 - at)
  );
  return { side, unit, blocks, leaves: blocks.map((at) => (at < 0 ? hidden.get(-1 - at)! : [at])) };
}

interface Wanted extends Draft {
  readonly rows: readonly WrittenBlock[] | null;
  readonly thresholds: readonly number[];
  readonly where: string;
}

async function withMembers(records: MonthRecords, wanted: readonly Wanted[]): Promise<AuditedSide[]> {
  const counted = wanted.map((draft) =>
    draft.side.shape.leaves.map((_, leaf) => records.ofLeaf(draft, leaf))
  );
  const members = await records.membersOf(
    wanted.map(({ side, unit, thresholds }, i) => {
      const largest = Math.max(...thresholds);
      const isSmall = ({ patients }: Count): boolean =>
        patients > 0 && patients < largest + valuesToKeep(largest);
      return { side, unit, small: [...counted[i]!.keys()].filter((leaf) => isSmall(counted[i]![leaf]!)) };
    })
  );
  return wanted.map((draft, i) => ({
    side: draft.side,
    blocks: draft.blocks.map((at, block) => ({
      at,
      written: draft.rows?.[block] ?? null,
      leaves: draft.leaves[block]!,
      truth: records.ofBlock(draft, block)
    })),
    threshold: draft.thresholds,
    counts: counted[i]!,
    members: members[i]!,
    visits: records.visitsOf(draft),
    where: draft.where
  }));
}

/**
 * The threshold of each unit of the month: the largest inside. Which places joined a merged unit is not written, only
 * which may have; the rule tells, and where it was mended since, the places somebody came from.
 */
function thresholdsOf({ side, blocks, threshold, counts, members }: AuditedSide): number[] {
  const patients = counts.map((count) => count.patients);
  const rule = ownRollup(side.shape, { patients, threshold, union: unionOf(patients, members) });
  return blocks.map(({ at, leaves }) => {
    const inhabited = leaves.filter((leaf) => patients[leaf]! > 0);
    const joined = rule.rests.find((rest) => -1 - rest.node === at)?.hidden ?? [];
    const inside = inhabited.every((leaf) => joined.includes(leaf)) ? joined : inhabited;
    return Math.max(...(inside.length > 0 ? inside : leaves).map((leaf) => threshold[leaf]!));
  });
}
