import { logLinearPercentChange, poissonPercentChange } from '#lib/statistics/annual-percent-change.ts';
import { cusum } from '#lib/statistics/cusum.ts';
import { ears, type EarsMethod } from '#lib/statistics/ears.ts';
import { farringtonFlexible } from '#lib/statistics/farrington-flexible.ts';
import { fittedSmoothing } from '#lib/statistics/fitted-smoothing.ts';
import { forecastBacktest } from '#lib/statistics/forecast-backtest.ts';
import { gapFilling } from '#lib/statistics/gap-filling.ts';
import { holtWinters, type Smoothing } from '#lib/statistics/holt-winters.ts';
import { joinpointRegression } from '#lib/statistics/joinpoint.ts';
import { mannKendall } from '#lib/statistics/mann-kendall.ts';
import { stl } from '#lib/statistics/stl.ts';
import { workingDayAdjusted, workingDays } from '#lib/statistics/working-days.ts';
import type { Operation } from './operation.ts';

type Series = (number | null)[];

interface FarringtonInput {
  readonly series: Series;
  readonly indices: number[];
  readonly weeks_per_year?: 52 | 12;
  readonly frequency?: 52 | 12;
  readonly years_back?: number;
  readonly half_window?: number;
  readonly alpha?: number;
  readonly periods?: number;
  readonly past_weeks_excluded?: number;
  readonly weights_threshold?: number;
  readonly trend?: boolean;
  readonly minimum_reports?: number;
  readonly minimum_reports_weeks?: number;
}

const FARRINGTON = (i: FarringtonInput): unknown => {
  const verdicts = i.indices.map((index) =>
    farringtonFlexible(i.series, index, {
      frequency: i.frequency ?? i.weeks_per_year,
      yearsBack: i.years_back,
      halfWindow: i.half_window,
      alpha: i.alpha,
      periods: i.periods,
      pastExcluded: i.past_weeks_excluded,
      weightsThreshold: i.weights_threshold,
      trend: i.trend,
      minimumReports: i.minimum_reports,
      minimumReportsSpan: i.minimum_reports_weeks
    })
  );
  const first = verdicts[0]!;
  if (first.kind === 'withheld' && verdicts.every((v) => v.kind === 'withheld' && v.reason === first.reason))
    return first;
  return {
    upperBound: verdicts.map((v) => (v.kind === 'shown' ? v.upperBound : null)),
    expected: verdicts.map((v) => (v.kind === 'shown' ? v.expected : null)),
    alarm: verdicts.map((v) => (v.kind === 'shown' ? v.alarm : null))
  };
};

interface StlInput {
  readonly series: Series;
  readonly period?: number;
  readonly seasonal_window?: 'periodic' | number;
  readonly seasonal_degree?: 0 | 1;
  readonly trend_window?: number;
  readonly trend_degree?: 0 | 1;
  readonly lowpass_window?: number;
  readonly lowpass_degree?: 0 | 1;
  readonly robust?: boolean;
  readonly inner?: number;
  readonly outer?: number;
}

const STL = (i: StlInput): unknown => {
  const filled = gapFilling(i.series);
  if (filled.kind === 'withheld') return filled;
  return stl(filled.values, i.period ?? 12, {
    seasonalWindow: i.seasonal_window,
    seasonalDegree: i.seasonal_degree,
    trendWindow: i.trend_window,
    trendDegree: i.trend_degree,
    lowpassWindow: i.lowpass_window,
    lowpassDegree: i.lowpass_degree,
    robust: i.robust,
    inner: i.inner,
    outer: i.outer
  });
};

type SmoothingInput = Partial<Smoothing> & { readonly series: number[]; readonly period?: number };

const smoothingOf = ({ alpha, beta, gamma }: SmoothingInput): Smoothing | undefined =>
  alpha === undefined || beta === undefined || gamma === undefined ? undefined : { alpha, beta, gamma };

const EARS =
  (method: EarsMethod) =>
  (i: {
    series: Series;
    indices?: number[];
    baseline?: number;
    threshold?: number;
    minimum_sigma?: number;
  }) =>
    ears(i.series, method, { ...i, minimumSigma: i.minimum_sigma });

/** Time, by method and operation. */
export const TIME_OPERATIONS = {
  'working_days/count': (i: { month: string; non_working_dates: string[] }) => ({
    days: workingDays(Number(i.month.replace('-', '')), i.non_working_dates)
  }),
  'working_days/adjust': (i: { values: number[]; working_days: number[] }) =>
    workingDayAdjusted(i.values, i.working_days),
  'stl/stl': STL,
  'forecast/holt_winters_additive': (i: SmoothingInput & { horizon?: number }) => {
    const smoothing = smoothingOf(i) ?? fittedSmoothing(i.series, i.period ?? 12);
    if ('kind' in smoothing && smoothing.kind === 'withheld') return smoothing;
    return holtWinters(i.series, i.period ?? 12, smoothing as Smoothing, i.horizon);
  },
  'forecast/backtest': (i: SmoothingInput & { origins: number[]; horizon: number }) =>
    forecastBacktest(i.series, i.period ?? 12, i.origins, i.horizon, smoothingOf(i)),
  'ears/c1': EARS('c1'),
  'ears/c2': EARS('c2'),
  'ears/c3': EARS('c3'),
  'farrington_flexible/farrington_flexible': FARRINGTON,
  'cusum/cusum': (i: { series: number[]; mean: number; k?: number; h?: number }) =>
    cusum(i.series, i.mean, i),
  'annual_percent_change/log_linear': (i: { years: number[]; rates: number[]; confidence?: number }) =>
    logLinearPercentChange(i.years, i.rates, i.confidence),
  'annual_percent_change/poisson': (i: {
    years: number[];
    counts: number[];
    populations: number[];
    confidence?: number;
  }) => poissonPercentChange(i.years, i.counts, i.populations, i.confidence),
  'annual_percent_change/joinpoint': (i: { years: number[]; rates: number[]; maximum_joinpoints?: number }) =>
    joinpointRegression(i.years, i.rates, i.maximum_joinpoints),
  'mann_kendall/mann_kendall': (i: { series: number[] }) => mannKendall(i.series)
} as const satisfies Readonly<Record<string, Operation>>;
