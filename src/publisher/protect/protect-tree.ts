import { rollup, type Rollup, type RollupUnit } from './rollup.ts';
import { givenAway } from './rule-test.ts';

/**
 * Rolls up one unit and tests what comes out as a reader would who knows the rule; a REST that gives a leaf away goes
 * up and is mended by its parent, up to the unit's total. Where something was forced or sent up, the rows also have to
 * stand before a reader, and an auditor, who knows the plain rule only.
 * @throws ResidualError as {@link rollup}
 */
export function protectTree(unit: RollupUnit): Rollup {
  const refused = new Set(unit.refused);
  for (;;) {
    const asked: RollupUnit = { ...unit, refused };
    const result = rollup(asked);
    if (isTotal(unit, result)) return result;
    const failing = new Set(givenAway(asked, result));
    if (refused.size > 0 || (unit.forced?.size ?? 0) > 0) {
      const plain: RollupUnit = { ...unit, refused: new Set(), forced: new Set() };
      for (const node of givenAway(plain, result)) failing.add(node);
    }
    if (failing.size === 0) return result;
    for (const node of failing) refused.add(node);
  }
}

/** Whether a result is the unit's total alone: nothing coarser is left. */
export const isTotal = ({ tree }: Pick<RollupUnit, 'tree'>, { published, rests }: Rollup): boolean =>
  published.length === 0 && rests.every((rest) => rest.node === tree.root);
