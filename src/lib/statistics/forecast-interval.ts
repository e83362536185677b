import { holtWinters, type SeasonalState, type Smoothing } from './holt-winters.ts';
import { type Numbers, requireWhole } from './numerics/input-check.ts';
import { mean } from './numerics/moments.ts';
import { quantileOfSorted } from './numerics/sample-quantile.ts';
import { seededGenerator, type SeededGenerator } from './numerics/seeded-generator.ts';
import { type Outcome, shown } from './outcome.ts';

/** Paths drawn unless told otherwise. */
export const PATHS = 2000;

/** A forecast with limits, one value a step. */
export interface ForecastInterval {
  readonly forecast: readonly number[];
  readonly lower80: readonly number[];
  readonly upper80: readonly number[];
  readonly lower95: readonly number[];
  readonly upper95: readonly number[];
}

/**
 * Holt–Winters forecast with 80 and 95 % limits by residual bootstrap: paths continue the model with errors drawn from
 * its own centred one-step residuals. Widened where needed to hold the forecast itself.
 * Withheld: `too_short` under two periods. (Hyndman & Koehler 2006)
 * @param seed of the generator named by `GENERATOR_NAME`
 */
export function forecastInterval(
  series: Numbers,
  period: number,
  smoothing: Smoothing,
  horizon: number,
  seed: number,
  paths = PATHS
): Outcome<ForecastInterval> {
  requireWhole('paths', paths, 1);
  const model = holtWinters(series, period, smoothing, horizon);
  if (model.kind === 'withheld') return model;
  const centre = mean(model.residuals);
  const errors = Float64Array.from(model.residuals, (residual) => residual - centre);
  const random = seededGenerator(seed);
  const drawn = Array.from({ length: horizon }, () => new Float64Array(paths));
  for (let path = 0; path < paths; path++) {
    continued(model, smoothing, horizon, errors, random).forEach((value, h) => (drawn[h]![path] = value));
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
    upper95: upper(0.975)
  });
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
