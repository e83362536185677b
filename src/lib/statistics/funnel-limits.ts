import { type Numbers, requireConfidence, requireCount, requireCounts } from './numerics/input-check.ts';
import { chiSquareQuantile, normalDeviate } from './quantiles.ts';

/** Confidences a funnel plot draws. */
export const FUNNEL_CONFIDENCES = [0.95, 0.998] as const;

/** Control limits at each size; null at size 0, where there are none. */
export interface FunnelLimits {
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/**
 * Control limits of a ratio O/E in a funnel plot ファンネルプロット at given expected counts. (Spiegelhalter 2005)
 * @param expected events expected, at least 0 @param options `target` ratio (1), `confidence` (0.95)
 */
export function ratioFunnelLimits(
  expected: Numbers,
  { target = 1, confidence = 0.95 }: { readonly target?: number; readonly confidence?: number } = {}
): FunnelLimits {
  requireCounts('expected', expected);
  requireCount('target', target);
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  const at = (limit: (e: number) => number): (number | null)[] =>
    Array.from(expected, (e) => (e === 0 ? null : (target * limit(e)) / (2 * e)));
  return {
    lower: at((e) => chiSquareQuantile(tail, 2 * e)),
    upper: at((e) => chiSquareQuantile(1 - tail, 2 * e + 2))
  };
}

/**
 * Control limits of a proportion in a funnel plot at given denominators, cut to 0–1. A point lies outside exactly
 * when its Wilson interval misses the target. (Spiegelhalter 2005)
 * @param target proportion 0–1
 */
export function proportionFunnelLimits(
  denominators: Numbers,
  target: number,
  confidence = 0.95
): FunnelLimits {
  requireCounts('denominators', denominators);
  requireConfidence(confidence);
  if (!(target >= 0 && target <= 1)) throw new RangeError(`a target proportion lies in 0–1, not ${target}`);
  const z = normalDeviate(confidence);
  const at = (side: -1 | 1): (number | null)[] =>
    Array.from(denominators, (n) =>
      n === 0 ? null : Math.min(1, Math.max(0, target + side * z * Math.sqrt((target * (1 - target)) / n)))
    );
  return { lower: at(-1), upper: at(1) };
}
