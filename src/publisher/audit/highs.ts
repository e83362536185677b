import loadHighs, { type Highs, type Model, type ModelStatusCode } from 'highs';
import { unproven } from './audit-error.ts';
import type { Constraint, IntervalSystem } from './interval-system.ts';

let loading: Promise<Highs> | undefined;

/** A feasible point at which an objective is best. */
export interface Optimum {
  readonly value: number;
  readonly point: Float64Array;
}

/** Σ weight × variable. */
export interface Objective {
  readonly variables: readonly number[];
  readonly weights: readonly number[];
}

export interface ProgrammeOptions {
  /** Whether every variable is a whole number. */
  readonly integer?: boolean;
  /** Options of the solver, over those set here. */
  readonly solver?: SolverOptions;
}

type SolverOptions = Readonly<Record<string, number | string | boolean>>;

// presolve would throw away the basis the next objective starts from; primal simplex (4) keeps the last point feasible
const LINEAR = { output_flag: false, presolve: 'off', simplex_strategy: 4 };
const AFRESH = { presolve: 'choose', simplex_strategy: 1 };
const INTEGER = {
  output_flag: false,
  presolve: 'choose',
  simplex_strategy: 1,
  mip_rel_gap: 0,
  mip_abs_gap: 0
};

/**
 * The bounds and constraints of a system, kept in the solver: each objective starts from the last basis. The answer
 * is optimal or, for a maximum, proven unbounded; any other status throws. HiGHS (Huangfu & Hall 2018) as WebAssembly.
 */
export class Programme {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #size: number;
  readonly #options: SolverOptions;

  private constructor(highs: Highs, model: Model, size: number, options: SolverOptions) {
    this.#highs = highs;
    this.#model = model;
    this.#size = size;
    this.#options = options;
    model.options.set({ ...options });
  }

  /** Loads a system; give it back with {@link dispose}. */
  static async of(
    { lower, upper, constraints }: Omit<IntervalSystem, 'targets'>,
    { integer = false, solver = {} }: ProgrammeOptions = {}
  ): Promise<Programme> {
    const highs = await (loading ??= loadHighs());
    const size = lower.length;
    const model = highs.createModel({
      numCols: size,
      numRows: constraints.length,
      colCost: new Float64Array(size),
      colLower: lower,
      colUpper: upper,
      rowLower: constraints.map((c) => c.low),
      rowUpper: constraints.map((c) => c.high),
      matrix: { format: 'csr', numRows: constraints.length, numCols: size, ...packed(constraints) },
      ...(integer ? { integrality: new Int32Array(size).fill(highs.constants.variableType.integer) } : {})
    });
    return new Programme(highs, model, size, { ...(integer ? INTEGER : LINEAR), ...solver });
  }

  /** @throws PublisherError E_AUDIT_SOLVER unless proven optimal */
  minimum(objective: Objective): Optimum {
    const found = this.#solve(objective, 'minimize');
    if (!found) throw unproven('unbounded below');
    return found;
  }

  /** Null if nothing bounds the objective above. @throws PublisherError E_AUDIT_SOLVER if neither is proven */
  maximum(objective: Objective): Optimum | null {
    return this.#solve(objective, 'maximize');
  }

  /** Narrows or widens one variable for the next objectives. */
  bound(variable: number, lower: number, upper: number): void {
    this.#model.changeColBounds(variable, lower, upper);
  }

  /** A feasible point, or null if it is proven that there is none. @throws PublisherError E_AUDIT_SOLVER */
  anyPoint(): Float64Array | null {
    const status = this.#run({ variables: [], weights: [] }, 'minimize');
    const { optimal, infeasible } = this.#highs.constants.modelStatus;
    if (status === infeasible) return null;
    if (status !== optimal) throw unproven(`status ${status}`);
    return this.#model.getSolution().colValue;
  }

  /** Frees the solver's memory. */
  dispose(): void {
    this.#model.dispose();
  }

  #run({ variables, weights }: Objective, sense: 'minimize' | 'maximize'): ModelStatusCode {
    const costs = new Float64Array(this.#size);
    variables.forEach((variable, i) => (costs[variable] = weights[i]!));
    this.#model.changeColsCost({ kind: 'range', from: 0, to: this.#size - 1 }, costs);
    this.#model.changeObjectiveSense(this.#highs.constants.objectiveSense[sense]);
    const { modelStatus } = this.#model.run();
    return modelStatus === this.#highs.constants.modelStatus.unknown ? this.#runAfresh() : modelStatus;
  }

  /**
   * From a basis of an objective before, the primal simplex sometimes ends without a verdict where there is one: then
   * the programme is solved as if for the first time, with presolve and the dual simplex.
   */
  #runAfresh(): ModelStatusCode {
    this.#model.clearSolver();
    this.#model.options.set(AFRESH);
    const { modelStatus } = this.#model.run();
    this.#model.options.set(this.#options);
    return modelStatus;
  }

  #solve(objective: Objective, sense: 'minimize' | 'maximize'): Optimum | null {
    const { optimal, unbounded, unboundedOrInfeasible } = this.#highs.constants.modelStatus;
    const status = this.#run(objective, sense);
    if (status === optimal)
      return { value: this.#model.getObjectiveValue(), point: this.#model.getSolution().colValue };
    if (status === unbounded) return null;
    // the mixed-integer presolve does not tell the two apart: a feasible point decides
    if (status === unboundedOrInfeasible && this.anyPoint()) return null;
    throw unproven(`status ${status}`);
  }
}

function packed(constraints: readonly Constraint[]) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { variables, coefficients } of constraints) {
    variables.forEach((variable, i) => {
      indices.push(variable);
      values.push(coefficients?.[i] ?? 1);
    });
    starts.push(indices.length);
  }
  return { starts, indices, values };
}
