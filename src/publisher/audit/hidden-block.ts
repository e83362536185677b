import type { StructuralLink } from '../policy.ts';
import type { AuditedBlock, AuditedSide } from './exact-month.ts';

/** What is published exactly, or as a band that an attacker at worst sees through. */
export type Measure = 'visits' | 'patients';

/** The most each hidden leaf of a REST can be: less than its threshold where nothing was pulled; a total bounds none. */
export function capsOf(
  { leaves }: AuditedBlock,
  { blocks, counts, threshold }: AuditedSide,
  measure: Measure
): number[] {
  const isTotal = blocks.length === 1;
  const pulled = leaves.some((leaf) => counts[leaf]!.patients >= threshold[leaf]!);
  const unlimited = measure === 'visits' || isTotal || pulled;
  return leaves.map((leaf) => (unlimited ? Infinity : threshold[leaf]! - 1));
}

/** How many of a block are counted in more than one of its leaves. */
export const overlapOf = (
  { leaves, truth }: AuditedBlock,
  { counts }: AuditedSide,
  measure: Measure
): number => leaves.reduce((sum, leaf) => sum + counts[leaf]![measure], 0) - truth[measure];

/** 1 for a leaf of a linked chapter, −1 for one its people can be in, else 0: chapter − people ≤ 0. */
export function signOf(
  { chapter, sex, ages }: StructuralLink,
  { side: { name, shape } }: AuditedSide,
  leaf: number
): number {
  const [first, second] = shape.leaves[leaf]!.split('|') as [string, string?];
  if (name === 'disease') return second === chapter ? 1 : 0;
  const isPerson = name === 'age' && (sex === null || sex === first) && ages.includes(second!);
  return isPerson ? -1 : 0;
}

/** The leaves of a REST that stand alike in every link. */
export interface LeafClass {
  /** By link: 1, −1 or 0. */
  readonly signs: readonly number[];
  /** Places in the block's leaves. */
  readonly members: readonly number[];
}

/** Leaves by how they stand in the links. */
export function classesOf(
  { leaves }: AuditedBlock,
  side: AuditedSide,
  links: readonly StructuralLink[]
): LeafClass[] {
  const classes = new Map<string, { readonly signs: readonly number[]; readonly members: number[] }>();
  leaves.forEach((leaf, member) => {
    const signs = links.map((link) => signOf(link, side, leaf));
    const known = classes.get(signs.join());
    if (known) known.members.push(member);
    else classes.set(signs.join(), { signs, members: [member] });
  });
  return [...classes.values()];
}

/** The leaves' counts brought down to what their block counts, a linked chapter first, its people last. */
export function fittingTable(
  block: AuditedBlock,
  side: AuditedSide,
  measure: Measure,
  classes: readonly LeafClass[]
): number[] {
  const fitting = block.leaves.map((leaf) => side.counts[leaf]![measure]);
  const last = ({ signs }: LeafClass): number => -signs.reduce((sum, sign) => sum + sign, 0);
  let over = overlapOf(block, side, measure);
  for (const member of [...classes].sort((a, b) => last(a) - last(b)).flatMap(({ members }) => members)) {
    const less = Math.min(over, fitting[member]!);
    fitting[member]! -= less;
    over -= less;
  }
  return fitting;
}
