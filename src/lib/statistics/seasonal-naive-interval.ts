import { type ForecastInterval, totalAround } from './forecast-interval.ts';
import type { Numbers } from './numerics/input-check.ts';
import { quantileOfSorted } from './numerics/sample-quantile.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { seasonalNaive } from './seasonal-naive.ts';

/**
 * The seasonal naive forecast 前年同期 with 80 and 95 % limits: last year's value plus the empirical quantiles (type 7) of
 * the series' own differences from a year before, for at most one period ahead; for the total, of the differences of
 * every run of as many steps. Widened where needed to hold the forecast.
 * Withheld: `too_short` under two periods, or for a horizon beyond one.
 * (Hyndman & Athanasopoulos, residuals of a benchmark method)
 * @param weights of each step in the total (1)
 */
export function seasonalNaiveInterval(
  series: Numbers,
  period: number,
  horizon: number,
  weights: readonly number[] = new Array<number>(horizon).fill(1)
): Outcome<ForecastInterval> {
  const naive = seasonalNaive(series, period, horizon);
  if (naive.kind === 'withheld') return naive;
  if (series.length < 2 * period || horizon > period) return withheld('too_short');
  const later = Float64Array.from(
    { length: series.length - period },
    (_, i) => series[i + period]! - series[i]!
  );
  const differences = later.slice().sort();
  const total = naive.forecast.reduce((sum, value, h) => sum + value * weights[h]!, 0);
  const totals = Float64Array.from({ length: later.length - horizon + 1 }, (_, i) =>
    weights.reduce((sum, weight, h) => sum + weight * later[i + h]!, total)
  );
  const at = (p: number): number => quantileOfSorted(differences, p);
  const moved = (by: number): number[] => naive.forecast.map((value) => value + by);
  return shown({
    forecast: naive.forecast,
    lower80: moved(Math.min(0, at(0.1))),
    upper80: moved(Math.max(0, at(0.9))),
    lower95: moved(Math.min(0, at(0.025))),
    upper95: moved(Math.max(0, at(0.975))),
    total: totalAround(total, totals)
  });
}
