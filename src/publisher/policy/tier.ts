import type { Tier } from './policy-shape.ts';

/** The scheme's thresholds by number of residents, after the NDB guideline. */
export const TIERS: readonly Tier[] = [
  { below: 2_000, threshold: null },
  { below: 25_000, threshold: 20 },
  { below: null, threshold: 10 }
];

/** Distinct patients a cell of this many residents needs; null: it has none of its own. */
export const tierIn = (tiers: readonly Tier[], population: number): number | null =>
  tiers.find(({ below }) => below === null || population < below)?.threshold ?? null;

/** Distinct patients a cell of this many residents needs by the scheme; null under 2,000, who have no cell of their own. */
export const tierOf = (population: number): number | null => tierIn(TIERS, population);
