import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { catchmentAccess } from './catchment-access.ts';
import { huffChoice } from './huff-choice.ts';

const world = fc.integer({ min: 1, max: 6 }).chain((places) =>
  fc.integer({ min: 1, max: 5 }).chain((facilities) =>
    fc.record({
      populations: fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: places, maxLength: places }),
      supplies: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: facilities, maxLength: facilities }),
      minutes: fc.array(
        fc.array(fc.option(fc.integer({ min: 0, max: 90 })), {
          minLength: facilities,
          maxLength: facilities
        }),
        { minLength: places, maxLength: places }
      )
    })
  )
);

describe('access to care', () => {
  itFollowsGolden('accessibility');
  it('gives out exactly the supply that somebody reaches', () => {
    fc.assert(
      fc.property(world, fc.constantFrom('none' as const, 'gaussian' as const), (given, decay) => {
        const { populations, supplies, minutes } = given;
        const access = catchmentAccess(populations, supplies, minutes, { decay });
        if (access.kind === 'withheld') throw new Error(access.reason);
        const reached = supplies.reduce((total, s, j) => total + (access.supplyRatio[j] === null ? 0 : s), 0);
        expect(access.accessTimesPopulation).toBeCloseTo(reached, 6);
      })
    );
  });
  it('counts the threshold itself as within reach, and nothing beyond', () => {
    expect(catchmentAccess([10, 10], [5], [[30], [30.1]])).toMatchObject({
      access: [0.5, 0],
      supplyRatio: [0.5]
    });
    expect(catchmentAccess([10], [5, 7], [[null, 3]])).toMatchObject({
      supplyRatio: [null, 0.7],
      access: [0.7]
    });
  });
  it('is withheld where nobody lives', () => {
    expect(catchmentAccess([0], [5], [[1]])).toEqual({ kind: 'withheld', reason: 'no_population' });
    expect(huffChoice([0], [5], [[1]])).toEqual({ kind: 'withheld', reason: 'no_population' });
  });
  it('refuses a matrix of another shape', () => {
    expect(() => catchmentAccess([1], [1], [[1, 2]])).toThrow(RangeError);
    expect(() => catchmentAccess([1], [1], [])).toThrow(RangeError);
    expect(() => catchmentAccess([1], [1], [[1]], { thresholdMinutes: 0 })).toThrow(RangeError);
  });
});

describe("Huff's model", () => {
  it('shares every place out among what it can reach', () => {
    fc.assert(
      fc.property(world, ({ populations, supplies, minutes }) => {
        const choice = huffChoice(populations, supplies, minutes);
        if (choice.kind === 'withheld') throw new Error(choice.reason);
        let travelling = 0;
        choice.probability.forEach((row, i) => {
          if (minutes[i]!.every((t) => t === null)) {
            expect(row.every((p) => p === null)).toBe(true);
            return;
          }
          travelling += populations[i]!;
          expect(row.reduce<number>((a, b) => a + b!, 0)).toBeCloseTo(1, 9);
        });
        expect(choice.expectedPatients.reduce((a, b) => a + b, 0)).toBeCloseTo(travelling, 6);
      })
    );
  });
  it('counts a trip under a minute as one', () => {
    expect(huffChoice([1], [1, 1], [[0, 1]])).toMatchObject({ probability: [[0.5, 0.5]] });
  });
});
