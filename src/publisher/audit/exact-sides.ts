import { age3Of, age6Of, type Age5, type Age6 } from '#lib/domain/age-band.ts';
import { REST } from '#lib/domain/geography.ts';
import { VISITS_BY_AGE, VISITS_BY_DISEASE, type TableSchema } from '#lib/release/tables.ts';
import type { Policy } from '../policy.ts';
import {
  AGE_LEAVES,
  AGE_TREE,
  DISEASE_LEAVES,
  DISEASE_TREE,
  GEOGRAPHY_LEAVES,
  GEOGRAPHY_TREE
} from '../trees.ts';
import { shapeOf, type DeclaredTree, type Shape } from './rollup-shape.ts';

export type SideName = 'place' | 'age' | 'disease';

/** One tree of an exact table, and how rows spell its blocks. */
export interface ExactSide {
  readonly name: SideName;
  readonly schema: TableSchema;
  readonly shape: Shape;
  /** Leaf names in the order the records number them. */
  readonly recorded: readonly string[];
  /** A block by the key columns of its row, tab-separated: a leaf's number, or a node's as −1 − number. */
  readonly blockOf: ReadonlyMap<string, number>;
}

export type ExactSides = Readonly<Record<SideName, ExactSide>>;

/** Columns of each tree in a row; the last column of ages and diseases is the level. */
export const KEY_COLUMNS: Readonly<Record<SideName, readonly string[]>> = {
  place: ['prefecture', 'area', 'city', 'unit'],
  age: ['age3', 'age6', 'sex', 'age5', 'level'],
  disease: ['setting', 'chapter', 'level']
};

export const keyOf = (columns: readonly (string | number | null)[]): string => columns.join('\t');

const known = new WeakMap<Policy, ExactSides>();

/** The trees of a policy, in the auditor's own spelling. */
export function exactSides(policy: Policy): ExactSides {
  let sides = known.get(policy);
  if (!sides) known.set(policy, (sides = sidesOf(policy)));
  return sides;
}

function sidesOf({ structural_zeros, pull_order }: Policy): ExactSides {
  const zeros = new Set(structural_zeros);
  const side = (
    name: SideName,
    schema: TableSchema,
    [tree, recorded, order]: readonly [DeclaredTree, readonly string[], readonly string[]],
    columnsOf: (name: string, isLeaf: boolean) => readonly string[]
  ): ExactSide => {
    const shape = shapeOf(tree, zeros, order);
    const leaves = shape.leaves.map((leaf, i) => [keyOf(columnsOf(leaf, true)), i] as const);
    const nodes = [...shape.nodeOf].map(([node, i]) => [keyOf(columnsOf(node, false)), -1 - i] as const);
    return { name, schema, shape, recorded, blockOf: new Map([...leaves, ...nodes]) };
  };
  const above = parents(GEOGRAPHY_TREE);
  return {
    place: side(
      'place',
      VISITS_BY_AGE,
      [GEOGRAPHY_TREE, GEOGRAPHY_LEAVES, pull_order.geography],
      (name, isLeaf) => placeColumns(name, isLeaf, above)
    ),
    age: side('age', VISITS_BY_AGE, [AGE_TREE, AGE_LEAVES, pull_order.age], ageColumns),
    disease: side(
      'disease',
      VISITS_BY_DISEASE,
      [DISEASE_TREE, DISEASE_LEAVES, pull_order.disease],
      diseaseColumns
    )
  };
}

function parents({ children }: DeclaredTree): Map<string, string> {
  return new Map([...children].flatMap(([node, below]) => below.map((child) => [child, node] as const)));
}

/** Prefecture, area, city and unit of a place; a REST is known down to its node. Sendai's node is written without its slash. */
function placeColumns(name: string, isLeaf: boolean, above: ReadonlyMap<string, string>): readonly string[] {
  const path: string[] = [];
  for (let at: string | undefined = name; at !== undefined && above.has(at); at = above.get(at))
    path.unshift(at.replace(/\/$/, ''));
  const written = name.replace(/\/$/, '');
  // a municipality outside Sendai is its own city; 県外 and 不明 are their own prefecture
  if (isLeaf) return Array.from({ length: 4 }, (_, i) => path[i] ?? written);
  return [...Array.from({ length: 3 }, (_, i) => path[i] ?? REST), `${written}${REST}`];
}

function ageColumns(name: string, isLeaf: boolean): readonly string[] {
  if (isLeaf) {
    const [sex, band] = name.split('|') as [string, Age5];
    return [age3Of(age6Of(band)), age6Of(band), sex, band, 'age5'];
  }
  const [kind, group = ''] = name.split(':');
  const [six, sex = REST] = group.split('|') as [Age6, string?];
  if (kind === 'age3') return [group, REST, REST, REST, 'age3'];
  if (kind === 'S') return [REST, REST, REST, REST, 'unit'];
  return [age3Of(six), six, sex, REST, kind!];
}

function diseaseColumns(name: string, isLeaf: boolean): readonly string[] {
  if (isLeaf) return [...name.split('|'), 'chapter'];
  return name === 'S' ? [REST, REST, 'unit'] : [name, REST, 'setting'];
}
