import { type Numbers, requireFinite, requireWhole } from './numerics/input-check.ts';
import { loess, loessAt, type LoessDegree } from './numerics/loess.ts';
import { mean, variance } from './numerics/moments.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** Settings of a decomposition; windows are odd numbers of points. */
export interface StlOptions {
  /** `periodic` (the same season every year, the default) or odd from 7: how fast the season may change. */
  readonly seasonalWindow?: 'periodic' | number;
  readonly trendWindow?: number;
  readonly lowpassWindow?: number;
  readonly seasonalDegree?: LoessDegree;
  readonly trendDegree?: LoessDegree;
  readonly lowpassDegree?: LoessDegree;
  /** Weigh outlying points down. */
  readonly robust?: boolean;
  /** Passes of each kind: 2 and 0, or 1 and 15 when robust. */
  readonly inner?: number;
  readonly outer?: number;
}

/** Season, trend and remainder; at every point they sum to the series. */
export interface StlParts {
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly remainder: readonly number[];
  /** 0–1: how much of the detrended series is season; null where nothing varies. (Wang, Smith & Hyndman 2006) */
  readonly strengthSeasonal: number | null;
  /** 0–1: how much of the deseasonalised series is trend; null where nothing varies. */
  readonly strengthTrend: number | null;
}

/**
 * Seasonal-trend decomposition by loess 季節調整（STL）, at every point (jump 1). Fill gaps and take logs before.
 * Withheld: `too_short` under two periods. (Cleveland et al. 1990)
 * @param series equally spaced, complete @param period points a year: 12 or 52
 * @throws RangeError for windows that are even or too small, or a series with gaps
 */
export function stl(series: Numbers, period: number, options: StlOptions = {}): Outcome<StlParts> {
  requireFinite('series', series);
  requireWhole('period', period, 2);
  const n = series.length;
  if (n < 2 * period) return withheld('too_short');
  const settings = settingsOf(n, period, options);
  const y = Float64Array.from(series);
  const parts = { seasonal: new Float64Array(n), trend: new Float64Array(n) };
  let weights: Float64Array | undefined;
  for (let pass = 0; pass <= settings.outer; pass++) {
    for (let step = 0; step < settings.inner; step++) innerStep(y, period, settings, parts, weights);
    if (pass < settings.outer) weights = robustness(y, parts);
  }
  const seasonal = settings.periodic ? phaseMeans(parts.seasonal, period) : parts.seasonal;
  const remainder = y.map((value, i) => value - seasonal[i]! - parts.trend[i]!);
  return shown({
    seasonal: [...seasonal],
    trend: [...parts.trend],
    remainder: [...remainder],
    strengthSeasonal: strength(y, remainder, seasonal),
    strengthTrend: strength(y, remainder, parts.trend)
  });
}

type Settings = Required<Omit<StlOptions, 'seasonalWindow' | 'robust'>> & {
  readonly seasonalWindow: number;
  readonly periodic: boolean;
};

/** Smallest odd number from x on. */
const nextOdd = (x: number): number => {
  const whole = Math.ceil(x - 1e-9);
  return whole % 2 === 0 ? whole + 1 : whole;
};

function settingsOf(n: number, period: number, options: StlOptions): Settings {
  const { seasonalWindow = 'periodic', robust = false } = options;
  const periodic = seasonalWindow === 'periodic';
  const window = periodic ? 10 * n + 1 : seasonalWindow;
  const settings = {
    periodic,
    seasonalWindow: window,
    trendWindow: options.trendWindow ?? nextOdd((1.5 * period) / (1 - 1.5 / window)),
    lowpassWindow: options.lowpassWindow ?? nextOdd(period),
    seasonalDegree: options.seasonalDegree ?? 0,
    trendDegree: options.trendDegree ?? 1,
    lowpassDegree: options.lowpassDegree ?? 1,
    inner: options.inner ?? (robust ? 1 : 2),
    outer: options.outer ?? (robust ? 15 : 0)
  };
  requireOdd('seasonalWindow', settings.seasonalWindow, 7);
  requireOdd('trendWindow', settings.trendWindow, 3);
  requireOdd('lowpassWindow', settings.lowpassWindow, 3);
  requireWhole('inner', settings.inner, 1);
  requireWhole('outer', settings.outer, 0);
  return settings;
}

