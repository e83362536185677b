import { describe, expect, it } from 'vitest';
import {
  MONTH,
  smallVisits,
  visitTable,
  writtenMonth,
  type SmallPlace,
  type SmallRow
} from '../../../tests/support/small-month.ts';
import { CountingEngine } from '../count/engine.ts';
import { defaultPolicy } from '../policy.ts';
import { protectMonth } from '../protect/protect-month.ts';
import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES } from '../trees.ts';
import { AuditError } from './audit-error.ts';
import { judgeClosedForm } from './closed-form.ts';
import { judgeExactProgramme } from './exact-programme.ts';
import { nameOf, readExactMonth, type AuditedMonth } from './exact-month.ts';
import { judgeInsiders } from './insider.ts';
import { randomNumbers } from './random-numbers.ts';
import { judgeRule } from './rule.ts';
import type { WrittenMonth } from './written-blocks.ts';

const policy = defaultPolicy();

/** Two wards, everything shown. */
const PLACES: Record<string, SmallPlace> = {
  '04101': {
    age: { 'male|40-44': 40, 'male|45-49': 30, 'female|40-44': 30 },
    disease: { 'outpatient|IX': 60, 'outpatient|X': 40 }
  },
  '04102': {
    age: { 'male|65-69': 50, 'male|70-74': 50 },
    disease: { 'outpatient|IX': 50, 'inpatient|II': 50 }
  }
};
const AGE: readonly SmallRow[] = [
  ['04101', 'male|40-44', 40],
  ['04101', 'male|45-49', 30],
  ['04101', 'female|40-44', 30],
  ['04102', 'male|65-69', 50],
  ['04102', 'male|70-74', 50]
];
const DISEASE: readonly SmallRow[] = [
  ['04101', 'outpatient|IX', 60],
  ['04101', 'outpatient|X', 40],
  ['04102', 'outpatient|IX', 50],
  ['04102', 'inpatient|II', 50]
];

async function read(written: WrittenMonth, places = PLACES): Promise<AuditedMonth> {
  using database = await visitTable([...smallVisits(places), ...smallVisits(places, 202505)]);
  return await readExactMonth(database.connection, written, policy);
}

/** Code and cells of what the audit of these rows says. */
async function verdict(written: WrittenMonth, places = PLACES): Promise<string> {
  try {
    judgeClosedForm(await read(written, places));
    return 'passed';
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return `${error.code}: ${error.failing.map((cell) => cell.cell).join('; ')}`;
  }
}

