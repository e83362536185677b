import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { tableSchema } from '#lib/release/tables.ts';
import {
  people,
  recordTables,
  times,
  type TestLetter,
  type TestVisit
} from '../../../tests/support/visit-tables.ts';
import { defaultPolicy } from '../policy.ts';
import { fillAuditDimensions } from './audit-dimensions.ts';
import { AuditError } from './audit-error.ts';
import { answer } from './audit-answer.ts';
import { fillTable } from './fill-table.ts';
import { roundedCells } from './rounded-cells.ts';
import { judgeEqualPopulations } from './rounded-populations.ts';
import { judgeSensitiveRows } from './sensitive-rows.ts';

type Row = readonly (string | number | null)[];
type Written = Readonly<Record<string, readonly Row[]>>;
const policy = defaultPolicy();

/** Lays written rows beside records, as the audit finds them. */
async function beside(connection: DuckDBConnection, written: Written) {
  const rows = await answer(connection, 'select distinct chapter, category from visit order by all');
  const [chapters, categories] = ['chapter', 'category'].map(rows.numbers);
  const parts = await fillAuditDimensions(
    connection,
    policy,
    Array.from(chapters!, (chapter, i) => [chapter, categories![i]!] as const)
  );
  const lay = (table: string, own: readonly Row[]) =>
    fillTable(
      connection,
      `audited_${table}`,
      Object.fromEntries(
        tableSchema(table).columns.map(({ name, type }) => [name, type.toLowerCase() as 'integer'])
      ),
      own
    );
  for (const [table, own] of Object.entries(written)) await lay(table, own);
  await lay('population', [
    ['04', '0403', '04100', '04101', 'male', '65-69', 100_000],
    ['04', '0409', '04202', '04202', 'male', '65-69', 50_000]
  ]);
  const newPeriods = Object.keys(written).map((table) => ({
    table,
    period: { month: '2025-04', quarter: '2025-Q1', fiscal_year: '2025FY' }[tableSchema(table).period!]
  }));
  return { connection, policy, parts, facilities: 4, newPeriods };
}

interface Records {
  readonly visits?: readonly TestVisit[];
  readonly letters?: readonly TestLetter[];
  readonly facilities?: number;
}

/** The code written rows are refused with, held against records. */
async function codeOf({ facilities = 4, ...records }: Records, written: Written): Promise<string> {
  const connection = await recordTables(records);
  try {
    const inputs = { ...(await beside(connection, written)), facilities };
    await judgeSensitiveRows(connection, inputs.parts, inputs.newPeriods);
    await roundedCells(inputs);
    await judgeEqualPopulations(connection, policy, inputs.newPeriods);
    return 'passed';
  } catch (error) {
    if (error instanceof AuditError) return error.code;
    throw error;
  } finally {
    connection.closeSync();
  }
}

const letters = (...shares: number[]): TestLetter[] =>
  shares.flatMap((share, partner) =>
    Array.from({ length: share }, (_, i) => ({
      month: 202504,
      patient: 1000 * partner + i,
      partner,
      unit: '04101',
      department: 'internal' as const,
      direction: 'in' as const
    }))
  );

describe('magnitudes', () => {
  const row = (count: number): Written => ({ referrals: [[2025, '04101', 'internal', 'in', count]] });
  it('P23 refuses letters with partners’ shares 95, 4, 1, and passes four even ones', async () => {
    expect(await codeOf({ letters: letters(95, 4, 1) }, row(100))).toBe('E_AUDIT_DOMINANCE');
    expect(await codeOf({ letters: letters(60, 45, 30, 20) }, row(160))).toBe('passed');
    expect(await codeOf({ letters: letters(50, 50) }, row(100))).toBe('E_AUDIT_DOMINANCE');
    // exactly 10 % of the largest is enough, to the whole number
    expect(await codeOf({ letters: letters(30, 5, 2, 1) }, row(40))).toBe('E_AUDIT_DOMINANCE');
    expect(await codeOf({ letters: letters(30, 15, 3, 2) }, row(50))).toBe('passed');
  });
  it('counts a letter that names nobody as a person of its own', async () => {
    const unnamed = letters(4, 4, 4).map((letter) => ({ ...letter, patient: -1 }));
    expect(await codeOf({ letters: unnamed }, row(10))).toBe('passed');
    expect(await codeOf({ letters: unnamed.slice(0, 9) }, row(10))).toBe('E_AUDIT_THRESHOLD');
  });
  it('refuses bed-days of one facility among several, and days of fewer patients than a cell needs', async () => {
    const stay = (bedDays: number | null): Written => ({
      stays: [[2025, '0403', '05', '65-74', 30, bedDays, null, null, null, null]]
    });
    const one = people(30, { bedDays: 4 });
    expect(await codeOf({ visits: one }, stay(120))).toBe('E_AUDIT_DOMINANCE');
    expect(await codeOf({ visits: one }, stay(null))).toBe('passed');
    expect(await codeOf({ visits: one, facilities: 1 }, stay(120))).toBe('passed');
    const total = (bedDays: number): Written => ({
      disease_profile: [[2025, '0403', '65-74', 'male', 'all', 'all', 30, 30, bedDays]]
    });
    const few = [...people(9, { bedDays: 2 }), ...people(21, { setting: 'outpatient' })];
    expect(await codeOf({ visits: few, facilities: 1 }, total(20))).toBe('E_AUDIT_THRESHOLD');
  });
  it('takes a facility without a name to be the largest', async () => {
    const days = (unnamed: number): TestVisit[] =>
      [0, 1, 2, -1].flatMap((facility) => people(facility < 0 ? unnamed : 10, { facility, bedDays: 2 }));
    const stay = (admissions: number, bedDays: number): Written => ({
      stays: [[2025, '0403', '05', '65-74', admissions, bedDays, null, null, null, null]]
    });
    expect(await codeOf({ visits: days(10) }, stay(40, 80))).toBe('passed');
    expect(await codeOf({ visits: days(80) }, stay(110, 220))).toBe('E_AUDIT_DOMINANCE');
  });
});

