import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARRIVALS } from '../src/lib/domain/arrival.ts';
import { DEPARTMENTS } from '../src/lib/domain/department.ts';
import { openOmopTables } from '../src/publisher/read/omop-tables.ts';
import { categoryNumber, OUTCOMES, VISIT_COLUMNS } from '../src/publisher/read/visit-contract.ts';
import type { VisitsRead } from '../src/publisher/read/visits.ts';
import { GEOGRAPHY_LEAVES } from '../src/publisher/trees.ts';
import { scratch } from './support/scratch-folder.ts';
import {
  columnsOf,
  person,
  plain,
  readSource,
  rowsOf,
  visit,
  withConnection,
  type Change,
  type Row
} from './support/reading.ts';
import { writeSource, type TestSource, type TestVisit } from './support/small-source.ts';

/** Table `visit` of a source, in the order it stands. */
async function visitsOf(
  source: TestSource,
  change?: Change
): Promise<{ readonly visits: VisitsRead; readonly rows: readonly Row[] }> {
  using folder = scratch();
  return withConnection(async (connection) => ({
    visits: await readSource(connection, folder.path, source, change),
    rows: await rowsOf(connection, 'visit')
  }));
}

/** One column of visits, each of a person of its own, in the order given. */
async function column(
  name: keyof typeof VISIT_COLUMNS,
  visits: readonly Partial<TestVisit>[],
  more: Partial<TestSource> = {}
): Promise<unknown[]> {
  const { rows } = await visitsOf({
    persons: visits.map((_, i) => person(i + 1)),
    visits: visits.map((v, i) => visit({ person: i + 1, ...v })),
    ...more
  });
  return [...rows].sort((a, b) => Number(a['patient']) - Number(b['patient'])).map((row) => row[name]);
}

