import type { Numbers } from './numerics/input-check.ts';

/** Share of false discoveries the atlas accepts. */
export const FALSE_DISCOVERY_RATE = 0.05;

/**
 * Adjusted p 偽発見率（FDR）補正: the least false discovery rate at which each test would still count as a discovery,
 * in the order given. (Benjamini & Hochberg 1995)
 * @throws RangeError for a p outside 0–1
 */
export function falseDiscoveryRate(pValues: Numbers): number[] {
  const p = Array.from(pValues);
  const bad = p.find((value) => !(value >= 0 && value <= 1));
  if (bad !== undefined) throw new RangeError(`a p value lies in 0–1, not ${bad}`);
  const descending = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
  const adjusted = new Array<number>(p.length);
  let least = 1;
  descending.forEach((index, k) => {
    // the quotient first: it is exactly 1 for the largest p
    least = Math.min(least, p[index]! * (p.length / (p.length - k)));
    adjusted[index] = least;
  });
  return adjusted;
}
