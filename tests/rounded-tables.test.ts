import { describe, expect, it } from 'vitest';
import { roundedTables } from '../src/publisher/protect/rounded-tables.ts';
import { asked, rounded, rowsOf, visitsIn } from './support/rounded-rows.ts';
import { people, recordTables, times, type TestLetter, type TestRequest } from './support/visit-tables.ts';

const MONTH = '2025-04';
const YEAR = '2025FY';

describe('disease_monthly', () => {
  it('shows a block from ten patients on, rounded by its population, and the prefecture where areas are too small', async () => {
    const connection = await recordTables({
      visits: [
        ...people(13, { code: 'I21' }, 3),
        ...people(9, { code: 'I60' }),
        ...people(4, { code: 'I61', unit: '04202' })
      ]
    });
    const rows = await rowsOf(connection, 'disease_monthly', MONTH);
    expect(rows).toEqual([
      {
        month: 202504,
        area: '04',
        setting: 'inpatient',
        chapter: 'IX',
        block: 'I20-I25',
        visits: visitsIn(MONTH, { prefecture: '04', block: 'I20-I25', setting: 'inpatient' }, 39)
      },
      {
        month: 202504,
        area: '04',
        setting: 'inpatient',
        chapter: 'IX',
        block: 'I60-I69',
        visits: visitsIn(MONTH, { prefecture: '04', block: 'I60-I69', setting: 'inpatient' }, 13)
      },
      {
        month: 202504,
        area: '0403',
        setting: 'inpatient',
        chapter: 'IX',
        block: 'I20-I25',
        visits: visitsIn(MONTH, { area: '0403', block: 'I20-I25', setting: 'inpatient' }, 39)
      }
    ]);
  });

  it('shows sensitive blocks only inside the row of their chapter that covers them, from twenty patients on', async () => {
    const blocksOf = async (cover: number) =>
      (
        await rowsOf(
          await recordTables({
            visits: [
              ...people(30, { code: 'A51' }),
              ...people(cover, { code: 'A41' }),
              ...people(15, { code: 'A05' }),
              ...people(50, { code: 'F20' }),
              ...people(50, { code: 'Q21' }),
              ...people(5, { code: 'O03', sex: 'female' }),
              ...people(14, { code: 'O21', sex: 'female' })
            ]
          }),
          'disease_monthly',
          MONTH
        )
      )
        .filter((row) => row['area'] === '0403')
        .map((row) => row['block']);
    expect(await blocksOf(4)).toEqual(['A00-A09', 'I:other']);
    const more = await rowsOf(
      await recordTables({ visits: [...people(5, { code: 'O03' }), ...people(15, { code: 'O21' })] }),
      'disease_monthly',
      MONTH
    );
    expect(more.map((row) => row['block'])).toEqual(['XV:other', 'XV:other']);
  });

  it('drops nothing of a chapter: what stands in no block counts in :other, an unknown diagnosis in unknown', async () => {
    const connection = await recordTables({
      visits: [...people(25, { code: 'I03' }), ...people(12, { code: null })]
    });
    const rows = await rowsOf(connection, 'disease_monthly', MONTH);
    expect(rows.filter((row) => row['area'] === '0403').map((row) => [row['chapter'], row['block']])).toEqual(
      [
        ['IX', 'IX:other'],
        ['unknown', 'unknown']
      ]
    );
  });

  it('leaves out who lives elsewhere, and counts Sendai with the ward unknown in its area', async () => {
    const connection = await recordTables({
      visits: [
        ...people(40, { unit: 'outside' }),
        ...people(40, { unit: 'unknown' }),
        ...people(11, { unit: '04100' })
      ]
    });
    expect((await rowsOf(connection, 'disease_monthly', MONTH)).map((row) => row['area'])).toEqual([
      '04',
      '0403'
    ]);
  });
});

