import type { Month } from '#lib/domain/period.ts';
import type { CountingEngine, LeafCount } from '../count/engine.ts';
import { PublisherError } from '../publisher-error.ts';
import { GEOGRAPHY_LEAVES } from '../trees.ts';
import type { MonthUnit } from './month-units.ts';
import { needsMembers, type Rollup } from './rollup.ts';
import { SIDE_NAMES, SIDES, type Side, type TreeCounts } from './unit-tables.ts';

/** What protect asks of the engine that holds the visits. */
export type MonthEngine = Pick<
  CountingEngine,
  'leafCounts' | 'leafMembers' | 'setUnits' | 'unitLeafCounts' | 'unitLeafMembers' | 'restPatients'
>;

/** Visits and distinct patients of a REST. */
export type RestCount = Pick<LeafCount, 'visits' | 'patients'>;

/** Counts of the geography leaves, and the patients of small ones. */
export async function geographyCounts(
  month: Month,
  engine: MonthEngine,
  largestThreshold: number
): Promise<TreeCounts> {
  const counts = await engine.leafCounts(month);
  const small = counts.filter((c) => needsMembers(c.patients, largestThreshold));
  const members = await engine.leafMembers(
    month,
    small.map((c) => c.leaf)
  );
  for (const { leaf, patients } of small) refuseOtherNumber(month, members.get(leaf), patients);
  return { counts, members };
}

/** Counts of the leaves of both trees in each unit, and the patients of small ones. */
export async function unitCounts(
  month: Month,
  engine: MonthEngine,
  units: readonly MonthUnit[]
): Promise<Record<Side, TreeCounts>[]> {
  await engine.setUnits(
    units.flatMap((unit, block) =>
      unit.leaves.map((leaf) => [GEOGRAPHY_LEAVES.indexOf(leaf), block] as const)
    )
  );
  const counts = await engine.unitLeafCounts(month);
  const of = (block: number, side: Side): readonly LeafCount[] => counts.get(`${block}/${side}`) ?? [];
  const small = units.flatMap((unit, block) =>
    SIDE_NAMES.flatMap((side) =>
      of(block, side)
        .filter((c) => needsMembers(c.patients, unit.threshold))
        .map(({ leaf, patients }) => ({ block, side, leaf, patients }))
    )
  );
  const named = await engine.unitLeafMembers(
    month,
    small.map(({ block, side, leaf }) => [block, side, leaf])
  );
  const members = units.map(() => ({
    age: new Map<number, readonly number[]>(),
    disease: new Map<number, readonly number[]>()
  }));
  for (const { block, side, leaf, patients } of small) {
    const list = named.get(`${block}/${side}/${leaf}`);
    members[block]![side].set(leaf, refuseOtherNumber(month, list, patients));
  }
  return units.map((_, block) => ({
    age: { counts: of(block, 'age'), members: members[block]!.age },
    disease: { counts: of(block, 'disease'), members: members[block]!.disease }
  }));
}

/** Visits and patients of every REST of the month's units, by `block/side/node`. */
export async function restCounts(
  month: Month,
  engine: MonthEngine,
  rolled: readonly Readonly<Record<Side, Rollup>>[]
): Promise<(block: number, side: Side, node: string) => RestCount> {
  const rests = rolled.flatMap((results, block) =>
    SIDE_NAMES.flatMap((side) => results[side].rests.map((rest) => ({ block, side, rest })))
  );
  const counts = await engine.restPatients(
    month,
    rests.flatMap(({ block, side, rest }, i) =>
      rest.leaves.map((leaf) => [i, block, side, SIDES[side].leaves.indexOf(leaf)] as const)
    )
  );
  const byKey = new Map(
    rests.map(({ block, side, rest }, i) => [`${block}/${side}/${rest.node}`, counts.get(i)])
  );
  return (block, side, node) => {
    const count = byKey.get(`${block}/${side}/${node}`);
    if (!count) throw changedSnapshot(month, 'the engine counted nobody in a REST that holds patients');
    return count;
  };
}

/** The error of two answers of the engine that do not fit together. */
export const changedSnapshot = (month: Month, what: string): PublisherError =>
  new PublisherError(
    'E_COUNT_INEXACT',
    `Month ${month}: ${what}; its snapshot changed between queries. Publish again from a frozen source.`
  );

function refuseOtherNumber(
  month: Month,
  members: readonly number[] | undefined,
  patients: number
): readonly number[] {
  if (members?.length !== patients)
    throw changedSnapshot(month, 'the engine named more or fewer patients of a small leaf than it counted');
  return members;
}
