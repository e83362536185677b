import {
  type Numbers,
  requireConfidence,
  requireCounts,
  requireFinite,
  requireSameLength
} from './numerics/input-check.ts';
import { mean, sum } from './numerics/moments.ts';
import { type Interval, type Outcome, shown, withheld } from './outcome.ts';
import { poissonRegression } from './poisson-regression.ts';
import { normalDeviate, tQuantile, tTwoSided } from './quantiles.ts';

/** Years below which no trend is shown. */
export const MINIMUM_YEARS = 6;

/** Yearly change of a rate in percent, with limits, and its slope on the log scale. */
export interface AnnualPercentChange extends Interval {
  readonly slope: number;
  readonly standardError: number;
  readonly apc: number;
}

/** 100(eᵇ − 1): percent a year of a slope on the log scale. */
export const percentOf = (slope: number): number => 100 * Math.expm1(slope);

/**
 * Annual percent change 年変化率 by a line through log rates, with t limits.
 * Withheld: `too_short` under 6 years; `zero_rate`: use `poissonPercentChange`. (Kim et al. 2000)
 */
export function logLinearPercentChange(
  years: Numbers,
  rates: Numbers,
  confidence = 0.95
): Outcome<AnnualPercentChange & { pValue: number }> {
  requireYears(years, { rates });
  requireConfidence(confidence);
  const n = years.length;
  if (n < MINIMUM_YEARS) return withheld('too_short');
  if (Array.from(rates).includes(0)) return withheld('zero_rate');
  const centre = mean(years);
  const x = Float64Array.from(years, (year) => year - centre);
  const y = Float64Array.from(rates, Math.log);
  const level = mean(y);
  const squares = sum(x.map((value) => value * value));
  const slope = sum(x.map((value, i) => value * (y[i]! - level))) / squares;
  const rest = sum(x.map((value, i) => (y[i]! - level - slope * value) ** 2));
  const standardError = Math.sqrt(rest / (n - 2) / squares);
  const margin = tQuantile(1 - (1 - confidence) / 2, n - 2) * standardError;
  return shown({
    slope,
    standardError,
    apc: percentOf(slope),
    lower: percentOf(slope - margin),
    upper: percentOf(slope + margin),
    pValue: slope === 0 ? 1 : standardError === 0 ? 0 : tTwoSided(slope / standardError, n - 2)
  });
}

/**
 * Annual percent change by Poisson regression of counts on people, which bears zeros; normal limits at dispersion 1.
 * A large `pearsonDispersion` says that they are too narrow: `quasiStandardError` allows for it.
 * Withheld: `too_short` under 6 years, `no_population`, `too_few_events` without any. (Clegg et al. 2009)
 */
export function poissonPercentChange(
  years: Numbers,
  counts: Numbers,
  populations: Numbers,
  confidence = 0.95
): Outcome<
  AnnualPercentChange & { deviance: number; pearsonDispersion: number; quasiStandardError: number }
> {
  requireYears(years, { counts, populations });
  requireConfidence(confidence);
  if (years.length < MINIMUM_YEARS) return withheld('too_short');
  if (Array.from(populations).includes(0)) return withheld('no_population');
  const centre = mean(years);
  const fit = poissonRegression(
    Array.from(years, (year) => [1, year - centre]),
    counts,
    { offset: Array.from(populations, Math.log) }
  );
  if (fit.kind === 'withheld') return fit;
  const [slope, standardError] = [fit.coefficients[1]!, fit.standardErrors[1]!];
  const margin = normalDeviate(confidence) * standardError;
  return shown({
    slope,
    standardError,
    apc: percentOf(slope),
    lower: percentOf(slope - margin),
    upper: percentOf(slope + margin),
    deviance: fit.deviance,
    pearsonDispersion: fit.pearsonDispersion!,
    quasiStandardError: fit.quasiStandardErrors![1]!
  });
}

/** @throws RangeError unless years ascend and every figure is a number from 0, one a year */
export function requireYears(years: Numbers, figures: Readonly<Record<string, Numbers>>): void {
  requireSameLength({ years, ...figures });
  requireFinite('years', years);
  for (const [name, values] of Object.entries(figures)) requireCounts(name, values);
  for (let i = 1; i < years.length; i++)
    if (years[i]! <= years[i - 1]!) throw new RangeError('years ascend, each once');
}
