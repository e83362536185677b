import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmergencyRequests } from '../read/emergency-requests.ts';
import { openOmopTables } from '../read/omop-tables.ts';
import { readReferrals } from '../read/referrals.ts';
import { readVisits } from '../read/visits.ts';
import { synthesise } from './synthesise.ts';

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
    expect(hashes[0]).toHaveLength(14);
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
  it('names every table it wrote, with its hash', () => {
    const { files } = JSON.parse(readFileSync(join(folders[0]!, 'source.json'), 'utf8')) as {
      files: Record<string, string>;
    };
    expect(Object.keys(files).sort()).toEqual(
      readdirSync(folders[0]!)
        .filter((name) => name.endsWith('.parquet'))
        .sort()
    );
  });
  it('has one accepted request for every patient an ambulance brought, and refuses more at night', async () => {
    const [row] = await ask(`select
      (select count(*) from visit_occurrence where admitted_from_source_value = '救急車')::integer as carried,
      (select count(*) from emergency_request where accepted)::integer as accepted,
      (select count(*) from emergency_request where accepted = (reason is not null))::integer as muddled,
      (select avg((not accepted)::integer) from emergency_request where hour(requested_at) < 7) as night,
      (select avg((not accepted)::integer) from emergency_request where hour(requested_at) between 9 and 15) as day`);
    expect(row!['carried']).toBe(row!['accepted']);
    expect(row!['carried']).toBeGreaterThan(500);
    expect(row!['muddled']).toBe(0);
    expect(Number(row!['night'])).toBeGreaterThan(1.2 * Number(row!['day']));
  });
  it('writes letters of its patients only, in no month but that of the visit, to partners of their neighbourhood', async () => {
    const [row] =
      await ask(`select count(*)::integer as letters, count(*) filter (p.person_id is null and r.person_id is not null)::integer as strangers,
      avg((r.partner_municipality = l.location_source_value)::integer) as near
      from referral r left join person p using (person_id) left join location l on l.location_id = p.location_id`);
    expect(row!['strangers']).toBe(0);
    expect(Number(row!['letters'])).toBeGreaterThan(1000);
    expect(Number(row!['near'])).toBeGreaterThan(0.25);
    const months = await ask(
      'select distinct year(letter_date) * 100 + month(letter_date) as month from referral order by 1'
    );
    expect(months.map((r) => Number(r['month']))).toEqual([202003, 202004, 202005, 202006]);
  });
  it('gives admissions a DPC code of fourteen characters, its category by the diagnosis', async () => {
    const [row] =
      await ask(`select count(*)::integer as codes, count(*) filter (not regexp_full_match(value_as_string, '(?:0[1-9]|1[0-8])[0-9a-z]{12}'))::integer as malformed,
      count(*) filter (v.visit_concept_id not in (262, 9201))::integer as not_admitted,
      count(*) filter (left(condition_source_value, 1) in ('S', 'T') and value_as_string not like '16%')::integer as injuries,
      count(*) filter (left(condition_source_value, 1) = 'P' and value_as_string not like '14%')::integer as newborn,
      count(*) filter (value_as_string like '15%' and date_sub('year', birth_datetime::date, visit_start_date) > 14)::integer as adults
      from observation join visit_occurrence v using (visit_occurrence_id) join condition_occurrence using (visit_occurrence_id) join person on person.person_id = v.person_id`);
    expect(row).toMatchObject({ malformed: 0, not_admitted: 0, injuries: 0, newborn: 0, adults: 0 });
    expect(Number(row!['codes'])).toBeGreaterThan(1000);
  });
  it('names the visit before, of the same patient and earlier', async () => {
    const [row] = await ask(`select count(*)::integer as repeats,
      count(*) filter (b.person_id is distinct from v.person_id or b.visit_start_datetime > v.visit_start_datetime)::integer as wrong
      from visit_occurrence v left join visit_occurrence b on b.visit_occurrence_id = v.preceding_visit_occurrence_id
      where v.preceding_visit_occurrence_id is not null`);
    expect(row!['wrong']).toBe(0);
    expect(Number(row!['repeats'])).toBeGreaterThan(1000);
  });
  it('has each person die once, and nobody come after dying in hospital', async () => {
    const [row] =
      await ask(`select (select count(*) - count(distinct person_id) from death)::integer as twice,
      (select count(*) from visit_occurrence v join death d using (person_id) where v.discharged_to_source_value = '死亡' and v.visit_end_date <> d.death_date)::integer as elsewhere,
      (select count(*) from visit_occurrence where discharged_to_source_value = '死亡')::integer as deaths`);
    expect(row).toMatchObject({ twice: 0, elsewhere: 0 });
    expect(Number(row!['deaths'])).toBeGreaterThan(5);
  });
  it('is read by the publisher to the last visit, request and letter, with little that is 不明', async () => {
    const truth = JSON.parse(readFileSync(join(folders[0]!, 'truth.json'), 'utf8')) as {
      drawn: { visits: number; emergency_requests: number; letters: number };
    };
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await openOmopTables(connection, folders[0]!);
    const visits = await readVisits(connection, { column: 'person_id', ids: [] }, 202006);
    const requests = await readEmergencyRequests(connection, folders[0]!, 202006);
    const letters = await readReferrals(connection, folders[0]!, { column: 'person_id' }, 202006);
    expect([visits.visits, requests.requests, letters.letters]).toEqual([
      truth.drawn.visits,
      truth.drawn.emergency_requests,
      truth.drawn.letters
    ]);
    expect(requests).toMatchObject({ present: true, acceptedWithReason: 0, refusedWithoutReason: 0 });
    const [unknown] = (
      await connection.runAndReadAll(`select avg((arrival = 3)::integer), avg((department = 9)::integer), avg((hour = -1)::integer),
        avg((facility = -1 or facility_area = -1)::integer), avg((chapter = 0)::integer),
        avg((disease_leaf < 21 and mdc = 0)::integer) / avg((disease_leaf < 21)::integer), avg((outcome = 3 and disease_leaf < 21)::integer),
        avg((first_visit is null)::integer) - avg((disease_leaf not between 21 and 41)::integer) from visit`)
    ).getRows();
    connection.closeSync();
    instance.closeSync();
    const [arrival, department, hour, facility, chapter, mdc, outcome, first] = unknown!.map(
      Number
    ) as number[];
    expect([hour, facility, first]).toEqual([0, 0, 0]);
    for (const share of [arrival, department, chapter, outcome]) expect(share).toBeLessThan(0.03);
    expect(mdc).toBeLessThan(0.1);
  });
});
