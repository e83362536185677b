import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditedSide, monthOfUnit, type SmallTree } from '../../../tests/support/audited-side.ts';
import type { StructuralLink } from '../policy.ts';
import { judgeExactProgramme } from './exact-programme.ts';
import type { AuditedSide } from './exact-month.ts';
import { signOf } from './hidden-block.ts';
import { Programme } from './highs.ts';
import { judgeInsiders } from './insider.ts';
import type { Constraint } from './interval-system.ts';

const T = 10;
const AGES = ['female|15-19', 'female|20-24', 'male|15-19', 'male|20-24'];
const DISEASES = ['out|XV', 'in|XV', 'out|IX', 'in|IX'];
const LINK: StructuralLink = { chapter: 'XV', sex: 'female', ages: ['15-19', '20-24'] };

const treeOf = (leaves: readonly string[]) => ({ S: ['l', 'r'], l: leaves.slice(0, 2), r: leaves.slice(2) });

/** A unit where everyone with XV is a woman; some leaves of each tree are hidden, under one node or the root. */
const anyUnit = fc
  .record({
    people: fc.array(fc.nat(14), { minLength: 8, maxLength: 8 }),
    hiddenAges: fc.subarray(AGES, { minLength: 2 }),
    hiddenDiseases: fc.subarray(DISEASES, { minLength: 1 })
  })
  .map(({ people, hiddenAges, hiddenDiseases }) => {
    // pairs (age, disease): women have anything, men no XV
    const pairs = [
      [0, 0],
      [0, 2],
      [1, 1],
      [1, 3],
      [2, 2],
      [2, 3],
      [3, 2],
      [0, 1]
    ] as const;
    const count = (leaf: number, of: 0 | 1) =>
      pairs.reduce((sum, pair, i) => sum + (pair[of] === leaf ? people[i]! : 0), 0);
    const side = (leaves: readonly string[], of: 0 | 1, hidden: readonly string[]): AuditedSide =>
      auditedSide(
        {
          T,
          tree: treeOf(leaves),
          patients: Object.fromEntries(leaves.map((leaf, i) => [leaf, count(i, of)]))
        } as SmallTree,
        leaves.filter((leaf) => !hidden.includes(leaf)),
        ['S'],
        { name: of === 0 ? 'age' : 'disease' }
      );
    return { age: side(AGES, 0, hiddenAges), disease: side(DISEASES, 1, hiddenDiseases) };
  });

interface Naive {
  readonly lower: number[];
  readonly upper: number[];
  readonly constraints: Constraint[];
  readonly leaves: (readonly [side: AuditedSide, leaf: number])[];
}

/** The same knowledge leaf by leaf, less one patient who stands in the given leaves. */
function naive(
  sides: readonly AuditedSide[],
  link: StructuralLink,
  measure: 'visits' | 'patients',
  own: readonly (readonly [AuditedSide, number])[] = []
): Naive {
  const out: Naive = { lower: [], upper: [], constraints: [], leaves: [] };
  const linkRow = { variables: [] as number[], coefficients: [] as number[] };
  let shown = 0;
  const isOwn = (side: AuditedSide, leaf: number) => own.some(([s, l]) => s === side && l === leaf);
  for (const side of sides)
    for (const block of side.blocks) {
      if (block.at >= 0) {
        shown +=
          signOf(link, side, block.at) * (side.counts[block.at]![measure] - (isOwn(side, block.at) ? 1 : 0));
        continue;
      }
      const pulled = block.leaves.some((leaf) => side.counts[leaf]!.patients >= T);
      const capped = measure === 'patients' && !pulled && side.blocks.length > 1;
      const less = block.leaves.filter((leaf) => isOwn(side, leaf)).length;
      const variables = block.leaves.map((leaf) => {
        out.leaves.push([side, leaf]);
        out.lower.push(0);
        const variable = out.upper.push(capped ? T - 1 - (isOwn(side, leaf) ? 1 : 0) : Infinity) - 1;
        const sign = signOf(link, side, leaf);
        if (sign !== 0) {
          linkRow.variables.push(variable);
          linkRow.coefficients.push(sign);
        }
        return variable;
      });
      const total = block.truth[measure] - less;
      out.constraints.push({ variables, low: total, high: total });
    }
  out.constraints.push({ ...linkRow, low: -Infinity, high: -shown });
  return out;
}

/** Leaves somebody is in that lose their zero or a value of five, with what they can be. */
async function pinned(system: Naive): Promise<string[]> {
  const programme = await Programme.of(system);
  try {
    return system.leaves.flatMap(([side, leaf], variable) => {
      if (side.counts[leaf]!.patients === 0) return [];
      const only = { variables: [variable], weights: [1] };
      const lower = programme.minimum(only).value;
      const upper = programme.maximum(only)?.value ?? Infinity;
      return lower > 0 || upper - lower + 1 < 5 ? [`${side.side.shape.leaves[leaf]}: ${lower}–${upper}`] : [];
    });
  } finally {
    programme.dispose();
  }
}

const found = (failing: readonly { cell: string; lower: number; upper: number | null }[]): string[] => [
  ...new Set(failing.map((c) => `${c.cell.split(', ')[1]}: ${c.lower}–${c.upper}`))
];

describe('a unit with linked tables', () => {
  it('gives the intervals of leaves and links taken one by one', async () => {
    await fc.assert(
      fc.asyncProperty(anyUnit, async ({ age, disease }) => {
        const expected = new Set<string>();
        for (const measure of ['patients', 'visits'] as const)
          for (const line of await pinned(naive([age, disease], LINK, measure))) expected.add(line);
        const { failing } = await judgeExactProgramme(monthOfUnit(age, disease), {
          structural_links: [LINK]
        });
        expect(found(failing).sort()).toEqual([...expected].sort());
      }),
      { numRuns: 60 }
    );
  });

  it('gives what each patient in it sees, whichever leaves of the two tables they stand in', async () => {
    await fc.assert(
      fc.asyncProperty(anyUnit, async ({ age, disease }) => {
        const expected = new Set<string>();
        const inside = (side: AuditedSide) =>
          side.side.shape.leaves.flatMap((_, leaf) => (side.counts[leaf]!.patients > 0 ? [leaf] : []));
        const isHidden = (side: AuditedSide, leaf: number) => !side.blocks.some(({ at }) => at === leaf);
        for (const a of inside(age))
          for (const d of inside(disease)) {
            if (signOf(LINK, disease, d) > 0 && signOf(LINK, age, a) === 0) continue;
            if (!isHidden(age, a) && !isHidden(disease, d)) continue;
            const seen = naive([age, disease], LINK, 'patients', [
              [age, a],
              [disease, d]
            ]);
            for (const line of await pinned(seen).catch(() => [])) expected.add(line);
          }
        const { failing } = await judgeInsiders(monthOfUnit(age, disease), { structural_links: [LINK] });
        // the audit tries one leaf of each kind: it finds a fault if and only if somebody can
        expect(found(failing).length > 0).toBe(expected.size > 0);
      }),
      { numRuns: 60 }
    );
  });
});
