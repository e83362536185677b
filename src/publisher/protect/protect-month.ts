import { patientsBandOf } from '#lib/domain/patients-band.ts';
import type { Month } from '#lib/domain/period.ts';
import type { CountingEngine, LeafCount } from '../count/engine.ts';
import { thresholdOf, type Policy } from '../policy.ts';
import { PublisherError } from '../publisher-error.ts';
import {
  AGE_LEAVES,
  AGE_TREE,
  ageColumns,
  DISEASE_LEAVES,
  DISEASE_TREE,
  diseaseColumns,
  GEOGRAPHY_LEAVES,
  GEOGRAPHY_TREE,
  geographyColumns
} from '../trees.ts';
import { needsMembers, ResidualError, rollup, type Rollup, type RollupTree } from './rollup.ts';
import { safeCell, type SafeCell } from './safe-cell.ts';

/** The safe rows of one month, and how the month fared. */
export interface ProtectedMonth {
  readonly month: Month;
  readonly visits_by_age: readonly SafeCell[];
  readonly visits_by_disease: readonly SafeCell[];
  /** Rows of (leaf, patient) pairs the engine had to name, at most leaves × sum of (T + m − 1). */
  readonly memberships: number;
}

interface Unit {
  readonly node: string;
  readonly rest: boolean;
  readonly leaves: readonly number[];
  readonly threshold: number;
  readonly hiddenLeaves: number;
}

const SIDES = [
  { tree: 'age', shape: AGE_TREE, leaves: AGE_LEAVES },
  { tree: 'disease', shape: DISEASE_TREE, leaves: DISEASE_LEAVES }
] as const;

interface Order {
  readonly geography: ReadonlyMap<string, number>;
  readonly age: ReadonlyMap<string, number>;
  readonly disease: ReadonlyMap<string, number>;
}

const orders = new WeakMap<Policy, Order>();

function orderOf(policy: Policy): Order {
  let order = orders.get(policy);
  if (!order) {
    const ranks = (leaves: readonly string[]) => new Map(leaves.map((leaf, i) => [leaf, i]));
    order = {
      geography: ranks(policy.pull_order.geography),
      age: ranks(policy.pull_order.age),
      disease: ranks(policy.pull_order.disease)
    };
    orders.set(policy, order);
  }
  return order;
}

/**
 * Protects one month: rolls up geography to the month's units, then ages and diseases inside each unit, as the
 * disclosure scheme's star rule asks.
 * @throws PublisherError E_SDC_RESIDUAL if the whole month has fewer patients than its threshold
 */
export async function protectMonth(
  month: Month,
  engine: CountingEngine,
  policy: Policy
): Promise<ProtectedMonth> {
  const order = orderOf(policy);
  const zero = new Set(policy.structural_zeros);
  const threshold = (leaf: string) => thresholdOf(policy, leaf);
  let memberships = 0;

  const counts = await engine.leafCounts(month);
  const largest = Math.max(...GEOGRAPHY_LEAVES.map(threshold));
  const small = await engine.leafMembers(
    month,
    counts.filter((c) => needsMembers(c.patients, largest)).map((c) => c.leaf)
  );
  memberships += sizeOf(small);
  const skeleton = roll(
    month,
    GEOGRAPHY_TREE,
    GEOGRAPHY_LEAVES,
    counts,
    threshold,
    order.geography,
    zero,
    (leaf) => small.get(leaf) ?? []
  );
  const units = unitsOf(skeleton, counts, threshold);
  await engine.setUnits(units.flatMap((unit, block) => unit.leaves.map((leaf) => [leaf, block] as const)));

  const unitCounts = await engine.unitLeafCounts(month);
  const asked = units.flatMap((unit, block) =>
    SIDES.flatMap(({ tree }) =>
      (unitCounts.get(`${block}/${tree}`) ?? [])
        .filter((c) => needsMembers(c.patients, unit.threshold))
        .map((c) => [block, tree, c.leaf] as const)
    )
  );
  const members = await engine.unitLeafMembers(month, asked);
  memberships += sizeOf(members);

  const rolled = units.flatMap((unit, block) =>
    SIDES.map(({ tree, shape, leaves }) => {
      const own = unitCounts.get(`${block}/${tree}`) ?? [];
      const result = roll(
        month,
        shape,
        leaves,
        own,
        () => unit.threshold,
        order[tree],
        zero,
        (leaf) => members.get(`${block}/${tree}/${leaf}`) ?? []
      );
      return { unit, block, tree, leaves, result, own: new Map(own.map((c) => [c.leaf, c])) };
    })
  );
  const rests = rolled.flatMap(({ block, tree, leaves, result }) =>
    result.rests.map((rest) => ({
      block,
      tree,
      node: rest.node,
      leaves: rest.leaves.map((leaf) => leaves.indexOf(leaf))
    }))
  );
  const restCounts = await engine.restPatients(
    month,
    rests.flatMap((rest, i) => rest.leaves.map((leaf) => [i, rest.block, rest.tree, leaf] as const))
  );
  const restIndex = new Map(rests.map((rest, i) => [`${rest.block}/${rest.tree}/${rest.node}`, i]));

  const tables: Record<'age' | 'disease', SafeCell[]> = { age: [], disease: [] };
  for (const { unit, block, tree, leaves, result, own } of rolled) {
    const geography = geographyColumns(unit.node, unit.rest);
    for (const leaf of result.published) {
      const count = own.get(leaves.indexOf(leaf))!;
      tables[tree].push(cellOf(month, geography, tree, leaf, false, 0, count, unit.threshold));
    }
    for (const rest of result.rests) {
      const count = restCounts.get(restIndex.get(`${block}/${tree}/${rest.node}`)!);
      if (!count)
        throw new PublisherError(
          'E_COUNT_INEXACT',
          `Month ${month}: the engine counted nobody in a REST that holds patients; its snapshot changed between queries. Publish again from a frozen source.`
        );
      tables[tree].push(
        cellOf(month, geography, tree, rest.node, true, rest.hiddenLeaves, count, unit.threshold)
      );
    }
  }
  checkTotals(month, counts, tables);
  return { month, visits_by_age: tables.age, visits_by_disease: tables.disease, memberships };
}

