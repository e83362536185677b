import { countInterval } from './count-interval.ts';
import { PER_100K } from './crude-rate.ts';
import { type Numbers, requireCount, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { sum } from './numerics/moments.ts';
import { type Interval, type Outcome, shown, withheld } from './outcome.ts';

/** `scale` the value of "as expected" (100), `confidence` two-sided (0.95). */
export interface RatioOptions {
  readonly scale?: number;
  readonly confidence?: number;
}

/** Observed over expected. */
export interface StandardisedRatio extends Interval {
  readonly ratio: number;
  readonly interval: 'exact' | 'byar';
  /** Fewer than one event expected: shown, but greyed. */
  readonly sparse: boolean;
}

/**
 * Standardised ratio, SMR, SIR or SCR 標準化死亡比・罹患比・レセプト出現比: 100·O/E with the interval of O over E. Compare it
 * with 100; do not rank areas by it, since each has weights of its own.
 * Withheld: `zero_expected`. (Breslow & Day 1987)
 * @param observed events @param expected events if the reference rates held
 */
export function standardisedRatio(
  observed: number,
  expected: number,
  { scale = 100, confidence = 0.95 }: RatioOptions = {}
): Outcome<StandardisedRatio> {
  requireCount('observed', observed);
  requireCount('expected', expected);
  if (expected === 0) return withheld('zero_expected');
  const { interval, lower, upper } = countInterval(observed, confidence);
  const unit = scale / expected;
  return shown({
    ratio: observed * unit,
    lower: lower * unit,
    upper: upper * unit,
    interval,
    sparse: expected < 1
  });
}

/**
 * Indirect standardisation 間接法: the expected count from reference rates of every stratum, the ratio, and the crude
 * rate of the reference times the ratio (per 100,000).
 * Withheld: `zero_expected`; `empty_stratum` when people stand in a stratum the reference has nobody in.
 * @param area per stratum: `counts`, `populations` @param reference per stratum, in the same order
 * @throws RangeError for unequal lengths or negative numbers
 */
export function indirectlyStandardisedRatio(
  area: { readonly counts: Numbers; readonly populations: Numbers },
  reference: { readonly counts: Numbers; readonly populations: Numbers },
  options: RatioOptions = {}
): Outcome<
  StandardisedRatio & {
    observed: number;
    expected: number;
    crude: number;
    indirectlyStandardisedRate: number;
  }
> {
  const arrays = {
    counts: area.counts,
    populations: area.populations,
    'reference counts': reference.counts,
    'reference populations': reference.populations
  };
  requireSameLength(arrays);
  for (const [name, values] of Object.entries(arrays)) requireCounts(name, values);
  let expected = 0;
  for (let i = 0; i < area.counts.length; i++) {
    if (area.populations[i] === 0) continue;
    if (reference.populations[i] === 0) return withheld('empty_stratum');
    expected += area.populations[i]! * (reference.counts[i]! / reference.populations[i]!);
  }
  const observed = sum(area.counts);
  const outcome = standardisedRatio(observed, expected, options);
  if (outcome.kind === 'withheld') return outcome;
  const referenceCrude = (sum(reference.counts) / sum(reference.populations)) * PER_100K;
  return shown({
    ...outcome,
    observed,
    expected,
    crude: (observed / sum(area.populations)) * PER_100K,
    indirectlyStandardisedRate: (observed / expected) * referenceCrude
  });
}

/**
 * The two ratios of one area where the origin of patients is known: care given by its facilities (供給, what the plain
 * SCR shows) and care received by its residents (受療), over one expected count; the flow factor is their quotient,
 * above 1 where an area treats more than its residents need, null without residents' events.
 * Withheld: `zero_expected`. (SCR: Fujimori)
 */
export function facilityAndResidenceRatio(
  observed: { readonly byFacility: number; readonly byResidence: number },
  expected: number,
  options: RatioOptions = {}
): Outcome<{
  facilityRatio: number;
  facilityLower: number;
  facilityUpper: number;
  residenceRatio: number;
  residenceLower: number;
  residenceUpper: number;
  flowFactor: number | null;
}> {
  const facility = standardisedRatio(observed.byFacility, expected, options);
  if (facility.kind === 'withheld') return facility;
  const residence = standardisedRatio(observed.byResidence, expected, options);
  if (residence.kind === 'withheld') return residence;
  return shown({
    facilityRatio: facility.ratio,
    facilityLower: facility.lower,
    facilityUpper: facility.upper,
    residenceRatio: residence.ratio,
    residenceLower: residence.lower,
    residenceUpper: residence.upper,
    flowFactor: observed.byResidence === 0 ? null : observed.byFacility / observed.byResidence
  });
}
