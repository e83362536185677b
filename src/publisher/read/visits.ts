import {
  INTEGER,
  VARCHAR,
  BIGINT,
  DuckDBDataChunk,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue
} from '@duckdb/node-api';
import { AGE5 } from '#lib/domain/age-band.ts';
import { addMonths, monthsFrom, type Month } from '#lib/domain/period.ts';
import { PublisherError } from '../publisher-error.ts';
import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES } from '../trees.ts';
import { chapterGroupOf } from './diagnosis.ts';
import { residenceLeaf } from './residence.ts';

/** OMOP visit concepts and their setting. 262 (emergency room and inpatient) is an admission. */
const SETTING_OF_CONCEPT: Readonly<Record<number, string>> = {
  9201: 'inpatient',
  8717: 'inpatient',
  262: 'inpatient',
  32037: 'inpatient',
  9202: 'outpatient',
  581477: 'outpatient',
  5083: 'outpatient',
  38004207: 'outpatient',
  8756: 'outpatient',
  38004515: 'inpatient',
  9203: 'emergency',
  8870: 'emergency',
  581381: 'emergency'
};
const SEX_OF_CONCEPT: Readonly<Record<number, string>> = { 8507: 'male', 8532: 'female' };

/** What was read, in numbers that may be logged. */
export interface VisitsRead {
  readonly months: readonly Month[];
  readonly visits: number;
  /** Visits of people who asked to stop, taken out before anything was counted. */
  readonly optedOut: number;
  /** Visits of months not yet closed. */
  readonly notYetClosed: number;
}

/** The last month that is closed on a day: its end lies `lag` months back or more. */
export function lastClosedMonth(asOf: string, lag: number): Month {
  const month = Number(asOf.slice(0, 4)) * 100 + Number(asOf.slice(5, 7));
  return addMonths(month, -1 - lag);
}

/**
 * Turns the source views into the table `visit`, sorted by month: one row per encounter with leaf numbers of the
 * three trees and a surrogate of the patient. Opt-outs and months not yet closed are left out.
 * @throws PublisherError E_CODE_UNKNOWN, E_VALUE_RANGE, E_INPUT_EMPTY, E_MONTH_GAP
 */