function roll(
  month: Month,
  tree: RollupTree,
  names: readonly string[],
  counts: readonly LeafCount[],
  threshold: (leaf: string) => number,
  rank: ReadonlyMap<string, number>,
  structuralZero: ReadonlySet<string>,
  members: (leaf: number) => readonly number[]
): Rollup {
  const patients = new Map(counts.map((c) => [names[c.leaf]!, c.patients]));
  const index = new Map(names.map((name, i) => [name, i]));
  try {
    return rollup({
      tree,
      patients: (leaf) => patients.get(leaf) ?? 0,
      threshold,
      rank: (leaf) => rank.get(leaf)!,
      structuralZero,
      members: (leaf) => members(index.get(leaf)!)
    });
  } catch (cause) {
    if (!(cause instanceof ResidualError)) throw cause;
    throw new PublisherError(
      'E_SDC_RESIDUAL',
      `Month ${month} has fewer patients than its threshold in all, so nothing of it can be published; leave the month out or publish a larger source.`,
      { cause }
    );
  }
}

function unitsOf(
  skeleton: Rollup,
  counts: readonly LeafCount[],
  threshold: (leaf: string) => number
): Unit[] {
  const present = new Set(counts.map((c) => c.leaf));
  const single = skeleton.published.map((leaf): Unit => ({
    node: leaf,
    rest: false,
    leaves: [GEOGRAPHY_LEAVES.indexOf(leaf)],
    threshold: threshold(leaf),
    hiddenLeaves: 0
  }));
  const merged = skeleton.rests.map((rest): Unit => ({
    node: rest.node,
    rest: true,
    leaves: rest.leaves.map((leaf) => GEOGRAPHY_LEAVES.indexOf(leaf)).filter((leaf) => present.has(leaf)),
    threshold: Math.max(...rest.leaves.map(threshold)),
    hiddenLeaves: rest.hiddenLeaves
  }));
  return [...single, ...merged];
}

function cellOf(
  month: Month,
  geography: readonly string[],
  tree: 'age' | 'disease',
  node: string,
  rest: boolean,
  hidden: number,
  count: { visits: number; patients: number },
  threshold: number
): SafeCell {
  if (count.patients < threshold)
    throw new PublisherError(
      'E_SDC_RESIDUAL',
      `Month ${month}: a block of visits_by_${tree} would hold fewer patients than its threshold; nothing was published. Report this as a fault.`
    );
  const columns = tree === 'age' ? ageColumns(node, rest) : diseaseColumns(node, rest);
  return safeCell({
    keys: [month, ...geography, ...columns.slice(0, -1)],
    level: columns.at(-1)!,
    hidden_leaves: hidden,
    visits: count.visits,
    patients_band: patientsBandOf(count.patients)
  });
}

function checkTotals(
  month: Month,
  counts: readonly LeafCount[],
  tables: Readonly<Record<'age' | 'disease', readonly SafeCell[]>>
): void {
  const total = counts.reduce((sum, c) => sum + c.visits, 0);
  for (const [name, cells] of Object.entries(tables)) {
    const sum = cells.reduce((s, cell) => s + cell.visits, 0);
    if (sum !== total)
      throw new PublisherError(
        'E_COUNT_INEXACT',
        `Month ${month}: the rows of visits_by_${name} add up to ${sum} of ${total} visits; the engine's snapshot changed between queries. Publish again from a frozen source.`
      );
  }
}

const sizeOf = (members: ReadonlyMap<unknown, readonly number[]>): number =>
  [...members.values()].reduce((sum, list) => sum + list.length, 0);
