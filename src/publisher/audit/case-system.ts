import type { Constraint, IntervalSystem } from './interval-system.ts';

/** A sum everybody can read: `total` = Σ `parts`. */
export interface CaseEquation {
  readonly total: string;
  readonly parts: readonly string[];
}

/** What a released number says: the count lies within base − 1 of it. */
export interface RoundedCell {
  readonly published: number;
  readonly base: number;
}

/** A small release with its true counts, and what an attacker knows of it. */
export interface IntervalCase {
  readonly cells: Readonly<Record<string, number>>;
  readonly equations: readonly CaseEquation[];
  readonly hidden: readonly string[];
  readonly rounded?: Readonly<Record<string, RoundedCell>>;
  /** Most a cell can be, for reasons of its own. */
  readonly caps?: Readonly<Record<string, number>>;
  /** Structural knowledge: Σ left ≤ Σ right. */
  readonly at_most?: readonly { readonly left: readonly string[]; readonly right: readonly string[] }[];
  readonly attacker_knows?: Readonly<
    Record<string, { readonly exactly?: number; readonly at_least?: number; readonly at_most?: number }>
  >;
  /** Cells that must stay in doubt; all hidden ones if left out. */
  readonly targets?: readonly string[];
  readonly required_values: number;
  readonly require_zero_lower?: boolean;
  readonly repair?: CaseRepair;
}

export interface CaseRepair {
  readonly hide?: readonly string[];
  /** Rounded rows no longer published. */
  readonly drop_rounded?: readonly string[];
  /** Rounded rows published with another number. */
  readonly round?: Readonly<Record<string, RoundedCell>>;
  /** Where stated, the cheapest rectangle is looked for and reported. */
  readonly cost?: number;
}

/** What is unknown as variables, what is published as constants, and what everybody knows of both as rows. */
export function systemOf(
  given: IntervalCase,
  unknown: readonly string[] = given.hidden
): { readonly system: Omit<IntervalSystem, 'targets'>; readonly variableOf: ReadonlyMap<string, number> } {
  const rounded = given.rounded ?? {};
  const cells = [...new Set([...unknown, ...Object.keys(rounded)])];
  const variableOf = new Map(cells.map((cell, i) => [cell, i]));
  const lower = cells.map((cell) => {
    const known = given.attacker_knows?.[cell];
    const row = rounded[cell];
    return Math.max(0, known?.exactly ?? known?.at_least ?? 0, row ? row.published - row.base + 1 : 0);
  });
  const upper = cells.map((cell) => {
    const known = given.attacker_knows?.[cell];
    const row = rounded[cell];
    return Math.min(
      given.caps?.[cell] ?? Infinity,
      known?.exactly ?? known?.at_most ?? Infinity,
      row ? row.published + row.base - 1 : Infinity
    );
  });
  const rowOf = (plus: readonly string[], minus: readonly string[], low: number): Constraint => {
    let known = 0;
    const variables: number[] = [];
    const coefficients: number[] = [];
    for (const [list, sign] of [
      [plus, 1],
      [minus, -1]
    ] as const) {
      for (const cell of list) {
        const variable = variableOf.get(cell);
        if (variable === undefined) known += sign * given.cells[cell]!;
        else {
          variables.push(variable);
          coefficients.push(sign);
        }
      }
    }
    return { variables, coefficients, low: low - known, high: -known };
  };
  const constraints = [
    ...given.equations.map(({ total, parts }) => rowOf(parts, [total], 0)),
    ...(given.at_most ?? []).map(({ left, right }) => rowOf(left, right, -Infinity))
  ];
  return { system: { lower, upper, constraints }, variableOf };
}
