import type { RowAddress } from '../disclosure-verdict.ts';
import type { Constraint, IntervalSystem, IntervalTarget } from './interval-system.ts';
import type { JointSystem, RoundedRow } from './joint-system.ts';

/** Rounded rows named for a repair of one failing count. */
const DROPPABLE = 40;
const DISTANCE = 4;

/** Parts of a joint system around one of its counts. */
export class JointNeighbourhood {
  readonly #start: Int32Array;
  readonly #row: Int32Array;
  readonly #components = new Map<number, readonly number[]>();

  constructor(private readonly system: JointSystem) {
    this.#start = new Int32Array(system.size + 1);
    for (const { variables } of system.rows) for (const v of variables) this.#start[v + 1]!++;
    for (let v = 0; v < system.size; v++) this.#start[v + 1]! += this.#start[v]!;
    this.#row = new Int32Array(this.#start[system.size]!);
    const next = this.#start.slice();
    system.rows.forEach(({ variables }, r) => {
      for (const v of variables) this.#row[next[v]!++] = r;
    });
  }

  /** Every count that hangs together with one, always as the same list. */
  component(variable: number): readonly number[] {
    const known = this.#components.get(variable);
    if (known) return known;
    const found = this.nearest(variable, Number.POSITIVE_INFINITY);
    for (const v of found) this.#components.set(v, found);
    return found;
  }

  #rowsOf(variable: number): Int32Array {
    return this.#row.subarray(this.#start[variable]!, this.#start[variable + 1]!);
  }

  /** Counts by how many sums lie between, the given one first, until there are `limit` or no more. */
  nearest(variable: number, limit: number): number[] {
    const found = [variable];
    const seen = new Set(found);
    const rows = new Set<number>();
    for (let at = 0; at < found.length && found.length < limit; at++)
      for (const r of this.#rowsOf(found[at]!)) {
        if (rows.has(r)) continue;
        rows.add(r);
        for (const v of this.system.rows[r]!.variables) {
          if (seen.has(v) || found.length >= limit) continue;
          seen.add(v);
          found.push(v);
        }
      }
    return found;
  }

  /**
   * The system of some counts alone, the others held at the point: every table of it is one of the whole, so that
   * what may be here may be.
   */
  heldAround(counts: readonly number[], targets: readonly IntervalTarget[]): IntervalSystem {
    return this.#partOf(counts, targets, (constraint, inside, outside) => {
      const held = outside.reduce(
        (sum, i) => sum + (constraint.coefficients?.[i] ?? 1) * this.system.point[constraint.variables[i]!]!,
        0
      );
      return inside.length > 0 ? held : null;
    });
  }

  /** The system of the sums that lie wholly within some counts: what cannot be here cannot be. */
  relaxedTo(counts: readonly number[], targets: readonly IntervalTarget[]): IntervalSystem {
    return this.#partOf(counts, targets, (_, __, outside) => (outside.length === 0 ? 0 : null));
  }

  /** `relaxedTo` for a reader who has the exact tables alone: no rounded row states a count or a sum. */
  relaxedToExact(counts: readonly number[], targets: readonly IntervalTarget[]): IntervalSystem {
    const { system } = this;
    const exact = this.#partOf(counts, targets, (_, __, outside, row) =>
      outside.length === 0 && !system.roundedOfRow(row) ? 0 : null
    );
    const isRounded = (i: number): boolean => system.roundedAt(counts[i]!) !== undefined;
    return {
      ...exact,
      lower: exact.lower.map((least, i) => (isRounded(i) ? 0 : least)),
      upper: exact.upper.map((most, i) => (isRounded(i) ? Number.POSITIVE_INFINITY : most))
    };
  }

  #partOf(
    counts: readonly number[],
    targets: readonly IntervalTarget[],
    heldOf: (
      constraint: Constraint,
      inside: readonly number[],
      outside: readonly number[],
      row: number
    ) => number | null
  ): IntervalSystem {
    const place = new Map(counts.map((v, i) => [v, i]));
    const rows = new Set<number>();
    for (const v of counts) for (const r of this.#rowsOf(v)) rows.add(r);
    const constraints: Constraint[] = [];
    for (const r of rows) {
      const constraint = this.system.rows[r]!;
      const inside: number[] = [];
      const outside: number[] = [];
      constraint.variables.forEach((v, i) => (place.has(v) ? inside : outside).push(i));
      const held = heldOf(constraint, inside, outside, r);
      if (held === null) continue;
      constraints.push({
        variables: inside.map((i) => place.get(constraint.variables[i]!)!),
        coefficients: inside.map((i) => constraint.coefficients?.[i] ?? 1),
        low: constraint.low - held,
        high: constraint.high - held
      });
    }
    return {
      lower: counts.map((v) => this.system.lower[v]!),
      upper: counts.map((v) => this.system.upper[v]!),
      constraints,
      targets: targets.map((target) => ({ ...target, variable: place.get(target.variable)! }))
    };
  }

  /** Rounded rows that help to pin a count, the nearest first; at equal distance totals, then ascending by value. */
  droppable(variable: number): RowAddress[] {
    const named = new Set<RoundedRow>();
    const seenRows = new Set<number>();
    const seen = new Set([variable]);
    let front = [variable];
    for (let distance = 0; distance < DISTANCE && named.size < DROPPABLE && front.length > 0; distance++) {
      const here = new Set<RoundedRow>();
      const next: number[] = [];
      for (const v of front)
        for (const r of this.#rowsOf(v)) {
          if (seenRows.has(r)) continue;
          seenRows.add(r);
          const sum = this.system.roundedOfRow(r);
          if (sum) here.add(sum);
          for (const other of this.system.rows[r]!.variables) {
            if (seen.has(other)) continue;
            seen.add(other);
            next.push(other);
            const rounded = this.system.roundedAt(other);
            if (rounded) here.add(rounded);
          }
        }
      for (const row of [...here].sort((a, b) => Number(b.total) - Number(a.total) || a.value - b.value))
        named.add(row);
      front = next;
    }
    return [...named].slice(0, DROPPABLE).map((row) => row.address);
  }
}
