import type { Component } from './components.ts';
import { Programme } from './highs.ts';
import type { Bounds } from './linear-row.ts';
import type { TargetRange } from './target-range.ts';

export interface SearchEffects {
  readonly random: () => number;
  /** Called as targets are settled, with how many. */
  readonly settled: (targets: number) => void;
}

/** A pair of random objectives costs as much as the programmes of about this many targets. */
const WORTH_A_PAIR = 8;

/** The targets of one component that no closed form settles, and the solver that holds the component. */
export class ComponentSearch {
  readonly #programme: Programme;
  readonly #place: ReadonlyMap<number, number>;
  readonly #ranges: readonly TargetRange[];
  readonly #effects: SearchEffects;
  #open: readonly TargetRange[];

  private constructor(
    programme: Programme,
    place: ReadonlyMap<number, number>,
    ranges: readonly TargetRange[],
    effects: SearchEffects
  ) {
    this.#programme = programme;
    this.#place = place;
    this.#ranges = ranges;
    this.#effects = effects;
    this.#open = ranges;
  }

  /** Loads a component; give it back with {@link dispose}. */
  static async of(
    component: Component,
    { lower, upper }: Bounds,
    ranges: readonly TargetRange[],
    effects: SearchEffects
  ): Promise<ComponentSearch> {
    const place = new Map(component.variables.map((variable, i) => [variable, i]));
    const programme = await Programme.of({
      lower: component.variables.map((variable) => lower[variable]!),
      upper: component.variables.map((variable) => upper[variable]!),
      constraints: component.rows.map((row) => ({
        ...row,
        variables: row.variables.map((variable) => place.get(variable)!)
      }))
    });
    return new ComponentSearch(programme, place, ranges, effects);
  }

  dispose(): void {
    this.#programme.dispose();
  }

  /** @throws PublisherError E_AUDIT_SOLVER if nothing satisfies the rows */
  provePossible(): void {
    this.#programme.minimum({ variables: [], weights: [] });
  }

  /**
   * Random objectives, while they settle enough: any feasible point proves the values it shows.
   * @returns how many targets they settled
   */
  witness(): number {
    const before = this.#open.length;
    let settled = WORTH_A_PAIR;
    while (settled >= WORTH_A_PAIR && this.#open.length >= WORTH_A_PAIR) {
      const variables = this.#open.map((range) => this.#place.get(range.variable)!);
      const weights = this.#open.map(() => this.#effects.random() - 0.5);
      for (const sign of [1, -1]) {
        this.#see(
          this.#programme.minimum({
            variables,
            // what nothing bounds above can only be made small
            weights: this.#open.map((range, i) =>
              range.mayBeUnlimited ? Math.abs(weights[i]!) : sign * weights[i]!
            )
          }).point
        );
      }
      settled = this.#dropSafe();
    }
    return before - this.#open.length;
  }

  /**
   * Two programmes for each target still open; their points may settle others on the way.
   * @returns how many targets needed programmes of their own
   */
  solve(): number {
    let solved = 0;
    while (this.#open.length > 0) {
      this.#makeExact(this.#open[0]!);
      this.#open = this.#open.slice(1);
      this.#effects.settled(1);
      solved++;
      this.#dropSafe();
    }
    return solved;
  }

  /**
   * Fewest whole numbers of any target, exact if under `known`: whoever might have fewer than the fewest found so
   * far gets its programmes, the narrowest first.
   */
  narrowest(known: number): number {
    let fewest = known;
    const open = new Set(this.#ranges);
    while (open.size > 0) {
      const next = [...open].reduce((a, b) => (b.possible < a.possible ? b : a));
      if (next.possible >= fewest) break;
      this.#makeExact(next);
      open.delete(next);
      fewest = Math.min(fewest, next.possible);
    }
    return fewest;
  }

  #see(point: Float64Array): void {
    for (const range of this.#ranges) range.see(point[this.#place.get(range.variable)!]!);
  }

  #dropSafe(): number {
    const before = this.#open.length;
    this.#open = this.#open.filter((range) => !range.isSafe);
    this.#effects.settled(before - this.#open.length);
    return before - this.#open.length;
  }

  #makeExact(range: TargetRange): void {
    const only = { variables: [this.#place.get(range.variable)!], weights: [1] };
    if (range.highIsOpen) {
      const most = this.#programme.maximum(only);
      if (most) this.#see(most.point);
      range.provenHigh(most === null);
    }
    if (range.lowIsOpen) {
      this.#see(this.#programme.minimum(only).point);
      range.provenLow();
    }
  }
}
