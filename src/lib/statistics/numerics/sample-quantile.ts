import type { Numbers } from './input-check.ts';

/** Sample quantile by linear interpolation between order statistics. (Hyndman & Fan 1996, type 7) */
export function sampleQuantile(values: Numbers, p: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}

/** The same for values already ascending; of at least one value. */
export function quantileOfSorted(sorted: Numbers, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position + 4 * Number.EPSILON);
  const fraction = Math.max(0, position - below);
  const low = sorted[below]!;
  return fraction === 0 ? low : low + fraction * (sorted[below + 1]! - low);
}
