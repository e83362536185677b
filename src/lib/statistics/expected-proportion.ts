import { requireCount } from './numerics/input-check.ts';
import { normalUpperTail } from './numerics/normal-tail.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { MINIMUM_AREAS_FOR_TAU, proportionOverdispersion } from './overdispersion.ts';
import { normalDeviate } from './quantiles.ts';

/** A proportion's numerator and denominator. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** The range in which a proportion was to be expected, as fractions of 1. */
export interface ExpectedProportion {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** How many other points the expectation rests on. */
  readonly references: number;
  /** Two-sided p of a proportion as far from the expected, so that many points can be corrected together. */
  readonly pValue: number;
  /** Below, inside or above the range. */
  readonly verdict: 'below' | 'within' | 'above';
}

/** Fewest reference points: as for the monthly Farrington method. */
export const MINIMUM_REFERENCES = 8;

/**
 * Range in which a proportion was to be expected by comparable points: their pooled proportion, with limits on the
 * arcsine scale that hold the chance of this point, the spread between the references beyond chance (τ², from 10
 * references on) and the error of rounded counts. Withheld: `no_denominator`; `too_short` for fewer than 8 references.
 * (Spiegelhalter 2005, funnel of proportions with additive overdispersion)
 * @param confidence of the two-sided range; 0.98 leaves 1 % at each end, as the monthly Farrington method does
 * @param countVariance variance of the error that rounding adds to each count (0: exact counts)
 */
export function expectedProportion(
  point: Share,
  references: readonly Share[],
  confidence = 0.98,
  countVariance = 0
): Outcome<ExpectedProportion> {
  requireCount('part', point.part);
  requireCount('whole', point.whole);
  if (point.part > point.whole) throw new RangeError('the part is above the whole');
  if (point.whole === 0) return withheld('no_denominator');
  const used = references.filter(({ whole }) => whole > 0);
  if (used.length < MINIMUM_REFERENCES) return withheld('too_short');
  const spread = proportionOverdispersion(
    used.map(({ part }) => part),
    used.map(({ whole }) => whole)
  );
  if (spread.kind === 'withheld') return spread;
  const expected = Math.sin(spread.target) ** 2;
  const between = used.length >= MINIMUM_AREAS_FOR_TAU ? spread.tau2 : 0;
  const q = 1 - expected;
  // errors ε₁, ε₂ of part and rest move p by (qε₁ − pε₂)/n; the arcsine scale divides its variance by 4pq
  const ofRounding =
    expected * q === 0
      ? 0
      : (countVariance * (q * q + expected * expected)) / point.whole ** 2 / (4 * expected * q);
  const spreadOfPoint = Math.sqrt(1 / (4 * point.whole) + between + ofRounding);
  const reach = normalDeviate(confidence) * spreadOfPoint;
  const at = (angle: number): number => Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2;
  const [lower, upper] = [at(spread.target - reach), at(spread.target + reach)];
  const proportion = point.part / point.whole;
  return shown<ExpectedProportion>({
    expected,
    lower,
    upper,
    references: used.length,
    pValue: 2 * normalUpperTail(Math.abs(Math.asin(Math.sqrt(proportion)) - spread.target) / spreadOfPoint),
    verdict: proportion < lower ? 'below' : proportion > upper ? 'above' : 'within'
  });
}
