import { ARRIVALS, type Arrival } from '#lib/domain/arrival.ts';
import { SETTINGS, type Setting } from '#lib/domain/setting.ts';
import { appendColumns, appendRows } from './append-columns.ts';
import { DPC_ENDINGS, dpcDisease } from './dpc-codes.ts';
import { CODE_LIST } from './icd10-codes.ts';
import { PACKED } from './packed-visit.ts';
import { birthdayOf, type People } from './people.ts';
import type { Profile } from './profile.ts';
import { Cohorts } from './residents.ts';
import type { Scratch } from './scratch.ts';
import { NO_SPECIALTY, SPECIALTIES } from './specialties.ts';
import { BOTH_SEXES } from './visit-weights.ts';

/** OMOP tables a synthetic source has. */
export const OMOP_FILES = [
  'location',
  'care_site',
  'provider',
  'person',
  'visit_occurrence',
  'condition_occurrence',
  'observation',
  'observation_period',
  'death'
] as const;

/** One row a visit while months are drawn; everything else is joined when the tables are written. Its rowid + 1 is the visit's id. */
export const VISIT_TABLE = 'create table raw (person integer, minute integer, packed integer, extra integer)';

/** Share in per cent of admissions that carry a DPC code: the others were paid for in another way. */
const WITH_DPC = 94;

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `case … end` that turns an index into text or a number of ours. */
const cases = (index: string, values: readonly (string | number | null)[]): string =>
  `case ${index} ${values
    .map((value, i) =>
      value === null ? '' : `when ${i} then ${typeof value === 'number' ? value : sqlText(value)}`
    )
    .join(' ')} end`;

const SETTING = (setting: Setting): string => `${PACKED.setting} = ${SETTINGS.indexOf(setting)}`;
const ARRIVAL = (arrival: Arrival): string => `${PACKED.arrival} = ${ARRIVALS.indexOf(arrival)}`;
const START_DAY = '(minute // 1440)::integer';
const STAY = `case when ${SETTING('inpatient')} then extra else 0 end`;
const DATE = (day: string): string => `(date '1970-01-01' + ${day})`;
const TIME = (minute: string): string => `make_timestamp((${minute})::bigint * 60000000)`;
const PROVIDER = `case when ${PACKED.specialty} <> ${NO_SPECIALTY} then ${PACKED.facility} * 32 + ${PACKED.specialty} + 1 end`;
/** Evenly scattered numbers 0 … 2³²−1 of rows, the same in every run (Knuth's multiplicative hash). */
const SCATTER = '((raw.rowid + 1) * 2654435761 % 4294967296)';

const ADMITTED_FROM = {
  word: cases(PACKED.arrival, ['独歩', '救急車', '紹介', null]),
  concept: cases(PACKED.arrival, [8536, 8668, 8940, 0])
};
const DISCHARGED_TO = {
  word: cases(PACKED.outcome, ['自宅', '転院', '死亡', null]),
  concept: cases(PACKED.outcome, [8536, 8717, 4216643, 0])
};

