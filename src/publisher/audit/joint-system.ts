import type { PeriodKey } from '#lib/domain/period.ts';
import type { FailingCell, RowAddress } from '../disclosure-verdict.ts';
import type { Constraint } from './interval-system.ts';

/** A published rounded row, as far as a repair wants to know. */
export interface RoundedRow {
  readonly address: RowAddress;
  readonly value: number;
  /** Whether it sums over a variable the table else tells apart. */
  readonly total: boolean;
}

/** A hidden count of a joint system. One target may stand for several that are alike in every respect. */
export interface JointTarget {
  readonly variable: number;
  /** m(T). */
  readonly required: number;
  readonly table: string;
  readonly period: PeriodKey;
  /** Where it stands, for the private file. */
  readonly cell: string;
  /** How many counts it stands for. */
  readonly alike: number;
}

/** Days of a year: nobody is expected more often. */
const DAYS = 366;

/** m(T): how many whole numbers a hidden count must be able to be. */
export const mustStayPossible = (threshold: number): number => Math.max(5, Math.floor(threshold / 2));

/**
 * What a reader knows of one joint programme: counts, what the rows say of their sums, and the counts that must stay
 * in doubt. Beside each count stands its value in one table that fits (the records, where they are at hand): a point
 * from which possible tables are found without solving anything.
 */
export class JointSystem {
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly point: number[] = [];
  readonly rows: Constraint[] = [];
  readonly targets: JointTarget[] = [];
  /** Part a count belongs to (an area, a municipality), so that a system beyond the limits can be split. */
  readonly part: string[] = [];
  /** The merged row a hidden leaf stands in, by its sum. */
  readonly mergedRow = new Map<number, number>();
  readonly #roundedCounts = new Map<number, RoundedRow>();
  readonly #roundedRows = new Map<number, RoundedRow>();
  /** Rows whose counts come from records that changed since the others were published. */
  loosened = 0;

  /** An unknown count. @returns its number */
  count(lower: number, upper: number, point: number, part: string): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.point.push(point);
    this.part.push(part);
    return this.lower.length - 1;
  }

  /** A count whose rounded value is published. @returns its number */
  roundedCount(row: RoundedRow, lower: number, upper: number, point: number, part: string): number {
    const variable = this.count(lower, upper, point, part);
    this.#roundedCounts.set(variable, row);
    return variable;
  }

  /** low ≤ Σ coefficient × count ≤ high. */
  sum(
    variables: readonly number[],
    low: number,
    high: number,
    coefficients?: readonly number[],
    rounded?: RoundedRow
  ): void {
    if (rounded) this.#roundedRows.set(this.rows.length, rounded);
    this.rows.push(coefficients ? { variables, coefficients, low, high } : { variables, low, high });
  }

  /** Hidden leaves published as one row. */
  merged(leaves: readonly number[], visits: number): void {
    for (const leaf of leaves) this.mergedRow.set(leaf, this.rows.length);
    this.sum(leaves, visits, visits);
  }

  /** A count that is the sum of others. @returns its number; that of the only part, if nothing is published of it yet */
  total(parts: readonly number[], lower: number, upper: number, part: string, row?: RoundedRow): number {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && !this.#roundedCounts.has(only)) {
      this.lower[only] = Math.max(this.lower[only]!, lower);
      this.upper[only] = Math.min(this.upper[only]!, upper);
      if (row) this.#roundedCounts.set(only, row);
      return only;
    }
    const point = parts.reduce((sum, variable) => sum + this.point[variable]!, 0);
    const variable = row
      ? this.roundedCount(row, lower, upper, point, part)
      : this.count(lower, upper, point, part);
    this.sum([...parts, variable], 0, 0, [...parts.map(() => 1), -1]);
    return variable;
  }

  /**
   * Σ left + known = Σ right. Where the records have changed since `left` was published the two may differ, by as
   * much as they do.
   */
  equal(left: readonly number[], known: number, right: readonly number[], drifted = false): void {
    const sumAt = (list: readonly number[]): number =>
      list.reduce((sum, variable) => sum + this.point[variable]!, 0);
    const gap = drifted ? Math.abs(sumAt(left) + known - sumAt(right)) : 0;
    if (gap > 0) this.loosened++;
    this.sum([...left, ...right], -known - gap, gap - known, [...left.map(() => 1), ...right.map(() => -1)]);
  }

  /**
   * A count that must stay in doubt. One of more visits than T patients can make in a year, coming daily, is of T
   * patients or more: a total left out to protect others, and nothing to protect itself.
   */
  target(target: JointTarget): void {
    const threshold = 2 * target.required;
    if (this.point[target.variable]! < DAYS * threshold) this.targets.push(target);
  }

  get size(): number {
    return this.lower.length;
  }

  /** The published row a count is, or a sum states. */
  roundedAt(variable: number): RoundedRow | undefined {
    return this.#roundedCounts.get(variable);
  }
  roundedOfRow(row: number): RoundedRow | undefined {
    return this.#roundedRows.get(row);
  }

  /** How many counts of `row` the point breaks; 0 if it fits all bounds and sums. */
  misfit(): number {
    let broken = 0;
    for (let v = 0; v < this.size; v++)
      if (this.point[v]! < this.lower[v]! - 1e-6 || this.point[v]! > this.upper[v]! + 1e-6) broken++;
    for (const { variables, coefficients, low, high } of this.rows) {
      let activity = 0;
      for (let i = 0; i < variables.length; i++)
        activity += (coefficients?.[i] ?? 1) * this.point[variables[i]!]!;
      if (activity < low - 1e-6 || activity > high + 1e-6) broken++;
    }
    return broken;
  }
}

/** A target that failed, with what a repair may drop. */
export const failingCell = (
  target: JointTarget,
  lower: number,
  upper: number | null,
  droppable: readonly RowAddress[]
): FailingCell => ({
  table: target.table,
  period: target.period,
  cell: target.cell,
  lower,
  upper,
  required: target.required,
  droppable
});
