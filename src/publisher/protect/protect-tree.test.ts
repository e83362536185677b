import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyUnit, asRollupUnit, type AnyUnit } from '../../../tests/support/any-unit.ts';
import { isTotal, protectTree } from './protect-tree.ts';
import { ResidualError, rollup, type RollupUnit } from './rollup.ts';
import { givenAway } from './rule-test.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/**
 * d (29, a town) is pulled to protect b (5), most of whom are in d too: 30 together. a's two patients are in both. As
 * tables of 30 disjoint patients, a must be empty for b not to be: somebody who knows the rule can tell.
 */
const shared: AnyUnit = {
  root: 'S',
  children: new Map([
    ['S', ['a', 'c', 'x']],
    ['x', ['b', 'y']],
    ['y', ['d', 'e', 'f']]
  ]),
  members: new Map([
    ['a', new Set([0, 1])],
    ['c', new Set(range(200, 277))],
    ['b', new Set([0, 1, 2, 3, 78])],
    ['d', new Set([...range(0, 5), ...range(79, 101)])],
    ['e', new Set(range(102, 126))],
    ['f', new Set(range(127, 176))]
  ]),
  thresholds: new Map([
    ['a', 10],
    ['c', 20],
    ['b', 10],
    ['d', 20],
    ['e', 20],
    ['f', 10]
  ]),
  order: ['d', 'c', 'b', 'a', 'f', 'e'],
  structuralZeros: new Set()
};

describe('a unit whose roll-up gives a leaf away', () => {
  const unit = asRollupUnit(shared);

  it('is the one whose patients stand in several leaves', () => {
    const plain = rollup(unit);
    expect(plain.rests.map(({ node, leaves }) => [node, [...leaves].sort()])).toEqual([
      ['S', ['a', 'b', 'd']]
    ]);
    expect(givenAway(unit, plain)).toEqual(['S']);
  });

  it('has that REST sent up, here to the total', () => {
    const result = protectTree(unit);
    expect(isTotal(unit, result)).toBe(true);
    expect(result.rests).toEqual([
      { node: 'S', leaves: result.rests[0]!.hidden, hidden: [...shared.members.keys()] }
    ]);
  });

  it('is mended by the parent, where there is one', () => {
    const children = new Map([...shared.children, ['S', ['s', 'g', 'h']], ['s', ['a', 'c', 'x']]] as const);
    const members = new Map([
      ...shared.members,
      ['g', new Set(range(300, 340))],
      ['h', new Set(range(400, 450))]
    ]);
    const thresholds = new Map([...shared.thresholds, ['g', 10], ['h', 10]] as const);
    const order = [...shared.order, 'g', 'h'];
    const wider = asRollupUnit({ ...shared, children, members, thresholds, order });
    const result = protectTree(wider);
    expect(result.published).toEqual(['g', 'h']);
    expect(result.rests.map(({ node }) => node)).toEqual(['S']);
    expect(givenAway(wider, result)).toEqual([]);
  });
});

describe('a unit with something forced or refused', () => {
  const large = { a: 12, b: 3, c: 40, d: 50, e: 60 };
  const unit = (forced: string[], refused: string[] = []): RollupUnit => ({
    tree: {
      root: 'S',
      children: new Map([
        ['S', ['x', 'd', 'e']],
        ['x', ['a', 'b', 'c']]
      ])
    },
    patients: (leaf) => large[leaf as 'a'],
    threshold: () => 10,
    rank: (leaf) => 'abcde'.indexOf(leaf),
    structuralZero: new Set(),
    distinct: (leaves) => leaves.reduce((sum, leaf) => sum + large[leaf as 'a'], 0),
    forced: new Set(forced),
    refused: new Set(refused)
  });
  const rests = (of: RollupUnit) =>
    protectTree(of).rests.map(({ node, leaves }) => [node, [...leaves].sort().join('')]);

  it('stands before a reader of the plain rule too, or goes up', () => {
    expect(rests(unit([]))).toEqual([['x', 'ab']]);
    // the plain rule pulls a, never c: on no table would it hide b with c
    expect(rollup(unit(['c'])).rests.map(({ leaves }) => [...leaves].sort().join(''))).toEqual(['bc']);
    expect(givenAway(unit(['c']), rollup(unit(['c'])))).toEqual([]);
    expect(rests(unit(['c']))).toEqual([['S', 'abcde']]);
  });

  it('keeps what was asked of it', () => {
    // hiding a, b and c at S is not what the plain rule would do on any table, so the whole unit goes up
    expect(rests(unit([], ['x']))).toEqual([['S', 'abcde']]);
    expect(rests(unit([], ['x', 'S']))).toEqual([['S', 'abcde']]);
  });
});

describe('any unit', () => {
  it('comes out as its roll-up, or coarser, and gives nobody away', () => {
    fc.assert(
      fc.property(anyUnit({ mixed: true, overlapping: true, impossible: true }), (given) => {
        const unit = asRollupUnit(given);
        let plain;
        try {
          plain = rollup(unit);
        } catch (error) {
          expect(error).toBeInstanceOf(ResidualError);
          expect(() => protectTree(unit)).toThrow(ResidualError);
          return;
        }
        const result = protectTree(unit);
        if (givenAway(unit, plain).length === 0) expect(result).toEqual(plain);
        expect(isTotal(unit, result) || givenAway(unit, result).length === 0).toBe(true);
        expect(result.published.every((leaf) => plain.published.includes(leaf))).toBe(true);
      }),
      { numRuns: 500 }
    );
  });

  it('is a total when nothing but the REST of its root stands', () => {
    const rest = (node: string) => ({ node, leaves: ['a'], hidden: ['a'] });
    const tree = { root: 'S', children: new Map([['S', ['a']]]) };
    const total = (published: string[], ...nodes: string[]) =>
      isTotal({ tree }, { published, rests: nodes.map(rest), pulled: [] });
    expect(total([])).toBe(true);
    expect(total([], 'S')).toBe(true);
    expect(total(['a'], 'S')).toBe(false);
    expect(total([], 'S', 'x')).toBe(false);
    expect(total([], 'x')).toBe(false);
  });
});
