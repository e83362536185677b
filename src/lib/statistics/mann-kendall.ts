import { type Numbers, requireFinite } from './numerics/input-check.ts';
import { normalTwoSided } from './numerics/normal-tail.ts';
import { quantileOfSorted } from './numerics/sample-quantile.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** A test of monotone trend and the slope of it, in units a step. */
export interface MannKendall {
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  readonly variance: number;
  readonly z: number;
  readonly pValue: number;
  readonly senSlope: number;
}

/**
 * Mann–Kendall test マン・ケンドール検定 with tie-corrected variance and continuity correction, and Sen's slope (median
 * of all pairwise slopes). All values equal: z 0, p 1. Withheld: `too_short` under 4 points. (Mann 1945; Sen 1968)
 */
export function mannKendall(series: Numbers): Outcome<MannKendall> {
  requireFinite('series', series);
  const n = series.length;
  if (n < 4) return withheld('too_short');
  let s = 0;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let pair = 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      s += Math.sign(series[j]! - series[i]!);
      slopes[pair++] = (series[j]! - series[i]!) / (j - i);
    }
  const ties = new Map<number, number>();
  for (const value of Array.from(series)) ties.set(value, (ties.get(value) ?? 0) + 1);
  const spread = (m: number): number => m * (m - 1) * (2 * m + 5);
  const variance = [...ties.values()].reduce((total, m) => total - spread(m), spread(n)) / 18;
  const z = variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return shown({
    s,
    variance,
    z,
    pValue: variance === 0 ? 1 : normalTwoSided(z),
    senSlope: quantileOfSorted(slopes.sort(), 0.5)
  });
}
