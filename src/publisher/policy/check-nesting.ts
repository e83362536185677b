import { PublisherError } from '../publisher-error.ts';
import type { Policy } from './policy-shape.ts';

type AgeGroup = Policy['age_groups'][number][number];

/**
 * Every coarser age group must be a union of finer ones, and each level hold every age once.
 * @throws PublisherError E_HIER_NOT_NESTED
 */
export function checkNesting(levels: Policy['age_groups']): void {
  levels.forEach((level, i) => refuseCut(level, levels[i + 1] ?? level));
}

/**
 * The same of labels such as 0-4 and 85+; 不明 (`unknown`) nests in itself.
 * @throws PublisherError E_HIER_NOT_NESTED
 */
export function checkPartition(fine: readonly string[], coarse: readonly string[]): void {
  refuseCut(agesOf(fine), agesOf(coarse));
}

function refuseCut(fine: readonly AgeGroup[], coarse: readonly AgeGroup[]): void {
  const parts = inOrder(fine);
  const groups = inOrder(coarse);
  const starts = new Set(parts.map(([, first]) => first));
  const ends = new Set(parts.map(([, , last]) => last));
  const cut = groups.find(([, first, last]) => !starts.has(first) || !ends.has(last));
  if (cut)
    throw new PublisherError(
      'E_HIER_NOT_NESTED',
      `Age group ${cut[0]} is not made of whole groups of the level below; change its bounds.`
    );
  if (parts[0]?.[1] !== groups[0]?.[1] || parts.at(-1)?.[2] !== groups.at(-1)?.[2])
    throw new PublisherError(
      'E_HIER_NOT_NESTED',
      'One level of age groups leaves out ages that the level below has; give every level the same first and last age.'
    );
}

/** Sorted by first age. @throws PublisherError E_HIER_NOT_NESTED unless each group begins where the one before ended */
function inOrder(groups: readonly AgeGroup[]): readonly AgeGroup[] {
  const sorted = [...groups].sort((a, b) => a[1] - b[1]);
  const broken = sorted.find(
    ([, first, last], i) => first > last || (i > 0 && first !== sorted[i - 1]![2] + 1)
  );
  if (broken)
    throw new PublisherError(
      'E_HIER_NOT_NESTED',
      `Age group ${broken[0]} overlaps the one before it or leaves a gap; let every age be in one group.`
    );
  return sorted;
}

function agesOf(labels: readonly string[]): readonly AgeGroup[] {
  return labels
    .filter((label) => label !== 'unknown')
    .map((label) => {
      const bounds = /^(\d+)(?:-(\d+)|\+)$/.exec(label);
      if (!bounds)
        throw new PublisherError(
          'E_HIER_NOT_NESTED',
          'An age group is written 0-4, or 85+ where it is open; rename it.'
        );
      return [
        label,
        Number(bounds[1]),
        bounds[2] === undefined ? Number.MAX_SAFE_INTEGER : Number(bounds[2])
      ];
    });
}
