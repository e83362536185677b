import type { LeafCount } from '../count/engine.ts';
import { GEOGRAPHY_LEAVES, geographyColumns } from '../trees.ts';
import type { Rollup } from './rollup.ts';

/** One unit of a month: a geography leaf with enough patients, or several joined in a REST of their area or prefecture. */
export interface MonthUnit {
  readonly node: string;
  readonly rest: boolean;
  /** Geography leaves with visits this month. */
  readonly leaves: readonly string[];
  /** Geography leaves that are hidden in it: those joined, and those nobody came from. */
  readonly hidden: readonly string[];
  /** The largest threshold inside. */
  readonly threshold: number;
  readonly visits: number;
}

/** The units of a month, from its skeleton. */
export function unitsOf(
  skeleton: Rollup,
  counts: readonly LeafCount[],
  threshold: (leaf: string) => number
): MonthUnit[] {
  const visits = new Map(counts.map((c) => [GEOGRAPHY_LEAVES[c.leaf]!, c.visits]));
  const unit = (
    node: string,
    rest: boolean,
    joined: readonly string[],
    hidden: readonly string[]
  ): MonthUnit => {
    const leaves = joined.filter((leaf) => visits.has(leaf));
    return {
      node,
      rest,
      leaves,
      hidden,
      threshold: Math.max(...joined.map(threshold)),
      visits: leaves.reduce((sum, leaf) => sum + visits.get(leaf)!, 0)
    };
  };
  return [
    ...skeleton.published.map((leaf) => unit(leaf, false, [leaf], [])),
    ...skeleton.rests.map((rest) => unit(rest.node, true, rest.leaves, rest.hidden))
  ];
}

/** Prefecture, area, city and unit columns of a unit's rows. */
export const columnsOf = ({ node, rest }: MonthUnit): readonly [string, string, string, string] => [
  ...geographyColumns(node, rest)
];
