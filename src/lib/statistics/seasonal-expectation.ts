import { type Outcome, shown, withheld } from './outcome.ts';
import type { FarringtonExpectation } from './farrington-flexible.ts';

/** Years of reference before a month, at most. */
const YEARS_BACK = 7;
/** Months before the current one that are no reference, lest a change hide itself. */
export const PAST_EXCLUDED = 6;
/** Anscombe residual from which a reference month is weighed down. */
const WEIGHTS_THRESHOLD = 2.58;
const MONTHS = 12;
/** Newton's steps after which a fit is taken as it is. */
const MOST_STEPS = 50;
/** Reference months below which a fit says nothing: two years. */
export const MINIMUM_MONTHS = 24;

/** Everything of `farringtonExpectation` but the bound. */
export type SeasonalExpectation = Omit<FarringtonExpectation, 'upperBound'>;

/** Reference months: years before the current one (0 is now), counts, calendar months (0 is the current one's). */
interface Reference {
  readonly times: Float64Array;
  readonly counts: Float64Array;
  readonly levels: Uint8Array;
}

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
  const reference = referenceOf(counts, index, isReference);
  const { levels } = reference;
  const same = reference.counts.filter((_, i) => levels[i] === 0);
  if (levels.length < MINIMUM_MONTHS || same.length === 0) return withheld('too_short');
  if (!same.some((count) => count > 0)) return withheld('too_few_events');
  const trended = reweighted(reference, true);
  const most = Math.max(...reference.counts);
  const told = trended !== null && trended.expected <= most ? trended : reweighted(reference, false);
  return told === null ? withheld('too_short') : shown(told);
}

function referenceOf(
  counts: ArrayLike<number | null>,
  index: number,
  isReference: (index: number) => boolean
): Reference {
  const at: number[] = [];
  for (let t = Math.max(0, index - MONTHS * YEARS_BACK); t < index - PAST_EXCLUDED; t++)
    if ((counts[t] ?? null) !== null && isReference(t)) at.push(t);
  return {
    times: Float64Array.from(at, (t) => (t - index) / MONTHS),
    counts: Float64Array.from(at, (t) => counts[t]!),
    levels: Uint8Array.from(at, (t) => (((t - index) % MONTHS) + MONTHS) % MONTHS)
  };
}

/** A fit, and one more with months of large Anscombe residual weighed down. Null where nothing is left to tell the spread by. */
function reweighted(reference: Reference, trend: boolean): SeasonalExpectation | null {
  const { counts } = reference;
  const weights = new Float64Array(counts.length).fill(1);
  const first = fitted(reference, weights, trend);
  if (first === null) return null;
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    const mean = first.means[i]!;
    const free = 1 - first.leverage[i]!;
    if (free >= 1e-9 && mean > 0) {
      const residual =
        (1.5 * (Math.cbrt(counts[i]!) ** 2 / mean ** (1 / 6) - Math.sqrt(mean))) /
        Math.sqrt(first.dispersion * free);
      if (residual > WEIGHTS_THRESHOLD) weights[i] = residual ** -2;
    }
    total += weights[i]!;
  }
  // with nothing weighed down the second fit would be the first
  const second =
    total === counts.length
      ? first
      : fitted(
          reference,
          weights.map((weight) => (weight * counts.length) / total),
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
function fitted({ times, counts, levels }: Reference, weights: Float64Array, trend: boolean): Fit | null {
  const n = counts.length;
  const cases = new Float64Array(MONTHS);
  for (let i = 0; i < n; i++) cases[levels[i]!]! += weights[i]! * counts[i]!;
  const means = new Float64Array(n);
  const mass = new Float64Array(MONTHS);
  const centre = new Float64Array(MONTHS);
  let slope = 0;
  let information = 0;
  for (let step = 0; ; step++) {
    mass.fill(0);
    centre.fill(0);
    for (let i = 0; i < n; i++) {
      means[i] = Math.exp(slope * times[i]!);
      mass[levels[i]!]! += weights[i]! * means[i]!;
    }
    for (let i = 0; i < n; i++) {
      const level = levels[i]!;
      means[i]! *= cases[level]! / mass[level]!;
      centre[level]! += weights[i]! * means[i]! * times[i]!;
    }
    for (let level = 0; level < MONTHS; level++) if (cases[level]! > 0) centre[level]! /= cases[level]!;
    if (!trend) break;
    let score = 0;
    information = 0;
    for (let i = 0; i < n; i++) {
      score += weights[i]! * (counts[i]! - means[i]!) * times[i]!;
      information += weights[i]! * means[i]! * (times[i]! - centre[levels[i]!]!) ** 2;
    }
    if (!(information > 1e-9)) return null;
    const move = Math.max(-1, Math.min(1, score / information));
    if (Math.abs(move) < 1e-9 || step >= MOST_STEPS) break;
    slope += move;
  }
  let left = -Number(trend);
  let pearson = 0;
  const leverage = new Float64Array(n);
  for (let level = 0; level < MONTHS; level++) if (cases[level]! > 0) left--;
  for (let i = 0; i < n; i++) {
    const level = levels[i]!;
    // a calendar month without a case fits itself and says nothing of the spread
    if (cases[level] === 0) continue;
    left++;
    const mean = means[i]!;
    pearson += (weights[i]! * (counts[i]! - mean) ** 2) / mean;
    leverage[i] =
      weights[i]! *
      mean *
      (1 / cases[level]! + (trend ? (times[i]! - centre[level]!) ** 2 / information : 0));
  }
  if (left < 1) return null;
  const dispersion = Math.max(1, pearson / left);
  // the current month stands at time 0
  const variance = 1 / cases[0]! + (trend ? centre[0]! ** 2 / information : 0);
  return {
    expected: cases[0]! / mass[0]!,
    dispersion,
    standardError: Math.sqrt(dispersion * variance),
    degreesOfFreedom: left,
    means,
    leverage
  };
}
