import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctPatients } from './distinct-patients.ts';
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
      distinct: distinctPatients((leaf) =>
        needsMembers(c.patients[leaf]!, largest) ? members.get(leaf)! : []
      )
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
      hidden_leaves: rest.hidden.length,
      patients: new Set(rest.leaves.flatMap((leaf) => members.get(leaf) ?? [])).size
    }));
    expect(rests).toEqual(c.expect.rest);
  });
});

describe('any unit', () => {
  const T = 10;
  const leaf = fc.record({
    patients: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 31, max: 400 })),
    rank: fc.nat()
  });
  const unit = fc
    .array(fc.array(leaf, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
    .map((groups) => {
      const children = new Map<string, readonly string[]>([['S', groups.map((_, g) => `n${g}`)]]);
      groups.forEach((group, g) =>
        children.set(
          `n${g}`,
          group.map((_, i) => `n${g}l${i}`)
        )
      );
      const leaves = groups.flatMap((group, g) => group.map((l, i) => ({ name: `n${g}l${i}`, ...l })));
      const order = [...leaves]
        .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
        .map((l) => l.name);
      return { children, counts: new Map(leaves.map((l) => [l.name, l.patients])), order };
    });
  type Given = typeof unit extends fc.Arbitrary<infer U> ? U : never;

  function roll({ children, counts, order }: Given, everybody: boolean) {
    const offset = new Map<string, number>();
    let next = 0;
    for (const [name, n] of counts) {
      offset.set(name, next);
      next += n;
    }
    return rollup({
      tree: { root: 'S', children },
      patients: (name) => counts.get(name)!,
      threshold: () => T,
      rank: (name) => order.indexOf(name),
      structuralZero: new Set(),
      distinct: distinctPatients((name) =>
        everybody || needsMembers(counts.get(name)!, T)
          ? Array.from({ length: counts.get(name)! }, (_, i) => offset.get(name)! + i)
          : []
      )
    });
  }
  const tried = (given: Given, everybody = false) => {
    try {
      return roll(given, everybody);
    } catch (error) {
      if (error instanceof ResidualError) return null;
      throw error;
    }
  };

  it('keeps everybody in exactly one block, none of them under its threshold', () => {
    fc.assert(
      fc.property(unit, (given) => {
        const result = tried(given);
        const total = [...given.counts.values()].reduce((a, b) => a + b, 0);
        if (result === null) {
          expect(total).toBeLessThan(T);
          return;
        }
        const blocks = [...result.published.map((name) => [name]), ...result.rests.map((r) => r.leaves)];
        const all = blocks.flat();
        expect(new Set(all).size).toBe(all.length);
        expect(all.reduce((sum, name) => sum + given.counts.get(name)!, 0)).toBe(total);
        for (const name of result.published) expect(given.counts.get(name)).toBeGreaterThanOrEqual(T);
        for (const rest of result.rests) {
          const inside = rest.leaves.reduce((sum, name) => sum + given.counts.get(name)!, 0);
          expect(inside).toBeGreaterThanOrEqual(T);
          expect(rest.leaves.length).toBeGreaterThanOrEqual(Math.min(2, given.counts.size));
          // a REST that does not cover the unit alone leaves every small leaf room for m(T) values
          if (blocks.length > 1) {
            const large = rest.leaves.some((name) => given.counts.get(name)! >= T);
            if (!large)
              for (const _name of rest.leaves)
                expect(inside).toBeLessThanOrEqual((rest.leaves.length - 1) * (T - 1));
            else expect(inside).toBeGreaterThanOrEqual(T + 5);
          }
        }
      }),
      { numRuns: 2000 }
    );
  });

  it('P40 comes out the same from the members of small leaves as from everybody', () => {
    fc.assert(
      fc.property(unit, (given) => void expect(tried(given)).toEqual(tried(given, true))),
      { numRuns: 1000 }
    );
  });

  it('P52 pulls the same blocks in the same order when shown counts that stay far above the threshold double', () => {
    fc.assert(
      fc.property(unit, (given) => {
        const before = tried(given);
        if (before === null) return;
        const doubled = new Map(
          [...given.counts].map(([name, n]) => [
            name,
            before.published.includes(name) && n >= T + 5 ? 2 * n : n
          ])
        );
        expect(tried({ ...given, counts: doubled })!.pulled).toEqual(before.pulled);
      }),
      { numRuns: 1000 }
    );
  });
});
