import { type Difference, differences, type Tolerance } from './agreement.ts';
import { type Operation, written } from './operation.ts';
import { PLANNING_OPERATIONS } from './planning-operations.ts';
import { RATE_OPERATIONS } from './rate-operations.ts';
import { SPACE_COMPARISONS, SPACE_OPERATIONS } from './space-operations.ts';
import { TIME_OPERATIONS } from './time-operations.ts';

/** One case, ready to be tried: it gives what it misses, nothing when reproduced. */
export interface GoldenCase {
  readonly id: string;
  readonly misses: () => Promise<readonly Difference[]>;
}

/** A file of the schema `golden/1`. */
export interface StatisticsFile {
  readonly schema: 'golden/1';
  readonly method: string;
  readonly tolerance?: Tolerance;
  readonly cases: readonly {
    readonly id: string;
    readonly operation: string;
    readonly input: unknown;
    readonly expected: unknown;
    readonly tolerance?: Tolerance;
  }[];
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...RATE_OPERATIONS,
  ...SPACE_OPERATIONS,
  ...TIME_OPERATIONS,
  ...PLANNING_OPERATIONS
};
const USUAL: Tolerance = { relative: 1e-9, absolute: 1e-12 };

/** The cases of a statistics file, each against the function of the library it names. */
export function statisticsCases({ method, tolerance, cases }: StatisticsFile): GoldenCase[] {
  return cases.map((given) => {
    const name = `${method}/${given.operation}`;
    return {
      id: given.id,
      misses: async () => {
        const operation = OPERATIONS[name];
        if (!operation) return [{ at: 'operation', got: 'unknown to this library', expected: name }];
        const got = written(operation(given.input as never));
        const margin = given.tolerance ?? tolerance ?? USUAL;
        return (SPACE_COMPARISONS[name] ?? differences)(got, given.expected, margin);
      }
    };
  });
}