describe('a month of written rows beside its records', () => {
  it('passes as it should be', async () => {
    expect(await verdict(writtenMonth(AGE, DISEASE))).toBe('passed');
  });

  it('lays every record to its row or the nearest REST, by its own counts', async () => {
    const places = {
      ...PLACES,
      '04101': {
        age: { 'male|40-44': 40, 'male|45-49': 3, 'male|50-54': 12, 'female|40-44': 45 },
        disease: { 'outpatient|IX': 60, 'outpatient|X': 4, 'outpatient|II': 36 }
      }
    };
    const month = await read(
      writtenMonth(
        [
          ['04101', 'female|40-44', 45],
          ['04101', 'male|40-44', 40],
          ['04101', 'sex:40-64|male*', 15, 4],
          ...AGE.slice(3)
        ],
        [['04101', 'outpatient|IX', 60], ['04101', 'outpatient*', 40, 20], ...DISEASE.slice(2)]
      ),
      places
    );
    expect({ month: month.month, period: month.period }).toEqual({ month: 202504, period: '2025-04' });
    judgeClosedForm(month);
    const names = (side: AuditedMonth['skeleton']) =>
      side.blocks.map((block) => [
        nameOf(side.side, block.at),
        block.leaves.map((leaf) => nameOf(side.side, leaf)).join(' '),
        block.truth.visits,
        block.truth.patients
      ]);
    expect(names(month.skeleton)).toEqual([
      ['04101', '04101', 100, 100],
      ['04102', '04102', 100, 100]
    ]);
    const [{ age, disease }] = month.units as [AuditedMonth['units'][number]];
    expect(age.where).toBe('04101');
    expect(names(age)).toEqual([
      ['female|40-44', 'female|40-44', 45, 45],
      ['male|40-44', 'male|40-44', 40, 40],
      ['sex:40-64|male*REST', 'male|45-49 male|50-54 male|55-59 male|60-64', 15, 15]
    ]);
    expect(names(disease)[1]!.slice(2)).toEqual([40, 40]);
    expect(disease.blocks[1]!.leaves).toHaveLength(20);
    expect([...age.members.values()].map((list) => list.length).sort((a, b) => a - b)).toEqual([3, 12]);
    expect(age.threshold.every((t) => t === 10)).toBe(true);
    expect(age.visits).toBe(100);
  });

  it('P16 refuses a planted block of 9 patients, whatever else is wrong', async () => {
    const planted = writtenMonth([...AGE, ['04101', 'female|45-49', 9]], DISEASE);
    expect(await verdict(planted)).toBe('E_AUDIT_THRESHOLD: 04101, female|45-49');
    // nine visits written where the records hold forty
    const lowered = writtenMonth([['04101', 'male|40-44', 9], ...AGE.slice(1)], DISEASE);
    expect(await verdict(lowered)).toBe('E_AUDIT_THRESHOLD: 04101, male|40-44');
  });

  it('P21 refuses a REST of two leaves with 9 and 9 patients below the root', async () => {
    const places = {
      ...PLACES,
      '04102': { ...PLACES['04102']!, age: { 'male|65-69': 9, 'male|70-74': 9, 'female|65-69': 82 } }
    };
    const written = writtenMonth(
      [...AGE.slice(0, 3), ['04102', 'sex:65-74|male*', 18, 2], ['04102', 'female|65-69', 82]],
      DISEASE
    );
    expect(await verdict(written, places)).toBe('E_AUDIT_LOWER_BOUND: 04102, sex:65-74|male*REST');
  });

  it('P26 refuses chapter V, or a part of another group, by municipality', async () => {
    for (const chapter of ['V', 'VI', 'XVI', 'XVII']) {
      const written = writtenMonth(AGE, DISEASE);
      const rows = written.rows.visits_by_disease.map((r, i) =>
        i === 0 ? r.map((value) => (value === 'IX' ? chapter : value)) : r
      );
      await expect(
        verdict({ ...written, rows: { ...written.rows, visits_by_disease: rows } })
      ).resolves.toMatch(/^E_AUDIT_SENSITIVE: 202504 04 0403 04100 04101 outpatient /);
    }
  });

  it('refuses rows whose keys name no block', async () => {
    const change = async (column: number, value: string | number | null): Promise<string> => {
      const written = writtenMonth(AGE, DISEASE);
      const rows = written.rows.visits_by_age.map((r, i) =>
        i === 0 ? r.map((v, c) => (c === column ? value : v)) : r
      );
      return (await verdict({ ...written, rows: { ...written.rows, visits_by_age: rows } })).split(':')[0]!;
    };
    // month, city, age group of the band, level, hidden leaves, visits, band
    expect(await change(0, 202505)).toBe('E_AUDIT_COLUMN');
    expect(await change(3, '04101')).toBe('E_AUDIT_COLUMN');
    expect(await change(6, '0-14')).toBe('E_AUDIT_COLUMN');
    expect(await change(9, 'sex')).toBe('E_AUDIT_COLUMN');
    expect(await change(10, null)).toBe('E_AUDIT_COLUMN');
    expect(await change(11, 40.5)).toBe('E_AUDIT_COLUMN');
    expect(await change(12, 20)).toBe('E_AUDIT_COLUMN');
    expect(await change(7, null)).toBe('E_AUDIT_COLUMN');
  });

  it('refuses a leaf the policy calls structurally empty', async () => {
    using database = await visitTable(smallVisits(PLACES));
    const zeros = { ...policy, structural_zeros: ['male|40-44'] };
    await expect(
      readExactMonth(database.connection, writtenMonth(AGE, DISEASE), zeros)
    ).rejects.toMatchObject({ code: 'E_AUDIT_COLUMN' });
    // and its visits, if it has no row, lie in none
    const without = await readExactMonth(database.connection, writtenMonth(AGE.slice(1), DISEASE), zeros);
    expect(() => judgeClosedForm(without)).toThrow(
      expect.objectContaining({ code: 'E_AUDIT_TOTALS', count: 1 }) as Error
    );
  });

  it('refuses visits, bands and hidden leaves that are not what they should be', async () => {
    const at = (age: readonly SmallRow[]) => verdict(writtenMonth([...age, ...AGE.slice(1)], DISEASE));
    expect(await at([['04101', 'male|40-44', 41]])).toBe('E_AUDIT_TOTALS: 04101, male|40-44');
    expect(await at([['04101', 'male|40-44', 40, 0, 60]])).toBe('E_AUDIT_TOTALS: 04101, male|40-44');
    expect(await at([['04101', 'male|40-44', 40, 1]])).toBe('E_AUDIT_TOTALS: 04101, male|40-44');
    expect(await at([])).toBe('E_AUDIT_TOTALS: 04101, visits in no row');
    expect(
      await at([
        ['04101', 'male|40-44', 40],
        ['04101', 'male|40-44', 40]
      ])
    ).toBe('E_AUDIT_TOTALS: 04101, male|40-44; 04101, male|40-44; 04101, visits in no row');
  });

  it('refuses a unit that stands in one table only, and records that stand in none', async () => {
    expect(await verdict(writtenMonth(AGE, DISEASE.slice(0, 2)))).toBe(
      'E_AUDIT_TOTALS: 04102, visits in no row'
    );
    expect(await verdict(writtenMonth(AGE, DISEASE), { ...PLACES, '04103': PLACES['04102']! })).toBe(
      'E_AUDIT_TOTALS: units of the month, visits in no row'
    );
  });

  it('refuses a unit nobody came from', async () => {
    const nobody: SmallRow = ['04103', 'S*', 20, AGE_LEAVES.length];
    const written = writtenMonth([...AGE, nobody], [...DISEASE, ['04103', 'S*', 20, DISEASE_LEAVES.length]]);
    expect(await verdict(written)).toBe('E_AUDIT_THRESHOLD: 04103, S*REST; 04103, S*REST');
    expect((await read(written)).units.map((unit) => unit.age.threshold[0])).toEqual([10, 10, 10]);
  });

  it('takes the largest threshold inside a merged unit', async () => {
    const town = (patients: number): SmallPlace => ({
      age: { 'male|40-44': patients },
      disease: { 'outpatient|IX': patients }
    });
    // 04321 大河原町 and 04323 柴田町 are towns with T = 20, 04208 角田市 is one of 25,000 or more
    const places = { ...PLACES, '04321': town(12), '04323': town(11), '04322': town(12) };
    const total = 35;
    const month = await read(
      writtenMonth(
        [...AGE, ['0401*', 'S*', total, AGE_LEAVES.length]],
        [...DISEASE, ['0401*', 'S*', total, DISEASE_LEAVES.length]]
      ),
      places
    );
    expect(month.units.find((unit) => unit.age.where === '0401*REST')!.age.threshold[0]).toBe(20);
    judgeClosedForm(month);
  });
});

