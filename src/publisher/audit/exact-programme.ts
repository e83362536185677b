import type { FailingCell } from '../disclosure-verdict.ts';
import type { StructuralLink } from '../policy.ts';
import { nameOf, type AuditedMonth } from './exact-month.ts';
import type { FoundInterval } from './interval-system.ts';
import { judgeIntervals } from './judge-intervals.ts';
import { NOTHING_TESTED, together, type StepVerdict } from './step-verdict.ts';
import type { Measure } from './hidden-block.ts';
import { sidesOf, unitSystem, type HiddenLeaf, type UnitSystem } from './unit-system.ts';

const MEASURES: readonly Measure[] = ['patients', 'visits'];

/**
 * The intervals of all hidden leaves of a month's exact tables, unit by unit since units share no row: each keeps its
 * zero and m(T) values, whatever the two tables of the unit and the links between them tell together.
 * @throws PublisherError E_AUDIT_SOLVER
 */
export async function judgeExactProgramme(
  month: AuditedMonth,
  { structural_links }: { readonly structural_links: readonly StructuralLink[] }
): Promise<StepVerdict> {
  let verdict = NOTHING_TESTED;
  for (const measure of MEASURES) {
    verdict = together(verdict, await judgeUnitSystem(unitSystem([month.skeleton], measure), month));
    for (const unit of month.units)
      verdict = together(
        verdict,
        await judgeUnitSystem(unitSystem(sidesOf(unit), measure, structural_links), month)
      );
  }
  return verdict;
}

/** One unit as a step of its own. */
export async function judgeUnitSystem(
  { system, hidden }: Pick<UnitSystem, 'system' | 'hidden'>,
  month: AuditedMonth
): Promise<StepVerdict> {
  const { failing, narrowest, settled } = await judgeIntervals(system);
  return {
    failing: failing.map((found) =>
      failingLeaf(hidden[found.target]!, found, system.targets[found.target]!.required, month)
    ),
    cells: hidden.length,
    targets: hidden.length,
    settled,
    narrowest
  };
}

function failingLeaf(
  { side, leaf }: HiddenLeaf,
  { lower, upper }: FoundInterval,
  required: number,
  { period }: AuditedMonth
): FailingCell {
  return {
    table: side.side.schema.name,
    period,
    cell: `${side.where}, ${nameOf(side.side, leaf)}`,
    lower,
    upper,
    required,
    droppable: []
  };
}
