import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Programme } from './highs.ts';
import { possibleWholeNumbers, type Constraint, type IntervalSystem } from './interval-system.ts';
import { judgeIntervals } from './judge-intervals.ts';

/** Every target's interval by two programmes on the system as it came. */
async function byProgrammes(system: IntervalSystem) {
  const programme = await Programme.of(system);
  try {
    return system.targets.map(({ variable }, target) => {
      const only = { variables: [variable], weights: [1] };
      return {
        target,
        lower: programme.minimum(only).value,
        upper: programme.maximum(only)?.value ?? null
      };
    });
  } finally {
    programme.dispose();
  }
}

const term = fc.record({
  variable: fc.nat(7),
  weight: fc.oneof(
    { weight: 6, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 2, 0) }
  )
});
const room = fc.constantFrom(0, 0, 0, 2, 9, Infinity);
/** A system with a known whole solution, so that it never contradicts itself. */
const anySystem = fc
  .record({
    truth: fc.array(fc.nat(20), { minLength: 8, maxLength: 8 }),
    caps: fc.array(fc.constantFrom(0, 3, 9, Infinity, Infinity), { minLength: 8, maxLength: 8 }),
    rows: fc.array(fc.record({ terms: fc.array(term, { maxLength: 5 }), below: room, above: room }), {
      maxLength: 7
    }),
    required: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 8, maxLength: 8 }),
    zero: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })
  })
  .map(({ truth, caps, rows, required, zero }): IntervalSystem => ({
    lower: truth.map((x, i) => (caps[i] === 0 ? x : 0)),
    upper: truth.map((x, i) => x + caps[i]!),
    constraints: rows.map(({ terms, below, above }): Constraint => {
      const sum = terms.reduce((s, { variable, weight }) => s + weight * truth[variable]!, 0);
      return {
        variables: terms.map((t) => t.variable),
        coefficients: terms.map((t) => t.weight),
        low: sum - below,
        high: sum + above
      };
    }),
    targets: truth.map((_, variable) => ({
      variable,
      required: required[variable]!,
      zeroLower: zero[variable]!
    }))
  }));

describe('the interval of every target', () => {
  it('is that of two programmes each, however it was found', async () => {
    await fc.assert(
      fc.asyncProperty(anySystem, fc.nat(), async (system, seed) => {
        const merged = {
          ...system,
          // the solver refuses a variable named twice in a row; the judge adds it up
          constraints: system.constraints.map((row) => ({
            ...row,
            variables: [...new Set(row.variables)],
            coefficients: [...new Set(row.variables)].map((v) =>
              row.variables.reduce((s, w, i) => s + (w === v ? row.coefficients![i]! : 0), 0)
            )
          }))
        };
        const expected = await byProgrammes(merged);
        const verdict = await judgeIntervals(system, { seed });
        const failing = expected.filter(({ target, lower, upper }) => {
          const { required, zeroLower } = system.targets[target]!;
          return possibleWholeNumbers(lower, upper) < required || (zeroLower && lower > 1e-6);
        });
        expect(verdict.failing.map((f) => f.target)).toEqual(failing.map((f) => f.target));
        for (const [i, found] of verdict.failing.entries()) {
          expect(found.lower).toBeCloseTo(failing[i]!.lower, 5);
          if (failing[i]!.upper === null) expect(found.upper).toBeNull();
          else expect(found.upper).toBeCloseTo(failing[i]!.upper, 5);
        }
        const narrowest = Math.min(...expected.map((f) => possibleWholeNumbers(f.lower, f.upper)));
        expect(verdict.narrowest).toBe(Number.isFinite(narrowest) ? narrowest : null);
        const { closed, witnessed, programme } = verdict.settled;
        expect(closed + witnessed + programme).toBe(system.targets.length);
      }),
      { numRuns: 600 }
    );
  });
});