describe('disease_profile', () => {
  it('has the four grains of the scheme and no other', async () => {
    const connection = await recordTables({ visits: people(40, { age: '65-69' }) });
    const rows = await rowsOf(connection, 'disease_profile', YEAR);
    expect(rows.map((r) => [r['area'], r['age'], r['sex'], r['chapter'], r['setting']])).toEqual([
      ['04', '65-69', 'male', 'IX', 'inpatient'],
      ['0403', '65-74', 'male', 'all', 'all'],
      ['0403', '65-74', 'male', 'IX', 'inpatient'],
      ['0403', 'all', 'all', 'IX', 'inpatient']
    ]);
  });

  it('asks twenty patients of the chapters that are sensitive as a whole', async () => {
    const connection = await recordTables({
      visits: [...people(19, { code: 'F20' }), ...people(20, { code: 'Q21' })]
    });
    const chapters = (await rowsOf(connection, 'disease_profile', YEAR))
      .filter((row) => row['age'] === 'all')
      .map((row) => row['chapter']);
    expect(chapters).toEqual(['XVII']);
  });

  it('withholds bed-days that one patient or one facility makes, or that too few stay for', async () => {
    const bedDays = async (visits: ReturnType<typeof people>, facilities = 1) =>
      (await rowsOf(await recordTables({ visits }), 'disease_profile', YEAR, { facilities })).map(
        (row) => row['bed_days']
      );
    const shared = [0, 1, 2].flatMap((facility) => people(10, { facility, bedDays: 5 }));
    expect((await bedDays(shared, 3)).every((days) => days === 150)).toBe(true);
    expect((await bedDays(people(30, { bedDays: 5 }), 3)).every((days) => days === null)).toBe(true);
    expect((await bedDays(people(30, { bedDays: 5 }), 1)).every((days) => days === 150)).toBe(true);
    const heavy = [...people(12, { bedDays: 1 }), ...people(1, { bedDays: 600 })];
    expect((await bedDays(heavy)).every((days) => days === null)).toBe(true);
    const mostlyOut = [...people(40, { setting: 'outpatient' }), ...people(9, { bedDays: 3 })];
    expect((await bedDays(mostlyOut)).every((days) => days === null)).toBe(true);
    expect(await bedDays(people(20, { setting: 'outpatient' }))).toEqual([null, null, null, null]);
  });

  it('does not take an unnamed facility for one more', async () => {
    const visits = [0, 1, -1].flatMap((facility) => people(10, { facility, bedDays: 5 }));
    const rows = await rowsOf(await recordTables({ visits }), 'disease_profile', YEAR, { facilities: 4 });
    expect(rows.every((row) => row['bed_days'] === null)).toBe(true);
  });
});

describe('planning groups', () => {
  it('stand by area and age group, by month over all settings, mental disorders from twenty patients on', async () => {
    const connection = await recordTables({
      visits: [
        ...people(12, { code: 'I63', age: '80-84' }),
        ...people(12, { code: 'I61', age: '80-84', setting: 'emergency' }),
        ...people(19, { code: 'F32', age: '30-34' })
      ]
    });
    expect(
      (await rowsOf(connection, 'planning_groups', YEAR)).map((r) => [
        r['planning_group'],
        r['age'],
        r['setting']
      ])
    ).toEqual([
      ['stroke', '75+', 'emergency'],
      ['stroke', '75+', 'inpatient']
    ]);
    const monthly = await rowsOf(connection, 'planning_monthly', MONTH);
    expect(monthly.map((row) => [row['planning_group'], row['visits']])).toEqual([
      ['stroke', visitsIn(MONTH, { area: '0403', block: 'I60-I69' }, 24)]
    ]);
  });

  it('count a visit in every group it belongs to', async () => {
    const connection = await recordTables({ visits: people(15, { code: 'C34' }) });
    expect((await rowsOf(connection, 'planning_monthly', MONTH)).map((r) => r['planning_group'])).toEqual([
      'cancer',
      'cancer_lung'
    ]);
  });
});

describe('flows', () => {
  const visits = [
    ...people(12, { unit: '04101', facilityArea: '0401' }),
    ...people(12, { unit: '04102', facilityArea: null }),
    ...people(12, { unit: 'outside', facilityArea: '0401' }),
    ...people(19, { unit: '04404', facilityArea: '0403' }),
    ...people(20, { unit: '04406', facilityArea: '0403' })
  ];
  it('are absent where facilities stand in one area, since they would repeat another table', async () => {
    expect(await rowsOf(await recordTables({ visits }), 'flows', YEAR)).toEqual([]);
  });
  it('hold every municipality to its own threshold, and leave out a facility without an area', async () => {
    const rows = await rowsOf(await recordTables({ visits }), 'flows', YEAR, {
      facilities: 4,
      facilityAreas: 2
    });
    expect(rows.map((row) => [row['unit'], row['facility_area'], row['chapter']])).toEqual([
      ['04101', '0401', 'IX'],
      ['04406', '0403', 'IX'],
      ['outside', '0401', 'IX']
    ]);
    expect(rows[0]!['visits']).toBe(
      visitsIn(YEAR, { unit: '04101', facility_area: '0401', chapter: 'IX', setting: 'inpatient' }, 12)
    );
  });
});

