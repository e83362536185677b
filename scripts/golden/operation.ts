import type { Difference, Tolerance } from './agreement.ts';

/** Reproduces the `expected` of a case from its `input`. */
export type Operation = (input: never) => unknown;

/** A comparison of its own, for results that are drawn or that have more than one right answer. */
export type Comparison = (got: unknown, expected: unknown, tolerance: Tolerance) => Difference[];

/** Names whose digits stand apart in the files. */
const NAMES: Readonly<Record<string, string>> = {
  ratio7525: 'ratio_75_25',
  ratio955: 'ratio_95_5',
  accessPer1000: 'access_per_1000',
  above100: 'above_100',
  demand0: 'demand_0',
  demand1: 'demand_1'
};

/** A result as golden files write one: snake_case, `{withheld: reason}` for one withheld, plain arrays. */
export function written(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(written);
  if (ArrayBuffer.isView(result)) return Array.from(result as Float64Array);
  if (typeof result !== 'object' || result === null) return result;
  if ('kind' in result && result.kind === 'withheld' && 'reason' in result)
    return { withheld: result.reason };
  return Object.fromEntries(
    Object.entries(result)
      .filter(([name]) => name !== 'kind')
      .map(([name, value]) => [nameOf(name), written(value)])
  );
}

const nameOf = (name: string): string =>
  NAMES[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
