/** What the two largest contributions to a magnitude may be, and how many contributors it needs. */
export interface DominanceRule {
  /** Contributors with more than nothing. */
  readonly minimum: number;
  /** The rest, after the two largest, must be at least this per cent of the largest. */
  readonly pPercent: number;
  /** The share the two largest may hold together, 0–1. */
  readonly k: number;
}

/** DISCLOSURE §4: three facilities, p = 10 %, (n, k) = (2, 0.9). */
export const FACILITY_RULE: DominanceRule = { minimum: 3, pPercent: 10, k: 0.9 };

export interface Dominance {
  readonly too_few: boolean;
  readonly p_percent_unsafe: boolean;
  readonly nk_unsafe: boolean;
  readonly published: boolean;
}

/** A magnitude as SQL delivers it: never more of its parts than the two largest. */
export interface LargestContributions {
  readonly total: number;
  readonly largest: number;
  readonly second_largest: number;
  /** How many contribute more than nothing. */
  readonly contributors: number;
}

/**
 * Whether a contributor could be estimated too closely from a total: by the second largest, who knows its own part
 * (p% rule), or because two hold nearly all of it ((n, k) rule). Vectors: tests/golden/measures.json.
 */
export function dominanceOfLargest(
  { total, largest, second_largest, contributors }: LargestContributions,
  rule: DominanceRule = FACILITY_RULE
): Dominance {
  const two = largest + second_largest;
  const too_few = contributors < rule.minimum;
  // whole numbers on both sides, so that equality is equality
  const p_percent_unsafe = 100 * (total - two) < rule.pPercent * largest;
  const nk_unsafe = 1000 * two > Math.round(1000 * rule.k) * total;
  return {
    too_few,
    p_percent_unsafe,
    nk_unsafe,
    published: !too_few && !p_percent_unsafe && !nk_unsafe
  };
}

/** The same from all contributions. */
export function dominanceOf(
  contributions: readonly number[],
  rule: DominanceRule = FACILITY_RULE
): Dominance {
  const descending = contributions.filter((part) => part > 0).sort((a, b) => b - a);
  return dominanceOfLargest(
    {
      total: descending.reduce((sum, part) => sum + part, 0),
      largest: descending[0] ?? 0,
      second_largest: descending[1] ?? 0,
      contributors: descending.length
    },
    rule
  );
}
