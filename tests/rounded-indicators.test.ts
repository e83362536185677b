import { describe, expect, it } from 'vitest';
import { AGE5 } from '../src/lib/domain/age-band.ts';
import { countInterval } from '../src/lib/statistics/count-interval.ts';
import { STANDARD_POPULATIONS } from '../src/lib/statistics/standard-population.ts';
import { onStandard, residentsOf } from '../src/publisher/protect/indicator-population.ts';
import { eventsBand } from '../src/publisher/protect/indicators.ts';
import { readStandardPopulations } from '../src/publisher/reference/read-standard-populations.ts';
import { rowsOf, visitsIn, type Named } from './support/rounded-rows.ts';
import { people, recordTables, type TestVisit } from './support/visit-tables.ts';

const YEAR = '2025FY';
const indicators = async (visits: readonly TestVisit[]) =>
  rowsOf(await recordTables({ visits }), 'indicators', YEAR);
const of = (rows: readonly Named[], place: string, disease: string, indicator = 'crude') =>
  rows.find((row) => row['place'] === place && row['disease'] === disease && row['indicator'] === indicator);
/** Visits at every age, as many as asked at each. */
const everyAge = (each: number, more: Partial<TestVisit> = {}) =>
  AGE5.slice(0, 19).flatMap((age) => people(each, { age, ...more }));

describe('indicators', () => {
  it('need twenty events and the patients of their place', async () => {
    const rows = await indicators([
      ...people(19, { unit: '04202', code: 'I21' }),
      ...people(9, { unit: '04101', code: 'J18' }, 3),
      ...people(19, { unit: '04404', code: 'J18' }, 2)
    ]);
    expect(of(rows, '0409', 'IX')).toBeUndefined();
    expect(of(rows, '04101', 'pneumonia')).toBeUndefined();
    expect(of(rows, '04404', 'pneumonia')).toBeUndefined();
    expect(of(rows, '0403', 'pneumonia')).toBeDefined();
  });

  it('say of a count no more than its rounded value, in the rate, its band and its interval', async () => {
    const [row] = (await indicators(people(37, { unit: '04202' }))).filter(
      (r) => r['place'] === '04202' && r['indicator'] === 'crude' && r['disease'] === 'all'
    );
    const rounded = visitsIn(YEAR, { unit: '04202', setting: 'inpatient' }, 37);
    const residents = residentsOf('04202')!.total;
    const { lower, upper } = countInterval(rounded);
    const widening = Math.sqrt(1 + 16.5 / rounded);
    expect(row).toMatchObject({
      place_level: 'unit',
      setting: 'inpatient',
      events_band: eventsBand(rounded),
      method: 'crude-byar-1'
    });
    const per = 1e5 / residents;
    expect(row!['value']).toBeCloseTo(rounded * per, 9);
    expect(row!['lower']).toBeCloseTo((rounded - (rounded - lower) * widening) * per, 2);
    expect(row!['upper']).toBeCloseTo((rounded + (upper - rounded) * widening) * per, 2);
  });

  it('standardise the exact age profile, scaled to the rounded count, at three digits', async () => {
    const visits = [...everyAge(4, { unit: '04202' }), ...people(6, { unit: '04202', age: 'unknown' })];
    const rows = await indicators(visits);
    const rounded = visitsIn(YEAR, { area: '0409', setting: 'inpatient' }, 82);
    const { byAge } = residentsOf('0409')!;
    const { weights } = onStandard('japan_2015');
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const rate =
      weights.reduce((sum, weight, i) => sum + (weight / total) * (rounded / 19 / byAge[i]!), 0) * 1e5;
    const made = of(rows, '0409', 'all', 'asr_2015')!;
    expect(made['value']).toBe(Number(rate.toPrecision(3)));
    expect(made['lower'] as number).toBeLessThan(made['value'] as number);
    expect(made['upper'] as number).toBeGreaterThan(made['value'] as number);
    for (const indicator of ['asr_1985', 'asr_who', 'sir'])
      expect(of(rows, '0409', 'all', indicator)!['method']).toMatch(/^(?:asr_\w+-gamma|sir-byar)-1$/);
  });

  it('put the prefecture at 100, and an area that alone has the patients above it', async () => {
    const everywhere = ['04101', '04202', '04206+04302', '04215'].flatMap((unit) => everyAge(5, { unit }));
    const rows = await indicators(everywhere);
    const expectedOf = (place: string) => {
      const sir = of(rows, place, 'all', 'sir')!['value'] as number;
      return (visitsIn(YEAR, { area: place, setting: 'inpatient' }, 95) * 100) / sir;
    };
    const areas = ['0401', '0403', '0406', '0409'];
    const prefecture = visitsIn(YEAR, { prefecture: '04', setting: 'inpatient' }, 380);
    expect(areas.reduce((sum, area) => sum + expectedOf(area), 0) / prefecture).toBeCloseTo(1, 1);
    const alone = await indicators(everyAge(5, { unit: '04202' }));
    expect(of(alone, '0409', 'all', 'sir')!['value']).toBeGreaterThan(500);
  });

  it('name chapters as municipal tables do, and mental disorders by area only, from twenty patients on', async () => {
    const rows = await indicators([
      ...people(40, { unit: '04101', code: 'F20' }),
      ...people(19, { unit: '04202', code: 'F20' }, 3),
      ...people(40, { unit: '04101', code: null })
    ]);
    const diseases = (place: string) => [
      ...new Set(rows.filter((row) => row['place'] === place).map((row) => row['disease']))
    ];
    expect(diseases('0403')).toEqual(['V+VI', 'all', 'mental']);
    expect(diseases('04101')).toEqual(['all']);
    expect(diseases('0409')).toEqual(['V+VI', 'all']);
  });

  it('are of inpatients by municipality and of every setting by area, and of nobody without residents', async () => {
    const rows = await indicators([
      ...people(30, { unit: '04101', setting: 'outpatient' }),
      ...people(30, { unit: '04100' }),
      ...people(30, { unit: 'outside' })
    ]);
    expect(new Set(rows.map((row) => row['place']))).toEqual(new Set(['0403']));
    expect(new Set(rows.map((row) => row['setting']))).toEqual(new Set(['inpatient', 'outpatient']));
  });

  it('give a crude rate alone where nobody’s age is known', async () => {
    const rows = await indicators(people(30, { unit: '04202', age: 'unknown' }));
    expect(new Set(rows.map((row) => row['indicator']))).toEqual(new Set(['crude']));
  });

  it('band their events from twenty on', () => {
    expect([20, 40, 50, 90, 100, 190, 200, 490, 500, 12_000].map(eventsBand)).toEqual([
      '20-49',
      '20-49',
      '50-99',
      '50-99',
      '100-199',
      '100-199',
      '200-499',
      '200-499',
      '500+',
      '500+'
    ]);
  });
});

