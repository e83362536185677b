import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { PublisherError } from '../publisher-error.ts';
import { askNumber } from './ask-rows.ts';
import { fill } from './fill-table.ts';
import type { OptOuts } from './opt-outs.ts';
import { LOCATION_CODES } from './visit-codes.ts';

/**
 * Makes table `patient (person_id, patient, born, sex, geography)`, one row a person; `born` is yyyymmdd, `patient`
 * is the surrogate of this run,
 * null for people who asked to stop, so that whatever is joined with it knows to leave them out.
 * @throws PublisherError E_VALUE_RANGE if a person is listed twice
 */
export async function numberPatients(
  connection: DuckDBConnection,
  optOuts: Pick<OptOuts, 'column' | 'ids'>
): Promise<void> {
  const twice = await askNumber(
    connection,
    'select count(person_id) - count(distinct person_id) from source_person'
  );
  if (twice > 0)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Table person lists ${twice} persons more than once; correct the export.`
    );
  await fill(
    connection,
    'opt_out',
    ['id varchar'],
    [VARCHAR],
    optOuts.ids.map((id) => [id])
  );
  // without a day of birth the first of the month, without a month 1 July: the middle of what it could be
  await connection.run(`
    create or replace temp table patient as
    select p.person_id, case when not p.stopped then (row_number() over (partition by p.stopped order by p.person_id))::integer end as patient,
      year(p.birth) * 10000 + month(p.birth) * 100 + day(p.birth) as born, s.sex, r.leaf as geography
    from (
      select person_id, location_id, gender_concept_id,
        coalesce(birth_datetime, try_cast(lpad(year_of_birth::varchar, 4, '0') || '-' || lpad(coalesce(month_of_birth, 7)::varchar, 2, '0') || '-' || lpad(coalesce(day_of_birth, 1)::varchar, 2, '0') as date)) as birth,
        coalesce(${optOuts.column}::varchar in (select id from opt_out), false) as stopped
      from source_person where person_id is not null
    ) p
    join sex_of s on s.concept is not distinct from p.gender_concept_id
    left join (${LOCATION_CODES}) l on l.location_id = p.location_id
    join residence r on r.code = coalesce(l.code, '')`);
}
