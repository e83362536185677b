import { type Numbers, requireCounts } from './numerics/input-check.ts';

/** A scale on which a season adds up, and the way back. */
export interface StlScale {
  readonly name: 'log' | 'square_root';
  readonly values: readonly number[];
  /** From the scale back to counts. */
  readonly back: (value: number) => number;
}

/** Counts as STL takes them: their logarithms if all are above 0, else their square roots. */
export function stlScale(counts: Numbers): StlScale {
  requireCounts('counts', counts);
  const values = Array.from(counts);
  return values.every((value) => value > 0)
    ? { name: 'log', values: values.map(Math.log), back: Math.exp }
    : { name: 'square_root', values: values.map(Math.sqrt), back: (value) => Math.max(0, value) ** 2 };
}
