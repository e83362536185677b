/** How far a computed number may lie from the expected one. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** One expected value that was not reproduced. */
export interface Difference {
  /** Where in the result: `lower`, `models[1].apc[0]`. */
  readonly at: string;
  readonly got: unknown;
  readonly expected: unknown;
}

/** Whole numbers that stand for a choice, never for a measurement. */
const EXACT = new Set(['members', 'class_sizes', 'joinpoints', 'chosen']);

/**
 * Where a result misses what is expected of it: |got − expected| ≤ absolute + relative·|expected|; text, booleans, nulls
 * and choices equal; arrays equally long. Fields nobody expects are not looked at.
 */
export function differences(
  got: unknown,
  expected: unknown,
  tolerance: Tolerance,
  at = '',
  exact = false
): Difference[] {
  const differ = [{ at, got, expected }];
  if (typeof expected === 'number') {
    const margin = exact ? 0 : tolerance.absolute + tolerance.relative * Math.abs(expected);
    return typeof got === 'number' && Math.abs(got - expected) <= margin ? [] : differ;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return differ;
    return expected.flatMap((value, i) => differences(got[i], value, tolerance, `${at}[${i}]`, exact));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof got !== 'object' || got === null || Array.isArray(got)) return differ;
    const fields = got as Record<string, unknown>;
    if ('withheld' in fields && !('withheld' in expected)) return differ;
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(fields[name], value, tolerance, at ? `${at}.${name}` : name, EXACT.has(name))
    );
  }
  return Object.is(got, expected) ? [] : differ;
}
