import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farringtonExpectation } from './farrington-flexible.ts';
import { seasonalExpectation } from './seasonal-expectation.ts';

/** Months with a steep season, a trend and a little noise. */
const months = (n: number): number[] =>
  Array.from({ length: n }, (_, t) =>
    Math.round((100 + 60 * Math.sin((2 * Math.PI * t) / 12)) * Math.exp(t / 400) + ((t * 7919) % 23) - 11)
  );

describe('the expectation of a month by its own season', () => {
  it('is that of Farrington flexible with twelve levels', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 400 }), { minLength: 91, maxLength: 100 }), (noise) => {
        const series = months(noise.length).map((count, t) => count + noise[t]!);
        const index = series.length - 1;
        const fast = seasonalExpectation(series, index);
        const slow = farringtonExpectation(series, index, { frequency: 12, halfWindow: 0, periods: 12 });
        if (fast.kind === 'withheld' || slow.kind === 'withheld') throw new Error('withheld');
        for (const figure of ['expected', 'dispersion', 'standardError'] as const)
          expect(fast[figure] / slow[figure]).toBeCloseTo(1, 6);
        expect(fast.degreesOfFreedom).toBe(slow.degreesOfFreedom);
      }),
      { numRuns: 30 }
    );
  });
  it('is that of Farrington flexible with gaps, and with an outbreak weighed down', () => {
    const series: (number | null)[] = months(96);
    series[40] = null;
    series[61] = null;
    series[59]! += 900;
    const fast = seasonalExpectation(series, 95);
    const slow = farringtonExpectation(series, 95, { frequency: 12, halfWindow: 0, periods: 12 });
    if (fast.kind === 'withheld' || slow.kind === 'withheld') throw new Error('withheld');
    expect(fast.expected / slow.expected).toBeCloseTo(1, 6);
    expect(fast.dispersion / slow.dispersion).toBeCloseTo(1, 5);
    expect(fast.expected).toBeLessThan(1.05 * months(96)[95]!);
  });
  it('does not look at the month itself nor at the six before it', () => {
    const changed = months(96);
    for (let t = 89; t < 96; t++) changed[t]! += 5000;
    expect(seasonalExpectation(changed, 95)).toEqual(seasonalExpectation(months(96), 95));
  });
  it('learns from no month that is no reference', () => {
    const changed = months(96).map((count, t) => (t >= 30 && t < 60 ? count * 9 : count));
    const ordinary = (t: number): boolean => t < 30 || t >= 60;
    expect(seasonalExpectation(changed, 95, ordinary)).toEqual(seasonalExpectation(months(96), 95, ordinary));
  });
  it('grows with every count alike: ten times the series is ten times the expectation', () => {
    const [one, ten] = [months(96), months(96).map((count) => 10 * count)].map((series) =>
      seasonalExpectation(series, 95)
    );
    if (one!.kind === 'withheld' || ten!.kind === 'withheld') throw new Error('withheld');
    expect(ten!.expected / one!.expected).toBeCloseTo(10, 6);
  });
  it('is withheld on a short history, and where the calendar month never had a case', () => {
    expect(seasonalExpectation(months(30), 29)).toEqual({ kind: 'withheld', reason: 'too_short' });
    expect(seasonalExpectation(months(31), 30).kind).toBe('shown');
    const never = months(96).map((count, t) => ((95 - t) % 12 === 0 ? 0 : count));
    expect(seasonalExpectation(never, 95)).toEqual({ kind: 'withheld', reason: 'too_few_events' });
    const gone = months(96).map((count, t) => ((95 - t) % 12 === 0 ? null : count));
    expect(seasonalExpectation(gone, 95)).toEqual({ kind: 'withheld', reason: 'too_short' });
  });
});
