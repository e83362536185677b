import { addMonths, type Month } from '#lib/domain/period.ts';
import { fittedSmoothing } from './fitted-smoothing.ts';
import { forecastBacktest, MINIMUM_ORIGINS } from './forecast-backtest.ts';
import { type ForecastInterval, forecastInterval, PATHS } from './forecast-interval.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { seasonalNaiveInterval } from './seasonal-naive-interval.ts';
import { workingDayAdjusted } from './working-days.ts';

/** Months forecast, and months tested at each origin. */
export const HORIZON = 12;
const PERIOD = 12;
/** Origins of the backtest: a year apart, the last one a year before the end. */
const ORIGINS = 4;
/** Seed of the bootstrap; fixed, so that one link shows one forecast. */
export const FORECAST_SEED = 1;

/** What a forecast is asked for. Crosses to the worker as it is. */
export interface ForecastRequest {
  readonly months: readonly Month[];
  /** Visits; null where withheld. */
  readonly visits: readonly (number | null)[];
  /** Days open in each month and in the twelve that follow. */
  readonly days: readonly number[];
}

/** A forecast, how well its method did where the truth is known, and how wide its limits were. */
export interface VisitForecast {
  readonly method: 'holt_winters' | 'seasonal_naive';
  readonly months: readonly Month[];
  readonly interval: ForecastInterval;
  /** Visits of the latest twelve months, to hold the total against. */
  readonly latest: number;
  /** Months the method learned from: those after the last gap. */
  readonly learned: number;
  readonly origins: number;
  readonly maseHoltWinters: number | null;
  readonly maseSeasonalNaive: number | null;
  /** Share of tested months inside the limits the shown method gave at the time. */
  readonly within80: number;
  readonly within95: number;
  readonly tested: number;
}

/**
 * Twelve months of visits by Holt–Winters on the working-day adjusted series, tested at origins a year apart against the
 * seasonal naive forecast, which is shown instead where Holt–Winters does not beat it: a MASE of 1 or above, or one no
 * smaller than that of the naive forecast in the same months.
 * Only months after the last gap are learned from. Withheld: `too_short` where three origins of two years do not fit.
 */
export function visitForecast({ months, visits, days }: ForecastRequest): Outcome<VisitForecast> {
  if (days.length !== months.length + HORIZON || visits.length !== months.length)
    throw new RangeError('days cover the months and the twelve that follow');
  const from = visits.lastIndexOf(null) + 1;
  const known = visits.slice(from).map((value) => value ?? 0);
  const knownDays = days.slice(from, months.length);
  const { adjusted, meanDays } = workingDayAdjusted(known, knownDays);
  if (meanDays === null || adjusted.includes(null)) return withheld('too_short');
  const series = adjusted.map((value) => value ?? 0);
  const n = series.length;
  const origins = Array.from({ length: ORIGINS }, (_, k) => n - (ORIGINS - k) * HORIZON).filter(
    (origin) => origin >= 2 * PERIOD
  );
  if (origins.length < MINIMUM_ORIGINS) return withheld('too_short');
  const test = forecastBacktest(series, PERIOD, origins, HORIZON);
  if (test.kind === 'withheld') return test;
  const { maseHoltWinters, maseSeasonalNaive } = test;
  // stricter than a MASE of 1: within the tested months too it must do better than last year's values
  const beaten =
    maseHoltWinters !== null && maseSeasonalNaive !== null && maseSeasonalNaive <= maseHoltWinters;
  const method = beaten ? 'seasonal_naive' : test.preferred;
  const ahead = days.slice(months.length);
  const weights = ahead.map((open) => open / meanDays);
  const intervalOf = (values: readonly number[]): Outcome<ForecastInterval> => {
    if (method === 'seasonal_naive') return seasonalNaiveInterval(values, PERIOD, HORIZON, weights);
    const smoothing = fittedSmoothing(values, PERIOD);
    return smoothing.kind === 'withheld'
      ? smoothing
      : forecastInterval(values, PERIOD, smoothing, HORIZON, FORECAST_SEED, PATHS, weights);
  };
  const now = intervalOf(series);
  if (now.kind === 'withheld') return now;
  let [tested, within80, within95] = [0, 0, 0];
  for (const origin of origins) {
    const then = intervalOf(series.slice(0, origin));
    if (then.kind === 'withheld') return then;
    series.slice(origin, origin + HORIZON).forEach((value, h) => {
      tested++;
      within80 += Number(value >= then.lower80[h]! && value <= then.upper80[h]!);
      within95 += Number(value >= then.lower95[h]! && value <= then.upper95[h]!);
    });
  }
  const scaled = (values: readonly number[]): number[] =>
    values.map((value, h) => Math.max(0, value * weights[h]!));
  const { total } = now;
  return shown({
    method,
    months: ahead.map((_, h) => addMonths(months.at(-1)!, h + 1)),
    interval: {
      forecast: scaled(now.forecast),
      lower80: scaled(now.lower80),
      upper80: scaled(now.upper80),
      lower95: scaled(now.lower95),
      upper95: scaled(now.upper95),
      total: {
        forecast: Math.max(0, total.forecast),
        lower80: Math.max(0, total.lower80),
        upper80: Math.max(0, total.upper80),
        lower95: Math.max(0, total.lower95),
        upper95: Math.max(0, total.upper95)
      }
    },
    latest: known.slice(-HORIZON).reduce((sum, value) => sum + value, 0),
    learned: n,
    origins: origins.length,
    maseHoltWinters: test.maseHoltWinters,
    maseSeasonalNaive: test.maseSeasonalNaive,
    within80: within80 / tested,
    within95: within95 / tested,
    tested
  });
}
