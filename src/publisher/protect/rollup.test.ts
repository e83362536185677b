import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyUnit, asRollupUnit, type AnyUnit } from '../../../tests/support/any-unit.ts';
import { rollupByTheText, TOO_FEW } from '../../../tests/support/rollup-by-the-text.ts';
import { needsMembers, possibleValues, ResidualError, rollup, rowsUnder, type Rollup } from './rollup.ts';

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
const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function unitOf(c: Case): AnyUnit {
  const structuralZeros = new Set(c.structural_zero);
  const leaves = Object.keys(c.patients);
  const ids = new Map<string, number>();
  const id = (name: string) => ids.get(name) ?? (ids.set(name, ids.size), ids.get(name)!);
  return {
    root: 'S',
    children: new Map(Object.entries(c.tree)),
    members: new Map(
      leaves.map((leaf) => [
        leaf,
        new Set(
          (c.members?.[leaf] ?? Array.from({ length: c.patients[leaf]! }, (_, i) => `${leaf}/${i}`)).map(id)
        )
      ])
    ),
    thresholds: new Map(leaves.map((leaf) => [leaf, c.T ?? c.T_of_leaf![leaf] ?? 10])),
    order: c.order ?? leaves.filter((leaf) => !structuralZeros.has(leaf)).sort(bytes),
    structuralZeros
  };
}

const patientsOf = (unit: AnyUnit, leaves: readonly string[]): number =>
  new Set(leaves.flatMap((leaf) => [...unit.members.get(leaf)!])).size;

function rolled(unit: AnyUnit, everybody = false): Rollup | typeof TOO_FEW {
  try {
    return rollup(asRollupUnit(unit, everybody));
  } catch (error) {
    if (error instanceof ResidualError) return TOO_FEW;
    throw error;
  }
}
/** The result without the order of its lists. */
const unordered = (result: Rollup | typeof TOO_FEW) =>
  result === TOO_FEW
    ? result
    : {
        published: [...result.published].sort(),
        rests: result.rests
          .map(({ node, leaves, hidden }) => ({
            node,
            leaves: [...leaves].sort(),
            hidden: [...hidden].sort()
          }))
          .sort((a, b) => bytes(a.node, b.node)),
        pulled: [...result.pulled].sort()
      };
const everyKind = anyUnit({ mixed: true, overlapping: true, impossible: true });

describe('P39 the golden roll-ups', () => {
  it.each(cases.map((c) => [c.id, c.why, c] as const))('%s: %s', (_id, _why, c) => {
    const unit = unitOf(c);
    const live = Object.keys(c.patients).filter((leaf) => !unit.structuralZeros.has(leaf));
    const largest = Math.max(...live.map((leaf) => unit.thresholds.get(leaf)!));
    const asked = live.filter((leaf) => needsMembers(c.patients[leaf]!, largest));
    expect(asked.sort()).toEqual(c.membership_query);
    if (c.expect.error) {
      expect(() => rollup(asRollupUnit(unit))).toThrow(
        new ResidualError('a whole unit has fewer patients than its threshold')
      );
      return;
    }
    const result = rollup(asRollupUnit(unit));
    expect(Object.fromEntries(result.published.map((leaf) => [leaf, c.patients[leaf]]))).toEqual(
      c.expect.published
    );
    expect(result.pulled).toEqual(c.expect.pulled);
    const rests = result.rests.map((rest) => ({
      node: rest.node,
      leaves: [...rest.leaves].sort(),
      hidden_leaves: rest.hidden.length,
      patients: patientsOf(unit, rest.leaves)
    }));
    expect(rests).toEqual(c.expect.rest);
  });
});

