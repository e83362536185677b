import { type Outcome, shown, withheld } from './outcome.ts';
import type { FarringtonExpectation } from './farrington-flexible.ts';

/** Years of reference before a month, at most. */
const YEARS_BACK = 7;
/** Months before the current one that are no reference, lest a change hide itself. */
export const PAST_EXCLUDED = 6;
/** Anscombe residual from which a reference month is weighed down. */
const WEIGHTS_THRESHOLD = 2.58;
const MONTHS = 12;
/** Reference months below which a fit says nothing: two years. */
export const MINIMUM_MONTHS = 24;

/** What a reference month adds: years before the current one (0 is now), its count, its calendar month (0 is the current one's). */
interface Point {
  readonly time: number;
  readonly count: number;
  readonly level: number;
}

/** Everything of `farringtonExpectation` but the bound. */
export type SeasonalExpectation = Omit<FarringtonExpectation, 'upperBound'>;

/**
 * What the years before a month lead one to expect of it: Farrington flexible on months with a level for every
 * calendar month (half window 0, 12 levels) instead of neighbouring months at one level, whose season would widen the
 * range. The same fit as `farringtonExpectation` with these options, solved for the trend alone, as the levels
 * follow from it: a hundred times as fast, for scans of thousands of series. (Noufaily et al. 2013)
 * Withheld: `too_short` under 24 reference months, or none of the current calendar month; `too_few_events` where none
 * of these had a case.
 * @param counts one a month, null where there is none @param index of the month judged, which is not looked at
 * @param isReference whether a month may be learnt from
 */
export function seasonalExpectation(
  counts: ArrayLike<number | null>,
  index: number,
  isReference: (index: number) => boolean = () => true
): Outcome<SeasonalExpectation> {
  const points: Point[] = [];
  let present = 0;
  for (let t = Math.max(0, index - MONTHS * YEARS_BACK); t < index - PAST_EXCLUDED; t++) {
    const count = counts[t] ?? null;
    if (count === null || !isReference(t)) continue;
    present++;
    points.push({ time: (t - index) / MONTHS, count, level: (((t - index) % MONTHS) + MONTHS) % MONTHS });
  }
  if (present < MINIMUM_MONTHS || !points.some(({ level }) => level === 0)) return withheld('too_short');
  if (!points.some(({ level, count }) => level === 0 && count > 0)) return withheld('too_few_events');
  const trended = reweighted(points, true);
  const most = points.reduce((largest, { count }) => Math.max(largest, count), 0);
  return shown(trended !== null && trended.expected <= most ? trended : reweighted(points, false)!);
}

/** A fit, and one more with months of large Anscombe residual weighed down. Null if the trend cannot be told. */
function reweighted(points: readonly Point[], trend: boolean): SeasonalExpectation | null {
  const first = fitted(points, new Float64Array(points.length).fill(1), trend);
  if (first === null) return null;
  const raw = points.map(({ count }, i) => {
    const mean = first.means[i]!;
    const free = 1 - first.leverage[i]!;
    if (free < 1e-9 || mean === 0) return 1;
    const residual =
      (1.5 * (count ** (2 / 3) * mean ** (-1 / 6) - Math.sqrt(mean))) / Math.sqrt(first.dispersion * free);
    return residual > WEIGHTS_THRESHOLD ? residual ** -2 : 1;
  });
  const scale = raw.length / raw.reduce((a, b) => a + b, 0);
  const second = fitted(
    points,
    Float64Array.from(raw, (weight) => weight * scale),
    trend
  );
  if (second === null) return null;
  const { expected, dispersion, standardError, degreesOfFreedom } = second;
  return { expected, dispersion, standardError, degreesOfFreedom };
}

interface Fit extends SeasonalExpectation {
  readonly means: Float64Array;
  readonly leverage: Float64Array;
}

/** Weighted quasi-Poisson fit of ln μ = level + slope·time: Newton's method on the slope's profile likelihood. */
function fitted(points: readonly Point[], weights: Float64Array, trend: boolean): Fit | null {
  const n = points.length;
  const cases = new Float64Array(MONTHS);
  points.forEach(({ count, level }, i) => (cases[level]! += weights[i]! * count));
  const means = new Float64Array(n);
  const mass = new Float64Array(MONTHS);
  const centre = new Float64Array(MONTHS);
  let slope = 0;
  let information = 0;
  for (let step = 0; step < 50; step++) {
    mass.fill(0);
    centre.fill(0);
    for (let i = 0; i < n; i++) {
      const { time, level } = points[i]!;
      means[i] = Math.exp(slope * time);
      mass[level]! += weights[i]! * means[i]!;
    }
    for (let i = 0; i < n; i++) {
      const { time, level } = points[i]!;
      means[i]! *= cases[level]! / mass[level]!;
      centre[level]! += weights[i]! * means[i]! * time;
    }
    for (let level = 0; level < MONTHS; level++) if (cases[level]! > 0) centre[level]! /= cases[level]!;
    if (!trend) break;
    let score = 0;
    information = 0;
    for (let i = 0; i < n; i++) {
      const { time, count, level } = points[i]!;
      score += weights[i]! * (count - means[i]!) * time;
      information += weights[i]! * means[i]! * (time - centre[level]!) ** 2;
    }
    if (!(information > 1e-9)) return null;
    const move = Math.max(-1, Math.min(1, score / information));
    if (Math.abs(move) < 1e-10) break;
    slope += move;
  }
  const levels = cases.reduce((found, total) => found + Number(total > 0), 0);
  const degreesOfFreedom = points.filter(({ level }) => cases[level]! > 0).length - levels - Number(trend);
  if (degreesOfFreedom < 1) return null;
  let pearson = 0;
  const leverage = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const { time, count, level } = points[i]!;
    const mean = means[i]!;
    if (cases[level] === 0) continue;
    pearson += (weights[i]! * (count - mean) ** 2) / mean;
    leverage[i] =
      weights[i]! * mean * (1 / cases[level]! + (trend ? (time - centre[level]!) ** 2 / information : 0));
  }
  const dispersion = Math.max(1, pearson / degreesOfFreedom);
  // the current month stands at time 0
  const variance = 1 / cases[0]! + (trend ? centre[0]! ** 2 / information : 0);
  return {
    expected: cases[0]! / mass[0]!,
    dispersion,
    standardError: Math.sqrt(dispersion * variance),
    degreesOfFreedom,
    means,
    leverage
  };
}
