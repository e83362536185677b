import { ROUNDING_VARIANCE } from '../domain/rounding.ts';
import { poissonCdf } from './count-distribution.ts';
import { BYAR_FROM } from './count-interval.ts';
import { normalTwoSided } from './numerics/normal-tail.ts';

/** Probability of a count as far from its mean, twice the smaller tail: what the exact interval inverts. (Garwood 1936) */
function exactTwoSided(observed: number, expected: number): number {
  const tail = observed > expected ? 1 - poissonCdf(observed - 1, expected) : poissonCdf(observed, expected);
  return Math.min(1, 2 * tail);
}

/** The same by Byar's approximation, which its interval inverts. (Breslow & Day 1987, 2.11) */
function byarTwoSided(observed: number, expected: number): number {
  const above = observed > expected;
  const count = above ? observed : observed + 1;
  const deviate = 3 * Math.sqrt(count) * (1 - 1 / (9 * count) - Math.cbrt(expected / count));
  return normalTwoSided(above ? Math.max(0, deviate) : Math.min(0, deviate));
}

/**
 * Two-sided p of a standardised ratio of 100, below 0.05 just where its 95 % interval misses 100. The arms of a sum of
 * rounded cells are longer by √(1 + 16.5 k / O); the expected count is drawn nearer by as much.
 * @param observed events @param expected events if the reference rates held, above 0
 * @param cells rounded cells k behind the count; 0 for an exact one
 */
export function ratioPValue(observed: number, expected: number, cells: number): number {
  const longer = observed > 0 ? Math.sqrt(1 + (ROUNDING_VARIANCE * cells) / observed) : 1;
  const nearer = observed - (observed - expected) / longer;
  return observed < BYAR_FROM ? exactTwoSided(observed, nearer) : byarTwoSided(observed, nearer);
}