describe('any unit', () => {
  it('comes out as the text says: nested trees, mixed thresholds, shared patients, leaves nobody can be in', () => {
    fc.assert(
      fc.property(everyKind, (unit) => {
        const expected = rollupByTheText(unit);
        const result = rolled(unit);
        if (result === TOO_FEW || expected === TOO_FEW) {
          expect(result).toBe(expected);
          return;
        }
        expect(result.pulled).toEqual(expected.pulled);
        expect(unordered(result)).toEqual(unordered(expected));
      }),
      { numRuns: 3000 }
    );
  });

  it('keeps everybody in exactly one block, none under its threshold, and hides nobody without a REST', () => {
    fc.assert(
      fc.property(everyKind, (unit) => {
        const result = rolled(unit);
        if (result === TOO_FEW) return;
        const blocks = [...result.published.map((leaf) => [leaf]), ...result.rests.map((r) => r.leaves)];
        const placed = blocks.flat();
        expect(new Set(placed).size).toBe(placed.length);
        const visits = (leaves: readonly string[]) =>
          leaves.reduce((sum, leaf) => sum + unit.members.get(leaf)!.size, 0);
        expect(visits(placed)).toBe(visits([...unit.members.keys()]));
        for (const leaves of blocks) {
          const needed = Math.max(...leaves.map((leaf) => unit.thresholds.get(leaf)!));
          expect(patientsOf(unit, leaves)).toBeGreaterThanOrEqual(needed);
        }
        for (const rest of result.rests) {
          const hidden = new Set(rest.hidden);
          expect(rest.leaves.filter((leaf) => unit.members.get(leaf)!.size > 0 && !hidden.has(leaf))).toEqual(
            []
          );
          expect(result.published.filter((leaf) => hidden.has(leaf))).toEqual([]);
          expect(rest.hidden.filter((leaf) => unit.structuralZeros.has(leaf))).toEqual([]);
        }
      }),
      { numRuns: 1000 }
    );
  });

  it('P40 comes out the same from the members of small leaves as from everybody', () => {
    fc.assert(
      fc.property(everyKind, (unit) => void expect(rolled(unit)).toEqual(rolled(unit, true))),
      { numRuns: 1000 }
    );
  });

  it('P52 pulls the same blocks in the same order when shown counts that stay over T + m double', () => {
    fc.assert(
      fc.property(everyKind, (unit) => {
        const before = rolled(unit);
        if (before === TOO_FEW) return;
        let next = 1_000_000;
        const members = new Map(
          [...unit.members].map(([leaf, set]) => {
            const T = unit.thresholds.get(leaf)!;
            const doubles = before.published.includes(leaf) && set.size >= T + possibleValues(T);
            return [leaf, doubles ? new Set([...set, ...[...set].map(() => next++)]) : set];
          })
        );
        const after = rolled({ ...unit, members });
        expect(after).not.toBe(TOO_FEW);
        expect((after as Rollup).pulled).toEqual(before.pulled);
      }),
      { numRuns: 1000 }
    );
  });

  it('does not follow the order in which children or records come', () => {
    fc.assert(
      fc.property(everyKind, fc.infiniteStream(fc.nat()), (unit, numbers) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, at: numbers.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const other = {
          ...unit,
          children: new Map(shuffled([...unit.children]).map(([node, of]) => [node, shuffled(of)])),
          members: new Map(
            shuffled([...unit.members]).map(([leaf, set]) => [leaf, new Set(shuffled([...set]))])
          )
        };
        expect(unordered(rolled(other))).toEqual(unordered(rolled(unit)));
      }),
      { numRuns: 1000 }
    );
  });

  it('hides nothing more when its own rows are rolled up', () => {
    fc.assert(
      fc.property(everyKind, (unit) => {
        const result = rolled(unit);
        if (result === TOO_FEW || result.published.length + result.rests.length < 2) return;
        const children = new Map<string, readonly string[]>();
        const members = new Map<string, ReadonlySet<number>>();
        const thresholds = new Map<string, number>();
        const rows = [
          ...result.published.map((leaf) => ({ key: leaf, leaves: [leaf] })),
          ...result.rests.map((rest) => ({ key: `${rest.node} rest`, leaves: rest.leaves }))
        ];
        for (const { key, leaves } of rows) {
          members.set(key, new Set(leaves.flatMap((leaf) => [...unit.members.get(leaf)!])));
          thresholds.set(key, Math.max(...leaves.map((leaf) => unit.thresholds.get(leaf)!)));
        }
        for (const [node, of] of unit.children) {
          const kept = of.filter((child) => unit.children.has(child) || members.has(child));
          children.set(node, members.has(`${node} rest`) ? [...kept, `${node} rest`] : kept);
        }
        const again = rolled({
          ...unit,
          children,
          members,
          thresholds,
          order: rows.map((row) => row.key),
          structuralZeros: new Set()
        });
        expect(unordered(again)).toEqual({
          published: rows.map((row) => row.key).sort(),
          rests: [],
          pulled: []
        });
      }),
      { numRuns: 1000 }
    );
  });

  it('leaves its input as it was and gives the same twice', () => {
    fc.assert(
      fc.property(everyKind, (unit) => {
        const before = structuredClone(unit);
        expect(rolled(unit)).toEqual(rolled(unit));
        expect(unit).toEqual(before);
      }),
      { numRuns: 200 }
    );
  });
});

