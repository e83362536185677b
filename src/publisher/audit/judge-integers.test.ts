import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Constraint, IntervalSystem } from './interval-system.ts';
import { judgeIntegers, LARGEST_GROUP } from './judge-integers.ts';

const target = (variable: number, required: number, zeroLower = false) => ({ variable, required, zeroLower });

/** Every whole solution of a small system whose variables are all bounded. */
function solutions({ lower, upper, constraints }: IntervalSystem): number[][] {
  let points: number[][] = [[]];
  for (const [i, from] of lower.entries())
    points = points.flatMap((point) =>
      Array.from({ length: upper[i]! - from + 1 }, (_, step) => [...point, from + step])
    );
  return points.filter((point) =>
    constraints.every(({ variables, coefficients, low, high }) => {
      const sum = variables.reduce((s, v, k) => s + (coefficients?.[k] ?? 1) * point[v]!, 0);
      return low <= sum && sum <= high;
    })
  );
}

const anySystem = fc
  .record({
    truth: fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }),
    rows: fc.array(
      fc.record({
        weights: fc.array(fc.constantFrom(0, 0, 1, 1, 1, -1, 2, 3), { minLength: 4, maxLength: 4 }),
        room: fc.constantFrom(0, 0, 0.5, 2)
      }),
      { maxLength: 4 }
    ),
    required: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }),
    zero: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })
  })
  .map(({ truth, rows, required, zero }): IntervalSystem => ({
    lower: truth.map(() => 0),
    upper: truth.map(() => 6),
    constraints: rows.map(({ weights, room }): Constraint => {
      const sum = weights.reduce<number>((s, weight, i) => s + weight * truth[i]!, 0);
      const variables = [0, 1, 2, 3].filter((i) => weights[i] !== 0);
      return {
        variables,
        ...(weights.some((weight) => weight > 1 || weight < 0)
          ? { coefficients: variables.map((i) => weights[i]!) }
          : {}),
        low: sum - room,
        high: sum + room
      };
    }),
    targets: truth.map((_, i) => target(i, required[i]!, zero[i]!))
  }));

