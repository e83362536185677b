import { describe, expect, it } from 'vitest';
import type { IntervalSystem } from './interval-system.ts';
import {
  isTooLarge,
  programmeSize,
  PROGRAMME_LIMITS,
  SAMPLE_SIZE,
  sampledTargets
} from './programme-limits.ts';

/** Two circles of three and two variables, a tree of two, and one alone. */
const SYSTEM: IntervalSystem = {
  lower: Array<number>(8).fill(0),
  upper: Array<number>(8).fill(9),
  constraints: [
    { variables: [0, 1, 2], low: 9, high: 9 },
    { variables: [0, 1], low: 0, high: 8 },
    { variables: [3, 4], low: 9, high: 9 },
    { variables: [3, 4], coefficients: [1, -1], low: 0, high: 4 },
    { variables: [5, 6], low: 9, high: 9 }
  ],
  targets: [0, 3, 3, 4, 5, 7].map((variable) => ({ variable, required: 5, zeroLower: false }))
};

describe('the limits of a programme', () => {
  it('count what no closed form settles, the largest part', () => {
    expect(programmeSize(SYSTEM)).toEqual({ variables: 3, targets: 3 });
    expect(programmeSize({ ...SYSTEM, constraints: [] })).toEqual({ variables: 0, targets: 0 });
    const { variables, targets } = PROGRAMME_LIMITS;
    expect([variables, targets]).toEqual([15_000, 5_000]);
    expect(isTooLarge({ variables, targets })).toBe(false);
    expect(isTooLarge({ variables: variables + 1, targets })).toBe(true);
    expect(isTooLarge({ variables, targets: targets + 1 })).toBe(true);
  });

  it('beyond them, a sample shows at most 0.1 % failing at 95 %', () => {
    expect(0.999 ** SAMPLE_SIZE).toBeLessThan(0.05);
    expect(0.999 ** (SAMPLE_SIZE - 1)).toBeGreaterThan(0.05);
  });

  it('draws a sample without replacement, the same for the same seed', () => {
    const many: IntervalSystem = {
      ...SYSTEM,
      targets: Array.from({ length: 100 }, (_, i) => ({ variable: 0, required: i, zeroLower: false }))
    };
    const drawn = (seed: number, size?: number) =>
      sampledTargets(many, seed, size).targets.map((t) => t.required);
    expect(drawn(1, 40)).toEqual(drawn(1, 40));
    expect(drawn(1, 40)).not.toEqual(drawn(2, 40));
    expect(new Set(drawn(1, 40)).size).toBe(40);
    expect(drawn(1, 200).sort((a, b) => a - b)).toEqual(many.targets.map((t) => t.required));
    expect(drawn(1)).toHaveLength(100);
    // every target has the same chance, first and last included
    const times = Array.from({ length: 400 }, (_, seed) => drawn(seed, 10)).flat();
    const of = (i: number) => times.filter((t) => t === i).length;
    for (const i of [0, 50, 99]) expect(Math.abs(of(i) - 40)).toBeLessThan(25);
  });
});
