import { requireCount, requireWhole } from './numerics/input-check.ts';
import { mean, variance } from './numerics/moments.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** C1 looks at the days just before; C2 leaves two days out; C3 adds up three days of C2. */
export type EarsMethod = 'c1' | 'c2' | 'c3';

/** z beyond which a statistic is an alarm: 99.9 % for C1 and C2, 97.5 % for C3. */
export const EARS_THRESHOLDS = {
  c1: 3.090232306167813,
  c2: 3.090232306167813,
  c3: 1.959963984540054
} as const satisfies Record<EarsMethod, number>;

/** Statistics at the indices asked for; null where the history is too short or holds a gap. */
export interface Ears {
  readonly statistic: readonly (number | null)[];
  /** Count beyond which there is an alarm; null for C3, which has none. */
  readonly upperBound: readonly (number | null)[];
  readonly alarm: readonly (boolean | null)[];
}

/**
 * EARS C1, C2 and C3, for short histories: how far a count lies above the mean of a recent baseline, in standard
 * deviations of at least `minimumSigma`. Withheld: `too_short` when no index has a baseline. (Hutwagner et al. 2003)
 * @param options `indices` (all), `baseline` length (7), `threshold` z, `minimumSigma` (0.5)
 */
export function ears(
  series: ArrayLike<number | null>,
  method: EarsMethod,
  {
    indices,
    baseline = 7,
    threshold = EARS_THRESHOLDS[method],
    minimumSigma = 0.5
  }: {
    readonly indices?: readonly number[];
    readonly baseline?: number;
    readonly threshold?: number;
    readonly minimumSigma?: number;
  } = {}
): Outcome<Ears> {
  requireWhole('baseline', baseline, 2);
  if (!(minimumSigma > 0)) throw new RangeError(`minimumSigma must be positive, not ${minimumSigma}`);
  for (const value of Array.from(series)) if (value !== null) requireCount('series', value);
  const gap = method === 'c1' ? 0 : 2;
  const distance = (t: number): { c: number; bound: number } | null => {
    const before = Array.from({ length: baseline }, (_, k) => series[t - gap - baseline + k] ?? null);
    const y = series[t] ?? null;
    if (y === null || !before.every((value) => value !== null)) return null;
    const [centre, s] = [mean(before), Math.max(minimumSigma, Math.sqrt(variance(before)))];
    return { c: (y - centre) / s, bound: centre + threshold * s };
  };
  const statisticAt = (t: number): number | null => {
    if (method !== 'c3') return distance(t)?.c ?? null;
    const three = [0, 1, 2].map((back) => distance(t - back));
    return three.every((d) => d !== null)
      ? three.reduce((total, d) => total + Math.max(0, d.c - 1), 0)
      : null;
  };
  const asked = indices ?? Array.from({ length: series.length }, (_, i) => i);
  for (const index of asked) requireWhole('index', index, 0);
  const statistic = asked.map(statisticAt);
  if (statistic.every((value) => value === null)) return withheld('too_short');
  return shown({
    statistic,
    upperBound: asked.map((t) => (method === 'c3' ? null : (distance(t)?.bound ?? null))),
    alarm: statistic.map((value) => (value === null ? null : value > threshold))
  });
}
