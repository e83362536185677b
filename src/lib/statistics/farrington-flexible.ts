import { negativeBinomialQuantile, poissonQuantile } from './count-distribution.ts';
import { type FarringtonReference, farringtonReference } from './farrington-reference.ts';
import { requireCount, requireWhole } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { type PoissonFit, poissonRegression } from './poisson-regression.ts';

/** Settings; unless told, those of weekly (52) or monthly (12) series. */
export interface FarringtonOptions {
  /** Points a year: 52 weeks (the default) or 12 months. */
  readonly frequency?: 52 | 12;
  /** Years of reference; unless told, the most that the history holds: 5 or 4 for weeks, 7 to 3 for months. */
  readonly yearsBack?: number;
  /** Points on either side of the same week of other years that share its level: 3 weeks, 1 month. */
  readonly halfWindow?: number;
  /** Tail beyond the bound, one-sided: 0.005 for weeks, 0.01 for months. */
  readonly alpha?: number;
  /** Seasonal levels: 10 for weeks, 1 (base points only) for months. */
  readonly periods?: number;
  /** Points before the current one left out of the reference: 26 weeks, 6 months. */
  readonly pastExcluded?: number;
  /** Anscombe residual from which a reference point is weighed down (2.58). */
  readonly weightsThreshold?: number;
  /** Whether a trend may be fitted (true). */
  readonly trend?: boolean;
  /** Cases within the last `minimumReportsSpan` (4) points, the current included, below which there is no bound (5). */
  readonly minimumReports?: number;
  readonly minimumReportsSpan?: number;
}

/** Verdict on one point; no bound and no expectation where too few cases were reported lately. */
export interface FarringtonVerdict {
  readonly upperBound: number | null;
  readonly expected: number | null;
  readonly alarm: boolean;
}

/** What earlier years lead one to expect of a point. */
export interface FarringtonExpectation {
  readonly expected: number;
  /** Quasi-Poisson dispersion, 1 or more: variance over mean. */
  readonly dispersion: number;
  /** Standard error of ln(expected), dispersion included; 0 where nothing ever happened. */
  readonly standardError: number;
  /** Reference points less coefficients. */
  readonly degreesOfFreedom: number;
  readonly upperBound: number;
}

/** Reference points below which a fit says nothing. */
const MINIMUM_REFERENCE = 8;

/**
 * Farrington flexible 平常値超過: whether a count lies above what the same season of earlier years predicts, by a
 * quasi-Poisson fit with earlier outbreaks weighed down. On months of published values it shows what changed (注目の変化),
 * months late: never call it surveillance. Absent (null) points are missing reference points.
 * Withheld: `no_value` where the point itself is absent; `too_short` for a history under years × frequency + half window
 * or fewer than 8 reference points. (Noufaily et al. 2013; Farrington et al. 1996)
 * @param series counts, equally spaced, null where absent @param index of the point judged, from 0
 */
export function farringtonFlexible(
  series: ArrayLike<number | null>,
  index: number,
  options: FarringtonOptions = {}
): Outcome<FarringtonVerdict> {
  const outcome = farringtonExpectation(series, index, options);
  if (outcome.kind === 'withheld')
    return outcome.reason === 'too_few_events'
      ? shown({ upperBound: null, expected: null, alarm: false })
      : outcome;
  const { expected, upperBound } = outcome;
  return shown({ upperBound, expected, alarm: series[index]! > upperBound });
}

/**
 * The fit behind `farringtonFlexible`, for whoever needs its spread: what is expected, how surely, and the bound.
 * Withheld: `no_value` and `too_short` as there; `too_few_events` where too few cases were reported lately for a bound.
 */
export function farringtonExpectation(
  series: ArrayLike<number | null>,
  index: number,
  options: FarringtonOptions = {}
): Outcome<FarringtonExpectation> {
  requireWhole('index', index, 0);
  if (index >= series.length) throw new RangeError(`index ${index} lies beyond the ${series.length} points`);
  for (let t = 0; t < series.length; t++) if (series[t] !== null) requireCount('series', series[t]!);
  if (series[index] === null) return withheld('no_value');
  const settings = settingsOf(options, index);
  if (index < settings.frequency * settings.yearsBack + settings.halfWindow) return withheld('too_short');

  const recent = Array.from(
    { length: settings.minimumReportsSpan },
    (_, k) => series[index - k] ?? null
  ).filter((value) => value !== null);
  if (recent.length < Math.min(2, settings.minimumReportsSpan) || total(recent) < settings.minimumReports)
    return withheld('too_few_events');

  const reference = farringtonReference(series, index, settings);
  if (reference.counts.length < MINIMUM_REFERENCE || !reference.levels.includes(0))
    return withheld('too_short');
  const prediction = predicted(reference, settings);
  if (prediction === null) return withheld('too_short');
  const { expected, dispersion } = prediction;
  const upperBound =
    expected === 0
      ? 0
      : dispersion === 1
        ? poissonQuantile(1 - settings.alpha, expected)
        : negativeBinomialQuantile(1 - settings.alpha, expected / (dispersion - 1), expected);
  return shown({ ...prediction, upperBound });
}

