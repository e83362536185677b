import { countInterval } from './count-interval.ts';
import { PER_100K } from './crude-rate.ts';
import { type Numbers, requireConfidence, requireCounts, requireSameLength } from './numerics/input-check.ts';
import { sum } from './numerics/moments.ts';
import { type Interval, type Outcome, shown, withheld } from './outcome.ts';
import { gammaQuantile } from './quantiles.ts';

/** Events below which no standardised rate is shown, unless told otherwise. */
export const MINIMUM_EVENTS = 10;

/** A directly standardised rate. `lower` and `upper` are the gamma limits; all rates are per `per` persons. */
export interface StandardisedRate extends Interval {
  readonly events: number;
  readonly population: number;
  readonly crude: number;
  readonly rate: number;
  readonly standardError: number;
  /** The narrower limits of Dobson et al. (1991), by option of the reader; null without events. */
  readonly dobson: Interval | null;
}

/**
 * Directly standardised rate 年齢調整率（直接法） with the gamma interval of Fay & Feuer (1997) and, beside it, that of
 * Dobson et al. (1991). Join strata by band before calling, never by position. Events of one person are dependent:
 * count people, or say that the interval is too narrow.
 * Withheld: `empty_stratum` (merge its band with a neighbour first), `too_few_events`.
 * @param strata per stratum: `counts`, `populations`, `weights` of the standard population (any scale)
 * @param options `per` (100,000), `confidence` (0.95), `minimumEvents` (10)
 * @throws RangeError for unequal lengths, negative numbers, weights that sum to 0
 */
export function directlyStandardisedRate(
  strata: { readonly counts: Numbers; readonly populations: Numbers; readonly weights: Numbers },
  {
    per = PER_100K,
    confidence = 0.95,
    minimumEvents = MINIMUM_EVENTS
  }: { readonly per?: number; readonly confidence?: number; readonly minimumEvents?: number } = {}
): Outcome<StandardisedRate> {
  const { counts, populations, weights } = strata;
  requireSameLength({ counts, populations, weights });
  for (const [name, values] of Object.entries({ counts, populations, weights })) requireCounts(name, values);
  requireConfidence(confidence);
  const totalWeight = sum(weights);
  if (totalWeight === 0) throw new RangeError('the weights of a standard population sum to more than 0');

  let [y, v, heaviest] = [0, 0, 0];
  for (let i = 0; i < counts.length; i++) {
    const people = populations[i]!;
    if (people === 0) return withheld('empty_stratum');
    const share = weights[i]! / totalWeight / people;
    y += share * counts[i]!;
    v += share * share * counts[i]!;
    heaviest = Math.max(heaviest, share);
  }
  const events = sum(counts);
  if (events < minimumEvents) return withheld('too_few_events');

  const population = sum(populations);
  const scaled = ({ lower, upper }: Interval): Interval => ({ lower: lower * per, upper: upper * per });
  return shown({
    events,
    population,
    crude: (events / population) * per,
    rate: y * per,
    standardError: Math.sqrt(v) * per,
    ...scaled(gammaLimits(y, v, heaviest, confidence)),
    dobson: events === 0 ? null : scaled(dobsonLimits(y, v, events, confidence))
  });
}

/** Without events the upper limit is that of one event in the heaviest stratum: −m ln(α/2). */
function gammaLimits(y: number, v: number, heaviest: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  const [nextY, nextV] = [y + heaviest, v + heaviest * heaviest];
  return {
    lower: v === 0 ? 0 : gammaQuantile(tail, (y * y) / v, v / y),
    upper: gammaQuantile(1 - tail, (nextY * nextY) / nextV, nextV / nextY)
  };
}

function dobsonLimits(y: number, v: number, events: number, confidence: number): Interval {
  const { lower, upper } = countInterval(events, confidence);
  const spread = Math.sqrt(v / events);
  return { lower: y + spread * (lower - events), upper: y + spread * (upper - events) };
}
