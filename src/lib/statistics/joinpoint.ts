import { MINIMUM_YEARS, percentOf, requireYears } from './annual-percent-change.ts';
import { type Numbers, requireWhole } from './numerics/input-check.ts';
import { leastSquares } from './numerics/least-squares.ts';
import { sum } from './numerics/moments.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** A line through log rates that bends at its joinpoints. */
export interface JoinpointModel {
  /** Years in which the slope changes. */
  readonly joinpoints: readonly number[];
  /** Sum of squared errors of log rates. */
  readonly sse: number;
  /** Percent a year of each segment. */
  readonly apc: readonly number[];
  /** Smaller is better; null when the fit is perfect. */
  readonly bic: number | null;
  /** Average annual percent change over all years: slopes weighted by the length of their segments. */
  readonly aapc: number;
}

/** Years between two joinpoints at least; points beyond a joinpoint at either end. */
const APART = 3;
const BEYOND = 2;
/** Errors of this size, relative to the spread of log rates, are rounding. */
const PERFECT = 1e-24;

/**
 * Joinpoint regression ジョインポイント: the best continuous bent line of log rates for each number of joinpoints, on a
 * grid of observed years, and the one BIC chooses. Withheld: `too_short` under 6 years, `zero_rate`.
 * (Kim et al. 2000; AAPC: Clegg et al. 2009)
 * @param maximumJoinpoints 0 to 2
 * @returns `models` by number of joinpoints, `chosen` the index of the best
 */
export function joinpointRegression(
  years: Numbers,
  rates: Numbers,
  maximumJoinpoints = 2
): Outcome<{ models: readonly JoinpointModel[]; chosen: number }> {
  requireYears(years, { rates });
  requireWhole('maximumJoinpoints', maximumJoinpoints, 0);
  if (maximumJoinpoints > 2)
    throw new RangeError(`at most 2 joinpoints are fitted, not ${maximumJoinpoints}`);
  if (years.length < MINIMUM_YEARS) return withheld('too_short');
  if (Array.from(rates).includes(0)) return withheld('zero_rate');
  const x = Array.from(years);
  const y = Float64Array.from(rates, Math.log);
  const models: JoinpointModel[] = [];
  for (let bends = 0; bends <= maximumJoinpoints; bends++) {
    const fits = placements(x, bends).map((at) => fitted(x, y, at));
    if (fits.length > 0) models.push(fits.reduce((best, fit) => (fit.sse < best.sse ? fit : best)));
  }
  return shown({ models, chosen: chosenOf(models) });
}

/** The fewest bends that fit perfectly, else the least BIC. */
function chosenOf(models: readonly JoinpointModel[]): number {
  const perfect = models.findIndex((model) => model.bic === null);
  if (perfect >= 0) return perfect;
  return models.reduce((best, model, k) => (model.bic! < models[best]!.bic! ? k : best), 0);
}

function placements(years: readonly number[], bends: number): number[][] {
  if (bends === 0) return [[]];
  const inner = years.slice(BEYOND, years.length - BEYOND);
  const ones = inner.map((year) => [year]);
  return bends === 1
    ? ones
    : ones.flatMap(([first]) => inner.filter((year) => year - first! >= APART).map((year) => [first!, year]));
}

function fitted(years: readonly number[], y: Float64Array, joinpoints: readonly number[]): JoinpointModel {
  const [first, last, n] = [years[0]!, years.at(-1)!, years.length];
  const columns = [
    new Float64Array(n).fill(1),
    Float64Array.from(years, (year) => year - first),
    ...joinpoints.map((at) => Float64Array.from(years, (year) => Math.max(0, year - at)))
  ];
  const fit = leastSquares(columns, y);
  if (!fit) throw new RangeError('years leave no room for the joinpoints');
  const sse = sum(
    y.map((value, i) => (value - columns.reduce((line, c, j) => line + c[i]! * fit.coefficients[j]!, 0)) ** 2)
  );
  let slope = 0;
  const slopes = Array.from(fit.coefficients.slice(1), (change) => (slope += change));
  const edges = [first, ...joinpoints, last];
  const length = slopes.reduce((total, value, s) => total + value * (edges[s + 1]! - edges[s]!), 0);
  const spread = sum(y.map((value) => (value - y[0]!) ** 2));
  return {
    joinpoints,
    sse,
    apc: slopes.map(percentOf),
    bic:
      sse <= PERFECT * Math.max(spread, 1)
        ? null
        : Math.log(sse / n) + (2 * (joinpoints.length + 1) * Math.log(n)) / n,
    aapc: percentOf(length / (last - first))
  };
}
