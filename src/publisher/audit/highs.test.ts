import { describe, expect, it } from 'vitest';
import { Programme, type ProgrammeOptions } from './highs.ts';
import type { IntervalSystem } from './interval-system.ts';

const X = { variables: [0], weights: [1] };

/** x + y = 5, x ≤ 3; nothing bounds z. */
const SYSTEM: Omit<IntervalSystem, 'targets'> = {
  lower: [0, 0, 0],
  upper: [3, Infinity, Infinity],
  constraints: [{ variables: [0, 1], low: 5, high: 5 }]
};

async function withProgramme<T>(
  system: Omit<IntervalSystem, 'targets'>,
  work: (programme: Programme) => T,
  options?: ProgrammeOptions
): Promise<T> {
  const programme = await Programme.of(system, options);
  try {
    return work(programme);
  } finally {
    programme.dispose();
  }
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'proven';
  } catch (error) {
    return `${(error as { code?: string }).code} ${(error as { exitCode?: number }).exitCode}: ${(error as Error).message}`;
  }
};

describe('the solver’s door', () => {
  it('gives the least and the most of an objective, with a point that has it', async () => {
    await withProgramme(SYSTEM, (programme) => {
      expect(programme.minimum({ variables: [1], weights: [1] })).toEqual({
        value: 2,
        point: Float64Array.from([3, 2, 0])
      });
      expect(programme.maximum(X)!.value).toBe(3);
      expect(programme.maximum({ variables: [0, 1], weights: [2, 1] })!.value).toBe(8);
      // an objective leaves no trace in the next
      expect(programme.minimum({ variables: [1], weights: [1] }).value).toBe(2);
    });
  });

  it('weighs the variables of a row', async () => {
    const weighted = {
      ...SYSTEM,
      constraints: [{ variables: [0, 1], coefficients: [2, -1], low: 1, high: 4 }]
    };
    await withProgramme(weighted, (programme) => {
      expect(programme.maximum({ variables: [1], weights: [1] })!.value).toBe(5);
      expect(programme.minimum(X).value).toBe(0.5);
    });
  });

  it('says when nothing bounds an objective above', async () => {
    const z = { variables: [2], weights: [1] };
    await withProgramme(SYSTEM, (programme) => {
      expect(programme.maximum(z)).toBeNull();
      expect(programme.minimum(z).value).toBe(0);
      expect(programme.maximum(X)!.value).toBe(3);
    });
    await withProgramme(SYSTEM, (programme) => expect(programme.maximum(z)).toBeNull(), { integer: true });
  });

  it('P27 takes no other status for an answer', async () => {
    const contradictory = { ...SYSTEM, upper: [3, 1, Infinity] };
    const z = { variables: [2], weights: [-1] };
    await withProgramme(contradictory, (programme) => {
      expect(codeOf(() => programme.minimum(X))).toBe(
        'E_AUDIT_SOLVER 5: An interval programme has no proven answer (status 8); nothing was published. Report this as a fault.'
      );
      expect(codeOf(() => programme.maximum(X))).toContain('E_AUDIT_SOLVER');
    });
    await withProgramme(SYSTEM, (programme) =>
      expect(codeOf(() => programme.minimum(z))).toBe(
        'E_AUDIT_SOLVER 5: An interval programme has no proven answer (unbounded below); nothing was published. Report this as a fault.'
      )
    );
    const limits: Record<string, number>[] = [{ simplex_iteration_limit: 0 }, { time_limit: 0 }];
    for (const solver of limits)
      await withProgramme(
        SYSTEM,
        (programme) => {
          expect(codeOf(() => programme.maximum({ variables: [1], weights: [1] }))).toContain(
            'E_AUDIT_SOLVER'
          );
          expect(codeOf(() => programme.anyPoint())).toContain('E_AUDIT_SOLVER');
        },
        { solver }
      );
    await withProgramme(
      contradictory,
      (programme) => expect(codeOf(() => programme.maximum(z))).toContain('E_AUDIT_SOLVER'),
      { integer: true }
    );
    await withProgramme(
      { ...SYSTEM, upper: [3, 1, Infinity] },
      (programme) =>
        expect(codeOf(() => programme.maximum({ variables: [2], weights: [1] }))).toContain('E_AUDIT_SOLVER'),
      { integer: true }
    );
  });

  it('finds a point, or proves there is none, within bounds moved since', async () => {
    await withProgramme(
      SYSTEM,
      (programme) => {
        expect(programme.anyPoint()).toHaveLength(3);
        programme.bound(1, 3, 3);
        expect(programme.anyPoint()![0]).toBe(2);
        programme.bound(1, 6, 6);
        expect(programme.anyPoint()).toBeNull();
        programme.bound(1, 0, Infinity);
        expect(programme.minimum({ variables: [1], weights: [1] }).value).toBe(2);
      },
      { integer: true }
    );
  });

  it('keeps to whole numbers where asked', async () => {
    const halves = {
      lower: [0],
      upper: [9],
      constraints: [{ variables: [0], coefficients: [2], low: 3, high: 7 }]
    };
    await withProgramme(halves, (programme) => {
      expect([programme.minimum(X).value, programme.maximum(X)!.value]).toEqual([1.5, 3.5]);
    });
    await withProgramme(
      halves,
      (programme) => expect([programme.minimum(X).value, programme.maximum(X)!.value]).toEqual([2, 3]),
      { integer: true }
    );
  });
});
