import { fisherJenks } from './class-breaks.ts';

/** Breaks are multiples of this. */
const STEP = 5;
/** Ratios beyond a fivefold difference say no more about where to break. */
const FARTHEST = Math.log(5);

/**
 * Upper limits of five classes of ratios around 100, the middle one holding 100: two steps up, and their reciprocals
 * down, so that 125 and 80 are as far from 100. The steps come from Fisher–Jenks classes of the distances from 100 on
 * the log scale, rounded to fives; the last limit is the greatest value. Three classes where the distances hold no
 * second step, empty for no values. (Fisher 1958)
 * @param values ratios over all years, prefecture = 100
 */
export function ratioClasses(values: readonly number[]): number[] {
  const above = values.filter((value) => value > 0);
  if (above.length === 0) return [];
  const distances = above.map((value) => Math.min(FARTHEST, Math.abs(Math.log(value / 100))));
  const maxima = fisherJenks(distances, 3).slice(0, -1);
  const round = (value: number): number => Math.round(value / STEP) * STEP;
  const up: number[] = [];
  const down: number[] = [];
  for (const distance of maxima.length ? maxima : [0]) {
    const limit = Math.max(100 + STEP, (up.at(-1) ?? 0) + STEP, round(100 * Math.exp(distance)));
    up.push(limit);
    down.push(Math.min((down.at(-1) ?? 100) - STEP, round(10_000 / limit)));
  }
  const limits = [...down.reverse(), ...up];
  return [...limits, Math.max(limits.at(-1)! + STEP, Math.ceil(Math.max(...values)))];
}
