import type { StructuralLink } from '../policy.ts';
import { judgeUnitSystem } from './exact-programme.ts';
import type { AuditedMonth, AuditedSide } from './exact-month.ts';
import { signOf } from './hidden-block.ts';
import type { IntervalSystem } from './interval-system.ts';
import { NOTHING_TESTED, together, type StepVerdict } from './step-verdict.ts';
import { sidesOf, unitSystem, type HiddenClass, type HiddenLeaf, type UnitSystem } from './unit-system.ts';

export interface InsiderVerdict extends StepVerdict {
  /** Patients of hidden leaves whose own visit was taken out; alike ones are tried once and all counted. */
  readonly patients: number;
}

/**
 * A system as a contributor sees it who takes the own counts out: what is left of each variable, and of each sum.
 * @param known the contributor's count by variable
 */
export function withoutContributor(
  { lower, upper, constraints, targets }: IntervalSystem,
  known: ReadonlyMap<number, number>
): IntervalSystem {
  const own = (variable: number): number => known.get(variable) ?? 0;
  return {
    lower: lower.map((bound, variable) => Math.max(0, bound - own(variable))),
    upper: upper.map((bound, variable) => bound - own(variable)),
    constraints: constraints.map((row) => {
      const part = row.variables.reduce((sum, v, i) => sum + (row.coefficients?.[i] ?? 1) * own(v), 0);
      return { ...row, low: row.low - part, high: row.high - part };
    }),
    targets
  };
}

/**
 * The exact tables once more, as each patient of a hidden leaf sees them: one patient with one visit, taken out of the
 * leaf, its REST and the links. Leaves that stand alike are tried once.
 * @throws PublisherError E_AUDIT_SOLVER
 */
export async function judgeInsiders(
  month: AuditedMonth,
  { structural_links }: { readonly structural_links: readonly StructuralLink[] }
): Promise<InsiderVerdict> {
  let verdict = NOTHING_TESTED;
  let patients = 0;
  const units = [[month.skeleton], ...month.units.map(sidesOf)];
  for (const sides of units) {
    const linked = unitSystem(sides, 'patients', structural_links);
    const systems = isLoose(linked)
      ? sides.flatMap((side) => alone(unitSystem([side], 'patients')))
      : inPairs(linked, sides, structural_links);
    for (const system of systems) verdict = together(verdict, await judgeUnitSystem(system, month));
    for (const side of sides)
      for (const block of side.blocks) if (block.at < 0) patients += block.truth.patients;
  }
  return { ...verdict, patients };
}

type Seen = Pick<UnitSystem, 'system' | 'hidden'>;

/** Whether no link can tell anything, even when one of its people is known to be elsewhere. */
const isLoose = ({ links }: UnitSystem): boolean =>
  links.every(({ row, high, most }) => row < 0 || most <= high - 1);

/** One patient's place in one tree of a unit: in a hidden leaf, or in a shown one. */
interface Contribution {
  /** Own counts by variable; none in a shown leaf. */
  readonly known: readonly (readonly [variable: number, count: number])[];
  /** By link: 1, −1 or 0. */
  readonly signs: readonly number[];
}

/** One leaf of each class and threshold in which the table that fits has somebody. */
function contributions({ signs, leaves, sum }: HiddenClass): Contribution[] {
  const alike = new Map<number, HiddenLeaf>();
  for (const hidden of leaves) if (hidden.fitting > 0) alike.set(hidden.side.threshold[hidden.leaf]!, hidden);
  return [...alike.values()].map(({ variable }) => ({
    known: [
      [variable, 1],
      [sum, 1]
    ],
    signs
  }));
}

function alone({ system, hidden, classes }: UnitSystem): Seen[] {
  return classes
    .flatMap(contributions)
    .map(({ known }) => ({ system: withoutContributor(system, new Map(known)), hidden }));
}

/** Every way one patient can stand in the two trees of a unit at once. */
function inPairs(unit: UnitSystem, sides: readonly AuditedSide[], links: readonly StructuralLink[]): Seen[] {
  const [ages, diseases] = (['age', 'disease'] as const).map((name) => {
    const side = sides.find((candidate) => candidate.side.name === name)!;
    const shown = new Map(
      side.blocks
        .filter((block) => block.at >= 0 && block.truth.patients > 0)
        .map((block) => links.map((link) => signOf(link, side, block.at)))
        .map((signs) => [signs.join(), { known: [], signs }])
    );
    const hidden = unit.classes.filter(({ leaves }) => leaves[0]?.side === side);
    return [...shown.values(), ...hidden.flatMap(contributions)];
  }) as [Contribution[], Contribution[]];
  return ages.flatMap((age) =>
    diseases
      // who has a linked disease is one of its people
      .filter((disease) => disease.signs.every((sign, i) => sign <= 0 || age.signs[i]! < 0))
      .filter((disease) => age.known.length + disease.known.length > 0)
      .map((disease) => ({ system: withoutOne(unit, [age, disease]), hidden: unit.hidden }))
  );
}

/** A link holds among the others as well: who is shown leaves a place on that side, who is hidden none. */
function withoutOne({ system, links }: UnitSystem, own: readonly Contribution[]): IntervalSystem {
  const others = withoutContributor(system, new Map(own.flatMap(({ known }) => known)));
  const highs = new Map(
    links.map(({ row, high, fitting }, i) => {
      const part = (hidden: boolean): number =>
        own.reduce((sum, { known, signs }) => sum + (known.length > 0 === hidden ? signs[i]! : 0), 0);
      return [row, Math.max(high + part(false), fitting - part(true))];
    })
  );
  return {
    ...others,
    constraints: others.constraints.map((row, i) => ({ ...row, high: highs.get(i) ?? row.high }))
  };
}