export async function readVisits(
  connection: DuckDBConnection,
  optOuts: { readonly column: 'person_id' | 'person_source_value'; readonly ids: readonly string[] },
  closed: Month
): Promise<VisitsRead> {
  const negative = await number(
    connection,
    'select count(*) from source_visit_occurrence where visit_end_date < visit_start_date'
  );
  if (negative > 0)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Table visit_occurrence has ${negative} visits that end before they start; correct the export.`
    );
  const undated = await number(
    connection,
    'select count(*) from source_visit_occurrence where visit_start_date is null or person_id is null'
  );
  if (undated > 0)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Table visit_occurrence has ${undated} visits without a start date or person; correct the export.`
    );

  const nobody = await number(
    connection,
    'select count(*) from source_visit_occurrence v where not exists (select 1 from source_person p where p.person_id = v.person_id)'
  );
  if (nobody > 0)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Table visit_occurrence has ${nobody} visits of persons that table person does not hold; complete the export.`
    );

  await mapCodes(connection);
  await fill(
    connection,
    'opt_out',
    ['id varchar'],
    [VARCHAR],
    optOuts.ids.map((id) => [id])
  );
  await connection.run(`
    create table patient as
    select row_number() over (order by p.person_id)::integer as patient, p.person_id,
      coalesce(p.birth_datetime, try_cast(lpad(p.year_of_birth::varchar, 4, '0') || '-' || lpad(coalesce(p.month_of_birth, 7)::varchar, 2, '0') || '-' || lpad(coalesce(p.day_of_birth, 1)::varchar, 2, '0') as date)) as birth,
      s.sex, coalesce(r.leaf, (select leaf from residence where code = '')) as geography
    from source_person p
    join sex_of s on s.concept is not distinct from p.gender_concept_id
    left join source_location l on l.location_id = p.location_id
    left join residence r on r.code = coalesce(l.location_source_value, '')
    where not exists (select 1 from opt_out o where o.id = p.${optOuts.column}::varchar)`);
  await connection.run(`
    create table diagnosis as
    select visit_occurrence_id, arg_min(chapter, case condition_status_concept_id when 32902 then 0 when 32903 then 1 when 32901 then 2 else 3 end::hugeint * 1000000000000000000 + condition_occurrence_id) as chapter
    from source_condition_occurrence c join chapter_of d on d.code is not distinct from c.condition_source_value
    where visit_occurrence_id is not null
    group by visit_occurrence_id`);
  const unknownChapter = DISEASE_LEAVES.length / 3 - 1;
  await connection.run(`
    create table visit as
    select month, patient, geography,
      (sex * ${AGE5.length} + case when age between 0 and 130 then least(age // 5, 18) else ${AGE5.length - 1} end)::utinyint as age_leaf,
      (setting * ${DISEASE_LEAVES.length / 3} + chapter)::utinyint as disease_leaf
    from (
      select (year(v.visit_start_date) * 100 + month(v.visit_start_date))::integer as month, p.patient, p.geography, p.sex,
        date_sub('year', p.birth, v.visit_start_date) as age, s.setting, coalesce(d.chapter, ${unknownChapter}) as chapter
      from source_visit_occurrence v
      join patient p on p.person_id = v.person_id
      join setting_of s on s.concept = v.visit_concept_id
      left join diagnosis d on d.visit_occurrence_id = v.visit_occurrence_id
    )
    where month <= ${closed}
    order by month`);
  await connection.run('drop table diagnosis');

  const all = await number(connection, 'select count(*) from source_visit_occurrence');
  const open = await number(
    connection,
    `select count(*) from source_visit_occurrence where year(visit_start_date) * 100 + month(visit_start_date) > ${closed}`
  );
  const optedOut = await number(
    connection,
    `select count(*) from source_visit_occurrence v join source_person p on p.person_id = v.person_id join opt_out o on o.id = p.${optOuts.column}::varchar`
  );
  const visits = await number(connection, 'select count(*) from visit');
  if (visits === 0)
    throw new PublisherError(
      'E_INPUT_EMPTY',
      `The source holds ${all} visits, none of a closed month of a person who has not opted out; there is nothing to publish. Check --source and --as-of.`
    );
  const present = (await connection.runAndReadAll('select distinct month from visit order by month'))
    .getRows()
    .map((row) => Number(row[0]));
  const months = monthsFrom(present[0]!, present.at(-1)!);
  const missing = months.filter((month) => !present.includes(month));
  if (missing.length > 0) {
    throw new PublisherError(
      'E_MONTH_GAP',
      `${missing.length} of ${months.length} months between ${months[0]} and ${months.at(-1)} have no visits, the first is ${missing[0]}; complete the export or cut it to whole months.`
    );
  }
  return { months, visits, optedOut, notYetClosed: open };
}

/** Maps every distinct code of the source once, in TypeScript, and refuses unknown ones by number and code, never by person. */
async function mapCodes(connection: DuckDBConnection): Promise<void> {
  const residences = await distinct(
    connection,
    `select coalesce(location_source_value, ''), (select count(*) from source_person p where p.location_id = l.location_id) from source_location l`
  );
  const leaves: [string, number][] = [['', GEOGRAPHY_LEAVES.indexOf('unknown')]];
  const strange = new Map<string, number>();
  for (const [code, people] of residences) {
    if (people === 0) continue;
    const leaf = residenceLeaf(code);
    if (leaf === null) strange.set(code, (strange.get(code) ?? 0) + people);
    else if (code !== '') leaves.push([code, GEOGRAPHY_LEAVES.indexOf(leaf)]);
  }
  refuse(strange, 'residence codes (location_source_value)', 'persons');
  await fill(
    connection,
    'residence',
    ['code varchar', 'leaf integer'],
    [VARCHAR, INTEGER],
    [...new Map(leaves)]
  );

  const concepts = await distinct(
    connection,
    'select coalesce(visit_concept_id, 0)::varchar, count(*) from source_visit_occurrence group by 1'
  );
  const unknownConcepts = new Map(
    concepts.filter(([code]) => SETTING_OF_CONCEPT[Number(code)] === undefined)
  );
  refuse(unknownConcepts, 'visit concepts (visit_concept_id)', 'visits');
  const settings = ['inpatient', 'outpatient', 'emergency'];
  await fill(
    connection,
    'setting_of',
    ['concept bigint', 'setting integer'],
    [BIGINT, INTEGER],
    concepts.map(([code]) => [BigInt(code), settings.indexOf(SETTING_OF_CONCEPT[Number(code)]!)])
  );

  const sexes = (await connection.runAndReadAll('select distinct gender_concept_id from source_person'))
    .getRows()
    .map((row) => row[0]);
  const sexOf = (concept: unknown): number =>
    ['male', 'female', 'unknown'].indexOf(
      concept === null ? 'unknown' : (SEX_OF_CONCEPT[Number(concept)] ?? 'unknown')
    );
  await fill(
    connection,
    'sex_of',
    ['concept bigint', 'sex integer'],
    [BIGINT, INTEGER],
    sexes.map((concept) => [concept === null ? null : BigInt(String(concept)), sexOf(concept)])
  );

  const codes = (
    await connection.runAndReadAll('select distinct condition_source_value from source_condition_occurrence')
  )
    .getRows()
    .map((row) => row[0] as string | null);
  const chapters = DISEASE_LEAVES.slice(0, DISEASE_LEAVES.length / 3).map((leaf) => leaf.split('|')[1]!);
  await fill(
    connection,
    'chapter_of',
    ['code varchar', 'chapter integer'],
    [VARCHAR, INTEGER],
    codes.map((code) => [code, chapters.indexOf(chapterGroupOf(code))])
  );
}

function refuse(strange: ReadonlyMap<string, number>, what: string, counted: string): void {
  if (strange.size === 0) return;
  const total = [...strange.values()].reduce((a, b) => a + b, 0);
  const first = [...strange.keys()].sort().slice(0, 5).join(', ');
  throw new PublisherError(
    'E_CODE_UNKNOWN',
    `${total} ${counted} carry ${strange.size} unknown ${what}, the first are ${first}; correct them at the source or leave them empty (不明).`
  );
}

async function distinct(connection: DuckDBConnection, sql: string): Promise<[string, number][]> {
  const sums = new Map<string, number>();
  for (const [code, count] of (await connection.runAndReadAll(sql)).getRows())
    sums.set(String(code), (sums.get(String(code)) ?? 0) + Number(count));
  return [...sums];
}

async function number(connection: DuckDBConnection, sql: string): Promise<number> {
  return Number((await connection.runAndReadAll(sql)).getRows()[0]![0]);
}

/** Makes a small table of rows computed here. */
export async function fill(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  types: readonly DuckDBType[],
  rows: readonly (readonly DuckDBValue[])[]
): Promise<void> {
  await connection.run(`create or replace temp table ${table} (${columns.join(', ')})`);
  const appender = await connection.createAppender(table, undefined, 'temp');
  for (let start = 0; start < rows.length; start += 2048) {
    const part = rows.slice(start, start + 2048);
    const chunk = DuckDBDataChunk.create(types, part.length);
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

export const LEAVES = { geography: GEOGRAPHY_LEAVES, age: AGE_LEAVES, disease: DISEASE_LEAVES } as const;
