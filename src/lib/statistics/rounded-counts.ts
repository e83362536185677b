import { ROUNDING_VARIANCE } from '../domain/rounding.ts';
import { countInterval } from './count-interval.ts';
import { normalTwoSided } from './numerics/normal-tail.ts';
import { type Interval, type Outcome, shown, withheld } from './outcome.ts';
import { rateRatio, type RateInput } from './rate-ratio.ts';

/**
 * 95 % interval of a sum of cells rounded to tens: that of a count, each arm longer by √(1 + 16.5 k / x).
 * @param count the sum, above 0 @param cells how many rounded cells k it is made of; 0 for an exact count
 */
export function roundedCountInterval(count: number, cells: number): Interval {
  const { lower, upper } = countInterval(count);
  const longer = count > 0 ? Math.sqrt(1 + (ROUNDING_VARIANCE * cells) / count) : 1;
  return { lower: Math.max(0, count - (count - lower) * longer), upper: count + (upper - count) * longer };
}

/** A count of rounded cells among persons. */
export interface RoundedRate extends RateInput {
  readonly cells: number;
}

/**
 * Ratio of two rates whose counts are sums of cells rounded to tens: exact limits, their arms on the log scale longer
 * by the share of rounding in the variance of the log ratio (delta method). `beyondChance`: the interval misses 1.
 * `pValue`: two-sided, of the log ratio over its standard error, for tests of several ratios together. Withheld as `rateRatio`.
 */
export function roundedRateRatio(
  a: RoundedRate,
  b: RoundedRate
): Outcome<{ ratio: number; beyondChance: boolean; pValue: number } & Interval> {
  const exact = rateRatio(a, b);
  if (exact.kind === 'withheld') return exact;
  const { ratio, lower, upper } = exact;
  if (ratio === null || upper === null || ratio === 0) return withheld('too_few_events');
  const chance = 1 / a.count + 1 / b.count;
  const rounding = ROUNDING_VARIANCE * (a.cells / a.count ** 2 + b.cells / b.count ** 2);
  const longer = Math.sqrt(1 + rounding / chance);
  const limits = {
    lower: ratio * (lower / ratio) ** longer,
    upper: ratio * (upper / ratio) ** longer
  };
  return shown({
    ratio,
    ...limits,
    beyondChance: limits.lower > 1 || limits.upper < 1,
    pValue: normalTwoSided(Math.log(ratio) / Math.sqrt(chance + rounding))
  });
}
