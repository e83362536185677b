import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Programme } from './highs.ts';
import { possibleWholeNumbers, type Constraint, type IntervalSystem } from './interval-system.ts';
import { judgeIntervals } from './judge-intervals.ts';

/** Every target's interval by two programmes on the system as it came. */
async function byProgrammes(system: IntervalSystem) {
  const programme = await Programme.of(system);
  try {
    return system.targets.map(({ variable }, target) => {
      const only = { variables: [variable], weights: [1] };
      return {
        target,
        lower: programme.minimum(only).value,
        upper: programme.maximum(only)?.value ?? null
      };
    });
  } finally {
    programme.dispose();
  }
}

const term = fc.record({
  variable: fc.nat(7),
  weight: fc.oneof(
    { weight: 6, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 2, 0) }
  )
});
const room = fc.constantFrom(0, 0, 0, 2, 9, Infinity);
/** A system with a known whole solution, so that it never contradicts itself. */
const anySystem = fc
  .record({
    truth: fc.array(fc.nat(20), { minLength: 8, maxLength: 8 }),
    caps: fc.array(fc.constantFrom(0, 3, 9, Infinity, Infinity), { minLength: 8, maxLength: 8 }),
    rows: fc.array(fc.record({ terms: fc.array(term, { maxLength: 5 }), below: room, above: room }), {
      maxLength: 7
    }),
    required: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 8, maxLength: 8 }),
    zero: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })
  })
  .map(({ truth, caps, rows, required, zero }): IntervalSystem => ({
    lower: truth.map((x, i) => (caps[i] === 0 ? x : 0)),
    upper: truth.map((x, i) => x + caps[i]!),
    constraints: rows.map(({ terms, below, above }): Constraint => {
      const sum = terms.reduce((s, { variable, weight }) => s + weight * truth[variable]!, 0);
      return {
        variables: terms.map((t) => t.variable),
        coefficients: terms.map((t) => t.weight),
        low: sum - below,
        high: sum + above
      };
    }),
    targets: truth.map((_, variable) => ({
      variable,
      required: required[variable]!,
      zeroLower: zero[variable]!
    }))
  }));