describe('hidden counts in whole numbers', () => {
  it('take the values that listing every solution shows', async () => {
    await fc.assert(
      fc.asyncProperty(anySystem, async (system) => {
        const all = solutions(system);
        const expected = system.targets.flatMap(({ variable, required, zeroLower }, i) => {
          const values = new Set(all.map((point) => point[variable]!));
          const safe = values.size >= required && (!zeroLower || values.has(0));
          return safe ? [] : [{ target: i, lower: Math.min(...values), upper: Math.max(...values) }];
        });
        expect(await judgeIntegers(system)).toEqual({ failing: expected, tested: 4, beyond: 0 });
      }),
      { numRuns: 60 }
    );
  });

  it('are found where the solver loses its way from one objective to the next', async () => {
    const system: IntervalSystem = {
      lower: [0, 0, 0, 0],
      upper: [6, 6, 6, 6],
      constraints: [{ variables: [0, 1, 2, 3], coefficients: [3, 1, 3, 1], low: 3, high: 3 }],
      targets: [target(0, 2), target(0, 3), target(1, 4), target(1, 5)]
    };
    expect((await judgeIntegers(system)).failing).toEqual([
      { target: 1, lower: 0, upper: 1 },
      { target: 3, lower: 0, upper: 3 }
    ]);
  });

  it('cannot be zero where a sum of their own says so', async () => {
    const system: IntervalSystem = {
      lower: [0, 0, 0, 0],
      upper: [6, 6, 6, 6],
      constraints: [
        { variables: [3], coefficients: [2], low: 2, high: 6 },
        { variables: [0, 2, 3], coefficients: [-1, 2, -1], low: -1, high: -1 }
      ],
      targets: [target(3, 1, true)]
    };
    expect((await judgeIntegers(system)).failing).toEqual([{ target: 0, lower: 1, upper: 3 }]);
  });

  it('can be few within a wide interval: parity alone may fix them', async () => {
    // a + b = 7, b + c = 10, a + c = 9 ± 1
    const parity: IntervalSystem = {
      lower: [0, 0, 0],
      upper: [Infinity, Infinity, Infinity],
      constraints: [
        { variables: [0, 1], low: 7, high: 7 },
        { variables: [1, 2], low: 10, high: 10 },
        { variables: [0, 2], low: 8, high: 10 }
      ],
      targets: [target(0, 2), target(1, 1)]
    };
    expect(await judgeIntegers(parity)).toEqual({
      failing: [{ target: 0, lower: 3, upper: 3 }],
      tested: 2,
      beyond: 0
    });
    // x = 2y, x + z = 20 and y + z even: only every other value
    const gaps: IntervalSystem = {
      lower: [0, 0, 0, 0],
      upper: [20, 10, 20, 20],
      constraints: [
        { variables: [0, 1], coefficients: [1, -2], low: 0, high: 0 },
        { variables: [0, 2], low: 20, high: 20 },
        { variables: [1, 2, 3], coefficients: [1, 1, -2], low: 0, high: 0 }
      ],
      targets: [target(0, 6), target(0, 7)]
    };
    expect((await judgeIntegers(gaps)).failing).toEqual([{ target: 1, lower: 0, upper: 20 }]);
  });

  it('are without end where nothing bounds them', async () => {
    const open: IntervalSystem = {
      lower: [0, 2, 0, 0],
      upper: [Infinity, Infinity, Infinity, Infinity],
      constraints: [
        { variables: [1, 2], coefficients: [1, -2], low: 0, high: 0 },
        { variables: [1, 2, 3], low: 3, high: Infinity }
      ],
      targets: [target(0, 9, true), target(1, 40), target(2, 40, true)]
    };
    expect((await judgeIntegers(open)).failing).toEqual([{ target: 2, lower: 1, upper: null }]);
  });

  it('are drawn in where a bound or a sum ends between two', async () => {
    const between: IntervalSystem = {
      lower: [0.2, 0],
      upper: [3.7, 9],
      constraints: [{ variables: [0, 1], low: 3.5, high: 5.5 }],
      targets: [target(0, 3), target(0, 4), target(1, 5)]
    };
    expect((await judgeIntegers(between)).failing).toEqual([
      { target: 1, lower: 1, upper: 3 },
      { target: 2, lower: 1, upper: 4 }
    ]);
    await expect(
      judgeIntegers({ lower: [0.2], upper: [0.8], constraints: [], targets: [] })
    ).rejects.toMatchObject({ code: 'E_AUDIT_SOLVER' });
  });

  it('keep to sums with parts of one, as they stand', async () => {
    const parts: IntervalSystem = {
      lower: [0, 0],
      upper: [9, 9],
      constraints: [
        { variables: [0, 1], coefficients: [0.5, 0.5], low: 1.5, high: 1.5 },
        { variables: [0, 1], low: 2, high: 4 }
      ],
      targets: [target(0, 4), target(0, 5)]
    };
    expect((await judgeIntegers(parts)).failing).toEqual([{ target: 1, lower: 0, upper: 3 }]);
    // 2x = 3
    const none = { ...parts, constraints: [{ variables: [0], coefficients: [2], low: 3, high: 3 }] };
    await expect(judgeIntegers(none)).rejects.toMatchObject({ code: 'E_AUDIT_SOLVER' });
  });

  it('are left to the programmes in groups of more than forty', async () => {
    expect(LARGEST_GROUP).toBe(40);
    const circle = (size: number): IntervalSystem => ({
      lower: Array<number>(size + 1).fill(0),
      upper: Array<number>(size + 1).fill(9),
      constraints: [
        { variables: Array.from({ length: size }, (_, i) => i), low: 9, high: 9 },
        { variables: [0, 1], low: 0, high: 8 },
        { variables: [size], low: 1, high: 3 }
      ],
      targets: Array.from({ length: size + 1 }, (_, i) => target(i, i === size ? 4 : 5))
    });
    const alone = (size: number) => [{ target: size, lower: 1, upper: 3 }];
    expect(await judgeIntegers(circle(40))).toEqual({ failing: alone(40), tested: 41, beyond: 0 });
    expect(await judgeIntegers(circle(41))).toEqual({ failing: alone(41), tested: 1, beyond: 41 });
  });
});
