import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { needsMembers, ResidualError, rollup, type RollupUnit } from './rollup.ts';

interface Case {
  id: string;
  T: number | null;
  T_of_leaf?: Record<string, number>;
  tree: Record<string, string[]>;
  patients: Record<string, number>;
  structural_zero?: string[];
  order?: string[];
  members?: Record<string, string[]>;
  membership_query: string[];
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

function unitOf(c: Case): { unit: RollupUnit; members: Map<string, number[]> } {
  const threshold = (leaf: string) => c.T ?? c.T_of_leaf![leaf]!;
  const zero = new Set(c.structural_zero ?? []);
  const leaves = Object.keys(c.patients).filter((leaf) => !zero.has(leaf));
  const largest = Math.max(...leaves.map(threshold));
  const order = c.order ?? [...leaves].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const ids = new Map<string, number>();
  const id = (name: string) => ids.get(name) ?? (ids.set(name, ids.size), ids.get(name)!);
  const members = new Map(
    leaves.map((leaf) => [
      leaf,
      (c.members?.[leaf] ?? Array.from({ length: c.patients[leaf]! }, (_, i) => `${leaf}/${i}`)).map(id)
    ])
  );
  return {
    members,
    unit: {
      tree: { root: 'S', children: new Map(Object.entries(c.tree)) },
      patients: (leaf) => c.patients[leaf]!,
      threshold,
      rank: (leaf) => order.indexOf(leaf),
      structuralZero: zero,
      // what the engine sends: the patients of small leaves only
      members: (leaf) => (needsMembers(c.patients[leaf]!, largest) ? members.get(leaf)! : [])
    }
  };
}

describe('roll-up with complementary suppression', () => {
  it.each(cases.map((c) => [c.id, c.why, c] as const))('%s: %s', (_id, _why, c) => {
    const { unit, members } = unitOf(c);
    const largest = Math.max(
      ...Object.keys(c.patients)
        .filter((l) => !unit.structuralZero.has(l))
        .map(unit.threshold)
    );
    const asked = Object.keys(c.patients).filter(
      (leaf) => !unit.structuralZero.has(leaf) && needsMembers(c.patients[leaf]!, largest)
    );
    expect(asked.sort()).toEqual(c.membership_query);
    if (c.expect.error) {
      expect(() => rollup(unit)).toThrow(ResidualError);
      return;
    }
    const result = rollup(unit);
    expect(Object.fromEntries(result.published.map((leaf) => [leaf, c.patients[leaf]]))).toEqual(
      c.expect.published
    );
    expect(result.pulled).toEqual(c.expect.pulled);
    const rests = result.rests.map((rest) => ({
      node: rest.node,
      leaves: [...rest.leaves].sort(),
      hidden_leaves: rest.hiddenLeaves,
      patients: new Set(rest.leaves.flatMap((leaf) => members.get(leaf) ?? [])).size
    }));
    expect(rests).toEqual(c.expect.rest);
  });
});
