import type { Month } from '#lib/domain/period.ts';
import type { LeafCount } from '../count/engine.ts';
import { thresholdOf, type Policy } from '../policy.ts';
import { PublisherError } from '../publisher-error.ts';
import { GEOGRAPHY_LEAVES, GEOGRAPHY_TREE } from '../trees.ts';
import { exactCell, exactRows } from './exact-rows.ts';
import {
  restOfCell,
  restOfUnit,
  sumHidden,
  whyHidden,
  type HiddenBlocks,
  type HiddenRest
} from './hidden-blocks.ts';
import {
  changedSnapshot,
  geographyCounts,
  restCounts,
  unitCounts,
  type MonthEngine,
  type RestCount
} from './month-counts.ts';
import { columnsOf, unitsOf, type MonthUnit } from './month-units.ts';
import { isTotal, protectTree } from './protect-tree.ts';
import { ResidualError, type Rollup } from './rollup.ts';
import type { SafeCell } from './safe-cell.ts';
import type { SafeRows } from './safe-rows.ts';
import {
  protectUnit,
  rollupUnit,
  SIDE_NAMES,
  SIDES,
  type Side,
  type TreeCounts,
  type TreeRules
} from './unit-tables.ts';

export type ExactTable = `visits_by_${Side}`;

/** One unit of a protected month, as any reader can tell it from the rows. */
export interface ProtectedUnit {
  /** Its `unit` column: a geography leaf, or `<node>*REST`. */
  readonly unit: string;
  readonly area: string;
  /** Geography leaves it is made of. */
  readonly leaves: readonly string[];
  /** The largest threshold inside. */
  readonly threshold: number;
  /** Leaves of each table hidden in a REST of it: `sex|band`, `setting|chapter`. */
  readonly hidden: Readonly<Record<ExactTable, readonly string[]>>;
}

/** The safe rows of one month, and how the month fared. */
export interface ProtectedMonth {
  readonly month: Month;
  /** Rows of both exact tables, in the order they are written in. */
  readonly rows: Readonly<Record<ExactTable, SafeRows>>;
  readonly visits_by_age: readonly SafeCell[];
  readonly visits_by_disease: readonly SafeCell[];
  readonly units: readonly ProtectedUnit[];
  /** What is hidden and why: the plan of a dry run. */
  readonly hidden: readonly HiddenBlocks[];
  /** Rows of (leaf, patient) pairs the engine had to name, at most leaves × sum of (T + m − 1). */
  readonly memberships: number;
}

/**
 * Protects one month: rolls up geography to the month's units, then ages and diseases inside each unit, as the
 * disclosure scheme's star rule asks.
 * @throws PublisherError E_SDC_RESIDUAL if the whole month has fewer patients than its threshold, E_VALUE_RANGE if
 * somebody is in a leaf the policy calls structurally empty, E_COUNT_INEXACT if two answers of the engine do not fit
 */
export async function protectMonth(
  month: Month,
  engine: MonthEngine,
  policy: Policy
): Promise<ProtectedMonth> {
  const rules = rulesOf(policy);
  const threshold = (leaf: string) => thresholdOf(policy, leaf);

  const geography = await geographyCounts(month, engine, Math.max(...GEOGRAPHY_LEAVES.map(threshold)));
  refuseImpossible(month, GEOGRAPHY_LEAVES, geography, rules.geography);
  const skeleton = rollGeography(month, geography, rules.geography, threshold);
  const units = unitsOf(skeleton, geography.counts, threshold);

  const counted = await unitCounts(month, engine, units);
  for (const of of counted)
    for (const side of SIDE_NAMES) refuseImpossible(month, SIDES[side].leaves, of[side], rules[side]);
  const rolled = units.map((unit, block) =>
    protectUnit(counted[block]!, rules, unit.threshold, policy.structural_links)
  );

  const restCount = await restCounts(month, engine, rolled);
  const blocks = units.flatMap((unit, block) =>
    SIDE_NAMES.map((side) =>
      blocksOf(month, unit, side, rolled[block]![side], counted[block]![side], (node) =>
        restCount(block, side, node)
      )
    )
  );
  const cellsOf = (side: Side) => blocks.filter((b) => b.side === side).flatMap((b) => b.cells);
  return {
    month,
    rows: {
      visits_by_age: exactRows('age', month, cellsOf('age')),
      visits_by_disease: exactRows('disease', month, cellsOf('disease'))
    },
    visits_by_age: cellsOf('age'),
    visits_by_disease: cellsOf('disease'),
    units: units.map((unit, block) => protectedUnit(unit, rolled[block]!)),
    hidden: sumHidden([
      ...mergedUnits(units, geography.counts, threshold),
      ...blocks.flatMap((b) => b.hidden)
    ]),
    memberships: [geography, ...counted.flatMap((of) => SIDE_NAMES.map((side) => of[side]))]
      .flatMap(({ members }) => [...members.values()])
      .reduce((sum, list) => sum + list.length, 0)
  };
}

