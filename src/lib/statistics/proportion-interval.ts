import { requireConfidence, requireCount } from './numerics/input-check.ts';
import { type Interval, type Outcome, shown, withheld } from './outcome.ts';
import { normalDeviate } from './quantiles.ts';

/**
 * Proportion with Wilson's score interval 割合の信頼区間, as fractions of 1; exactly 0 at no event and 1 at all.
 * Withheld: `no_denominator`. (Wilson 1927; Newcombe 1998)
 * @throws RangeError when the numerator is above the denominator
 */
export function proportionInterval(
  numerator: number,
  denominator: number,
  confidence = 0.95
): Outcome<{ proportion: number } & Interval> {
  requireCount('numerator', numerator);
  requireCount('denominator', denominator);
  requireConfidence(confidence);
  if (numerator > denominator)
    throw new RangeError(`the numerator ${numerator} is above the denominator ${denominator}`);
  if (denominator === 0) return withheld('no_denominator');
  const z = normalDeviate(confidence);
  const proportion = numerator / denominator;
  const centre = 2 * numerator + z * z;
  const half = z * Math.sqrt(z * z + 4 * numerator * (1 - proportion));
  const width = 2 * (denominator + z * z);
  return shown({
    proportion,
    lower: numerator === 0 ? 0 : (centre - half) / width,
    upper: numerator === denominator ? 1 : (centre + half) / width
  });
}