describe('standard populations', () => {
  const bands = readStandardPopulations();
  const sumOf = (standard: string) =>
    bands.filter((band) => band.standard === standard).reduce((sum, band) => sum + band.population, 0);

  it('add up as published, WHO’s to a little over a hundred', () => {
    expect(sumOf('japan_2015')).toBe(125_319_000);
    expect(sumOf('japan_1985')).toBe(120_287_000);
    expect(sumOf('who_2000_2025')).toBeCloseTo(100.035, 9);
  });

  it('are those of the statistics', () => {
    for (const [standard, { bands: known }] of Object.entries(STANDARD_POPULATIONS))
      expect(bands.filter((band) => band.standard === standard).map((band) => band.population)).toEqual([
        ...known
      ]);
  });

  it('join the top bands the data do not tell apart, and the data’s where the standard ends earlier', () => {
    expect(onStandard('japan_2015').weights.at(-1)).toBe(1_971_000);
    expect(onStandard('japan_1985').weights).toHaveLength(18);
    expect(
      onStandard('japan_1985')
        .join(Array.from({ length: 19 }, (_, i) => i))
        .at(-1)
    ).toBe(17 + 18);
    expect(
      onStandard('who_2000_2025')
        .join([...Array<number>(18).fill(0), 7])
        .at(-1)
    ).toBe(7);
  });

  it('stand on the register: areas add up to the prefecture, residents of unpublished age in totals only', () => {
    const whole = residentsOf('04')!;
    expect(whole.total).toBe(2_224_980);
    expect(whole.total - whole.byAge.reduce((sum, people) => sum + people, 0)).toBe(70);
    const areas = ['0401', '0403', '0406', '0409'].map((area) => residentsOf(area)!);
    expect(areas.reduce((sum, { total }) => sum + total, 0)).toBe(whole.total);
    expect(residentsOf('04302')).toBeUndefined();
  });
});
