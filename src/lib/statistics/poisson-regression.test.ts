import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { leastSquares } from './numerics/least-squares.ts';
import { poissonRegression } from './poisson-regression.ts';

const fit = (...given: Parameters<typeof poissonRegression>) => {
  const outcome = poissonRegression(...given);
  if (outcome.kind === 'withheld') throw new Error(outcome.reason);
  return outcome;
};

describe('Poisson regression', () => {
  itFollowsGolden('poisson_regression');
  it('fits the mean where there is only an intercept', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 2, maxLength: 20 }), (counts) => {
        fc.pre(counts.some((n) => n > 0));
        const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
        const model = fit(
          counts.map(() => [1]),
          counts
        );
        expect(Math.exp(model.coefficients[0]!)).toBeCloseTo(mean, 8);
        expect(model.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(mean * counts.length), 8);
      })
    );
  });
  it('takes a weight of two as the row twice', () => {
    const design = [
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 3]
    ];
    const twice = fit([...design, design[2]!], [3, 6, 9, 25, 9]);
    const weighted = fit(design, [3, 6, 9, 25], { weights: [1, 1, 2, 1] });
    expect(weighted.coefficients[1]).toBeCloseTo(twice.coefficients[1]!, 10);
    expect(weighted.deviance).toBeCloseTo(twice.deviance, 10);
  });
  it('moves its intercept by an offset and nothing else', () => {
    const design = [1, 2, 3, 4, 5].map((x) => [1, x]);
    const counts = [4, 7, 9, 16, 20];
    const [plain, shifted] = [fit(design, counts), fit(design, counts, { offset: [2, 2, 2, 2, 2] })];
    expect(shifted.coefficients[0]).toBeCloseTo(plain.coefficients[0]! - 2, 10);
    expect(shifted.coefficients[1]).toBeCloseTo(plain.coefficients[1]!, 10);
  });
  it('stays finite for a group without events', () => {
    const model = fit(
      [
        [1, 0],
        [1, 0],
        [1, 1],
        [1, 1]
      ],
      [5, 7, 0, 0]
    );
    expect(Math.exp(model.coefficients[0]!)).toBeCloseTo(6, 9);
    expect(model.coefficients.every(Number.isFinite)).toBe(true);
    expect(model.pearsonDispersion).toBeCloseTo(1 / 6, 6);
  });
  it('has no dispersion without degrees of freedom, and no fit without events or rows', () => {
    const saturated = fit(
      [
        [1, 0],
        [1, 1]
      ],
      [2, 5]
    );
    expect(saturated.pearsonDispersion).toBeNull();
    expect(saturated.quasiStandardErrors).toBeNull();
    expect(poissonRegression([[1], [1]], [0, 0])).toEqual({ kind: 'withheld', reason: 'too_few_events' });
    expect(poissonRegression([[1, 2]], [4])).toEqual({ kind: 'withheld', reason: 'too_short' });
  });
  it('refuses columns that say the same', () => {
    const design = [1, 2, 3].map((x) => [1, x, 2 * x]);
    expect(() => poissonRegression(design, [1, 2, 3])).toThrow(/not independent/);
    expect(() => poissonRegression([[1], [1, 2]], [1, 2])).toThrow(RangeError);
    expect(() => poissonRegression([[1], [1]], [1, -2])).toThrow(RangeError);
  });
});

it('least squares solve an exact system, whatever the scale of its columns', () => {
  const columns = [new Float64Array([1e6, 1e6, 1e6]), new Float64Array([0, 1e-6, 3e-6])];
  const solved = leastSquares(columns, new Float64Array([2, 5, 11]))!;
  expect(solved.coefficients[0]).toBeCloseTo(2e-6, 15);
  expect(solved.coefficients[1]! / 3e6).toBeCloseTo(1, 10);
  expect(solved.leverage.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 12);
  expect(leastSquares([columns[0]!, columns[0]!], new Float64Array([1, 2, 3]))).toBeNull();
});
