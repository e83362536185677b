import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaFinding, compareAreas, type PlaceYear } from './area-comparison.ts';
import { adjustedLimits, controlLimits } from './control-limits.ts';
import { countInterval } from './count-interval.ts';
import { empiricalBayes } from './empirical-bayes.ts';
import { ratioOverdispersion } from './overdispersion.ts';

const exact = (code: string, observed: number, expected: number | null, population = 10_000): PlaceYear => ({
  code,
  fiscalYear: 2025,
  population,
  source: 'exact',
  observed,
  expected
});
const absent = (code: string, reason: 'hidden' | 'not_reported' = 'hidden'): PlaceYear => ({
  code,
  fiscalYear: 2025,
  population: 10_000,
  source: 'absent',
  reason
});
/** A row as the publisher makes it of a rounded count x′: crude and ratio with arms widened by √(1 + 16.5/x′). */
function indicator(code: string, rounded: number, expected: number, population: number): PlaceYear {
  const { lower, upper } = countInterval(rounded);
  const wide = Math.sqrt(1 + 16.5 / rounded);
  const [low, high] = [rounded - (rounded - lower) * wide, rounded + (upper - rounded) * wide];
  const per = (unit: number) => ({ value: rounded * unit, lower: low * unit, upper: high * unit });
  const sir = per(100 / expected);
  return {
    code,
    fiscalYear: 2025,
    population,
    source: 'indicator',
    crude: per(100_000 / population),
    asr: null,
    sir: { ...sir, value: Number(sir.value.toPrecision(3)) },
    eventsBand: '100-199',
    method: 'sir-byar-1'
  };
}

const counts = fc.tuple(
  fc.integer({ min: 0, max: 3000 }),
  fc.double({ min: 0.5, max: 3000, noNaN: true }),
  fc.integer({ min: 100, max: 400_000 })
);
const rowsOf = (list: readonly (readonly [number, number, number])[]): PlaceYear[] =>
  list.map(([observed, expected, population], i) => exact(`p${i}`, observed, expected, population));

