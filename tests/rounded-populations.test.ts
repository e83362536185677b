import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { age6Of } from '../src/lib/domain/age-band.ts';
import { tableSchema } from '../src/lib/release/tables.ts';
import { defaultPolicy, thresholdOf } from '../src/publisher/policy.ts';
import { roundedTables } from '../src/publisher/protect/rounded-tables.ts';
import { readUnits } from '../src/publisher/reference/read-reference.ts';
import { asked, rowsOf, visitsIn, type Named } from './support/rounded-rows.ts';
import { people, recordTables, type TestVisit } from './support/visit-tables.ts';

const MONTH = '2025-04';
const YEAR = '2025FY';
const EVERY = [
  { table: 'disease_monthly', period: MONTH },
  { table: 'planning_monthly', period: MONTH },
  { table: 'disease_profile', period: YEAR },
  { table: 'planning_groups', period: YEAR },
  { table: 'flows', period: YEAR },
  { table: 'rhythm', period: YEAR },
  { table: 'stays', period: YEAR },
  { table: 'indicators', period: YEAR }
];
const SEVERAL = { facilities: 4, facilityAreas: 2 };

describe('one population', () => {
  const visits = [
    ...people(37, { code: 'F32', age: '65-69', setting: 'outpatient' }),
    ...people(31, { code: 'I63', age: '70-74', setting: 'outpatient' }),
    ...people(26, { code: 'E11', age: '70-74', setting: 'outpatient', unit: '04202' })
  ];
  const find = (rows: readonly Named[], of: Named) =>
    rows.find((row) => Object.entries(of).every(([name, value]) => row[name] === value))!;

  it('has one value in two tables: mental disorders and chapter V, a total and the numerator of an estimate', async () => {
    const connection = await recordTables({ visits });
    const profile = await rowsOf(connection, 'disease_profile', YEAR);
    const planned = await rowsOf(connection, 'planning_groups', YEAR);
    const leaf = { area: '0403', age: '65-74', sex: 'male', setting: 'outpatient' };
    const mental = find(planned, { ...leaf, planning_group: 'mental' });
    const chapter = find(profile, { ...leaf, chapter: 'V' });
    expect([mental['visits'], mental['patients']]).toEqual([chapter['visits'], chapter['patients']]);

    const total = find(profile, { area: '0403', age: 'all', chapter: 'V' });
    const [crude] = (await rowsOf(connection, 'indicators', YEAR)).filter(
      (row) => row['disease'] === 'mental' && row['indicator'] === 'crude'
    );
    const residents = readUnits()
      .filter((unit) => unit.area === '0403')
      .reduce((sum, unit) => sum + unit.population_2025_register, 0);
    expect(((crude!['value'] as number) * residents) / 1e5).toBeCloseTo(total['visits'] as number, 6);
  });

  it('has one value in two releases, whatever else the source holds then', async () => {
    const [first, then] = await Promise.all(
      [visits, [...visits, ...people(500, { month: 202505, code: 'I21' })]].map(async (of) =>
        roundedTables(
          asked(
            await recordTables({ visits: of }),
            EVERY.filter(({ period }) => period === MONTH)
          )
        )
      )
    );
    expect(then).toEqual(first);
  });

  it('is named by what restricts it, so a block, a chapter and a group of theirs agree', async () => {
    const connection = await recordTables({ visits });
    const monthly = await rowsOf(connection, 'planning_monthly', MONTH);
    expect(find(monthly, { area: '0403', planning_group: 'stroke' })['visits']).toBe(
      visitsIn(MONTH, { area: '0403', block: 'I60-I69' }, 31)
    );
    expect(find(monthly, { area: '0403', planning_group: 'mental' })['visits']).toBe(
      visitsIn(MONTH, { area: '0403', chapter: 'V' }, 37)
    );
    expect(find(monthly, { area: '0409', planning_group: 'diabetes' })['visits']).toBe(
      visitsIn(MONTH, { area: '0409', block: 'E10-E14' }, 26)
    );
  });
});

