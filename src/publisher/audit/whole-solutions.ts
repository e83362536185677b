import type { Component } from './components.ts';
import { Programme, type Objective, type Optimum } from './highs.ts';
import type { Bounds } from './linear-row.ts';
import { randomNumbers } from './random-numbers.ts';

/** Random objectives tried before any single count is asked for: their points are mostly whole, and cheap. */
const LOOKS = 12;

/** The solutions of one component in whole numbers, and the values they have been seen to take. */
export class WholeSolutions {
  readonly #linear: Programme;
  readonly #whole: Programme;
  readonly #place: ReadonlyMap<number, number>;
  readonly #bounds: Bounds;
  readonly #taken: ReadonlyMap<number, Set<number>>;

  private constructor(
    linear: Programme,
    whole: Programme,
    place: ReadonlyMap<number, number>,
    bounds: Bounds
  ) {
    this.#linear = linear;
    this.#whole = whole;
    this.#place = place;
    this.#bounds = bounds;
    this.#taken = new Map([...place.keys()].map((variable) => [variable, new Set<number>()]));
  }

  /** Loads a component; give it back with {@link dispose}. */
  static async of(component: Component, bounds: Bounds): Promise<WholeSolutions> {
    const place = new Map(component.variables.map((variable, i) => [variable, i]));
    const system = {
      lower: component.variables.map((variable) => bounds.lower[variable]!),
      upper: component.variables.map((variable) => bounds.upper[variable]!),
      constraints: component.rows.map((row) => ({
        ...row,
        variables: row.variables.map((variable) => place.get(variable)!)
      }))
    };
    const linear = await Programme.of(system);
    return new WholeSolutions(linear, await Programme.of(system, { integer: true }), place, bounds);
  }

  dispose(): void {
    this.#linear.dispose();
    this.#whole.dispose();
  }

  /** Random objectives over some variables, so that most values need no search of their own. */
  look(variables: readonly number[]): void {
    const random = randomNumbers(1);
    const bounded = variables.filter((variable) => this.#bounds.upper[variable]! < Infinity);
    for (let i = 0; i < LOOKS; i++)
      this.#keepWhole(
        this.#linear.minimum({
          variables: bounded.map((variable) => this.#place.get(variable)!),
          weights: bounded.map(() => random() - 0.5)
        }).point
      );
  }

  /** How many values a variable has been seen to take. */
  taken(variable: number): number {
    return this.#taken.get(variable)!.size;
  }

  /** Smallest and largest whole number a variable takes; null: there is no largest. */
  range(variable: number): { readonly lower: number; readonly upper: number | null } {
    const only: Objective = { variables: [this.#place.get(variable)!], weights: [1] };
    const lower = this.#kept(this.#whole.minimum(only));
    const most = this.#whole.maximum(only);
    return { lower, upper: most && this.#kept(most) };
  }

  /** Whether some solution gives a variable this value. */
  takes(variable: number, value: number): boolean {
    const taken = this.#taken.get(variable)!;
    if (taken.has(value)) return true;
    // holding a count at a value puts its own bounds aside
    if (value < this.#bounds.lower[variable]! || value > this.#bounds.upper[variable]!) return false;
    const place = this.#place.get(variable)!;
    this.#whole.bound(place, value, value);
    const point = this.#whole.anyPoint();
    this.#whole.bound(place, this.#bounds.lower[variable]!, this.#bounds.upper[variable]!);
    if (point) this.#keepWhole(point);
    return point !== null;
  }

  #kept({ value, point }: Optimum): number {
    this.#keepWhole(point);
    return whole(value);
  }

  #keepWhole(point: Float64Array): void {
    if (!point.every((value) => Math.abs(value - Math.round(value)) < 1e-6)) return;
    for (const [variable, place] of this.#place) this.#taken.get(variable)!.add(whole(point[place]!));
  }
}

/** The nearest whole number; + 0 turns −0 into 0. */
const whole = (value: number): number => Math.round(value) + 0;
