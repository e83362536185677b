import { type Numbers, requireFinite, requireWhole } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/**
 * The forecast every other must beat: the same month of last year 前年同期. `scale` is its mean absolute error within the
 * series, the unit of MASE; null when a full second period is missing or no value ever differed from a year before.
 * Withheld: `too_short` under one period. (Hyndman & Koehler 2006)
 */
export function seasonalNaive(
  series: Numbers,
  period: number,
  horizon: number
): Outcome<{ forecast: readonly number[]; scale: number | null }> {
  requireFinite('series', series);
  requireWhole('period', period, 1);
  requireWhole('horizon', horizon, 0);
  const n = series.length;
  if (n < period) return withheld('too_short');
  let total = 0;
  for (let t = period; t < n; t++) total += Math.abs(series[t]! - series[t - period]!);
  return shown({
    forecast: Array.from({ length: horizon }, (_, h) => series[n - period + (h % period)]!),
    scale: total === 0 ? null : total / (n - period)
  });
}