describe('stays', () => {
  const stay = (days: readonly number[], of: Partial<TestVisit> = {}) =>
    days.flatMap((bedDays) => people(1, { bedDays, ...of }));
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const quantiles = (row: Named | undefined) =>
    ['los_q25', 'los_median', 'los_q75', 'los_p90'].map((name) => row?.[name]);

  it('show quantiles as patients allow: the median from ten, quartiles from twenty, P90 from fifty', async () => {
    const groups = [9, 10, 20, 49, 50];
    const connection = await recordTables({
      visits: groups.flatMap((patients, i) => stay(range(1, patients), { mdc: i + 1 }))
    });
    const rows = await rowsOf(connection, 'stays', YEAR);
    const of = (patients: number) =>
      quantiles(rows.find((row) => Number(row['mdc']) === groups.indexOf(patients) + 1));
    expect(of(9)).toEqual([undefined, undefined, undefined, undefined]);
    expect(of(10)).toEqual([null, 6, null, null]);
    expect(of(20)).toEqual([6, 11, 15, null]);
    expect(of(49)).toEqual([13, 25, 37, null]);
    expect(of(50)).toEqual([13, 26, 38, 45]);
  });

  it('ask twenty patients of sensitive categories, and leave out stays of none', async () => {
    const connection = await recordTables({
      visits: [
        ...stay(range(1, 19), { mdc: 14 }),
        ...stay(range(1, 20), { mdc: 17, unit: '04202' }),
        ...stay(range(1, 30), { mdc: 0 })
      ]
    });
    const rows = await rowsOf(connection, 'stays', YEAR);
    expect(rows.map((row) => [row['area'], row['mdc'], row['age']])).toEqual([['0409', '17', '65-74']]);
  });

  it('count admissions as visits of inpatients, and withhold bed-days that one stay makes', async () => {
    const connection = await recordTables({ visits: [...stay(range(1, 10)), ...stay([900])] });
    const [row] = await rowsOf(connection, 'stays', YEAR);
    expect(row).toMatchObject({
      admissions: visitsIn(YEAR, { area: '0403', age: '65-74', mdc: '05', setting: 'inpatient' }, 11),
      bed_days: null,
      los_median: 6
    });
  });
});

/** Records drawn from a seed: few values of everything, so that cells lie on both sides of their thresholds. */
function drawn(seed: number): TestVisit[] {
  let state = seed >>> 0;
  const one = <T>(...of: readonly T[]): T => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return of[Math.floor((state / 2 ** 32) * of.length)]!;
  };
  const upTo = (most: number) => one(...Array.from({ length: most }, (_, i) => i));
  return Array.from({ length: 1200 }, () => {
    const setting = one('inpatient', 'inpatient', 'outpatient');
    return {
      month: one(202504, 202504, 202505),
      patient: upTo(one(40, 400)),
      unit: one('04101', '04101', '04202', '04404', '04206+04302', '04100', 'outside', 'unknown'),
      sex: one('male', 'male', 'female', 'unknown'),
      age: one('65-69', '65-69', '70-74', '90+', 'unknown'),
      setting,
      code: one('I21', 'I21', 'I63', 'A51', 'A41', 'F20', 'Q21', 'I03', null),
      facility: upTo(4) - 1,
      facilityArea: one('0401', '0403', null),
      arrival: one('walk_in', 'referral'),
      weekday: one(1, 7),
      hour: one(-1, 9),
      mdc: setting === 'inpatient' ? one(0, 5, 14) : 0,
      bedDays: setting === 'inpatient' ? 1 + upTo(30) : 0
    };
  });
}
const source = fc.nat().map(drawn);

const POLICY = defaultPolicy();
const AREA_OF = new Map(readUnits().map((unit) => [unit.unit, unit.area]));

