import { ckmeans } from 'simple-statistics';
import { quantileOfSorted } from './numerics/sample-quantile.ts';

/**
 * Fisher–Jenks classes: the `classes` groups of least within-class squared deviation; never more classes than
 * distinct values. (Fisher 1958)
 * @returns the largest value of each class, ascending; empty for no values
 */
export function fisherJenks(values: readonly number[], classes: number): number[] {
  if (values.length === 0) return [];
  const distinct = new Set(values).size;
  return ckmeans([...values], Math.min(classes, distinct)).map((group) => group.at(-1)!);
}

/**
 * Breaks of classes that hold about as many values each, from the smallest to the largest value (type 7); never more
 * classes than distinct values. Empty for no values. (Hyndman & Fan 1996)
 */
export function quantileBreaks(values: readonly number[], classes: number): number[] {
  if (values.length === 0) return [];
  const sorted = Float64Array.from(values).sort();
  const count = Math.min(classes, new Set(values).size);
  return Array.from({ length: count + 1 }, (_, k) => quantileOfSorted(sorted, k / count));
}

/** Share 0–1 of the squared deviations from the mean that lies between classes; 1 where no value differs. */
export function varianceFit(values: readonly number[], maxima: readonly number[]): number {
  const squares = (group: readonly number[]): number => {
    const centre = group.reduce((a, b) => a + b, 0) / group.length;
    return group.reduce((total, value) => total + (value - centre) ** 2, 0);
  };
  const all = squares(values);
  if (values.length === 0 || all === 0) return 1;
  const within = maxima.map((_, k) => squares(values.filter((value) => classOf(value, maxima) === k)));
  return 1 - within.reduce((a, b) => a + b, 0) / all;
}

/** Class (0 …) of a value under ascending class maxima; above the last maximum counts as the last class. */
export function classOf(value: number, maxima: readonly number[]): number {
  const index = maxima.findIndex((maximum) => value <= maximum);
  return index < 0 ? maxima.length - 1 : index;
}

/**
 * Upper limits of classes rounded to two significant digits, for a legend people can read and breaks that stay put
 * when a year is added. The last is the true maximum. Limits that would meet after rounding are joined.
 */
export function readableBreaks(maxima: readonly number[]): number[] {
  const rounded = maxima.slice(0, -1).map((value) => {
    if (value === 0) return 0;
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
    return Number((Math.round(value / unit) * unit).toPrecision(12));
  });
  const last = maxima.at(-1);
  return [...new Set(last === undefined ? [] : [...rounded.filter((value) => value < last), last])];
}