describe('quantiles', () => {
  const stay = (patients: number, p90: number | null, median: number | null = null): Written => ({
    stays: [[2025, '0403', '05', '65-74', 10 * Math.floor(patients / 10), null, null, median, null, p90]]
  });
  it('P45 refuses the P90 of 49 patients and passes that of 50', async () => {
    expect(await codeOf({ visits: people(49, { bedDays: 7 }) }, stay(49, 7))).toBe('E_AUDIT_QUANTILE');
    expect(await codeOf({ visits: people(50, { bedDays: 7 }) }, stay(50, 7))).toBe('passed');
  });
  it('refuses a quantile that is not that of the stays', async () => {
    const visits = [...people(10, { bedDays: 2 }), ...people(10, { bedDays: 9 })];
    expect(await codeOf({ visits }, stay(20, null, 6))).toBe('passed');
    expect(await codeOf({ visits }, stay(20, null, 8))).toBe('E_AUDIT_QUANTILE');
  });
});

describe('estimates', () => {
  const crude = (
    events: number,
    more: { widen?: number; place?: string; disease?: string } = {}
  ): Written => {
    const { widen = 2, place = '04101', disease = 'all' } = more;
    const per = place === '04101' ? 1 : 2;
    const value = events * per;
    const half = widen * 2 * Math.sqrt(events) * per;
    return {
      indicators: [
        [
          2025,
          place,
          'unit',
          'crude',
          disease,
          'inpatient',
          value,
          value - half,
          value + half,
          '20-49',
          'x-1'
        ]
      ]
    };
  };
  it('P43 refuses 19 events, and passes 20', async () => {
    expect(await codeOf({ visits: people(19) }, crude(20))).toBe('E_AUDIT_INDICATOR');
    expect(await codeOf({ visits: people(20) }, crude(20))).toBe('passed');
  });
  it('P43 refuses fewer patients than the place needs', async () => {
    expect(await codeOf({ visits: people(9, {}, 4) }, crude(40))).toBe('E_AUDIT_INDICATOR');
    expect(await codeOf({ visits: people(10, {}, 4) }, crude(40))).toBe('passed');
  });
  it('P43 refuses a numerator that was not rounded, or rounded from another count', async () => {
    expect(await codeOf({ visits: people(37) }, crude(37))).toBe('E_AUDIT_INDICATOR');
    expect(await codeOf({ visits: people(37) }, crude(50))).toBe('E_AUDIT_INDICATOR');
    expect(await codeOf({ visits: people(37) }, crude(40))).toBe('passed');
  });
  it('P43 refuses limits that leave the error of rounding out', async () => {
    expect(await codeOf({ visits: people(40) }, crude(40, { widen: 0.9 }))).toBe('E_AUDIT_INDICATOR');
  });
});