describe('table visit', () => {
  it('has the columns and types of its contract, months in order', async () => {
    using folder = scratch();
    await withConnection(async (connection) => {
      await readSource(connection, folder.path, {
        ...plain,
        visits: ['2026-03-01', '2026-01-02', '2026-02-03', '2026-01-09'].map((date) => visit({ date }))
      });
      expect(await columnsOf(connection, 'visit')).toEqual(Object.entries(VISIT_COLUMNS));
      expect((await rowsOf(connection, 'visit')).map((row) => row['month'])).toEqual([
        202601, 202601, 202602, 202603
      ]);
    });
  });

  it('counts visits by month before and after opt-outs and open months', async () => {
    const { visits } = await visitsOf({
      ...plain,
      optOuts: [2],
      visits: [visit(), visit({ person: 2 }), visit({ date: '2026-02-01' }), visit({ date: '2026-04-01' })]
    });
    expect(visits).toMatchObject({ visits: 2, optedOut: 1, notYetClosed: 1, months: [202601, 202602] });
    expect([...visits.visitsByMonth]).toEqual([
      [202601, 1],
      [202602, 1]
    ]);
    expect([...visits.sourceVisitsByMonth]).toEqual([
      [202601, 2],
      [202602, 1],
      [202604, 1]
    ]);
  });

  it('has nothing but 不明 where the source says no more than the least', async () => {
    const { rows } = await visitsOf({ persons: [person(1)], visits: [visit({ code: null })] });
    expect(rows).toEqual([
      {
        month: 202601,
        patient: 1,
        geography: GEOGRAPHY_LEAVES.indexOf('04101'),
        age_leaf: 15,
        disease_leaf: 41,
        chapter: 0,
        category: -1,
        facility: -1,
        facility_area: -1,
        arrival: ARRIVALS.indexOf('unknown'),
        weekday: 4,
        hour: -1,
        first_visit: null,
        department: DEPARTMENTS.indexOf('unknown'),
        mdc: 0,
        bed_days: 0,
        outcome: OUTCOMES.indexOf('unknown')
      }
    ]);
  });

  it('takes age in full years, and a person of 29 February grows older on 1 March', async () => {
    const birth = '2000-02-29';
    const source = { ...plain, persons: [person(1, { birth })] };
    const ages: unknown[] = [];
    for (const date of ['2025-02-28', '2025-03-01'])
      ages.push((await visitsOf({ ...source, visits: [visit({ date })] })).rows[0]!['age_leaf']);
    expect(ages).toEqual([4, 5]);
  });

  it('tells facility and its area; a site without a place is in no known area', async () => {
    const sites = [
      [30, '04202'],
      [10, '04100'],
      [20, '13104'],
      [40, null]
    ] as const;
    const more = { sites };
    const visits = [10, 20, 30, 40, 50].map((site) => ({ site }));
    expect(await column('facility', visits, more)).toEqual([0, 1, 2, 3, 4]);
    expect(await column('facility_area', visits, more)).toEqual([1, -1, 3, -1, -1]);
  });

  it('P04 refuses a care site at a place that does not exist', async () => {
    await expect(visitsOf({ ...plain, sites: [[1, '04999']] })).rejects.toMatchObject({
      code: 'E_CODE_UNKNOWN',
      message: expect.stringMatching(/1 care sites.*04999/)
    });
  });

  it('P04 does not print what does not look like a code', async () => {
    const residence = '仙台市青葉区片平二丁目';
    const run = visitsOf({ ...plain, persons: [person(1, { residence }), person(2)] });
    await expect(run).rejects.toMatchObject({ code: 'E_CODE_UNKNOWN' });
    await expect(run).rejects.not.toMatchObject({ message: expect.stringContaining('片平') });
  });

  it('knows ambulance, referral and walk-in by word and by concept, Japanese or English', async () => {
    const words = [
      '救急車',
      'Ambulance',
      8668,
      '他院紹介',
      'referral',
      8940,
      '独歩',
      'walk_in',
      '紹介なし',
      8536
    ];
    expect(
      (
        await column(
          'arrival',
          words.map((admittedFrom) => ({ admittedFrom }))
        )
      ).map((i) => ARRIVALS[Number(i)])
    ).toEqual([
      ...Array.from({ length: 3 }, () => 'ambulance'),
      ...Array.from({ length: 3 }, () => 'referral'),
      ...Array.from({ length: 4 }, () => 'walk_in')
    ]);
    expect(
      await column('arrival', [{ admittedFrom: '救急車以外' }, { admittedFrom: 0 }, { admittedFrom: 'x' }])
    ).toEqual([3, 3, 3]);
  });

  it('knows how an encounter ended', async () => {
    const words = ['自宅', 8536, '他院の外来', '転院', '介護老人保健施設', 8863, '死亡', 4216643, 'x', ''];
    expect(
      (
        await column(
          'outcome',
          words.map((dischargedTo) => ({ dischargedTo }))
        )
      ).map((i) => OUTCOMES[Number(i)])
    ).toEqual([
      'home',
      'home',
      'home',
      'transfer',
      'transfer',
      'transfer',
      'death',
      'death',
      'unknown',
      'unknown'
    ]);
  });

  it('groups departments, the special before the general', async () => {
    const names: Readonly<Record<string, string>> = {
      循環器内科: 'internal',
      脳神経内科: 'neuro',
      脳神経外科: 'neuro',
      精神神経科: 'psychiatry',
      心療内科: 'psychiatry',
      小児外科: 'paediatrics_obstetrics',
      産婦人科: 'paediatrics_obstetrics',
      整形外科: 'orthopaedics',
      心臓血管外科: 'surgery',
      形成外科: 'surgery',
      呼吸器外科: 'surgery',
      耳鼻咽喉科: 'sense_organs',
      頭頸部外科: 'sense_organs',
      泌尿器科: 'skin_urology',
      歯科口腔外科: 'other',
      救急科: 'other',
      Cardiology: 'internal',
      'Orthopaedic surgery': 'orthopaedics',
      sense_organs: 'sense_organs',
      なし: 'unknown'
    };
    const departments = await column(
      'department',
      Object.keys(names).map((department) => ({ department }))
    );
    expect(departments.map((i) => DEPARTMENTS[Number(i)])).toEqual(Object.values(names));
  });

  it('takes the hour where clock times are recorded, and 00:00:00 for none where it stands too often', async () => {
    const at = (time: string, more: Partial<TestVisit> = {}) => ({ site: 1, time, ...more });
    const once = ['00:00:00', '08:30:00', '23:59:59'].map((time) => at(time));
    expect(await column('hour', once)).toEqual([0, 8, 23]);
    const often = [...once, at('00:00:00'), at('00:00:00')];
    expect(await column('hour', often)).toEqual([-1, 8, 23, -1, -1]);
    expect(
      await column('hour', [...often, at('00:00:00', { site: 2 }), at('00:00:00', { concept: 9203 })])
    ).toEqual([-1, 8, 23, -1, -1, -1, -1]);
  });

  it('reads clock times in Japan’s, however they are written', async () => {
    const written = [
      '2026-01-15T08:30:00+09:00',
      '2026-01-14T23:30:00Z',
      '2026-01-15 08:30',
      '2026/01/15 08:30:00.000',
      '2026-01-14 23:30:00+00'
    ];
    const hours = await visitsOf(
      { ...plain, visits: written.map(() => visit({ time: 'x' })) },
      (directory) => {
        const file = join(directory, 'visit_occurrence.csv');
        const times = [...written];
        writeFileSync(
          file,
          readFileSync(file, 'utf8').replaceAll('2026-01-15 x', () => times.shift()!)
        );
      }
    );
    expect(hours.rows.map((row) => row['hour'])).toEqual([8, 8, 8, 8, 8]);
  });

  it('tells first visits of outpatients at sites that record the visit before', async () => {
    const visits = [
      { site: 1, preceding: null },
      { site: 1, preceding: 1 },
      { site: 1, concept: 9201, preceding: null },
      { site: 2, preceding: null }
    ];
    expect(await column('first_visit', visits)).toEqual([true, false, null, null]);
  });

  it('takes the major diagnostic category of a 14-character DPC code', async () => {
    const codes = ['050130xx9900xx', '160800xx01xxxx', '190000xx99x0xx', '050130', '000000xx99x0xx', ''];
    expect(
      await column(
        'mdc',
        codes.map((dpc) => ({ concept: 9201, dpc }))
      )
    ).toEqual([5, 16, 0, 0, 0, 0]);
  });

  it('counts bed-days of admissions only, at least one', async () => {
    const visits = [
      { concept: 9201, end: '2026-01-22' },
      { concept: 262 },
      { concept: 9201, end: '' },
      { concept: 9202, end: '2026-01-22' }
    ];
    expect(await column('bed_days', visits)).toEqual([7, 1, 1, 0]);
  });

  it('gives chapter and category of the main diagnosis; gaps and malformed codes are 不明, never dropped', async () => {
    const codes = ['I10', 'j18.9', ' U07.1', 'E95', 'zzz', 'S720', null];
    const visits = codes.map((code) => ({ code }));
    expect(await column('chapter', visits)).toEqual([9, 10, 22, 0, 0, 19, 0]);
    expect(await column('category', visits)).toEqual([
      categoryNumber('I10'),
      categoryNumber('J18'),
      categoryNumber('U07'),
      -1,
      -1,
      categoryNumber('S72'),
      -1
    ]);
  });

  it('chooses the diagnosis marked main, else the first', async () => {
    const conditions = (rows: readonly string[]) => (directory: string) =>
      writeFileSync(
        join(directory, 'condition_occurrence.csv'),
        [
          'condition_occurrence_id,visit_occurrence_id,condition_source_value,condition_status_concept_id',
          ...rows,
          ''
        ].join('\n')
      );
    const source = { persons: [person(1)], visits: [visit()] };
    const first = await visitsOf(source, conditions(['7,1,I10,', '5,1,J18.9,']));
    const main = await visitsOf(source, conditions(['5,1,J18.9,32901', '9,1,C16.9,32902', '7,1,I10,32903']));
    expect([first, main].map(({ rows }) => rows[0]!['chapter'])).toEqual([10, 2]);
  });

  it('does not double visits for tables that list something twice', async () => {
    const twice = (name: string) => (directory: string) => {
      const file = join(directory, name);
      const [header, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
      writeFileSync(file, [header, ...rows, ...rows, ''].join('\n'));
    };
    const source = {
      ...plain,
      sites: [[1, '04101']] as const,
      visits: [visit({ site: 1, department: '外科', dpc: '050130xx9900xx' })]
    };
    for (const name of [
      'LOCATION.csv',
      'care_site.csv',
      'provider.csv',
      'observation.csv',
      'condition_occurrence.csv'
    ])
      expect((await visitsOf(source, twice(name))).rows, name).toHaveLength(1);
    await expect(visitsOf(source, twice('person.csv'))).rejects.toMatchObject({ code: 'E_VALUE_RANGE' });
  });
});

describe('sources that are refused', () => {
  const edit =
    (name: string, from: string | RegExp, to: string): Change =>
    (directory) => {
      const file = join(directory, name);
      const text = readFileSync(file, 'utf8');
      expect(text).toMatch(from);
      writeFileSync(file, text.replace(from, to));
    };

  it('P01 a required column of an optional table', async () => {
    const source = { ...plain, visits: [visit({ department: '外科' })] };
    await expect(
      visitsOf(source, edit('provider.csv', 'specialty_source_value', 'specialty'))
    ).rejects.toMatchObject({
      code: 'E_SCHEMA_MISSING_COLUMN',
      exitCode: 3,
      message: expect.stringMatching(/provider.*specialty_source_value/)
    });
  });

  it('P03 text in a column of dates or whole numbers', async () => {
    await expect(visitsOf(plain, edit('visit_occurrence.csv', '9202', 'outpatient'))).rejects.toMatchObject({
      code: 'E_SCHEMA_TYPE'
    });
    await expect(visitsOf(plain, edit('visit_occurrence.csv', /2026-01-15/, 'soon'))).rejects.toMatchObject({
      code: 'E_SCHEMA_TYPE',
      message: expect.not.stringContaining('soon')
    });
  });

  it('P05 negative bed-days, stays without an end, fractions and NaN', async () => {
    await expect(visitsOf({ ...plain, visits: [visit({ end: '2026-01-14' })] })).rejects.toMatchObject({
      code: 'E_VALUE_RANGE',
      exitCode: 3,
      message: expect.stringMatching(/1 visits that end before/)
    });
    await expect(visitsOf({ ...plain, visits: [visit({ end: '2099-12-31' })] })).rejects.toMatchObject({
      code: 'E_VALUE_RANGE'
    });
    await expect(visitsOf(plain, edit('visit_occurrence.csv', '9202', '9202.5'))).rejects.toMatchObject({
      code: 'E_VALUE_RANGE',
      message: expect.stringMatching(/visit_concept_id.*not whole/)
    });
    const doubles = (value: string) => (directory: string) => {
      rmSync(join(directory, 'LOCATION.csv'));
      return withConnection((connection) =>
        connection.run(
          `copy (select ${value}::double as location_id, '04101' as location_source_value) to '${join(directory, 'location.parquet')}'`
        )
      );
    };
    for (const value of ["'nan'", "'inf'", '1.5', '1e30'])
      await expect(
        (async () => {
          using folder = scratch();
          writeSource(folder.path, plain);
          await doubles(value)(folder.path);
          await withConnection((connection) => openOmopTables(connection, folder.path));
        })(),
        value
      ).rejects.toMatchObject({ code: 'E_VALUE_RANGE' });
  });

  it('P05 a visit of nobody, a visit without a date', async () => {
    await expect(visitsOf({ ...plain, visits: [visit({ person: 9 })] })).rejects.toMatchObject({
      code: 'E_VALUE_RANGE'
    });
    await expect(visitsOf({ ...plain, visits: [visit({ date: '' })] })).rejects.toMatchObject({
      code: 'E_VALUE_RANGE'
    });
  });

  it('two files for one table', async () => {
    await expect(
      visitsOf(plain, (directory) => writeFileSync(join(directory, 'PERSON.parquet'), ''))
    ).rejects.toMatchObject({
      code: 'E_INPUT_READ',
      message: expect.stringMatching(/2 files for table person/)
    });
  });

  it('a file that is not what its name says, without a word of it in the message', async () => {
    await expect(
      visitsOf(plain, (directory) => {
        rmSync(join(directory, 'person.csv'));
        writeFileSync(join(directory, 'person.parquet'), '佐藤花子');
      })
    ).rejects.toMatchObject({ code: 'E_INPUT_READ', message: expect.not.stringContaining('佐藤') });
  });
});
