import { holtWinters, type SeasonalState, type Smoothing } from './holt-winters.ts';
import { type Numbers, requireWhole } from './numerics/input-check.ts';
import { mean } from './numerics/moments.ts';
import { quantileOfSorted } from './numerics/sample-quantile.ts';
import { seededGenerator, type SeededGenerator } from './numerics/seeded-generator.ts';
import { type Outcome, shown } from './outcome.ts';

/** Paths drawn unless told otherwise. */
export const PATHS = 2000;

/** A forecast of one number with its limits. */
export interface TotalForecast {
  readonly forecast: number;
  readonly lower80: number;
  readonly upper80: number;
  readonly lower95: number;
  readonly upper95: number;
}

/** A forecast with limits, one value a step. */
export interface ForecastInterval {
  readonly forecast: readonly number[];
  readonly lower80: readonly number[];
  readonly upper80: readonly number[];
  readonly lower95: readonly number[];
  readonly upper95: readonly number[];
  /** The weighted sum of all steps. Limits of the steps do not add up to its limits: errors partly cancel. */
  readonly total: TotalForecast;
}

/**
 * Holt–Winters forecast with 80 and 95 % limits by residual bootstrap: paths continue the model with errors drawn from
 * its own centred one-step residuals. Widened where needed to hold the forecast itself.
 * Withheld: `too_short` under two periods. (Hyndman & Koehler 2006)
 * @param seed of the generator named by `GENERATOR_NAME`
 * @param weights of each step in the total (1)
 */
export function forecastInterval(
  series: Numbers,
  period: number,
  smoothing: Smoothing,
  horizon: number,
  seed: number,
  paths = PATHS,
  weights: readonly number[] = new Array<number>(horizon).fill(1)
): Outcome<ForecastInterval> {
  requireWhole('paths', paths, 1);
  const model = holtWinters(series, period, smoothing, horizon);
  if (model.kind === 'withheld') return model;
  const centre = mean(model.residuals);
  const errors = Float64Array.from(model.residuals, (residual) => residual - centre);
  const random = seededGenerator(seed);
  const drawn = Array.from({ length: horizon }, () => new Float64Array(paths));
  const sums = new Float64Array(paths);
  for (let path = 0; path < paths; path++) {
    continued(model, smoothing, horizon, errors, random).forEach((value, h) => {
      drawn[h]![path] = value;
      sums[path]! += value * weights[h]!;
    });
  }
  const sorted = drawn.map((values) => values.sort());
  const lower = (p: number): number[] =>
    sorted.map((values, h) => Math.min(model.forecast[h]!, quantileOfSorted(values, p)));
  const upper = (p: number): number[] =>
    sorted.map((values, h) => Math.max(model.forecast[h]!, quantileOfSorted(values, p)));
  return shown({
    forecast: model.forecast,
    lower80: lower(0.1),
    upper80: upper(0.9),
    lower95: lower(0.025),
    upper95: upper(0.975),
    total: totalAround(
      model.forecast.reduce((sum, value, h) => sum + value * weights[h]!, 0),
      sums
    )
  });
}

/** A total with the quantiles of sums that may come true, widened where needed to hold the total itself. */
export function totalAround(forecast: number, sums: Float64Array): TotalForecast {
  const sorted = sums.slice().sort();
  const below = (p: number): number => Math.min(forecast, quantileOfSorted(sorted, p));
  const above = (p: number): number => Math.max(forecast, quantileOfSorted(sorted, p));
  return {
    forecast,
    lower80: below(0.1),
    upper80: above(0.9),
    lower95: below(0.025),
    upper95: above(0.975)
  };
}

function continued(
  state: SeasonalState,
  { alpha, beta, gamma }: Smoothing,
  horizon: number,
  errors: Float64Array,
  random: SeededGenerator
): number[] {
  let { level, trend } = state;
  const season = [...state.season];
  return Array.from({ length: horizon }, (_, h) => {
    const phase = h % season.length;
    const value = level + trend + season[phase]! + errors[random.below(errors.length)]!;
    const before = level;
    level = alpha * (value - season[phase]!) + (1 - alpha) * (level + trend);
    trend = beta * (level - before) + (1 - beta) * trend;
    season[phase] = gamma * (value - level) + (1 - gamma) * season[phase]!;
    return value;
  });
}