describe('rhythm', () => {
  it('counts everybody by hour, save where no hour is recorded', async () => {
    const connection = await recordTables({
      visits: [...people(10, { unit: 'outside' }), ...people(9, { hour: 10 }), ...people(30, { hour: -1 })]
    });
    expect(await rowsOf(connection, 'rhythm', YEAR)).toEqual([
      { fiscal_year: 2025, weekday: 1, hour: 9, setting: 'inpatient', arrival: 'walk_in', visits: 10 }
    ]);
  });
});

describe('acceptance', () => {
  const request: TestRequest = {
    month: 202504,
    facility: 0,
    facilityArea: '0403',
    band: 'night',
    reason: 'beds_full'
  };
  it('shows twenty requests, not nineteen', async () => {
    const connection = await recordTables({
      requests: [...times(20, { ...request, reason: null }), ...times(19, request)]
    });
    expect((await rowsOf(connection, 'acceptance', MONTH)).map((row) => row['outcome'])).toEqual([
      'accepted'
    ]);
    expect(await rowsOf(connection, 'acceptance_reasons', YEAR)).toEqual([]);
  });
  it('needs three facilities, none of them dominant, where the source has several', async () => {
    const of = (...counts: number[]) =>
      counts.flatMap((count, facility) => times(count, { ...request, facility }));
    const shown = async (requests: TestRequest[]) => {
      const connection = await recordTables({ requests });
      const more = { facilities: 5, facilityAreas: 2 };
      const reasons = await rowsOf(connection, 'acceptance_reasons', YEAR, more);
      expect((await rowsOf(connection, 'acceptance', MONTH, more)).length).toBe(reasons.length);
      return reasons.map((row) => row['requests']);
    };
    expect(await shown(of(40, 40))).toEqual([]);
    expect(await shown(of(95, 4, 1))).toEqual([]);
    expect(await shown(of(60, 45, 30, 20))).toEqual([
      rounded(
        {
          measure: 'requests',
          period: YEAR,
          restrictions: { facility_area: '0403', band: 'night', reason: 'beds_full' }
        },
        155
      )
    ]);
  });
  it('is left out of a source without a log', async () => {
    const connection = await recordTables({ visits: people(10) });
    for (const table of ['acceptance', 'acceptance_reasons', 'referrals', 'referrals_quarterly'])
      expect(await roundedTables(asked(connection, [{ table, period: YEAR }]))).toEqual([]);
  });
});

describe('referrals', () => {
  const letter: TestLetter = {
    month: 202505,
    patient: -1,
    partner: 0,
    unit: '04101',
    department: 'surgery',
    direction: 'in'
  };
  const of = (counts: readonly number[], more: Partial<TestLetter> = {}) =>
    counts.flatMap((count, partner) => times(count, { ...letter, partner, ...more }));
  const lettersOf = async (letters: TestLetter[], table = 'referrals', period = YEAR) =>
    (await rowsOf(await recordTables({ letters }), table, period)).map((row) => row['letters']);

  it('withhold a cell that one partner dominates, and show one that three share', async () => {
    expect(await lettersOf(of([95, 4, 1]))).toEqual([]);
    expect(await lettersOf(of([40, 40]))).toEqual([]);
    expect(await lettersOf(of([60, 45, 30, 20]))).toEqual([
      rounded(
        {
          measure: 'letters',
          period: YEAR,
          restrictions: { unit: '04101', department: 'surgery', direction: 'in' }
        },
        155
      )
    ]);
  });
  it('count a letter that names nobody as a contributor, and need as many as the place asks', async () => {
    expect(await lettersOf(of([3, 3, 3]))).toEqual([]);
    expect(await lettersOf(of([4, 3, 3]))).toHaveLength(1);
    expect(await lettersOf(of([4, 3, 3], { unit: '04404' }))).toEqual([]);
    expect(await lettersOf(of([7, 7, 6], { unit: '04404' }))).toHaveLength(1);
    const named = [0, 1, 2].flatMap((partner) => times(10, { ...letter, partner, patient: partner + 1 }));
    expect(await lettersOf(named)).toEqual([]);
    expect(await lettersOf([...named, ...of([2, 2, 2])])).toEqual([]);
    expect(await lettersOf([...named, ...of([3, 2, 2])])).toHaveLength(1);
  });
  it('stand by quarter for the medical areas', async () => {
    const connection = await recordTables({
      letters: [...of([8, 8, 8]), ...of([8, 8, 8], { unit: 'outside' })]
    });
    const rows = await rowsOf(connection, 'referrals_quarterly', '2025-Q1');
    expect(rows.map((row) => [row['fiscal_year'], row['quarter'], row['area'], row['direction']])).toEqual([
      [2025, 1, '0403', 'in']
    ]);
    expect(await rowsOf(connection, 'referrals_quarterly', '2025-Q2')).toEqual([]);
  });
});