function requireOdd(name: string, window: number, least: number): void {
  if (!Number.isInteger(window) || window % 2 === 0 || window < least)
    throw new RangeError(`${name} must be odd and at least ${least}, not ${window}`);
}

function innerStep(
  y: Float64Array,
  period: number,
  settings: Settings,
  parts: { seasonal: Float64Array; trend: Float64Array },
  weights: Float64Array | undefined
): void {
  const detrended = y.map((value, i) => value - parts.trend[i]!);
  const cycle = smoothedPhases(detrended, period, settings, weights);
  const averaged = movingAverage(movingAverage(movingAverage(cycle, period), period), 3);
  const lowpass = loess(averaged, settings.lowpassWindow, settings.lowpassDegree);
  parts.seasonal = y.map((_, i) => cycle[period + i]! - lowpass[i]!);
  const deseasonalised = y.map((value, i) => value - parts.seasonal[i]!);
  parts.trend = loess(deseasonalised, settings.trendWindow, settings.trendDegree, weights);
}

/** Each phase smoothed by itself and carried one period beyond either end. */
function smoothedPhases(
  series: Float64Array,
  period: number,
  { seasonalWindow: window, seasonalDegree: degree }: Settings,
  weights: Float64Array | undefined
): Float64Array {
  const cycle = new Float64Array(series.length + 2 * period);
  const everyPeriod = (values: Float64Array, phase: number): Float64Array =>
    values.filter((_, i) => i % period === phase);
  for (let phase = 0; phase < period; phase++) {
    const own = everyPeriod(series, phase);
    const ownWeights = weights && everyPeriod(weights, phase);
    const k = own.length;
    const smooth = loess(own, window, degree, ownWeights);
    const before = loessAt(own, window, degree, -1, 0, Math.min(window, k) - 1, ownWeights);
    const after = loessAt(own, window, degree, k, Math.max(0, k - window), k - 1, ownWeights);
    cycle[phase] = before ?? smooth[0]!;
    smooth.forEach((value, m) => (cycle[(m + 1) * period + phase] = value));
    cycle[(k + 1) * period + phase] = after ?? smooth[k - 1]!;
  }
  return cycle;
}

function movingAverage(values: Float64Array, length: number): Float64Array {
  const averages = new Float64Array(values.length - length + 1);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i]!;
    if (i >= length) total -= values[i - length]!;
    if (i >= length - 1) averages[i - length + 1] = total / length;
  }
  return averages;
}

/** Bisquare weights by six median absolute residuals. */
function robustness(
  y: Float64Array,
  { seasonal, trend }: { seasonal: Float64Array; trend: Float64Array }
): Float64Array {
  const residuals = y.map((value, i) => Math.abs(value - seasonal[i]! - trend[i]!));
  const sorted = residuals.slice().sort();
  const n = sorted.length;
  const limit = 3 * (sorted[Math.floor(n / 2)]! + sorted[n - 1 - Math.floor(n / 2)]!);
  return residuals.map((r) =>
    r <= 0.001 * limit ? 1 : r <= 0.999 * limit ? (1 - (r / limit) ** 2) ** 2 : 0
  );
}

function phaseMeans(seasonal: Float64Array, period: number): Float64Array {
  const totals = new Float64Array(period);
  const counts = new Float64Array(period);
  seasonal.forEach((value, i) => {
    totals[i % period]! += value;
    counts[i % period]! += 1;
  });
  return seasonal.map((_, i) => totals[i % period]! / counts[i % period]!);
}

function strength(y: Float64Array, remainder: Float64Array, component: Float64Array): number | null {
  const together = variance(remainder.map((r, i) => r + component[i]!));
  // a series that never changes leaves rounding behind, and no variance
  const rounding = 1e-24 * mean(y.map((value) => value * value));
  return together <= rounding ? null : Math.max(0, 1 - variance(remainder) / together);
}