describe('places against the prefecture', () => {
  it('have an interval around their ratio, limits around 100, and a side only if the interval misses 100', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 12 }), (list) => {
        for (const place of compareAreas(rowsOf(list)).places) {
          if (place.sir.kind !== 'shown' || place.funnel.kind !== 'shown') throw new Error('shown');
          const { value, lower, upper } = place.sir;
          expect(lower).toBeLessThanOrEqual(value);
          expect(upper).toBeGreaterThanOrEqual(value);
          expect(place.differs === 'higher').toBe(lower > 100);
          expect(place.differs === 'lower').toBe(upper < 100);
          const { lower95, upper95, lower998, upper998, outside } = place.funnel;
          expect(lower998).toBeLessThanOrEqual(lower95);
          expect(lower95).toBeLessThan(100);
          expect(upper95).toBeGreaterThan(100);
          expect(upper998).toBeGreaterThanOrEqual(upper95);
          expect(Math.sign(outside)).toBe(value > upper95 ? 1 : value < lower95 ? -1 : 0);
        }
      })
    );
  });

  it('are permuted as their rows are: no place depends on the order', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 12 }), (list) => {
        const rows = rowsOf(list);
        const forth = compareAreas(rows).places;
        const back = compareAreas([...rows].reverse()).places;
        for (const place of forth) {
          const same = back.find((p) => p.code === place.code)!;
          expect(same.differs).toBe(place.differs);
          if (place.smoothed.kind === 'shown' && same.smoothed.kind === 'shown')
            expect(same.smoothed.value).toBeCloseTo(place.smoothed.value, 6);
        }
      })
    );
  });

  it('are smoothed towards the common mean, never past it', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 12 }), (list) => {
        const mean = (100 * list.reduce((t, c) => t + c[0], 0)) / list.reduce((t, c) => t + c[1], 0);
        for (const { sir, smoothed } of compareAreas(rowsOf(list)).places) {
          if (sir.kind !== 'shown' || smoothed.kind !== 'shown') throw new Error('shown');
          const [least, most] = [Math.min(mean, sir.value), Math.max(mean, sir.value)];
          expect(smoothed.value).toBeGreaterThanOrEqual(least - 1e-6 * most);
          expect(smoothed.value).toBeLessThanOrEqual(most + 1e-6 * most);
        }
      })
    );
  });

  it('withheld take no part: the others come out as if they were not there', () => {
    const rows = [exact('a', 120, 100), exact('b', 80, 100), exact('c', 10, 14), exact('d', 44, 40)];
    const without = compareAreas(rows).places;
    const beside = compareAreas([absent('x'), ...rows, absent('y', 'not_reported')]).places;
    expect(beside.filter((p) => p.absent === null)).toEqual(without);
    const hidden = beside[0]!;
    expect([hidden.absent, beside.at(-1)!.absent]).toEqual(['hidden', 'not_reported']);
    for (const outcome of [
      hidden.crude,
      hidden.asr,
      hidden.sir,
      hidden.smoothed,
      hidden.funnel,
      hidden.adjusted
    ])
      expect(outcome).toEqual({ kind: 'withheld', reason: 'no_value' });
    expect([hidden.events, hidden.observed, hidden.expected, hidden.differs]).toEqual([
      null,
      null,
      null,
      null
    ]);
  });

  it('of the publisher are smoothed on the rounded count read back from their rate, and only its class is given', () => {
    const rows = [
      indicator('a', 140, 100, 60_000),
      indicator('b', 80, 91, 40_000),
      indicator('c', 30, 38, 20_000)
    ];
    const { places } = compareAreas(rows);
    expect(places.map((p) => p.observed)).toEqual([140, 80, 30]);
    expect(places.map((p) => p.events)).toEqual(Array(3).fill({ kind: 'band', band: '100-199' }));
    places.forEach((p, i) => expect(p.expected! / [100, 91, 38][i]!).toBeCloseTo(1, 1.9));
    const smoothed = empiricalBayes(
      [140, 80, 30],
      places.map((p) => p.expected!)
    );
    if (smoothed.kind !== 'shown') throw new Error('shown');
    places.forEach((p, i) =>
      expect(p.smoothed).toEqual({ kind: 'shown', value: 100 * smoothed.estimates[i]! })
    );
  });

  it('of a rounded count stand against wider limits than those of an exact one', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 5000, noNaN: true }), (expected) => {
        const [plain, wide] = [controlLimits(expected, 0)!, controlLimits(expected, 1)!];
        expect(wide.upper95).toBeGreaterThan(plain.upper95);
        expect(wide.lower95).toBeLessThanOrEqual(plain.lower95);
        expect(wide.lower998).toBeGreaterThanOrEqual(0);
        expect(controlLimits(expected, 6)!.upper95).toBeGreaterThan(wide.upper95);
      })
    );
    expect(controlLimits(0, 1)).toBeNull();
  });

  it('of a sum of rounded cells give that sum, and stand against limits as wide as it has cells', () => {
    const six = { ...indicator('a', 140, 100, 60_000), rounded: { count: 140, cells: 6 } };
    const [one, many] = [compareAreas([indicator('a', 140, 100, 60_000)]), compareAreas([six])];
    expect(many.places[0]!.events).toEqual({ kind: 'rounded', count: 140, cells: 6 });
    const limits = [one, many].map(({ places }) =>
      places[0]!.funnel.kind === 'shown' ? places[0]!.funnel.upper95 : NaN
    );
    expect(limits[1]).toBeGreaterThan(limits[0]!);
  });

  it('without residents have a ratio but no rate; without expectation a rate but no ratio', () => {
    const [nobody, unexpected, zero] = compareAreas([
      exact('a', 3, 2, 0),
      exact('b', 3, null),
      exact('c', 3, 0)
    ]).places;
    expect(nobody!.crude).toEqual({ kind: 'withheld', reason: 'no_population' });
    expect(nobody!.sir.kind).toBe('shown');
    expect(unexpected!.crude.kind).toBe('shown');
    expect(unexpected!.sir).toEqual({ kind: 'withheld', reason: 'no_value' });
    expect(zero!.sir).toEqual({ kind: 'withheld', reason: 'zero_expected' });
  });

  it('without any expectation by age stand against their common crude rate, and say so', () => {
    const { basis, places } = compareAreas([
      exact('a', 30, null, 1000),
      exact('b', 10, null, 3000),
      absent('c'),
      exact('d', 5, null, 0)
    ]);
    expect(basis).toBe('crude');
    expect(places.map((p) => p.expected)).toEqual([10, 30, null, null]);
    expect(places[0]!.differs).toBe('higher');
    expect(places[1]!.differs).toBe('lower');
    expect(places[3]!.sir.kind).toBe('withheld');
    expect(compareAreas([exact('a', 3, 2), exact('b', 3, null)]).basis).toBe('standardised');
    expect(compareAreas([exact('a', 3, null)]).basis).toBe('standardised');
  });

  it('standing alone cannot be smoothed, nor their spread be told', () => {
    const { places, spread } = compareAreas([exact('a', 30, 20), absent('b')]);
    expect(places[0]!.smoothed).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
    expect(spread).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
    expect(compareAreas([]).places).toEqual([]);
    expect(compareAreas([absent('a'), absent('b')]).spread.kind).toBe('withheld');
  });

  it('have limits widened for their own spread from ten places on only', () => {
    const rows = Array.from({ length: 10 }, (_, i) => exact(`p${i}`, i % 2 ? 150 : 50, 100));
    const ten = compareAreas(rows);
    const nine = compareAreas(rows.slice(1));
    if (ten.places[1]!.adjusted.kind !== 'shown' || ten.places[1]!.funnel.kind !== 'shown')
      throw new Error('shown');
    expect(ten.places[1]!.funnel.outside).toBe(2);
    expect(ten.places[1]!.adjusted.outside).toBe(0);
    const spread = ratioOverdispersion(
      rows.map((_, i) => (i % 2 ? 150 : 50)),
      rows.map(() => 100)
    );
    if (spread.kind !== 'shown') throw new Error('shown');
    expect(adjustedLimits(100, spread.tau2)!.upper998).toBeCloseTo(100 * spread.upper998[0]!, 9);
    expect(nine.places[1]!.adjusted).toEqual({ kind: 'withheld', reason: 'too_few_areas' });
  });

  it('no events at all are a true zero, with an upper limit', () => {
    const [zero] = compareAreas([exact('a', 0, 4), exact('b', 9, 8)]).places;
    if (zero!.sir.kind !== 'shown') throw new Error('shown');
    expect(zero!.sir.value).toBe(0);
    expect(zero!.sir.upper).toBeCloseTo((100 * 3.6889) / 4, 2);
  });
});