/** The visits a released row counts, by what its own columns say. */
function countedBy(table: string, row: Named, visits: readonly TestVisit[]): TestVisit[] {
  const areaOf = (v: TestVisit) => (v.unit === '04100' ? '0403' : AREA_OF.get(v.unit));
  const all = (value: unknown) => value === undefined || value === 'all';
  const chapterOf = (v: TestVisit) =>
    v.code === null ? 'unknown' : { I: 'IX', A: 'I', F: 'V', Q: 'XVII' }[v.code[0]!]!;
  const groupOf = (v: TestVisit) => ({ V: 'V+VI', XVII: 'XVI+XVII' })[chapterOf(v)] ?? chapterOf(v);
  const blockOf = (v: TestVisit) =>
    v.code === null
      ? 'unknown'
      : ({ I21: 'I20-I25', I63: 'I60-I69', A51: 'I:other', A41: 'I:other', I03: 'IX:other' }[v.code] ?? '');
  const age6 = (v: TestVisit) => age6Of(v.age);
  const age3 = (v: TestVisit) =>
    ({ '65-74': '65-74', unknown: 'unknown', '0-14': '0-64' })[age6(v) as string] ?? '75+';
  return visits.filter(
    (v) =>
      (row['month'] === undefined || v.month === row['month']) &&
      (row['area'] === undefined || (row['area'] === '04' ? areaOf(v) : areaOf(v) === row['area'])) &&
      (row['unit'] === undefined || v.unit === row['unit']) &&
      (row['facility_area'] === undefined || v.facilityArea === row['facility_area']) &&
      (all(row['age']) || [v.age, age6(v), age3(v)].includes(row['age'] as never)) &&
      (all(row['sex']) || v.sex === row['sex']) &&
      (all(row['setting']) || v.setting === row['setting']) &&
      (all(row['chapter']) ||
        (table === 'flows' ? groupOf(v) === row['chapter'] : chapterOf(v) === row['chapter'])) &&
      (row['block'] === undefined || blockOf(v) === row['block']) &&
      (row['planning_group'] === undefined ||
        POLICY.planning_groups[row['planning_group'] as string]!.some(
          ([first, last]) => v.code !== null && v.code >= first && v.code <= last
        )) &&
      (row['mdc'] === undefined || (v.mdc === Number(row['mdc']) && v.bedDays > 0)) &&
      (row['arrival'] === undefined ||
        (v.arrival === row['arrival'] && v.weekday === row['weekday'] && v.hour === row['hour']))
  );
}

describe('whatever the records', () => {
  it('every count is a ten within nine of the truth, and no cell stands on too few patients', async () => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(source, async (visits) => {
        const connection = await recordTables({ visits });
        for (const { table, rows: released } of await roundedTables(asked(connection, EVERY, SEVERAL))) {
          if (table === 'indicators') continue;
          const names = tableSchema(table).columns.map((column) => column.name);
          for (const values of released) {
            rows++;
            const row: Named = Object.fromEntries(names.map((name, i) => [name, values[i]!]));
            const counted = countedBy(table, row, visits);
            const people = new Set(counted.map((v) => v.patient)).size;
            const near = (name: string, truth: number) => {
              const value = row[name];
              if (value === undefined || value === null) return;
              expect((value as number) % 10, `${table} ${name}`).toBe(0);
              expect(Math.abs((value as number) - truth), `${table} ${name}`).toBeLessThan(10);
            };
            near('visits', counted.length);
            near('admissions', counted.length);
            near('patients', people);
            near(
              'bed_days',
              counted.reduce((sum, v) => sum + v.bedDays, 0)
            );
            const place = String(row['unit'] ?? row['area'] ?? '');
            const sensitive =
              ['V', 'XVII'].includes(row['chapter'] as string) ||
              row['planning_group'] === 'mental' ||
              row['mdc'] === '14' ||
              row['block'] === 'I:other';
            expect(people, table).toBeGreaterThanOrEqual(
              Math.max(thresholdOf(POLICY, place), sensitive ? 20 : 0)
            );
          }
        }
      }),
      { numRuns: 3 }
    );
    expect(rows).toBeGreaterThan(300);
  }, 240_000);

  it('the same rows come out of records in any order, sorted as their table says', async () => {
    await fc.assert(
      fc.asyncProperty(source, fc.func(fc.nat(1000)), async (visits, shuffle) => {
        const order = new Map(visits.map((v, i) => [v, shuffle(i)]));
        const shuffled = [...visits].sort((a, b) => order.get(a)! - order.get(b)!);
        const [one, two] = await Promise.all(
          [visits, shuffled].map(async (of) =>
            roundedTables(asked(await recordTables({ visits: of }), EVERY, SEVERAL))
          )
        );
        expect(two).toEqual(one);
        for (const { table, rows } of one!) {
          const schema = tableSchema(table);
          const keys = rows.map((row) =>
            schema.order.map((name) => row[schema.columns.findIndex((c) => c.name === name)]!)
          );
          for (const [i, key] of keys.slice(1).entries()) {
            const at = key.findIndex((value, j) => value !== keys[i]![j]);
            expect(at >= 0 && key[at]! > keys[i]![at]!, table).toBe(true);
          }
        }
      }),
      { numRuns: 2 }
    );
  }, 240_000);
});