describe('leaves that must join a REST, and nodes at which none may stand', () => {
  const tree = { S: ['x', 'y'], x: ['a', 'b', 'c'], y: ['d', 'e', 'f'] };
  const unit = (patients: Record<string, number>) => unitOf({ ...cases[0]!, tree, patients });
  const asked = (
    patients: Record<string, number>,
    forced: string[],
    refused: string[] = []
  ): Pick<Rollup, 'published' | 'pulled'> & { rests: [node: string, leaves: string[]][] } => {
    const { published, rests, pulled } = rollup({
      ...asRollupUnit(unit(patients)),
      forced: new Set(forced),
      refused: new Set(refused)
    });
    return { published, pulled, rests: rests.map((rest) => [rest.node, [...rest.leaves].sort()]) };
  };
  const large = { a: 30, b: 20, c: 40, d: 50, e: 60, f: 70 };

  it('pulls a forced leaf first, then as many in order as the REST needs', () => {
    expect(asked(large, ['c'])).toEqual({
      published: ['b', 'd', 'e', 'f'],
      rests: [['x', ['a', 'c']]],
      pulled: ['c', 'a']
    });
    expect(asked({ ...large, b: 3 }, ['c'])).toMatchObject({ rests: [['x', ['b', 'c']]], pulled: ['c'] });
    expect(asked(large, ['c', 'b'])).toMatchObject({ rests: [['x', ['b', 'c']]] });
  });

  it('keeps m(T) patients of room beside a forced leaf', () => {
    expect(asked({ ...large, b: 4, c: 10 }, ['c'])).toMatchObject({
      rests: [['x', ['a', 'b', 'c']]],
      pulled: ['c', 'a']
    });
    expect(asked({ ...large, b: 5, c: 10 }, ['c'])).toMatchObject({ rests: [['x', ['b', 'c']]] });
  });

  it('lets a forced leaf that is hidden anyway, or none, change nothing', () => {
    const small = { ...large, b: 3, c: 2 };
    expect(asked(small, ['b'])).toEqual(asked(small, []));
    expect(asked(large, [])).toEqual({ published: Object.keys(large), rests: [], pulled: [] });
  });

  it('sends a node whose REST is refused up whole, to be mended by its parent', () => {
    const patients = { ...large, b: 3, c: 2 };
    expect(asked(patients, [])).toMatchObject({ rests: [['x', ['a', 'b', 'c']]] });
    expect(asked(patients, [], ['x'])).toEqual({
      published: ['d', 'e', 'f'],
      rests: [['S', ['a', 'b', 'c']]],
      pulled: ['a']
    });
    expect(asked({ ...patients, a: 10, b: 1, c: 0 }, [], ['x'])).toMatchObject({
      rests: [['S', ['a', 'b', 'c', 'd']]],
      pulled: ['a', 'd']
    });
    expect(asked(large, [], ['x'])).toEqual(asked(large, []));
  });

  it('gives the total alone where the root refuses', () => {
    expect(asked({ ...large, b: 3, c: 2 }, [], ['x', 'S'])).toMatchObject({
      published: [],
      rests: [['S', Object.keys(large)]]
    });
  });
});

describe('the rows under a node', () => {
  it('are those of the roll-up there, looked at anew with every call', () => {
    const counts = new Map(Object.entries({ a: 30, b: 3, c: 2, d: 50, e: 60 }));
    const unit = {
      ...asRollupUnit(
        unitOf({
          ...cases[0]!,
          tree: { S: ['x', 'd', 'e'], x: ['a', 'b', 'c'] },
          patients: Object.fromEntries(counts)
        })
      ),
      patients: (leaf: string) => counts.get(leaf)!,
      distinct: (leaves: readonly string[]) => leaves.reduce((sum, leaf) => sum + counts.get(leaf)!, 0)
    };
    const [atX, atRoot] = [rowsUnder(unit, 'x'), rowsUnder(unit, 'S')];
    expect(atX()).toEqual(['x/']);
    expect(atRoot()).toEqual(['d', 'e', 'x/']);
    counts.set('b', 12).set('c', 14);
    expect(atX()).toEqual(['a', 'b', 'c']);
    counts.set('a', 3).set('b', 2).set('c', 0);
    expect(atX()).toBeNull();
    expect(atRoot()).toEqual(['e', 'S/']);
  });
});

describe('m(T)', () => {
  it('is half the threshold, at least five', () => {
    expect([10, 11, 12, 20, 21].map(possibleValues)).toEqual([5, 5, 6, 10, 10]);
  });

  it('asks for the members of leaves that somebody is in and that are under T + m(T)', () => {
    expect([0, 1, 14, 15].map((patients) => needsMembers(patients, 10))).toEqual([false, true, true, false]);
    expect([29, 30].map((patients) => needsMembers(patients, 20))).toEqual([true, false]);
  });
});
