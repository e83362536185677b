import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { falseDiscoveryRate } from './false-discovery-rate.ts';
import { moranPermutation } from './moran-permutation.ts';
import { moran } from './moran.ts';
import { requireNeighbours } from './spatial-weights.ts';

/** Neighbours on a grid, by rook's moves. */
const grid = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows * columns }, (_, i) => {
    const [r, c] = [Math.floor(i / columns), i % columns];
    return [
      [r - 1, c],
      [r + 1, c],
      [r, c - 1],
      [r, c + 1]
    ]
      .filter(([y, x]) => y! >= 0 && y! < rows && x! >= 0 && x! < columns)
      .map(([y, x]) => y! * columns + x!);
  });

const on = (values: (number | null)[], neighbours: number[][], weights?: 'binary') => {
  const outcome = moran(values, neighbours, { weights, minimumAreas: 3 });
  if (outcome.kind === 'withheld') throw new Error(outcome.reason);
  return outcome;
};

describe("Moran's I", () => {
  itFollowsGolden('moran');
  it('is −1 on a chessboard, and its local values sum to n times it', () => {
    const board = Array.from({ length: 36 }, (_, i) => (Math.floor(i / 6) + i) % 2);
    const field = on(board, grid(6, 6));
    expect(field.i).toBeCloseTo(-1, 12);
    expect(field.localI.reduce<number>((total, i) => total + i!, 0)).toBeCloseTo(-36, 9);
    expect(new Set(field.quadrant)).toEqual(new Set(['high-low', 'low-high']));
  });
  it('does not change when values are scaled, and moves with areas that change places', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 20, maxLength: 20 }),
        fc.constantFrom(undefined, 'binary' as const),
        (values, weights) => {
          fc.pre(new Set(values).size > 1);
          const neighbours = grid(4, 5);
          const plain = on(values, neighbours, weights);
          const scaled = on(
            values.map((v) => 7 - 3 * v),
            neighbours,
            weights
          );
          expect(scaled.i).toBeCloseTo(plain.i, 9);
          const flipped = on(
            values.map((_, k) => values[19 - k]!),
            neighbours.map((_, k) => neighbours[19 - k]!.map((j) => 19 - j)),
            weights
          );
          expect(flipped.i).toBeCloseTo(plain.i, 9);
          expect(flipped.varianceRandomisation!).toBeCloseTo(plain.varianceRandomisation!, 9);
          plain.localI.forEach((i, k) => expect(flipped.localI[19 - k]!).toBeCloseTo(i!, 9));
        }
      )
    );
  });
  it('leaves islands and areas without a value out, and names the islands', () => {
    const neighbours = [...grid(4, 5), [], [22], [21]];
    const values = [...Array.from({ length: 20 }, (_, i) => i % 7), 50, 3, null];
    const field = on(values, neighbours);
    expect(field.islands).toEqual([20, 21]);
    expect(field.localI.slice(20)).toEqual([null, null, null]);
    expect(field.i).toBeCloseTo(on(values.slice(0, 20), grid(4, 5)).i, 12);
  });
  it('is never shown on the four medical areas, nor where nothing varies', () => {
    expect(moran([1, 2, 3, 4], grid(2, 2))).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
    expect(moran(new Array(20).fill(2), grid(4, 5))).toEqual({ kind: 'withheld', reason: 'no_variation' });
    expect(on([1, 2, 4], [[1], [0, 2], [1]])).toMatchObject({
      varianceRandomisation: null,
      zRandomisation: null
    });
  });
  it('refuses neighbours that are no areas', () => {
    expect(() => requireNeighbours([[1]], 2)).toThrow(RangeError);
    expect(() => requireNeighbours([[1], [1]], 2)).toThrow(RangeError);
    expect(() => requireNeighbours([[1], [5]], 2)).toThrow(RangeError);
    expect(() => moran([1, Number.NaN], [[1], [0]])).toThrow(RangeError);
  });
});

describe('the permutation test', () => {
  // a hot corner of nine on a field of a hundred
  const values = Array.from({ length: 100 }, (_, i) => (i % 10 < 3 && i < 30 ? 50 : 0) + ((i * 7) % 11));
  const drawn = (seed: number) => {
    const outcome = moranPermutation(values, grid(10, 10), seed, { permutations: 999 });
    if (outcome.kind === 'withheld') throw new Error(outcome.reason);
    return outcome;
  };
  it('gives the same p for the same seed, and nearly the same for another', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7).localP).not.toEqual(drawn(8).localP);
    drawn(7).localP.forEach((p, k) => expect(Math.abs(p! - drawn(8).localP[k]!)).toBeLessThan(0.09));
  });
  it('finds a hot corner, and adjusts for testing every area', () => {
    const { pGreater, localP, localPAdjusted, significant } = drawn(1);
    expect(pGreater).toBe(1 / 1000);
    expect(localPAdjusted).toEqual(falseDiscoveryRate(localP as number[]));
    expect(significant.filter(Boolean).length).toBeGreaterThan(3);
    significant.forEach((is, k) => expect(is).toBe(localPAdjusted[k]! <= 0.05));
  });
  it('is withheld with the statistic', () => {
    expect(moranPermutation([1, 2], [[1], [0]], 1)).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
  });
});