type Settings = Required<FarringtonOptions>;

function settingsOf(options: FarringtonOptions, index: number): Settings {
  const frequency = options.frequency ?? 52;
  if (frequency !== 52 && frequency !== 12) throw new RangeError(`frequency is 52 or 12, not ${frequency}`);
  const weekly = frequency === 52;
  const halfWindow = options.halfWindow ?? (weekly ? 3 : 1);
  const [fewest, most] = weekly ? [4, 5] : [3, 7];
  const held = Math.floor((index - halfWindow) / frequency);
  const settings = {
    frequency,
    halfWindow,
    yearsBack: options.yearsBack ?? Math.min(most, Math.max(fewest, held)),
    alpha: options.alpha ?? (weekly ? 0.005 : 0.01),
    periods: options.periods ?? (weekly ? 10 : 1),
    pastExcluded: options.pastExcluded ?? (weekly ? 26 : 6),
    weightsThreshold: options.weightsThreshold ?? 2.58,
    trend: options.trend ?? true,
    minimumReports: options.minimumReports ?? 5,
    minimumReportsSpan: options.minimumReportsSpan ?? 4
  } as const;
  requireWhole('yearsBack', settings.yearsBack, 1);
  requireWhole('halfWindow', settings.halfWindow, 0);
  requireWhole('periods', settings.periods, 1);
  requireWhole('pastExcluded', settings.pastExcluded, 0);
  requireWhole('minimumReportsSpan', settings.minimumReportsSpan, 1);
  if (!(settings.alpha > 0 && settings.alpha < 1))
    throw new RangeError(`alpha lies in 0–1, not ${settings.alpha}`);
  return settings;
}

type Prediction = Omit<FarringtonExpectation, 'upperBound'>;

/** The fit with trend where it may stand: three years of reference, and no prediction above all that was seen. */
function predicted(reference: FarringtonReference, settings: Settings): Prediction | null {
  if (settings.trend && settings.yearsBack >= 3) {
    const trended = reweighted(designOf(reference, true), reference.counts, settings.weightsThreshold);
    if (trended && trended.expected <= Math.max(...reference.counts)) return trended;
  }
  return reweighted(designOf(reference, false), reference.counts, settings.weightsThreshold);
}

/** Intercept at the current point's time and level, the trend, one column a further level. */
function designOf({ times, levels }: FarringtonReference, trend: boolean): number[][] {
  const others = [...new Set(levels)].filter((level) => level !== 0).sort((a, b) => a - b);
  return times.map((time, i) => [
    1,
    ...(trend ? [time] : []),
    ...others.map((level) => Number(levels[i] === level))
  ]);
}

/** Quasi-Poisson fit, refitted once with points of large Anscombe residual weighed down. */
function reweighted(
  design: readonly number[][],
  counts: readonly number[],
  threshold: number
): Prediction | null {
  const first = poissonRegression(design, counts);
  if (first.kind === 'withheld')
    return first.reason === 'too_few_events'
      ? { expected: 0, dispersion: 1, standardError: 0, degreesOfFreedom: counts.length - design[0]!.length }
      : null;
  const residuals = anscombeResiduals(first, counts);
  const raw = residuals.map((s) => (s > threshold ? s ** -2 : 1));
  const scale = raw.length / total(raw);
  const second = poissonRegression(design, counts, { weights: raw.map((weight) => weight * scale) });
  if (second.kind === 'withheld') return null;
  const dispersion = dispersionOf(second);
  return {
    expected: Math.exp(second.coefficients[0]!),
    dispersion,
    standardError: Math.sqrt(dispersion) * second.standardErrors[0]!,
    degreesOfFreedom: second.degreesOfFreedom
  };
}

const dispersionOf = (fit: PoissonFit): number => Math.max(1, fit.pearsonDispersion ?? 1);

function anscombeResiduals(fit: PoissonFit, counts: readonly number[]): number[] {
  const dispersion = dispersionOf(fit);
  return counts.map((y, i) => {
    const mu = fit.fitted[i]!;
    const free = 1 - fit.leverage[i]!;
    if (free < 1e-9) return 0;
    return (1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - Math.sqrt(mu))) / Math.sqrt(dispersion * free);
  });
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
