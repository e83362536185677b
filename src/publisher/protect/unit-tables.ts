import type { LeafCount } from '../count/engine.ts';
import type { StructuralLink } from '../policy.ts';
import { AGE_LEAVES, AGE_TREE, DISEASE_LEAVES, DISEASE_TREE } from '../trees.ts';
import { distinctPatients } from './distinct-patients.ts';
import { isTotal, protectTree } from './protect-tree.ts';
import type { RollupTree } from './rollup-shape.ts';
import type { Rollup, RollupUnit } from './rollup.ts';
import { leavesOfChapter, leavesOfPeople, linkFault } from './structural-link.ts';

/** The two exact tables by the tree that tells them apart. */
export const SIDES = {
  age: { tree: AGE_TREE, leaves: AGE_LEAVES },
  disease: { tree: DISEASE_TREE, leaves: DISEASE_LEAVES }
} as const;
export type Side = keyof typeof SIDES;
export const SIDE_NAMES: readonly Side[] = ['age', 'disease'];

/** What the engine counted of one tree: visits and patients by leaf number, and the patients of small leaves. */
export interface TreeCounts {
  readonly counts: readonly LeafCount[];
  readonly members: ReadonlyMap<number, readonly number[]>;
}

/** What the policy says of a tree and its leaves. */
export interface TreeRules {
  readonly rank: ReadonlyMap<string, number>;
  readonly structuralZero: ReadonlySet<string>;
}

/** A tree with counts at its leaves, ready to be rolled up. */
export function rollupUnit(
  { tree, leaves }: { readonly tree: RollupTree; readonly leaves: readonly string[] },
  { counts, members }: TreeCounts,
  { rank, structuralZero }: TreeRules,
  threshold: (leaf: string) => number
): RollupUnit {
  const patients = new Map(counts.map((c) => [leaves[c.leaf]!, c.patients]));
  const named = new Map([...members].map(([leaf, list]) => [leaves[leaf]!, list]));
  return {
    tree,
    patients: (leaf) => patients.get(leaf) ?? 0,
    threshold,
    rank: (leaf) => rank.get(leaf)!,
    structuralZero,
    distinct: distinctPatients((leaf) => named.get(leaf) ?? [])
  };
}

/**
 * Rolls up both exact tables of one unit of one month, and the diseases again where the ages beside them would tell:
 * the linked chapter joins a REST, or a REST goes up, until the tables tell nothing together or the unit's total is
 * all that stands.
 */
export function protectUnit(
  counted: Readonly<Record<Side, TreeCounts>>,
  rules: Readonly<Record<Side, TreeRules>>,
  threshold: number,
  links: readonly StructuralLink[]
): Record<Side, Rollup> {
  const age = rollupUnit(SIDES.age, counted.age, rules.age, () => threshold);
  const disease = rollupUnit(SIDES.disease, counted.disease, rules.disease, () => threshold);
  const visits = { age: visitsOf('age', counted.age), disease: visitsOf('disease', counted.disease) };
  const ages = protectTree(age);
  const forced = new Set<string>();
  const refused = new Set<string>();
  for (;;) {
    const diseases = protectTree({ ...disease, forced, refused });
    if (isTotal(disease, diseases)) return { age: ages, disease: diseases };
    const people = { result: ages, visits: visits.age, patients: age.patients, threshold };
    const chapter = { result: diseases, visits: visits.disease, patients: disease.patients, threshold };
    const fault = links
      .map((link) =>
        linkFault(
          { ...people, linked: leavesOfPeople(link, AGE_LEAVES) },
          { ...chapter, linked: leavesOfChapter(link, DISEASE_LEAVES) }
        )
      )
      .find((found) => found !== null);
    if (!fault) return { age: ages, disease: diseases };
    if (fault.kind === 'join') for (const leaf of fault.leaves) forced.add(leaf);
    else refused.add(fault.node);
  }
}

function visitsOf(side: Side, { counts }: TreeCounts): (leaf: string) => number {
  const visits = new Map(counts.map((c) => [SIDES[side].leaves[c.leaf]!, c.visits]));
  return (leaf) => visits.get(leaf) ?? 0;
}
