import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedCounts } from './expected-count.ts';

const resident = (code: string, sex: string, age5: string, population: number) => ({
  code,
  sex,
  age5,
  population
});

describe('expected events', () => {
  it('are residents of each age and sex times the prefecture’s rate', () => {
    const residents = [
      resident('a', 'male', '70-74', 100),
      resident('a', 'female', '70-74', 300),
      resident('b', 'male', '70-74', 300),
      resident('b', 'female', '70-74', 100)
    ];
    const reference = [
      { sex: 'male', age5: '70-74', events: 40 },
      { sex: 'female', age5: '70-74', events: 80 }
    ];
    expect([...expectedCounts(residents, reference)]).toEqual([
      ['a', 70],
      ['b', 50]
    ]);
    expect([...expectedCounts(residents, reference, 240)]).toEqual([
      ['a', 140],
      ['b', 100]
    ]);
  });
  it('add up to the total, whatever the places', () => {
    const row = fc.record({
      code: fc.constantFrom('a', 'b', 'c'),
      sex: fc.constantFrom('male', 'female'),
      age5: fc.constantFrom('0-4', '70-74', '90+'),
      population: fc.integer({ min: 1, max: 90_000 })
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.integer({ min: 0, max: 9000 }), (residents, total) => {
        const reference = residents.map(({ sex, age5 }, i) => ({ sex, age5, events: 10 * (i + 1) }));
        const sum = [...expectedCounts(residents, reference, total).values()].reduce<number>(
          (all, value) => all + value!,
          0
        );
        expect(sum).toBeCloseTo(total, 5);
      })
    );
  });
  it('are unknown where the reference has none', () => {
    expect(expectedCounts([resident('a', 'male', '0-4', 10)], [], 12).get('a')).toBeNull();
  });
});
