import { type Numbers, requireCount, requireCounts } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/**
 * Poisson CUSUM 累積和管理図: C = max(0, C + (y−m)/√m − k) from 0, an alarm from h on, without reset.
 * Withheld: `zero_expected`. (Page 1954; Rossi et al. 1999)
 * @param mean expected count m @param options `k` (1.04), `h` (2.26)
 */
export function cusum(
  series: Numbers,
  mean: number,
  { k = 1.04, h = 2.26 }: { readonly k?: number; readonly h?: number } = {}
): Outcome<{ statistic: readonly number[]; alarm: readonly boolean[] }> {
  requireCounts('series', series);
  requireCount('mean', mean);
  if (mean === 0) return withheld('zero_expected');
  let total = 0;
  const statistic = Array.from(
    series,
    (y) => (total = Math.max(0, total + (y - mean) / Math.sqrt(mean) - k))
  );
  return shown({ statistic, alarm: statistic.map((value) => value >= h) });
}
