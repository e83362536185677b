import { type Numbers, requireFinite, requireWhole } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** How fast level, trend and season follow new values, each 0–1. */
export interface Smoothing {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** A level, a trend a step, and the season of the coming steps in order. */
export interface SeasonalState {
  readonly level: number;
  readonly trend: number;
  readonly season: readonly number[];
}

/** A fitted additive Holt–Winters model. */
export interface HoltWinters extends SeasonalState {
  readonly initialLevel: number;
  readonly initialTrend: number;
  /** Season of the phases of the first period. */
  readonly initialSeason: readonly number[];
  readonly sumSquaredErrors: number;
  /** One-step errors from the second period on. */
  readonly residuals: readonly number[];
  readonly forecast: readonly number[];
}

/**
 * Additive Holt–Winters with given smoothing. It starts from a classical decomposition of the first two periods: level
 * and trend by a line through its moving average (indices from 1), season its figure; the season is then updated by
 * γ(y − new level). For free parameters see `fittedSmoothing`. Withheld: `too_short` under two periods.
 * (Holt 1957; Winters 1960; conventions of R's HoltWinters)
 * @param series complete, equally spaced @param period points a year @param horizon steps to forecast
 */
export function holtWinters(
  series: Numbers,
  period: number,
  { alpha, beta, gamma }: Smoothing,
  horizon = 0
): Outcome<HoltWinters> {
  requireFinite('series', series);
  requireWhole('period', period, 2);
  requireWhole('horizon', horizon, 0);
  for (const [name, value] of Object.entries({ alpha, beta, gamma }))
    if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} lies in 0–1, not ${value}`);
  if (series.length < 2 * period) return withheld('too_short');

  const start = startingState(series, period);
  let { level, trend } = start;
  const season = Float64Array.from(start.season);
  const residuals = new Array<number>(series.length - period);
  let sumSquaredErrors = 0;
  for (let t = period; t < series.length; t++) {
    const phase = t % period;
    const [before, y] = [level, series[t]!];
    const error = y - (level + trend + season[phase]!);
    residuals[t - period] = error;
    sumSquaredErrors += error * error;
    level = alpha * (y - season[phase]!) + (1 - alpha) * (level + trend);
    trend = beta * (level - before) + (1 - beta) * trend;
    season[phase] = gamma * (y - level) + (1 - gamma) * season[phase]!;
  }
  const coming = Array.from({ length: period }, (_, k) => season[(series.length + k) % period]!);
  return shown({
    initialLevel: start.level,
    initialTrend: start.trend,
    initialSeason: start.season,
    level,
    trend,
    season: coming,
    sumSquaredErrors,
    residuals,
    forecast: Array.from({ length: horizon }, (_, h) => level + (h + 1) * trend + coming[h % period]!)
  });
}

function startingState(series: Numbers, period: number): SeasonalState {
  const average = centredAverage(series, 2 * period, period);
  const points = average.flatMap((value, t) => (value === null ? [] : [{ t, value }]));
  const count = points.length;
  const middle = (count + 1) / 2;
  const level = points.reduce((total, { value }) => total + value, 0) / count;
  let [covariance, squares] = [0, 0];
  points.forEach(({ value }, i) => {
    covariance += (i + 1 - middle) * (value - level);
    squares += (i + 1 - middle) ** 2;
  });
  const trend = squares === 0 ? 0 : covariance / squares;
  const phases = Array.from({ length: period }, (_, phase) => {
    const own = points.filter(({ t }) => t % period === phase);
    return own.reduce((total, { t, value }) => total + series[t]! - value, 0) / own.length;
  });
  const centre = phases.reduce((a, b) => a + b, 0) / period;
  return { level: level - trend * middle, trend, season: phases.map((value) => value - centre) };
}

/** Moving average over one period, half-weighted at both ends when the period is even; null near the ends. */
function centredAverage(series: Numbers, length: number, period: number): (number | null)[] {
  const half = Math.floor(period / 2);
  return Array.from({ length }, (_, t) => {
    if (t < half || t + half >= length) return null;
    let total = 0;
    for (let k = -half; k <= half; k++) {
      const weight = period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1;
      total += weight * series[t + k]!;
    }
    return total / period;
  });
}
