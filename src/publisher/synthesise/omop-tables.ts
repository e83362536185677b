import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { birthdayOf, CODE_LIST } from './month-of-visits.ts';
import type { Profile } from './profile.ts';
import { hash } from './random.ts';
import { Cohorts } from './residents.ts';
import type { SynthesiseOptions } from './synthesise.ts';
import { BOTH_SEXES } from './visit-weights.ts';

/** One row a visit while months are drawn; everything else is joined when the tables are written. */
export const RAW_TABLE =
  'create table raw (person integer, day integer, minute integer, packed integer, stay integer)';

/** Persons who asked to stop, one in this many. */
const OPTED_OUT_ONE_IN = 4000;

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

interface Inputs {
  readonly out: string;
  readonly profile: Profile;
  readonly cohorts: Cohorts;
  readonly seen: Uint8Array;
  readonly options: SynthesiseOptions;
}

/** Writes the OMOP v5.4 tables and the opt-out list. @returns number of persons */
export async function writeOmopTables(
  connection: DuckDBConnection,
  { out, profile, cohorts, seen, options }: Inputs
): Promise<number> {
  const copy = (select: string, name: string) =>
    connection.run(
      `copy (${select}) to ${sqlText(join(out, `${name}.parquet`))} (format parquet, compression zstd)`
    );

  await connection.run('create table code (index integer, code varchar)');
  await append(
    connection,
    'code',
    CODE_LIST.map((code, i) => [i, code ?? '']),
    [INTEGER, VARCHAR]
  );

  const codes = [
    ...new Set([
      ...cohorts.places.map((p) => p.code).filter((c) => c !== null),
      ...profile.facilities.map((f) => f.municipality)
    ])
  ].sort();
  const locationOf = new Map(codes.map((code, i) => [code, i + 1]));
  await connection.run('create table place (location_id integer, code varchar)');
  await append(
    connection,
    'place',
    codes.map((code, i) => [i + 1, code]),
    [INTEGER, VARCHAR]
  );
  await copy(
    `select location_id, null::varchar as address_1, null::varchar as address_2, null::varchar as city, null::varchar as state,
       null::varchar as zip, null::varchar as county, code as location_source_value, 42035286::integer as country_concept_id,
       'JP' as country_source_value, null::double as latitude, null::double as longitude
     from place order by location_id`,
    'location'
  );

  await connection.run('create table facility (care_site_id integer, name varchar, location_id integer)');
  await append(
    connection,
    'facility',
    profile.facilities.map((f) => [f.id, f.name, locationOf.get(f.municipality)!]),
    [INTEGER, VARCHAR, INTEGER]
  );
  await copy(
    `select care_site_id, name as care_site_name, 0::integer as place_of_service_concept_id, location_id,
       'F' || care_site_id as care_site_source_value, null::varchar as place_of_service_source_value
     from facility order by care_site_id`,
    'care_site'
  );

  await connection.run(
    'create table people (person integer, sex integer, birth_year integer, birth_day integer, location_id integer)'
  );
  const people = await appendPeople(connection, cohorts, seen, locationOf);
  await copy(
    `select person + 1 as person_id, case sex when 0 then 8507 else 8532 end as gender_concept_id, birth_year as year_of_birth,
       month(birth)::integer as month_of_birth, day(birth)::integer as day_of_birth, birth::timestamp as birth_datetime,
       38003584::integer as race_concept_id, 38003564::integer as ethnicity_concept_id, location_id, null::integer as provider_id,
       null::integer as care_site_id, 'S' || (person + 1) as person_source_value, case sex when 0 then 'M' else 'F' end as gender_source_value,
       0::integer as gender_source_concept_id, null::varchar as race_source_value, 0::integer as race_source_concept_id,
       null::varchar as ethnicity_source_value, 0::integer as ethnicity_source_concept_id
     from (select *, make_date(birth_year, 1, 1) + birth_day as birth from people) order by person`,
    'person'
  );
  await copy(
    `select rowid + 1 as visit_occurrence_id, person + 1 as person_id, case packed >> 24 when 0 then 9201 when 1 then 9202 else 9203 end as visit_concept_id,
       date '1970-01-01' + day as visit_start_date, (date '1970-01-01' + day)::timestamp + to_minutes(minute) as visit_start_datetime,
       date '1970-01-01' + day + stay as visit_end_date, (date '1970-01-01' + day + stay)::timestamp + to_minutes(least(minute + 60, 1439)) as visit_end_datetime,
       32817::integer as visit_type_concept_id, null::integer as provider_id, ((packed >> 16) & 255) + 1 as care_site_id,
       case packed >> 24 when 0 then 'IP' when 1 then 'OP' else 'ER' end as visit_source_value, 0::integer as visit_source_concept_id,
       0::integer as admitted_from_concept_id, null::varchar as admitted_from_source_value, 0::integer as discharged_to_concept_id,
       null::varchar as discharged_to_source_value, null::integer as preceding_visit_occurrence_id
     from raw order by rowid`,
    'visit_occurrence'
  );
  await copy(
    `select row_number() over (order by raw.rowid) as condition_occurrence_id, person + 1 as person_id, 0::integer as condition_concept_id,
       date '1970-01-01' + day as condition_start_date, (date '1970-01-01' + day)::timestamp + to_minutes(minute) as condition_start_datetime,
       null::date as condition_end_date, null::timestamp as condition_end_datetime, 32817::integer as condition_type_concept_id,
       32902::integer as condition_status_concept_id, null::varchar as stop_reason, null::integer as provider_id, raw.rowid + 1 as visit_occurrence_id,
       null::integer as visit_detail_id, code.code as condition_source_value, 0::integer as condition_source_concept_id, null::varchar as condition_status_source_value
     from raw join code on code.index = (packed & 65535) where code.code <> '' order by raw.rowid`,
    'condition_occurrence'
  );
  await connection.run(
    'create table course as select person, min(day) as first, max(day + stay) as last from raw group by person'
  );
  await copy(
    `select row_number() over (order by person) as observation_period_id, person + 1 as person_id, date '1970-01-01' + first as observation_period_start_date,
       date '1970-01-01' + last as observation_period_end_date, 32817::integer as period_type_concept_id
     from course order by person`,
    'observation_period'
  );
  await copy(
    `select person + 1 as person_id, date '1970-01-01' + last + 1 + (hash(person) % 60)::integer as death_date, null::timestamp as death_datetime,
       32817::integer as death_type_concept_id, 0::integer as cause_concept_id, null::varchar as cause_source_value, 0::integer as cause_source_concept_id
     from course join people using (person)
     where birth_year < 1955 and hash(person + 1) % 1000 < (1955 - birth_year) * 6
       and last < (select max(day) from raw) - 180 order by person`,
    'death'
  );
  const optOuts: number[] = [];
  for (let person = 0; person < seen.length; person++)
    if (seen[person] === 1 && hash(5, person, options.seed) % OPTED_OUT_ONE_IN === 0)
      optOuts.push(person + 1);
  writeFileSync(
    join(out, 'optout.csv'),
    ['# exported_at: 2026-06-30T09:00:00+09:00', 'person_id', ...optOuts, ''].join('\n')
  );
  return people;
}

