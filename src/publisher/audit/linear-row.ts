import { unproven } from './audit-error.ts';
import type { Constraint } from './interval-system.ts';

/** A constraint with every variable once and no coefficient 0. */
export interface LinearRow {
  readonly variables: readonly number[];
  readonly coefficients: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** What each variable may be, so far as it is known; narrowed in place. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Room for the rounding of sums that are not whole; counts are, and need none. */
const HAIR = 1e-9;
const hairOf = (value: number): number => HAIR * (Number.isFinite(value) ? Math.max(1, Math.abs(value)) : 1);

/** A constraint in the form the arithmetic wants. */
export function rowOf({ variables, coefficients, low, high }: Constraint): LinearRow {
  const weights = new Map<number, number>();
  variables.forEach((variable, i) =>
    weights.set(variable, (weights.get(variable) ?? 0) + (coefficients?.[i] ?? 1))
  );
  const terms = [...weights].filter(([, weight]) => weight !== 0);
  return { variables: terms.map(([v]) => v), coefficients: terms.map(([, weight]) => weight), low, high };
}

/** Smallest and largest value of a row's sum, its infinite terms counted apart so that one can be left out. */
export interface Activity {
  readonly least: number;
  readonly leastInfinite: number;
  readonly most: number;
  readonly mostInfinite: number;
}

/** @throws PublisherError E_AUDIT_SOLVER if the bounds already break the row */
export function activityOf(row: LinearRow, { lower, upper }: Bounds): Activity {
  let least = 0;
  let leastInfinite = 0;
  let most = 0;
  let mostInfinite = 0;
  row.variables.forEach((variable, i) => {
    const a = row.coefficients[i]!;
    const small = a * (a > 0 ? lower[variable]! : upper[variable]!);
    const large = a * (a > 0 ? upper[variable]! : lower[variable]!);
    if (Number.isFinite(small)) least += small;
    else leastInfinite++;
    if (Number.isFinite(large)) most += large;
    else mostInfinite++;
  });
  if (leastInfinite === 0 && least > row.high + hairOf(row.high)) throw unproven('contradiction');
  if (mostInfinite === 0 && most < row.low - hairOf(row.low)) throw unproven('contradiction');
  return { least, leastInfinite, most, mostInfinite };
}

/** Whether a row says nothing its variables' bounds do not say. */
export function isRedundant({ low, high }: LinearRow, activity: Activity): boolean {
  const above = low === -Infinity || (activity.leastInfinite === 0 && activity.least >= low);
  const below = high === Infinity || (activity.mostInfinite === 0 && activity.most <= high);
  return above && below;
}

/**
 * Narrows one variable to what a row allows while the others keep their bounds.
 * @param activity of the row within these bounds
 * @returns whether either bound moved
 */
export function tighten(row: LinearRow, at: number, activity: Activity, bounds: Bounds): boolean {
  const { lower, upper } = bounds;
  const variable = row.variables[at]!;
  const a = row.coefficients[at]!;
  const from = lower[variable]!;
  const to = upper[variable]!;
  const least = withoutOwn(activity.least, activity.leastInfinite, a * (a > 0 ? from : to), -Infinity);
  const most = withoutOwn(activity.most, activity.mostInfinite, a * (a > 0 ? to : from), Infinity);
  const one = (row.low - most) / a;
  const other = (row.high - least) / a;
  const low = Math.max(from, a > 0 ? one : other);
  const high = Math.min(to, a > 0 ? other : one);
  // ends that meet but for rounding are one value
  const meets = high - low <= hairOf(low);
  lower[variable] = meets ? Math.min(low, to) : low;
  upper[variable] = meets ? Math.min(low, to) : high;
  return lower[variable]! > from + hairOf(from) || upper[variable]! < to - hairOf(to);
}

function withoutOwn(sum: number, infinite: number, own: number, unlimited: number): number {
  if (infinite === 0) return sum - own;
  return infinite === 1 && !Number.isFinite(own) ? sum : unlimited;
}
