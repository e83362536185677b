import type { Figure } from '../bench.ts';

/** A figure from its runs: least, middle and greatest. */
export function figureOf(name: string, unit: string, runs: readonly number[]): Figure {
  const sorted = [...runs].sort((a, b) => a - b);
  return {
    name,
    unit,
    runs: sorted.length,
    min: sorted[0]!,
    median: quantile(sorted, 0.5),
    max: sorted.at(-1)!
  };
}

/** Quantile of ascending values, type 7. */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  return sorted[low]! + (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!) * (at - low);
}
