import type { Numbers } from './input-check.ts';

/** Σ of values. */
export function sum(values: Numbers): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Arithmetic mean of at least one value. */
export const mean = (values: Numbers): number => sum(values) / values.length;

/** Sample variance (n − 1) of at least two values. */
export function variance(values: Numbers): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return squares / (values.length - 1);
}
