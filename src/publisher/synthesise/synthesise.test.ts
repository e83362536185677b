import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isClosedDay, nationalHolidays } from '../read/japanese-holidays.ts';
import { Random } from './random.ts';
import { synthesise } from './synthesise.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

describe('Japanese holidays', () => {
  it('are those of the calendar, with their moves and substitutes', () => {
    const of = (year: number) =>
      [...nationalHolidays(year)]
        .sort((a, b) => a - b)
        .map((d) => new Date(d * 86_400_000).toISOString().slice(5, 10));
    expect(of(2019)).toEqual([
      '01-01',
      '01-14',
      '02-11',
      '03-21',
      '04-29',
      '04-30',
      '05-01',
      '05-02',
      '05-03',
      '05-04',
      '05-05',
      '05-06',
      '07-15',
      '08-11',
      '08-12',
      '09-16',
      '09-23',
      '10-14',
      '10-22',
      '11-03',
      '11-04',
      '11-23'
    ]);
    expect(of(2020)).toEqual([
      '01-01',
      '01-13',
      '02-11',
      '02-23',
      '02-24',
      '03-20',
      '04-29',
      '05-03',
      '05-04',
      '05-05',
      '05-06',
      '07-23',
      '07-24',
      '08-10',
      '09-21',
      '09-22',
      '11-03',
      '11-23'
    ]);
    expect(of(2026)).toEqual([
      '01-01',
      '01-12',
      '02-11',
      '02-23',
      '03-20',
      '04-29',
      '05-03',
      '05-04',
      '05-05',
      '05-06',
      '07-20',
      '08-11',
      '09-21',
      '09-22',
      '09-23',
      '10-12',
      '11-03',
      '11-23'
    ]);
  });
  it('close outpatient departments at weekends and from 29 December to 3 January', () => {
    expect(['2025-12-29', '2026-01-03', '2026-01-04', '2026-05-06'].map((d) => isClosedDay(day(d)))).toEqual([
      true,
      true,
      true,
      true
    ]);
    expect(['2025-12-26', '2026-01-05', '2026-05-07'].map((d) => isClosedDay(day(d)))).toEqual([
      false,
      false,
      false
    ]);
  });
});

describe('the generator', () => {
  it('repeats itself from the same seed and differs from another', () => {
    const draw = (...seed: number[]) =>
      Array.from(
        { length: 4 },
        (
          (r) => () =>
            r.integer()
        )(new Random(...seed))
      );
    expect(draw(1, 2)).toEqual(draw(1, 2));
    expect(draw(1, 2)).not.toEqual(draw(2, 1));
  });
  it('draws Poisson counts of the right mean and variance', () => {
    for (const mean of [0.3, 4, 80]) {
      const random = new Random(9, mean * 10);
      const draws = Array.from({ length: 20_000 }, () => random.poisson(mean));
      const average = draws.reduce((a, b) => a + b, 0) / draws.length;
      const variance = draws.reduce((a, b) => a + (b - average) ** 2, 0) / draws.length;
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / 20_000));
      expect(Math.abs(variance / mean - 1)).toBeLessThan(0.06);
    }
  });
});

describe('a synthetic source', () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'care-atlas-synth-')));
  const options = { profile: 'region' as const, from: 202003, to: 202006, scale: 0.08, seed: 7 };
  beforeAll(async () => {
    for (const out of folders) await synthesise({ ...options, out }, { progress: () => {} });
  }, 120_000);
  afterAll(() => folders.forEach((f) => rmSync(f, { recursive: true, force: true })));

  async function ask(sql: string): Promise<Record<string, unknown>[]> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const file of readdirSync(folders[0]!).filter((f) => f.endsWith('.parquet')))
      await connection.run(
        `create view ${file.replace('.parquet', '')} as from '${join(folders[0]!, file)}'`
      );
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    connection.closeSync();
    instance.closeSync();
    return rows;
  }

  it('is the same bytes when made again', () => {
    const hashes = folders.map((f) =>
      readdirSync(f)
        .sort()
        .map(
          (name) =>
            `${name} ${createHash('sha256')
              .update(readFileSync(join(f, name)))
              .digest('hex')}`
        )
    );
    expect(hashes[0]).toEqual(hashes[1]);
    expect(hashes[0]).toHaveLength(10);
  });
  it('has as many visits as its truth file expects, within chance', async () => {
    const truth = JSON.parse(readFileSync(join(folders[0]!, 'truth.json'), 'utf8')) as {
      drawn: { expected_visits: number; visits: number };
    };
    const [row] = await ask('select count(*)::integer as n from visit_occurrence');
    expect(row!['n']).toBe(truth.drawn.visits);
    expect(Math.abs(truth.drawn.visits - truth.drawn.expected_visits)).toBeLessThan(
      4 * Math.sqrt(truth.drawn.expected_visits)
    );
  });
  it('shows the dip of spring 2020', async () => {
    const months = await ask(
      'select month(visit_start_date)::integer as m, count(*)::integer as n from visit_occurrence group by 1 order by 1'
    );
    const at = (m: number) => Number(months.find((r) => r['m'] === m)!['n']);
    expect(at(5) / at(3)).toBeLessThan(0.85);
    expect(at(6) / at(5)).toBeGreaterThan(1.1);
  });
  it('has no visit of a person, place or facility that is not there, and none before birth', async () => {
    const [row] = await ask(`select
      count(*) filter (where p.person_id is null)::integer as nobody, count(*) filter (where s.care_site_id is null)::integer as nowhere,
      count(*) filter (where p.birth_datetime::date > v.visit_start_date)::integer as unborn, count(*) filter (where d.death_date <= v.visit_start_date)::integer as dead
      from visit_occurrence v left join person p using (person_id) left join care_site s on s.care_site_id = v.care_site_id left join death d on d.person_id = v.person_id`);
    expect(row).toEqual({ nobody: 0, nowhere: 0, unborn: 0, dead: 0 });
  });
  it('gives childbirth to women of 10–59 and newborn conditions to the very young only', async () => {
    const [row] =
      await ask(`select count(*) filter (where left(c.condition_source_value, 1) = 'O' and (p.gender_concept_id <> 8532 or age not between 10 and 59))::integer as births,
      count(*) filter (where left(c.condition_source_value, 1) = 'P' and age > 4)::integer as newborns
      from (select *, date_sub('year', p.birth_datetime::date, c.condition_start_date) as age from condition_occurrence c join person p using (person_id)) c join person p using (person_id)`);
    expect(row).toEqual({ births: 0, newborns: 0 });
  });
  it('carries no name, address or free text of a person', async () => {
    const [row] = await ask(
      'select count(address_1)::integer + count(city)::integer + count(zip)::integer as filled from location'
    );
    expect(row).toEqual({ filled: 0 });
    const names = await ask('select care_site_name from care_site');
    expect(names.every((r) => String(r['care_site_name']).startsWith('架空'))).toBe(true);
  });
  it('follows the register: residents of 75 and over visit more than their share, none of it by accident of one place', async () => {
    const rows =
      await ask(`select l.location_source_value as code, avg((date_sub('year', p.birth_datetime::date, v.visit_start_date) >= 75)::integer) as old, count(*)::integer as n
      from visit_occurrence v join person p using (person_id) join location l on l.location_id = p.location_id where l.location_source_value like '04%' group by 1 having count(*) > 400`);
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(Number(row['old']), String(row['code'])).toBeGreaterThan(0.15);
  });
});