async function appendPeople(
  connection: DuckDBConnection,
  cohorts: Cohorts,
  seen: Uint8Array,
  locationOf: ReadonlyMap<string, number>
): Promise<number> {
  const { bases } = cohorts;
  const rows: (number | null)[][] = [];
  let people = 0;
  for (let cohort = 0; cohort < bases.length - 1; cohort++) {
    const birthYear = (cohort % Cohorts.years) + Cohorts.firstYear;
    const sex = Math.floor(cohort / Cohorts.years) % BOTH_SEXES.length;
    const place = cohorts.places[Math.floor(cohort / (Cohorts.years * BOTH_SEXES.length))]!;
    const location = place.code === null ? null : locationOf.get(place.code)!;
    for (let person = bases[cohort]!; person < bases[cohort + 1]!; person++) {
      if (seen[person] !== 1) continue;
      people++;
      rows.push([person, sex, birthYear, birthdayOf(person), location]);
      if (rows.length === 65_536)
        await append(connection, 'people', rows.splice(0), [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER]);
    }
  }
  await append(connection, 'people', rows, [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER]);
  return people;
}

async function append(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly (number | string | null)[])[],
  types: readonly (typeof INTEGER | typeof VARCHAR)[]
): Promise<void> {
  const appender = await connection.createAppender(table);
  for (let start = 0; start < rows.length; start += 2048) {
    const part = rows.slice(start, start + 2048);
    const chunk = DuckDBDataChunk.create([...types], part.length);
    types.forEach((_, column) =>
      chunk.setColumnValues(
        column,
        part.map((row) => row[column]!)
      )
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
