import { requireConfidence, requireCount } from './numerics/input-check.ts';
import type { Interval } from './outcome.ts';
import { chiSquareQuantile, normalDeviate } from './quantiles.ts';

/** Counts from here on take Byar's approximation, smaller ones the exact interval. */
export const BYAR_FROM = 10;

/** Both intervals of a count, and the one to show. */
export interface CountInterval extends Interval {
  /** Which of the two `lower` and `upper` are. */
  readonly interval: 'exact' | 'byar';
  readonly exactLower: number;
  readonly exactUpper: number;
  /** As the formula gives it, null at 0; may be below 0 at counts where it is not used. */
  readonly byarLower: number | null;
  readonly byarUpper: number;
}

/**
 * Confidence interval of a Poisson count 件数の信頼区間: exact below 10, Byar's approximation from 10.
 * (Garwood 1936; Breslow & Day 1987)
 * @param count events, from 0
 * @param confidence two-sided, 0.95 unless told
 * @throws RangeError for a negative count
 */
export function countInterval(count: number, confidence = 0.95): CountInterval {
  requireCount('count', count);
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  const z = normalDeviate(confidence);
  const next = count + 1;
  const exactLower = chiSquareQuantile(tail, 2 * count) / 2;
  const exactUpper = chiSquareQuantile(1 - tail, 2 * count + 2) / 2;
  const byarLower = count === 0 ? null : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3;
  const byarUpper = next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3;
  const limits =
    count < BYAR_FROM || byarLower === null
      ? ({ interval: 'exact', lower: exactLower, upper: exactUpper } as const)
      : ({ interval: 'byar', lower: byarLower, upper: byarUpper } as const);
  return { ...limits, exactLower, exactUpper, byarLower, byarUpper };
}
