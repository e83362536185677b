import { fittedSmoothing } from './fitted-smoothing.ts';
import { holtWinters, type Smoothing } from './holt-winters.ts';
import { type Numbers, requireFinite, requireWhole } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { seasonalNaive } from './seasonal-naive.ts';

/** Origins a backtest needs. */
export const MINIMUM_ORIGINS = 3;

/** How well forecasts did where the truth is known by now. */
export interface Backtest {
  /** Mean absolute scaled error over origins and steps; null where a training series never changed over a year. */
  readonly maseHoltWinters: number | null;
  readonly maseSeasonalNaive: number | null;
  /** The forecast to show: Holt–Winters only where its MASE is below 1. */
  readonly preferred: 'holt_winters' | 'seasonal_naive';
  readonly firstOriginNaiveForecast: readonly number[];
}

/**
 * Rolling-origin backtest of Holt–Winters against the seasonal naive forecast: at each origin both see only the values
 * before it. Errors are scaled by the training series' seasonal-naive error.
 * Withheld: `too_short` for fewer than three origins, an origin under two periods, or one without a value to come.
 * (Hyndman & Koehler 2006)
 * @param origins numbers of values used for training, ascending
 * @param smoothing fixed parameters; fitted at every origin unless told
 */
export function forecastBacktest(
  series: Numbers,
  period: number,
  origins: readonly number[],
  horizon: number,
  smoothing?: Smoothing
): Outcome<Backtest> {
  requireFinite('series', series);
  requireWhole('horizon', horizon, 1);
  for (const origin of origins) requireWhole('origin', origin, 1);
  if (origins.length < MINIMUM_ORIGINS) return withheld('too_short');
  if (origins.some((origin) => origin < 2 * period || origin >= series.length)) return withheld('too_short');

  const values = Array.from(series);
  const scaled: { holtWinters: number; naive: number }[] = [];
  let unscaled = false;
  let first: readonly number[] | undefined;
  for (const origin of origins) {
    const training = values.slice(0, origin);
    const naive = seasonalNaive(training, period, horizon);
    const parameters = smoothing ?? fittedSmoothing(training, period);
    if (naive.kind === 'withheld') return naive;
    if ('kind' in parameters && parameters.kind === 'withheld') return parameters;
    const model = holtWinters(training, period, parameters as Smoothing, horizon);
    if (model.kind === 'withheld') return model;
    first ??= naive.forecast;
    const { scale } = naive;
    unscaled ||= scale === null;
    values.slice(origin, origin + horizon).forEach((actual, h) => {
      scaled.push({
        holtWinters: Math.abs(actual - model.forecast[h]!) / (scale ?? 1),
        naive: Math.abs(actual - naive.forecast[h]!) / (scale ?? 1)
      });
    });
  }
  const meanOf = (of: (error: { holtWinters: number; naive: number }) => number): number | null =>
    unscaled ? null : scaled.reduce((total, error) => total + of(error), 0) / scaled.length;
  const maseHoltWinters = meanOf((error) => error.holtWinters);
  const preferred: Backtest['preferred'] =
    maseHoltWinters !== null && maseHoltWinters < 1 ? 'holt_winters' : 'seasonal_naive';
  return shown({
    maseHoltWinters,
    maseSeasonalNaive: meanOf((error) => error.naive),
    preferred,
    firstOriginNaiveForecast: first!
  });
}