describe('the finding', () => {
  it('names those whose interval misses 100, the farthest first, and how many chance would find', () => {
    const rows = [
      exact('high', 180, 100),
      exact('higher', 220, 100),
      exact('low', 60, 100),
      exact('same', 101, 100),
      ...Array.from({ length: 36 }, (_, i) => exact(`p${i}`, 100, 100)),
      absent('x')
    ];
    expect(areaFinding(compareAreas(rows))).toEqual({
      higher: ['higher', 'high'],
      lower: ['low'],
      compared: 40,
      withheld: 1,
      byChance: 2
    });
  });
  it('names no place that one in twenty tests would find anyhow', () => {
    // 123 of 100 expected: its own interval misses 100, yet among 38 places one such is nothing
    const rows = [exact('a', 123, 100), ...Array.from({ length: 37 }, (_, i) => exact(`p${i}`, 100, 100))];
    const comparison = compareAreas(rows);
    expect(comparison.places[0]).toMatchObject({ differs: 'higher', beyond: null });
    expect(areaFinding(comparison)).toMatchObject({ higher: [], lower: [] });
    expect(areaFinding(compareAreas([rows[0]!])).higher).toEqual(['a']);
  });
  it('of places all withheld compares none', () => {
    expect(areaFinding(compareAreas([absent('a'), absent('b')]))).toEqual({
      higher: [],
      lower: [],
      compared: 0,
      withheld: 2,
      byChance: 0
    });
  });
});