describe('what protect publishes', () => {
  it('passes every step', async () => {
    const random = randomNumbers(20250401);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2.5 * list.length)]!;
    const visits = Array.from({ length: 1500 }, (_, i) => {
      // every third visit is of the patient before, who has then two
      const patient = i % 3 === 2 ? i - 1 : i;
      const place = Math.floor((((patient * 7919) % 1009) / 1009) ** 2 * GEOGRAPHY_LEAVES.length);
      return [
        MONTH,
        patient,
        place,
        AGE_LEAVES.indexOf(pick(AGE_LEAVES)),
        DISEASE_LEAVES.indexOf(pick(DISEASE_LEAVES))
      ] as const;
    });
    using database = await visitTable(visits);
    const { rows } = await protectMonth(MONTH, new CountingEngine(database.connection), policy);
    const month = await readExactMonth(
      database.connection,
      {
        month: MONTH,
        rows: { visits_by_age: rows.visits_by_age.rows, visits_by_disease: rows.visits_by_disease.rows }
      },
      policy
    );
    judgeClosedForm(month);
    const programme = await judgeExactProgramme(month, policy);
    expect(programme.failing).toEqual([]);
    expect(programme.targets).toBeGreaterThan(100);
    expect((await judgeInsiders(month, policy)).failing).toEqual([]);
    expect(judgeRule(month).failing).toEqual([]);
  });
});
