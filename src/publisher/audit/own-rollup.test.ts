import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hiddenByRest, ownRollup, type LeafTable } from './own-rollup.ts';
import { shapeOf } from './rollup-shape.ts';

interface Case {
  id: string;
  T: number | null;
  T_of_leaf?: Record<string, number>;
  tree: Record<string, string[]>;
  patients: Record<string, number>;
  structural_zero?: string[];
  order?: string[];
  members?: Record<string, string[]>;
  why: string;
  expect: {
    error?: string;
    published: Record<string, number>;
    rest: { node: string; leaves: string[]; hidden_leaves: number; patients: number }[];
    pulled: string[];
  };
}

const cases = JSON.parse(
  readFileSync(new URL('../../../tests/golden/rollup.json', import.meta.url), 'utf8')
) as Case[];

function rolled(c: Case) {
  const zeros = new Set(c.structural_zero ?? []);
  const order =
    c.order ??
    Object.keys(c.patients)
      .filter((leaf) => !zeros.has(leaf))
      .sort();
  const shape = shapeOf({ root: 'S', children: new Map(Object.entries(c.tree)) }, zeros, order);
  const people = (leaf: number): string[] => {
    const name = shape.leaves[leaf]!;
    return c.members?.[name] ?? Array.from({ length: c.patients[name]! }, (_, i) => `${name}/${i}`);
  };
  const table: LeafTable = {
    patients: shape.leaves.map((leaf) => c.patients[leaf]!),
    threshold: shape.leaves.map((leaf) => c.T ?? c.T_of_leaf![leaf]!),
    union: (leaves) => new Set(leaves.flatMap(people)).size
  };
  return { shape, table, rows: ownRollup(shape, table) };
}

describe('the auditor’s own roll-up', () => {
  it.each(cases.map((c) => [c.id, c.why, c] as const))('%s: %s', (_id, _why, c) => {
    const { shape, table, rows } = rolled(c);
    expect(rows.residual).toBe(c.expect.error === 'E_SDC_RESIDUAL');
    if (rows.residual) return;
    expect(Object.fromEntries(rows.leaves.map((leaf) => [shape.leaves[leaf], table.patients[leaf]]))).toEqual(
      c.expect.published
    );
    expect(rows.pulled.map((p) => (p < 0 ? shape.nodes[-1 - p]!.name : shape.leaves[p]))).toEqual(
      c.expect.pulled
    );
    const hidden = hiddenByRest(
      shape,
      rows.leaves,
      rows.rests.map((rest) => rest.node)
    );
    expect(
      rows.rests.map((rest) => ({
        node: shape.nodes[rest.node]!.name,
        leaves: rest.hidden.map((leaf) => shape.leaves[leaf]!).sort(),
        hidden_leaves: hidden.get(rest.node)!.length,
        patients: table.union(rest.hidden)
      }))
    ).toEqual(c.expect.rest);
  });
});
