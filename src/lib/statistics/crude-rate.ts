import { countInterval } from './count-interval.ts';
import { requireCount } from './numerics/input-check.ts';
import { type Interval, type Outcome, shown, withheld } from './outcome.ts';

/** Persons a rate is given per (人口10万対). */
export const PER_100K = 100_000;

/**
 * Crude rate 粗率 with the interval of its count over the population, taken as known.
 * Withheld: `no_population`. (Breslow & Day 1987)
 * @param count events
 * @param population persons, or person-time
 * @param options `per` persons (100,000), `confidence` (0.95)
 */
export function crudeRate(
  count: number,
  population: number,
  { per = PER_100K, confidence = 0.95 }: { readonly per?: number; readonly confidence?: number } = {}
): Outcome<{ rate: number; interval: 'exact' | 'byar' } & Interval> {
  requireCount('count', count);
  requireCount('population', population);
  if (population === 0) return withheld('no_population');
  const { interval, lower, upper } = countInterval(count, confidence);
  const scale = per / population;
  return shown({ rate: count * scale, lower: lower * scale, upper: upper * scale, interval });
}
