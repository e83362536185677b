import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { cusum } from './cusum.ts';

describe('CUSUM', () => {
  itFollowsGolden('cusum');
  it('never falls below 0 and never rises at or below the mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 30 })),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        (series, mean) => {
          const chart = cusum(series, mean);
          if (chart.kind === 'withheld') throw new Error(chart.reason);
          chart.statistic.forEach((value, t) => {
            expect(value).toBeGreaterThanOrEqual(0);
            if (series[t]! <= mean) expect(value).toBeLessThanOrEqual(chart.statistic[t - 1] ?? 0);
            expect(chart.alarm[t]).toBe(value >= 2.26);
          });
        }
      )
    );
  });
  it('is withheld where nothing is expected', () => {
    expect(cusum([1], 0)).toEqual({ kind: 'withheld', reason: 'zero_expected' });
  });
});
