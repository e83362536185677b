import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditedMonth, auditedSide, type SmallTree } from '../../../tests/support/audited-side.ts';
import { judgeClosedForm } from './closed-form.ts';
import { judgeExactProgramme } from './exact-programme.ts';
import { judgeInsiders } from './insider.ts';
import { ownRollup, valuesToKeep } from './own-rollup.ts';
import { judgeRule } from './rule.ts';
import { RuleSearch } from './rule-search.ts';
import { TableOfRest } from './table-of-rest.ts';

const LEAVES = ['a', 'b', 'c', 'd'];
const SHAPES: readonly Readonly<Record<string, readonly string[]>>[] = [
  { S: LEAVES },
  { S: ['n', 'd'], n: ['a', 'b', 'c'] },
  { S: ['n', 'o'], n: ['a', 'b'], o: ['c', 'd'] },
  { S: ['n', 'd'], n: ['o', 'c'], o: ['a', 'b'] }
];

const anyTree = fc
  .record({
    shape: fc.nat(3),
    order: fc.shuffledSubarray(LEAVES, { minLength: 4, maxLength: 4 }),
    patients: fc.array(fc.oneof(fc.constant(0), fc.nat(14)), { minLength: 4, maxLength: 4 }),
    thresholds: fc.constantFrom([6, 6, 6, 6], [6, 12, 6, 6])
  })
  .map(({ shape, order, patients, thresholds }): SmallTree => ({
    tree: SHAPES[shape]!,
    order,
    patients: Object.fromEntries(LEAVES.map((leaf, i) => [leaf, patients[i]!])),
    T_of_leaf: Object.fromEntries(LEAVES.map((leaf, i) => [leaf, thresholds[i]!]))
  }));

/** Rows of a tree: those of the rule, or, by an order of its own, those of some other. */
function rowsOf(tree: SmallTree, order = tree.order) {
  const { side, counts, threshold } = auditedSide({ ...tree, order }, [], ['S']);
  const patients = counts.map((count) => count.patients);
  const rows = ownRollup(side.shape, {
    patients,
    threshold,
    union: (leaves) => leaves.reduce((sum, leaf) => sum + patients[leaf]!, 0)
  });
  return {
    residual: rows.residual,
    shown: rows.leaves.map((leaf) => side.shape.leaves[leaf]!),
    rests: rows.rests.map(({ node }) => side.shape.nodes[node]!.name)
  };
}

/** By listing: the small leaves of each REST that take too few values. */
function givenAway(tree: SmallTree, shown: readonly string[], rests: readonly string[]): string[] {
  const given = JSON.stringify([[...shown].sort(), [...rests].sort()]);
  const { blocks, side } = auditedSide(tree, shown, rests);
  return blocks
    .filter((block) => block.at < 0)
    .flatMap(({ leaves, truth }) => {
      const names = leaves.map((leaf) => side.shape.leaves[leaf]!);
      const values = names.map(() => new Set<number>());
      const share = (at: number, left: number, counts: Record<string, number>): void => {
        if (at < names.length - 1) {
          for (let n = 0; n <= left; n++) share(at + 1, left - n, { ...counts, [names[at]!]: n });
          return;
        }
        const patients = { ...counts, [names[at]!]: left };
        const rows = rowsOf({ ...tree, patients });
        if (JSON.stringify([[...rows.shown].sort(), [...rows.rests].sort()]) === given)
          names.forEach((name, i) => values[i]!.add(patients[name]!));
      };
      share(0, truth.patients, { ...tree.patients });
      return names.filter((name, i) => {
        const [patients, threshold] = [tree.patients[name]!, tree.T_of_leaf![name]!];
        return patients > 0 && patients < threshold && values[i]!.size < valuesToKeep(threshold);
      });
    })
    .sort();
}

const failingOf = (tree: SmallTree, shown: readonly string[], rests: readonly string[]): string[] =>
  judgeRule(auditedMonth(auditedSide(tree, shown, rests)))
    .failing.map((cell) => cell.cell.replace('unit u1, ', '').replace(/ in .*/, ''))
    .sort();

describe('what the rule gives away', () => {
  it('is what listing every table shows, for rows of the rule and of another order', () => {
    fc.assert(
      fc.property(anyTree, fc.shuffledSubarray(LEAVES, { minLength: 4, maxLength: 4 }), (tree, other) => {
        for (const order of [tree.order, other]) {
          const { residual, shown, rests } = rowsOf(tree, order);
          if (!residual) expect(failingOf(tree, shown, rests)).toEqual(givenAway(tree, shown, rests));
        }
      }),
      { numRuns: 60 }
    );
  });

  it('is nothing: what the rule publishes passes every step of the audit', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, async (small) => {
        const tree = { ...small, T_of_leaf: { a: 10, b: 10, c: 10, d: 10 } };
        const { residual, shown, rests } = rowsOf(tree);
        if (residual) return;
        const month = auditedMonth(auditedSide(tree, shown, rests));
        judgeClosedForm(month);
        expect((await judgeExactProgramme(month, { structural_links: [] })).failing).toEqual([]);
        expect((await judgeInsiders(month, { structural_links: [] })).failing).toEqual([]);
        expect(judgeRule(month).failing).toEqual([]);
      }),
      { numRuns: 200 }
    );
  });

  it('is searched next to the truth, at random and by listing, each by itself', () => {
    // pulls a: a and the small c and d share 45, b stays
    const tree: SmallTree = {
      T: 10,
      tree: { S: ['a', 'b', 'c', 'd'] },
      patients: { a: 40, b: 30, c: 3, d: 2 }
    };
    const side = auditedSide(tree, ['b'], ['S']);
    const block = side.blocks.find(({ at }) => at < 0)!;
    const [, , c, d] = [...side.side.shape.leaves.keys()] as [number, number, number, number];
    const search = (wanted: number) =>
      new RuleSearch(
        new TableOfRest(side, block),
        new Map([
          [c, wanted],
          [d, wanted]
        ])
      );
    const next = search(5);
    expect(next.open()).toEqual([c, d]);
    expect(next.aroundTheTruth()).toBe(true);
    expect([next.open(), next.seen(c), next.seen(d)]).toEqual([[], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]);
    const random = search(5);
    expect(random.atRandom()).toBe(true);
    for (const leaf of [c, d]) {
      expect(random.seen(leaf).length).toBeGreaterThanOrEqual(5);
      expect(Math.max(...random.seen(leaf))).toBeLessThan(10);
    }
    // the rule pulls a only while c and d together are under 10; 9 and 0 show all values there are
    const listed = search(10);
    expect([listed.throughAll(), listed.seen(c), listed.open()]).toEqual([
      true,
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      []
    ]);
    for (const way of ['aroundTheTruth', 'atRandom', 'throughAll'] as const) {
      const tooMany = search(11);
      expect([tooMany[way](), tooMany.open()]).toEqual([false, [c, d]]);
    }
  });

  it('counts patients of several leaves once, in the largest', () => {
    const side = auditedSide(
      {
        T: 10,
        tree: { S: ['a', 'b', 'c', 'd'] },
        patients: { a: 5, b: 4, c: 3, d: 40 },
        members: { a: ['p', 'q', 'r', 's', 't'], b: ['p', 'q', 'u', 'v'], c: ['p', 'q', 'r'] }
      },
      ['d'],
      ['S']
    );
    const block = side.blocks.find(({ at }) => at < 0)!;
    const table = new TableOfRest(side, block);
    expect([table.total, table.leaves.map((leaf) => table.valueOf(leaf))]).toEqual([7, [0, 4, 3]]);
    expect(table.size).toBe(36);
  });
});
