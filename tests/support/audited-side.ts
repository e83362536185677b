import { readFileSync } from 'node:fs';
import type { AuditedMonth, AuditedSide, AuditedUnit } from '../../src/publisher/audit/exact-month.ts';
import type { ExactSide, SideName } from '../../src/publisher/audit/exact-sides.ts';
import { hiddenByRest, valuesToKeep } from '../../src/publisher/audit/own-rollup.ts';
import { shapeOf } from '../../src/publisher/audit/rollup-shape.ts';
import { VISITS_BY_AGE, VISITS_BY_DISEASE } from '../../src/lib/release/tables.ts';

/** A small tree with its patients, as the golden roll-up cases write them. */
export interface SmallTree {
  readonly tree: Readonly<Record<string, readonly string[]>>;
  readonly patients: Readonly<Record<string, number>>;
  readonly T?: number | null;
  readonly T_of_leaf?: Readonly<Record<string, number>>;
  readonly structural_zero?: readonly string[];
  readonly order?: readonly string[];
  readonly members?: Readonly<Record<string, readonly string[]>>;
}

export interface RollupCase extends SmallTree {
  readonly id: string;
  readonly why: string;
  readonly expect: {
    readonly error?: string;
    readonly published: Readonly<Record<string, number>>;
    readonly rest: readonly {
      readonly node: string;
      readonly leaves: readonly string[];
      readonly hidden_leaves: number;
      readonly patients: number;
    }[];
    readonly pulled: readonly string[];
  };
}

/** The golden roll-up cases. */
export const rollupCases = (): RollupCase[] =>
  JSON.parse(readFileSync(new URL('../golden/rollup.json', import.meta.url), 'utf8')) as RollupCase[];

/** The tree of a small case, its leaves numbered. */
export function sideOf(c: SmallTree, name: SideName = 'age'): ExactSide {
  const zeros = new Set(c.structural_zero ?? []);
  const leaves = Object.keys(c.patients).filter((leaf) => !zeros.has(leaf));
  const order = c.order ?? [...leaves].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return {
    name,
    schema: name === 'disease' ? VISITS_BY_DISEASE : VISITS_BY_AGE,
    shape: shapeOf({ root: 'S', children: new Map(Object.entries(c.tree)) }, zeros, order),
    recorded: leaves,
    blockOf: new Map()
  };
}

/**
 * A small tree with some rows, as the auditor finds it: each patient has one visit, unless `visits` says otherwise.
 * @param shown leaves with a row @param rests nodes with a REST
 */
export function auditedSide(
  c: SmallTree,
  shown: readonly string[],
  rests: readonly string[],
  {
    name = 'age',
    visits = (patients) => patients
  }: { readonly name?: SideName; readonly visits?: (patients: number) => number } = {}
): AuditedSide {
  const side = sideOf(c, name);
  const { shape } = side;
  const people = (leaf: number): string[] => {
    const key = shape.leaves[leaf]!;
    return [...(c.members?.[key] ?? Array.from({ length: c.patients[key]! }, (_, i) => `${key}/${i}`))];
  };
  const numbers = new Map<string, number>();
  const numberOf = (person: string): number => {
    if (!numbers.has(person)) numbers.set(person, numbers.size);
    return numbers.get(person)!;
  };
  const threshold = shape.leaves.map((leaf) => c.T ?? c.T_of_leaf![leaf]!);
  const largest = Math.max(...threshold);
  const leaves = [...shape.leaves.keys()];
  const ats = [
    ...shown.map((leaf) => shape.leafOf.get(leaf)!),
    ...rests.map((node) => -1 - shape.nodeOf.get(node)!)
  ];
  const hidden = hiddenByRest(
    shape,
    ats.filter((at) => at >= 0),
    ats.filter((at) => at < 0).map((at) => -1 - at)
  );
  const countOf = (of: readonly number[]) => {
    const patients = new Set(of.flatMap(people)).size;
    return { patients, visits: visits(of.reduce((sum, leaf) => sum + people(leaf).length, 0)) };
  };
  return {
    side,
    threshold,
    counts: leaves.map((leaf) => countOf([leaf])),
    members: new Map(
      leaves
        .filter((leaf) => people(leaf).length > 0 && people(leaf).length < largest + valuesToKeep(largest))
        .map((leaf) => [leaf, people(leaf).map(numberOf)])
    ),
    blocks: ats.map((at) => {
      const own = at < 0 ? hidden.get(-1 - at)! : [at];
      return { at, written: null, leaves: own, truth: countOf(own) };
    }),
    visits: countOf(leaves).visits,
    where: 'unit u1'
  };
}

const EMPTY: SmallTree = { tree: { S: ['a', 'b'] }, patients: { a: 0, b: 0 }, T: 10 };

/** A month of such sides: of its units, or of one unit with an age and a disease side. */
export function auditedMonth(skeleton: AuditedSide, units: readonly AuditedUnit[] = []): AuditedMonth {
  return { month: 202504, period: '2025-04', skeleton, units };
}

/** A month of one unit, whose places hide nothing. */
export const monthOfUnit = (age: AuditedSide, disease: AuditedSide): AuditedMonth =>
  auditedMonth(auditedSide(EMPTY, [], []), [{ age, disease }]);