describe('the interval of every target', () => {
  it('is that of two programmes each, however it was found', async () => {
    await fc.assert(
      fc.asyncProperty(anySystem, fc.nat(), async (system, seed) => {
        const merged = {
          ...system,
          // the solver refuses a variable named twice in a row; the judge adds it up
          constraints: system.constraints.map((row) => ({
            ...row,
            variables: [...new Set(row.variables)],
            coefficients: [...new Set(row.variables)].map((v) =>
              row.variables.reduce((s, w, i) => s + (w === v ? row.coefficients![i]! : 0), 0)
            )
          }))
        };
        const expected = await byProgrammes(merged);
        const verdict = await judgeIntervals(system, { seed });
        const failing = expected.filter(({ target, lower, upper }) => {
          const { required, zeroLower } = system.targets[target]!;
          return possibleWholeNumbers(lower, upper) < required || (zeroLower && lower > 1e-6);
        });
        expect(verdict.failing.map((f) => f.target)).toEqual(failing.map((f) => f.target));
        for (const [i, found] of verdict.failing.entries()) {
          expect(found.lower).toBeCloseTo(failing[i]!.lower, 5);
          if (failing[i]!.upper === null) expect(found.upper).toBeNull();
          else expect(found.upper).toBeCloseTo(failing[i]!.upper, 5);
        }
        const narrowest = Math.min(...expected.map((f) => possibleWholeNumbers(f.lower, f.upper)));
        expect(verdict.narrowest).toBe(Number.isFinite(narrowest) ? narrowest : null);
        const { closed, witnessed, programme } = verdict.settled;
        expect(closed + witnessed + programme).toBe(system.targets.length);
      }),
      { numRuns: 250 }
    );
  });

  it('is that of two programmes each in tables with both totals, where most are seen at both ends', async () => {
    const table = fc.record({
      cells: fc.array(fc.oneof(fc.constant(0), fc.nat(30)), { minLength: 24, maxLength: 24 }),
      room: fc.array(fc.constantFrom(0, 9), { minLength: 6, maxLength: 6 }),
      required: fc.integer({ min: 2, max: 20 }),
      zeroLower: fc.boolean(),
      free: fc.boolean()
    });
    await fc.assert(
      fc.asyncProperty(table, fc.nat(), async ({ cells, room, required, zeroLower, free }, seed) => {
        const line = (of: (i: number) => boolean, slack: number): Constraint => {
          const variables = cells.flatMap((_, i) => (of(i) ? [i] : []));
          const sum = variables.reduce((s, i) => s + cells[i]!, 0);
          // a row that ends nowhere lets its counts grow as far as the columns do
          return { variables, low: sum - slack, high: free && slack > 0 ? Infinity : sum + slack };
        };
        const system: IntervalSystem = {
          lower: cells.map(() => 0),
          upper: cells.map(() => Infinity),
          constraints: [
            ...Array.from({ length: 4 }, (_, r) => line((i) => Math.floor(i / 6) === r, 0)),
            ...room.map((slack, c) => line((i) => i % 6 === c, slack))
          ],
          targets: cells.map((_, variable) => ({ variable, required, zeroLower }))
        };
        const expected = await byProgrammes(system);
        const shares: number[] = [];
        const verdict = await judgeIntervals(system, { seed, progress: (share) => shares.push(share) });
        expect(
          verdict.failing.map((f) => [f.target, Math.round(f.lower) + 0, Math.round(f.upper!) + 0])
        ).toEqual(
          expected
            .filter((f) => possibleWholeNumbers(f.lower, f.upper) < required || (zeroLower && f.lower > 1e-6))
            .map((f) => [f.target, Math.round(f.lower) + 0, Math.round(f.upper!) + 0])
        );
        expect(verdict.narrowest).toBe(
          Math.min(...expected.map((f) => possibleWholeNumbers(f.lower, f.upper)))
        );
        expect(shares.at(-1)).toBe(1);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
      }),
      { numRuns: 40 }
    );
  });

  it('takes points for proof where they show enough, and programmes where they do not', async () => {
    // ten rows of ten, ten columns of ten, all sums 50
    const cells = Array.from({ length: 100 }, (_, i) => i);
    const line = (of: (i: number) => number, at: number): Constraint => ({
      variables: cells.filter((i) => of(i) === at),
      low: 50,
      high: 50
    });
    const system = (required: number): IntervalSystem => ({
      lower: cells.map(() => 0),
      upper: cells.map(() => Infinity),
      constraints: Array.from({ length: 10 }, (_, k) => [
        line((i) => Math.floor(i / 10), k),
        line((i) => i % 10, k)
      ]).flat(),
      targets: cells.map((variable) => ({ variable, required, zeroLower: true }))
    });
    const few = await judgeIntervals(system(5));
    expect(few.failing).toEqual([]);
    expect(few.narrowest).toBe(51);
    expect(few.settled.closed).toBe(0);
    expect(few.settled.witnessed).toBeGreaterThan(80);
    const many = await judgeIntervals(system(52));
    expect(many.failing).toHaveLength(100);
    expect(many.failing[0]).toEqual({ target: 0, lower: 0, upper: 50 });
    expect(many.settled).toEqual({ closed: 0, witnessed: 0, programme: 100 });
  });

  it('needs no programme where the links form a tree', async () => {
    const tree: IntervalSystem = {
      lower: [0, 0, 0, 0, 0, 3],
      upper: [9, Infinity, 4, Infinity, Infinity, 7],
      constraints: [
        { variables: [0, 1, 2], low: 10, high: 10 },
        { variables: [2, 3], coefficients: [2, 1], low: 7, high: 7 },
        { variables: [4], low: 2, high: Infinity }
      ],
      targets: [0, 1, 2, 3, 4, 5].map((variable) => ({ variable, required: 99, zeroLower: false }))
    };
    const verdict = await judgeIntervals(tree);
    expect(verdict).toEqual({
      failing: [
        { target: 0, lower: 0, upper: 9 },
        { target: 1, lower: 0, upper: 10 },
        { target: 2, lower: 0, upper: 3.5 },
        { target: 3, lower: 0, upper: 7 },
        { target: 5, lower: 3, upper: 7 }
      ],
      narrowest: 4,
      settled: { closed: 6, witnessed: 0, programme: 0 }
    });
  });

  it('has nothing to say without targets, and no narrowest where nothing bounds any', async () => {
    const open: IntervalSystem = { lower: [0], upper: [Infinity], constraints: [], targets: [] };
    const nothing = { failing: [], narrowest: null, settled: { closed: 0, witnessed: 0, programme: 0 } };
    expect(await judgeIntervals(open)).toEqual(nothing);
    expect(
      await judgeIntervals({ ...open, targets: [{ variable: 0, required: 5, zeroLower: true }] })
    ).toEqual({ ...nothing, settled: { closed: 1, witnessed: 0, programme: 0 } });
  });

  it('P27 takes a contradiction for no verdict, wherever it stands', async () => {
    const plain = { lower: [0, 0, 0], upper: [9, 9, 9], targets: [] };
    const contradictions: IntervalSystem[] = [
      { ...plain, lower: [10, 0, 0], constraints: [] },
      { ...plain, constraints: [{ variables: [0, 1], low: 19, high: 20 }] },
      { ...plain, constraints: [{ variables: [0, 1], low: -5, high: -1 }] },
      { ...plain, constraints: [{ variables: [], low: 1, high: 2 }] },
      // a tree that only its other end contradicts
      {
        ...plain,
        constraints: [
          { variables: [0, 1], low: 9, high: 9 },
          { variables: [1, 2], low: 18, high: 18 },
          { variables: [0], low: 1, high: 9 }
        ]
      },
      // one sum with two totals: each row only narrows the other a little
      {
        ...plain,
        upper: [Infinity, Infinity, 9],
        constraints: [
          { variables: [0, 1], low: 900, high: 900 },
          { variables: [0, 1], low: 890, high: 890 }
        ]
      },
      // a circle: x + y = 9, y + z = 9, x + z = 9, x − y = 3
      {
        ...plain,
        constraints: [
          { variables: [0, 1], low: 9, high: 9 },
          { variables: [1, 2], low: 9, high: 9 },
          { variables: [0, 2], low: 9, high: 9 },
          { variables: [0, 1], coefficients: [1, -1], low: 3, high: 3 }
        ]
      }
    ];
    for (const system of contradictions)
      await expect(judgeIntervals(system)).rejects.toMatchObject({ code: 'E_AUDIT_SOLVER', exitCode: 5 });
  });
});
