/**
 * What an attacker knows of unknown counts, as linear constraints: the input of every interval test. Nothing here
 * says where a count stands in a release; whoever builds a system keeps that beside it.
 */
export interface IntervalSystem {
  /** Bounds of each variable; `upper` is Infinity where nothing bounds it. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** low ≤ Σ coefficient × variable ≤ high, each; equality where low = high. */
  readonly constraints: readonly Constraint[];
  readonly targets: readonly IntervalTarget[];
}

export interface Constraint {
  readonly variables: readonly number[];
  /** Of the same length; all 1 if left out. */
  readonly coefficients?: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** A count that must stay in doubt. */
export interface IntervalTarget {
  readonly variable: number;
  /** m(T): how many whole numbers must stay possible. */
  readonly required: number;
  /** Whether zero must be among them. */
  readonly zeroLower: boolean;
}

/** What a target may be, as the solver found it. `upper` null: nothing bounds it above. */
export interface FoundInterval {
  /** Index in `targets`. */
  readonly target: number;
  readonly lower: number;
  readonly upper: number | null;
}

export interface IntervalVerdict {
  /** Targets that fail, each with its exact interval. */
  readonly failing: readonly FoundInterval[];
  /** Fewest possible whole numbers of any target; null if nothing bounds any of them or there are none. */
  readonly narrowest: number | null;
  /** How many targets each way settled: closed form, two feasible points that differ enough, two linear programmes. */
  readonly settled: { readonly closed: number; readonly witnessed: number; readonly programme: number };
}

/** Whole numbers in an interval: ⌊upper⌋ − ⌈lower⌉ + 1, with a hair of room for the solver's arithmetic. */
export function possibleWholeNumbers(lower: number, upper: number | null): number {
  if (upper === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor(upper + 1e-6) - Math.ceil(lower - 1e-6) + 1);
}