/** Writes the OMOP v5.4 tables. @returns number of persons */
export async function writeOmopTables(
  { connection, copy }: Scratch,
  profile: Profile,
  people: People
): Promise<number> {
  const codes = [
    ...new Set([
      ...people.cohorts.places.map((p) => p.code).filter((c) => c !== null),
      ...profile.facilities.map((f) => f.municipality)
    ])
  ].sort();
  const locationOf = new Map(codes.map((code, i) => [code, i + 1]));
  await connection.run('create table place (location_id integer, code varchar)');
  await appendRows(
    connection,
    'place',
    codes.map((code, i) => [i + 1, code])
  );
  await copy(
    'location',
    `select location_id, null::varchar as address_1, null::varchar as address_2, null::varchar as city, null::varchar as state,
       null::varchar as zip, null::varchar as county, code as location_source_value, 42035286::integer as country_concept_id,
       'JP' as country_source_value, null::double as latitude, null::double as longitude
     from place`
  );
  await writeFacilities({ connection, copy }, profile, locationOf);
  const persons = await writePeople({ connection, copy }, people, locationOf);
  await copy(
    'visit_occurrence',
    `select rowid + 1 as visit_occurrence_id, person + 1 as person_id,
       case when ${SETTING('outpatient')} then 9202 when ${SETTING('emergency')} then 9203 when ${ARRIVAL('ambulance')} then 262 else 9201 end as visit_concept_id,
       ${DATE(START_DAY)} as visit_start_date, ${TIME('minute')} as visit_start_datetime,
       ${DATE(`(minute // 1440 + ${STAY})::integer`)} as visit_end_date,
       ${TIME(`(minute // 1440 + ${STAY}) * 1440 + least(minute % 1440 + 60, 1439)`)} as visit_end_datetime,
       32817::integer as visit_type_concept_id, ${PROVIDER} as provider_id, ${PACKED.facility} + 1 as care_site_id,
       ${cases(PACKED.setting, ['IP', 'OP', 'ER'])} as visit_source_value, 0::integer as visit_source_concept_id,
       ${ADMITTED_FROM.concept} as admitted_from_concept_id, ${ADMITTED_FROM.word} as admitted_from_source_value,
       case when ${SETTING('outpatient')} then 0 else ${DISCHARGED_TO.concept} end as discharged_to_concept_id,
       case when not ${SETTING('outpatient')} then ${DISCHARGED_TO.word} end as discharged_to_source_value,
       case when ${SETTING('outpatient')} then nullif(extra, 0) end as preceding_visit_occurrence_id
     from raw`
  );
  await writeDiagnoses({ connection, copy });
  return persons;
}

async function writeFacilities(
  { connection, copy }: Scratch,
  { facilities }: Profile,
  locationOf: ReadonlyMap<string, number>
): Promise<void> {
  await connection.run('create table facility (care_site_id integer, name varchar, location_id integer)');
  await appendRows(
    connection,
    'facility',
    facilities.map((f) => [f.id, f.name, locationOf.get(f.municipality)!])
  );
  await copy(
    'care_site',
    `select care_site_id, name as care_site_name, 0::integer as place_of_service_concept_id, location_id,
       'F' || care_site_id as care_site_source_value, null::varchar as place_of_service_source_value
     from facility`
  );
  await connection.run('create table specialty (index integer, name varchar)');
  await appendRows(
    connection,
    'specialty',
    SPECIALTIES.map(([name], i) => [i, name])
  );
  await copy(
    'provider',
    `select (care_site_id - 1) * 32 + index + 1 as provider_id, null::varchar as provider_name, null::varchar as npi, null::varchar as dea,
       0::integer as specialty_concept_id, care_site_id, null::integer as year_of_birth, 0::integer as gender_concept_id,
       'F' || care_site_id || '-' || index as provider_source_value, specialty.name as specialty_source_value,
       0::integer as specialty_source_concept_id, null::varchar as gender_source_value, 0::integer as gender_source_concept_id
     from facility, specialty order by provider_id`
  );
}

/** Diagnoses, DPC codes. */
async function writeDiagnoses({ connection, copy }: Scratch): Promise<void> {
  await connection.run('create table code (index integer, code varchar, dpc varchar, dpc_child varchar)');
  await appendRows(
    connection,
    'code',
    CODE_LIST.map((code, i) =>
      code === null ? [i, '', '', ''] : [i, code, dpcDisease(code, false), dpcDisease(code, true)]
    )
  );
  await copy(
    'condition_occurrence',
    `select row_number() over () as condition_occurrence_id, person + 1 as person_id, 0::integer as condition_concept_id,
       ${DATE(START_DAY)} as condition_start_date, ${TIME('minute')} as condition_start_datetime,
       null::date as condition_end_date, null::timestamp as condition_end_datetime, 32817::integer as condition_type_concept_id,
       32902::integer as condition_status_concept_id, null::varchar as stop_reason, null::integer as provider_id, raw.rowid + 1 as visit_occurrence_id,
       null::integer as visit_detail_id, code.code as condition_source_value, 0::integer as condition_source_concept_id, null::varchar as condition_status_source_value
     from raw join code on code.index = ${PACKED.code} where ${PACKED.code} <> 0`
  );
  await copy(
    'observation',
    `select row_number() over () as observation_id, person + 1 as person_id, 0::integer as observation_concept_id,
       ${DATE('(minute // 1440 + extra)::integer')} as observation_date, null::timestamp as observation_datetime, 32817::integer as observation_type_concept_id,
       null::double as value_as_number, case ${PACKED.child} when 1 then dpc_child else dpc end || ${cases(`${SCATTER} // 100 % ${DPC_ENDINGS.length}`, DPC_ENDINGS)} as value_as_string,
       0::integer as value_as_concept_id, 0::integer as qualifier_concept_id, 0::integer as unit_concept_id, ${PROVIDER} as provider_id,
       raw.rowid + 1 as visit_occurrence_id, null::integer as visit_detail_id, 'DPC' as observation_source_value, 0::integer as observation_source_concept_id,
       null::varchar as unit_source_value, null::varchar as qualifier_source_value, null::varchar as value_source_value,
       null::bigint as observation_event_id, null::integer as obs_event_field_concept_id
     from raw join code on code.index = ${PACKED.code} where ${SETTING('inpatient')} and ${PACKED.code} <> 0 and ${SCATTER} % 100 < ${WITH_DPC}`
  );
}

/** Persons, the time they are observed and deaths. @returns number of persons */
async function writePeople(
  { connection, copy }: Scratch,
  people: People,
  locationOf: ReadonlyMap<string, number>
): Promise<number> {
  await connection.run(
    'create table people (person integer, sex integer, birth_year integer, birth_day integer, location_id integer, first integer, last integer, died integer)'
  );
  const { cohorts, lastVisit, firstDay, lastDay, died } = people;
  const size = 65_536;
  const columns = Array.from({ length: 8 }, () => new Int32Array(size));
  let rows = 0;
  let persons = 0;
  for (let cohort = 0; cohort < cohorts.bases.length - 1; cohort++) {
    const birthYear = (cohort % Cohorts.years) + Cohorts.firstYear;
    const sex = Math.floor(cohort / Cohorts.years) % BOTH_SEXES.length;
    const { code } = cohorts.places[Math.floor(cohort / (Cohorts.years * BOTH_SEXES.length))]!;
    const location = code === null ? 0 : locationOf.get(code)!;
    for (let person = cohorts.bases[cohort]!; person < cohorts.bases[cohort + 1]!; person++) {
      if (lastVisit[person] === 0) continue;
      const row = [
        person,
        sex,
        birthYear,
        birthdayOf(person),
        location,
        firstDay[person]!,
        lastDay[person]!,
        died[person]!
      ];
      row.forEach((value, column) => (columns[column]![rows] = value));
      persons++;
      if (++rows === size) {
        await appendColumns(connection, 'people', rows, columns);
        rows = 0;
      }
    }
  }
  await appendColumns(connection, 'people', rows, columns);
  await copy(
    'person',
    `select person + 1 as person_id, case sex when 0 then 8507 else 8532 end as gender_concept_id, birth_year as year_of_birth,
       month(birth)::integer as month_of_birth, day(birth)::integer as day_of_birth, birth::timestamp as birth_datetime,
       38003584::integer as race_concept_id, 38003564::integer as ethnicity_concept_id, nullif(location_id, 0) as location_id, null::integer as provider_id,
       null::integer as care_site_id, 'S' || (person + 1) as person_source_value, case sex when 0 then 'M' else 'F' end as gender_source_value,
       0::integer as gender_source_concept_id, null::varchar as race_source_value, 0::integer as race_source_concept_id,
       null::varchar as ethnicity_source_value, 0::integer as ethnicity_source_concept_id
     from (select *, make_date(birth_year, 1, 1) + birth_day as birth from people)`
  );
  await copy(
    'observation_period',
    `select row_number() over () as observation_period_id, person + 1 as person_id, ${DATE('first')} as observation_period_start_date,
       ${DATE('last')} as observation_period_end_date, 32817::integer as period_type_concept_id
     from people`
  );
  // beside those who died here, some of the old who have not come for half a year
  await copy(
    'death',
    `select person + 1 as person_id, ${DATE('case when died > 0 then died else last + 1 + person % 60 end')} as death_date, null::timestamp as death_datetime,
       32817::integer as death_type_concept_id, 0::integer as cause_concept_id, null::varchar as cause_source_value, 0::integer as cause_source_concept_id
     from people
     where died > 0 or (birth_year < 1955 and (person + 1)::bigint * 2654435761 % 4294967296 % 1000 < (1955 - birth_year) * 4
       and last < (select max(first) from people) - 180)`
  );
  return persons;
}