type MonthRules = Readonly<Record<Side | 'geography', TreeRules>>;
const kept = new WeakMap<Policy, MonthRules>();

/** Orders and structural zeros by tree; kept, so that a tree's shape is found once. */
function rulesOf(policy: Policy): MonthRules {
  let rules = kept.get(policy);
  if (!rules) {
    const structuralZero = new Set(policy.structural_zeros);
    const of = (order: readonly string[]): TreeRules => ({
      rank: new Map(order.map((leaf, i) => [leaf, i])),
      structuralZero
    });
    const { geography, age, disease } = policy.pull_order;
    kept.set(policy, (rules = { geography: of(geography), age: of(age), disease: of(disease) }));
  }
  return rules;
}

function refuseImpossible(
  month: Month,
  leaves: readonly string[],
  { counts }: TreeCounts,
  { structuralZero }: TreeRules
): void {
  const impossible = counts.filter((c) => structuralZero.has(leaves[c.leaf]!)).length;
  if (impossible > 0)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Month ${month} holds visits in ${impossible} leaves that the policy lists in structural_zeros; correct the source, or take them off the list.`
    );
}

function rollGeography(
  month: Month,
  counts: TreeCounts,
  rules: TreeRules,
  threshold: (leaf: string) => number
): Rollup {
  try {
    return protectTree(
      rollupUnit({ tree: GEOGRAPHY_TREE, leaves: GEOGRAPHY_LEAVES }, counts, rules, threshold)
    );
  } catch (cause) {
    if (!(cause instanceof ResidualError)) throw cause;
    throw new PublisherError(
      'E_SDC_RESIDUAL',
      `Month ${month} has fewer patients than its threshold in all, so nothing of it can be published; leave the month out or publish a larger source.`,
      { cause }
    );
  }
}

/** The rows of one table of one unit, and what its RESTs hide. */
function blocksOf(
  month: Month,
  unit: MonthUnit,
  side: Side,
  result: Rollup,
  { counts }: TreeCounts,
  restCount: (node: string) => RestCount
): { side: Side; cells: SafeCell[]; hidden: HiddenRest[] } {
  const own = new Map(counts.map((c) => [SIDES[side].leaves[c.leaf]!, c]));
  const leaves = result.published.map((node) =>
    exactCell(month, unit, side, { node, rest: false, hiddenLeaves: 0, ...own.get(node)! })
  );
  const rests = result.rests.map(({ node, hidden }) =>
    exactCell(month, unit, side, { node, rest: true, hiddenLeaves: hidden.length, ...restCount(node) })
  );
  const cells = [...leaves, ...rests];
  if (cells.reduce((sum, cell) => sum + cell.visits, 0) !== unit.visits)
    throw changedSnapshot(month, `the rows of visits_by_${side} do not add up to the visits of a unit`);
  const alone = isTotal(SIDES[side], result);
  const pulled = result.rests.map((rest) =>
    rest.leaves.some((leaf) => (own.get(leaf)?.patients ?? 0) >= unit.threshold)
  );
  return {
    side,
    cells,
    hidden: rests.map((cell, i) => restOfCell(`visits_by_${side}`, cell, whyHidden(alone, pulled[i]!)))
  };
}

function mergedUnits(
  units: readonly MonthUnit[],
  counts: readonly LeafCount[],
  threshold: (leaf: string) => number
): HiddenRest[] {
  const safe = new Set(
    counts
      .map((c) => [GEOGRAPHY_LEAVES[c.leaf]!, c.patients] as const)
      .filter(([leaf, patients]) => patients >= threshold(leaf))
      .map(([leaf]) => leaf)
  );
  return units
    .filter((unit) => unit.rest)
    .map((unit) =>
      restOfUnit(
        unit,
        whyHidden(
          units.length === 1,
          unit.leaves.some((l) => safe.has(l))
        )
      )
    );
}

function protectedUnit(unit: MonthUnit, rolled: Readonly<Record<Side, Rollup>>): ProtectedUnit {
  const [, area, , name] = columnsOf(unit);
  const hidden = (side: Side) => rolled[side].rests.flatMap((rest) => rest.hidden);
  return {
    unit: name,
    area,
    leaves: unit.leaves,
    threshold: unit.threshold,
    hidden: { visits_by_age: hidden('age'), visits_by_disease: hidden('disease') }
  };
}
