import { describe, expect, it } from 'vitest';
import { tableSchema } from '#lib/release/tables.ts';
import { memoryEngine, type MemoryVisit } from '../../../tests/support/memory-engine.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { DISEASE_LEAVES } from '../trees.ts';
import type { MonthEngine } from './month-counts.ts';
import { protectMonth, type ProtectedMonth } from './protect-month.ts';

const MONTH = 202504;
const policy = defaultPolicy();
const protect = (visits: readonly MemoryVisit[], by: Policy = policy) =>
  protectMonth(MONTH, memoryEngine(visits), by);

/** `count` patients from `from` on, each with `times` visits. */
const people = (
  count: number,
  from: number,
  geography: string,
  age: string,
  disease: string,
  times = 1
): MemoryVisit[] =>
  Array.from({ length: count * times }, (_, i) => ({
    patient: from + (i % count),
    geography,
    age,
    disease
  }));

/** Rows of a table without the columns of geography and month. */
const rowsOf = (month: ProtectedMonth, table: 'visits_by_age' | 'visits_by_disease', unit: string) =>
  month.rows[table].rows.filter((row) => row[4] === unit).map((row) => row.slice(5));

const town = [
  ...people(30, 0, '04101', 'male|65-69', 'outpatient|IX', 2),
  ...people(25, 100, '04101', 'female|20-24', 'outpatient|XI'),
  ...people(4, 200, '04101', 'female|25-29', 'inpatient|II'),
  ...people(7, 300, '04581', 'male|40-44', 'outpatient|IX'),
  ...people(40, 400, '04202', 'male|70-74', 'outpatient|XIII'),
  ...people(30, 500, '04202', 'female|70-74', 'outpatient|IX')
];

/** A second unit, so that the first is not the whole month. */
const elsewhere = [
  ...people(40, 9000, '04202', 'male|70-74', 'outpatient|XIII'),
  ...people(40, 9100, '04202', 'female|75-79', 'outpatient|IX')
];