describe('what is sensitive', () => {
  const visits = people(60, { setting: 'outpatient', code: 'F20' });
  it('P26 refuses a block of chapter V in disease_monthly, and chapter V or its planning group by municipality', async () => {
    expect(
      await codeOf({ visits }, { disease_monthly: [[202504, '0403', 'outpatient', 'V', 'F20-F29', 60]] })
    ).toBe('E_AUDIT_SENSITIVE');
    expect(await codeOf({ visits }, { flows: [[2025, '04101', '0403', 'outpatient', 'V', 60]] })).toBe(
      'E_AUDIT_SENSITIVE'
    );
    expect(
      await codeOf(
        { visits },
        {
          indicators: [[2025, '04101', 'unit', 'crude', 'mental', 'outpatient', 60, 30, 90, '50-99', 'x-1']]
        }
      )
    ).toBe('E_AUDIT_SENSITIVE');
    expect(await codeOf({ visits }, { flows: [[2025, '04101', '0403', 'outpatient', 'V+VI', 60]] })).toBe(
      'passed'
    );
  });
  it('asks for 20 patients of a sensitive row, 10 of another', async () => {
    const group = (patients: number): Written => ({
      planning_groups: [[2025, '0403', '65-74', 'male', 'outpatient', 'mental', 20, patients]]
    });
    expect(await codeOf({ visits: people(19, { setting: 'outpatient', code: 'F20' }) }, group(20))).toBe(
      'E_AUDIT_THRESHOLD'
    );
    expect(await codeOf({ visits: people(20, { setting: 'outpatient', code: 'F20' }) }, group(20))).toBe(
      'passed'
    );
    const other = (code: string, chapter: string): [Records, Written] => [
      { visits: people(12, { code }) },
      { disease_monthly: [[202504, '0403', 'inpatient', chapter, `${chapter}:other`, 10]] }
    ];
    expect(await codeOf(...other('A50', 'I'))).toBe('E_AUDIT_THRESHOLD');
  });
});

describe('rounding', () => {
  const row = (visits: number): Written => ({
    disease_monthly: [[202504, '0403', 'inpatient', 'IX', 'I20-I25', visits]]
  });
  it('refuses a count that is no multiple of the base, and one the base or more from the truth', async () => {
    const records = { visits: people(27) };
    expect(await codeOf(records, row(27))).toBe('E_AUDIT_TOTALS');
    expect(await codeOf(records, row(40))).toBe('E_AUDIT_TOTALS');
    expect(await codeOf(records, row(10))).toBe('E_AUDIT_TOTALS');
    for (const count of [20, 30]) expect(await codeOf(records, row(count))).toBe('passed');
  });
  it('refuses a cell of nobody, and lets one be absent', async () => {
    const nobody = { disease_monthly: [[202504, '0403', 'inpatient', 'XI', 'K70-K77', 10]] };
    expect(await codeOf({ visits: people(27) }, nobody)).toBe('E_AUDIT_THRESHOLD');
    expect(await codeOf({ visits: people(27) }, { disease_monthly: [] })).toBe('passed');
  });
  it('P38 refuses one population with two values: chapter V and its planning group', async () => {
    const visits = people(45, { setting: 'outpatient', code: 'F20' });
    const both = (chapter: number, group: number): Written => ({
      disease_profile: [[2025, '0403', '65-74', 'male', 'V', 'outpatient', chapter, 40, null]],
      planning_groups: [[2025, '0403', '65-74', 'male', 'outpatient', 'mental', group, 40]]
    });
    expect(await codeOf({ visits }, both(50, 40))).toBe('E_AUDIT_TOTALS');
    expect(await codeOf({ visits }, both(50, 50))).toBe('passed');
  });
  it('P38 refuses a total of a profile and an estimate of another numerator', async () => {
    const visits = people(45);
    const both = (events: number): Written => ({
      disease_profile: [[2025, '0403', 'all', 'all', 'IX', 'inpatient', 50, 50, null]],
      indicators: [[2025, '0403', 'area', 'crude', 'IX', 'inpatient', events, 1, 100, '20-49', 'x-1']]
    });
    expect(await codeOf({ visits }, both(40))).toBe('E_AUDIT_TOTALS');
    expect(await codeOf({ visits }, both(50))).toBe('passed');
  });
});

describe('requests', () => {
  it('count by themselves: 20 of them, and three facilities', async () => {
    const connection = await recordTables({
      requests: [0, 1, 2].flatMap((facility) =>
        times(7, { month: 202504, facility, facilityArea: '0403', band: 'night' as const, reason: null })
      )
    });
    const written = (requests: number): Written => ({
      acceptance: [[202504, 'night', 'accepted', requests]]
    });
    await expect(roundedCells(await beside(connection, written(20)))).resolves.toEqual({ cells: 1 });
    await connection.run('delete from emergency_request where facility = 2');
    await expect(roundedCells(await beside(connection, written(10)))).rejects.toMatchObject({
      code: 'E_AUDIT_THRESHOLD'
    });
    connection.closeSync();
  });
});
