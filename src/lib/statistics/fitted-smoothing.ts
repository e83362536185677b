import { holtWinters, type Smoothing } from './holt-winters.ts';
import type { Numbers } from './numerics/input-check.ts';
import { type Outcome, shown } from './outcome.ts';

const GRID = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95] as const;
const COORDINATES = ['alpha', 'beta', 'gamma'] as const;

/**
 * Smoothing parameters of least one-step squared error within 0–1: the best of a grid, then a search along the axes
 * with steps halved to 10⁻⁵. (Hooke & Jeeves 1961) Withheld: `too_short` under two periods.
 */
export function fittedSmoothing(series: Numbers, period: number): Outcome<Smoothing> {
  const errorOf = (smoothing: Smoothing): number => {
    const model = holtWinters(series, period, smoothing);
    return model.kind === 'shown' ? model.sumSquaredErrors : Infinity;
  };
  const first = holtWinters(series, period, { alpha: 0.3, beta: 0.1, gamma: 0.1 });
  if (first.kind === 'withheld') return first;

  let best: Smoothing = { alpha: 0.3, beta: 0.1, gamma: 0.1 };
  let least = first.sumSquaredErrors;
  const consider = (candidate: Smoothing): boolean => {
    const error = errorOf(candidate);
    if (!(error < least)) return false;
    [best, least] = [candidate, error];
    return true;
  };
  for (const alpha of GRID)
    for (const beta of GRID) for (const gamma of GRID) consider({ alpha, beta, gamma });
  for (let step = 0.1; step > 1e-5;) {
    const improved = COORDINATES.some((name) =>
      [-step, step].some((move) => consider({ ...best, [name]: Math.min(1, Math.max(0, best[name] + move)) }))
    );
    if (!improved) step /= 2;
  }
  return shown(best);
}
