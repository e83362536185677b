import { type Numbers, requireCounts, requireWhole } from './numerics/input-check.ts';
import { mean } from './numerics/moments.ts';
import { quantileOfSorted } from './numerics/sample-quantile.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** Stays below which nothing is said. */
export const MINIMUM_STAYS = 10;

/** Distribution of lengths of stay, in days. Median, quartiles and P90 come first on screen. */
export interface LengthOfStay {
  readonly stays: number;
  readonly median: number;
  readonly q25: number;
  readonly q75: number;
  readonly p90: number;
  readonly mean: number;
  /** Of max(days, 1), so that a stay within a day counts one. */
  readonly geometricMean: number;
  /** Share of stays longer than the limit; null without a limit. */
  readonly shareBeyond: number | null;
}

/**
 * Summary of lengths of stay 在院日数の分布, quantiles of type 7. Withheld: `too_few_events` under 10 stays.
 * (Hyndman & Fan 1996)
 * @param days one a stay @param options `limit` in days, `minimumStays` (10)
 */
export function lengthOfStay(
  days: Numbers,
  {
    limit = null,
    minimumStays = MINIMUM_STAYS
  }: { readonly limit?: number | null; readonly minimumStays?: number } = {}
): Outcome<LengthOfStay> {
  requireCounts('days', days);
  requireWhole('minimumStays', minimumStays, 0);
  if (days.length < Math.max(1, minimumStays)) return withheld('too_few_events');
  const sorted = Float64Array.from(days).sort();
  return shown({
    stays: sorted.length,
    median: quantileOfSorted(sorted, 0.5),
    q25: quantileOfSorted(sorted, 0.25),
    q75: quantileOfSorted(sorted, 0.75),
    p90: quantileOfSorted(sorted, 0.9),
    mean: mean(sorted),
    geometricMean: Math.exp(mean(sorted.map((d) => Math.log(Math.max(d, 1))))),
    shareBeyond: limit === null ? null : sorted.filter((d) => d > limit).length / sorted.length
  });
}