describe('one month', () => {
  it('gives full rows of both tables, in the order and columns of their schemas', async () => {
    const month = await protect(town);
    expect(month.rows.visits_by_age).toMatchObject({ table: 'visits_by_age', period: '2025-04' });
    for (const name of ['visits_by_age', 'visits_by_disease'] as const) {
      const { columns, order } = tableSchema(name);
      const { rows } = month.rows[name];
      expect(rows.length).toBe(month[name].length);
      for (const row of rows) expect(row.length).toBe(columns.length);
      const keys = rows.map((row) =>
        order.map((column) => row[columns.findIndex((c) => c.name === column)]).join('\u0000')
      );
      expect(keys).toEqual([...keys].sort());
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(month.rows.visits_by_age.rows[0]!.slice(0, 5)).toEqual([MONTH, '04', '0403', '04100', '04101']);
  });

  it('joins a small town with a city, and hides a small leaf with the first in pull order', async () => {
    const month = await protect(town);
    expect(
      month.units.map(({ unit, area, leaves, threshold }) => ({ unit, area, leaves, threshold }))
    ).toEqual([
      { unit: '04101', area: '0403', leaves: ['04101'], threshold: 10 },
      { unit: '0409*REST', area: '0409', leaves: ['04581', '04202'], threshold: 20 }
    ]);
    expect(rowsOf(month, 'visits_by_age', '04101')).toEqual([
      ['15-64', '15-39', 'female', '*REST', 'sex', 5, 29, '20-49'],
      ['65+', '65-74', 'male', '65-69', 'age5', 0, 60, '20-49']
    ]);
    expect(rowsOf(month, 'visits_by_disease', '04101')).toEqual([
      ['*REST', '*REST', 'unit', 62, 64, '20-49'],
      ['outpatient', 'XI', 'chapter', 0, 25, '20-49']
    ]);
  });

  it('says what is hidden and why, in numbers anyone can add up from the rows', async () => {
    const month = await protect(town);
    expect(month.hidden.filter((h) => h.table === 'geography')).toEqual([
      { table: 'geography', level: '0409', why: 'complementary', rests: 1, leaves: 6, visits: 77 }
    ]);
    for (const table of ['visits_by_age', 'visits_by_disease'] as const) {
      const cells = month[table].filter(
        (cell) => cell.level !== (table === 'visits_by_age' ? 'age5' : 'chapter')
      );
      const sums = month.hidden.filter((h) => h.table === table);
      const total = (of: readonly { visits: number }[]) => of.reduce((sum, { visits }) => sum + visits, 0);
      expect(total(sums)).toBe(total(cells));
      expect(sums.reduce((sum, h) => sum + h.rests, 0)).toBe(cells.length);
      expect(sums.reduce((sum, h) => sum + h.leaves, 0)).toBe(
        cells.reduce((sum, cell) => sum + cell.hidden_leaves, 0)
      );
      expect(sums.reduce((sum, h) => sum + h.leaves, 0)).toBe(
        month.units.reduce((sum, unit) => sum + unit.hidden[table].length, 0)
      );
    }
  });

  it('tells primary, complementary and whole-unit hiding apart', async () => {
    const one = (count: number, from: number, age: string) =>
      people(count, from, '04101', age, 'outpatient|IX');
    const hidden = async (...small: MemoryVisit[][]) => {
      const month = await protect([
        ...elsewhere,
        ...one(30, 1000, 'male|65-69'),
        ...one(30, 1100, 'male|70-74'),
        ...small.flat()
      ]);
      return month.hidden
        .filter((h) => h.table === 'visits_by_age')
        .map(({ level, why, rests, leaves }) => ({ level, why, rests, leaves }));
    };
    const young = [one(6, 0, 'male|15-19'), one(7, 50, 'male|20-24')];
    expect(await hidden(...young)).toEqual([{ level: 'sex', why: 'primary', rests: 1, leaves: 5 }]);
    expect(await hidden(...young, one(7, 80, 'female|20-24'))).toEqual([
      { level: 'age6', why: 'primary', rests: 1, leaves: 15 }
    ]);
    expect(await hidden(one(6, 0, 'male|15-19'), one(30, 50, 'male|20-24'))).toEqual([
      { level: 'sex', why: 'complementary', rests: 1, leaves: 5 }
    ]);
    const small = await protect([
      ...people(12, 0, '04581', 'male|15-19', 'outpatient|IX'),
      ...people(11, 50, '04606', 'male|15-19', 'outpatient|IX')
    ]);
    expect(small.hidden.map(({ table, level, why, visits }) => [table, level, why, visits])).toEqual([
      ['geography', '0409', 'whole unit', 23],
      ['visits_by_age', 'unit', 'whole unit', 23],
      ['visits_by_disease', 'unit', 'whole unit', 23]
    ]);
    const beside = await protect([
      ...people(12, 0, '04581', 'male|15-19', 'outpatient|IX'),
      ...people(11, 50, '04606', 'male|15-19', 'outpatient|IX'),
      ...people(40, 100, '04101', 'male|15-19', 'outpatient|IX')
    ]);
    expect(beside.hidden[0]).toMatchObject({ table: 'geography', level: '0409', why: 'primary', rests: 1 });
    const single = await protect(people(30, 0, '04101', 'male|15-19', 'outpatient|IX'));
    expect(single.hidden[0]).toEqual({
      table: 'geography',
      level: 'all',
      why: 'whole unit',
      rests: 1,
      leaves: 41,
      visits: 30
    });
  });

  const xv = (age: string, count: number, from: number) =>
    people(count, from, '04101', `female|${age}`, 'outpatient|XV');
  const men = [
    ...people(40, 500, '04101', 'male|75-79', 'outpatient|XI'),
    ...people(40, 600, '04101', 'male|80-84', 'outpatient|XIII'),
    ...people(40, 700, '04101', 'male|80-84', 'outpatient|IX'),
    ...elsewhere
  ];
  const chapters = (month: ProtectedMonth) =>
    rowsOf(month, 'visits_by_disease', '04101').map((row) => row.slice(0, 2).join(' '));

  it('P44 joins a chapter with others where the ages beside it would tell who had it', async () => {
    const shown = [...xv('15-19', 14, 0), ...xv('20-24', 12, 100)];
    const month = await protect([...shown, ...xv('40-44', 6, 300), ...men]);
    expect(month.units[0]!.hidden.visits_by_age).toContain('female|40-44');
    expect(chapters(month)).toEqual([
      'outpatient *REST',
      'outpatient IX',
      'outpatient XI',
      'outpatient XIII'
    ]);
    const kept = await protect([...shown, ...men]);
    expect(chapters(kept)).toEqual(['outpatient IX', 'outpatient XI', 'outpatient XIII', 'outpatient XV']);
  });

  it('lets a REST go up where the ages beside it would pin what is hidden', async () => {
    // nobody of those ages came: XV is no cover for 9 and 8, though it has no row
    const cover = [
      ...people(9, 800, '04101', 'male|75-79', 'emergency|I'),
      ...people(8, 900, '04101', 'male|75-79', 'emergency|II'),
      ...men
    ];
    const zeros = DISEASE_LEAVES.filter((leaf) => /^emergency\|(?!I$|II$|XV$)/.test(leaf));
    const emergency = (month: ProtectedMonth) =>
      chapters(month).filter((row) => !row.startsWith('outpatient'));
    const none = await protect(cover, { ...policy, structural_zeros: zeros });
    expect(emergency(none)).toEqual(['*REST *REST']);
    const some = await protect([...xv('20-24', 30, 0), ...cover], { ...policy, structural_zeros: zeros });
    expect(emergency(some)).toEqual(['emergency *REST']);
  });

  it('gives the unit’s total where no smaller change would do', async () => {
    const month = await protect([...people(30, 0, '04101', 'male|75-79', 'outpatient|XV'), ...elsewhere]);
    expect(chapters(month)).toEqual(['*REST *REST']);
  });
});

describe('a month that cannot be protected', () => {
  const failing = async (run: Promise<unknown>) =>
    run.then(
      () => ({ code: 'published', message: '' }),
      (error: { code: string; message: string }) => error
    );

  it('has fewer patients than its threshold in all', async () => {
    const alone = (count: number) =>
      failing(protect(people(count, 0, '04101', 'male|75-79', 'outpatient|XI')));
    expect((await alone(20)).code).toBe('published');
    const few = await alone(19);
    expect(few).toMatchObject({ code: 'E_SDC_RESIDUAL', exitCode: 4 });
    expect(few.message).toMatch(/Month 202504 has fewer patients/);
  });

  it('holds visits where the policy says nobody can be', async () => {
    const by = (leaf: string): Policy => ({ ...policy, structural_zeros: [leaf] });
    for (const leaf of ['04101', 'male|65-69', 'outpatient|IX']) {
      const error = await failing(protect(town, by(leaf)));
      expect(error).toMatchObject({ code: 'E_VALUE_RANGE', exitCode: 3 });
      expect(error.message).toMatch(/in 1 leaves .*structural_zeros/);
    }
    expect((await failing(protect(town, by('emergency|XXII')))).code).toBe('published');
  });

  const changed = async (change: Partial<MonthEngine>, what: RegExp) => {
    const error = await failing(protectMonth(MONTH, { ...memoryEngine(town), ...change }, policy));
    expect(error).toMatchObject({ code: 'E_COUNT_INEXACT', exitCode: 3 });
    expect(error.message).toMatch(what);
  };

  it('P41 comes from an engine whose answers do not fit together', async () => {
    const engine = memoryEngine(town);
    await changed({ leafMembers: async () => new Map() }, /more or fewer patients of a small leaf/);
    await changed(
      {
        leafMembers: async (month, leaves) =>
          new Map([...(await engine.leafMembers(month, leaves))].map(([leaf, of]) => [leaf, [...of, -1]]))
      },
      /more or fewer/
    );
    await changed({ unitLeafMembers: async () => new Map() }, /more or fewer/);
    await changed({ restPatients: async () => new Map() }, /counted nobody in a REST/);
    await changed({ unitLeafCounts: async () => new Map() }, /do not add up to the visits of a unit/);
    const own = memoryEngine(town);
    await changed(
      {
        ...own,
        restPatients: async (month, leaves) =>
          new Map(
            [...(await own.restPatients(month, leaves))].map(([rest, c]) => [
              rest,
              { ...c, visits: c.visits + 1 }
            ])
          )
      },
      /visits_by_(age|disease) do not add up/
    );
  });

  it('has a block the engine then counts under its threshold', async () => {
    const engine = memoryEngine(town);
    const restPatients: MonthEngine['restPatients'] = async (month, leaves) =>
      new Map(
        [...(await engine.restPatients(month, leaves))].map(([rest, c]) => [rest, { ...c, patients: 9 }])
      );
    const error = await failing(protectMonth(MONTH, { ...engine, restPatients }, policy));
    expect(error).toMatchObject({ code: 'E_SDC_RESIDUAL' });
    expect(error.message).toMatch(/fewer patients than its threshold; nothing was published/);
  });

  it('passes on an error that is none of its own', async () => {
    const leafCounts = () => Promise.reject(new TypeError('gone'));
    await expect(protectMonth(MONTH, { ...memoryEngine(town), leafCounts }, policy)).rejects.toThrow(
      TypeError
    );
    const broken = {
      ...policy,
      thresholds: new Proxy(
        {},
        {
          getOwnPropertyDescriptor: () => {
            throw new RangeError('x');
          }
        }
      )
    };
    await expect(protect(town, broken)).rejects.toThrow(RangeError);
  });
});
