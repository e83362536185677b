import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { logLinearPercentChange, poissonPercentChange } from './annual-percent-change.ts';
import { joinpointRegression } from './joinpoint.ts';

const YEARS = Array.from({ length: 12 }, (_, i) => 2010 + i);
const growth = YEARS.map((_, i) => 40 * 1.03 ** i);

describe('annual percent change', () => {
  itFollowsGolden('annual_percent_change');
  it('finds a steady growth', () => {
    const change = logLinearPercentChange(YEARS, growth);
    if (change.kind === 'withheld') throw new Error(change.reason);
    expect(change.apc).toBeCloseTo(3, 9);
    expect(change.pValue).toBeLessThan(1e-12);
    const counts = growth.map((rate) => rate * 1000);
    const poisson = poissonPercentChange(YEARS, counts, new Array(12).fill(1e6));
    if (poisson.kind === 'shown') expect(poisson.apc).toBeCloseTo(3, 8);
  });
  it('does not change with the unit of the rate, and holds its estimate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 900, noNaN: true }), { minLength: 6, maxLength: 20 }),
        (rates) => {
          const years = rates.map((_, i) => 2000 + i);
          const [one, other] = [
            logLinearPercentChange(years, rates),
            logLinearPercentChange(
              years,
              rates.map((r) => r * 12)
            )
          ];
          if (one.kind === 'withheld' || other.kind === 'withheld') throw new Error('shown');
          expect(other.apc).toBeCloseTo(one.apc, 6);
          expect(one.lower).toBeLessThanOrEqual(one.apc);
          expect(one.upper).toBeGreaterThanOrEqual(one.apc);
        }
      )
    );
  });
  it('has p 1 on a flat line', () => {
    expect(logLinearPercentChange(YEARS, new Array(12).fill(7))).toMatchObject({ apc: 0, pValue: 1 });
  });
  it('is withheld under six years, at a zero rate, without people or events', () => {
    const zeros = [0, ...growth.slice(1)];
    const people = new Array<number>(12).fill(10);
    const reason = (outcome: { kind: string; reason?: string }) => outcome.reason;
    expect(reason(logLinearPercentChange(YEARS.slice(0, 5), growth.slice(0, 5)))).toBe('too_short');
    expect(reason(logLinearPercentChange(YEARS, zeros))).toBe('zero_rate');
    expect(poissonPercentChange(YEARS, zeros, people).kind).toBe('shown');
    expect(reason(poissonPercentChange(YEARS, growth, [0, ...people.slice(1)]))).toBe('no_population');
    expect(reason(poissonPercentChange(YEARS, new Array(12).fill(0), people))).toBe('too_few_events');
    expect(reason(poissonPercentChange([1], [1], [1]))).toBe('too_short');
    expect(() => logLinearPercentChange([2000, 2000], [1, 1])).toThrow(/ascend/);
  });
});

describe('joinpoints', () => {
  it('stand where the slope turns, when the fit is perfect', () => {
    const turning = YEARS.map((_, i) => Math.exp(3 + 0.05 * Math.min(i, 6) - 0.1 * Math.max(0, i - 6)));
    const fit = joinpointRegression(YEARS, turning);
    if (fit.kind === 'withheld') throw new Error(fit.reason);
    expect(fit.chosen).toBe(1);
    expect(fit.models[1]).toMatchObject({ joinpoints: [2016], bic: null });
    expect(fit.models[1]!.apc[0]).toBeCloseTo(100 * Math.expm1(0.05), 8);
    expect(fit.models[1]!.aapc).toBeCloseTo(100 * Math.expm1((6 * 0.05 - 5 * 0.1) / 11), 8);
  });
  it('are none on a straight line', () => {
    expect(joinpointRegression(YEARS, growth)).toMatchObject({ chosen: 0 });
  });
  it('never fit worse than a line, keep their distance and leave two points beyond', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 6, maxLength: 16 }),
        (rates) => {
          const years = rates.map((_, i) => 2000 + i);
          const fit = joinpointRegression(years, rates);
          if (fit.kind === 'withheld') throw new Error(fit.reason);
          fit.models.forEach((model, k) => {
            if (k === 1) expect(model.sse).toBeLessThanOrEqual(fit.models[0]!.sse + 1e-9);
            for (const year of model.joinpoints) {
              expect(year).toBeGreaterThanOrEqual(2002);
              expect(year).toBeLessThanOrEqual(years.at(-1)! - 2);
            }
            if (k === 2) expect(model.joinpoints[1]! - model.joinpoints[0]!).toBeGreaterThanOrEqual(3);
          });
        }
      ),
      { numRuns: 40 }
    );
  });
  it('are at most two, on at least six rates above 0', () => {
    expect(() => joinpointRegression(YEARS, growth, 3)).toThrow(RangeError);
    expect(joinpointRegression(YEARS, [0, ...growth.slice(1)])).toEqual({
      kind: 'withheld',
      reason: 'zero_rate'
    });
    expect(joinpointRegression(YEARS.slice(0, 6), growth.slice(0, 6)).kind).toBe('shown');
  });
});
