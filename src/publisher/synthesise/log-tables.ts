import { REFUSAL_REASONS } from '#lib/domain/emergency-request.ts';
import { appendRows } from './append-columns.ts';
import { PACKED_REQUEST } from './emergency-log.ts';
import { PACKED_LETTER, type Partner } from './referral-log.ts';
import type { Place } from './residents.ts';
import type { Scratch } from './scratch.ts';

/** Logs a synthetic source has beside the OMOP tables. */
export const LOG_FILES = ['emergency_request', 'referral'] as const;

export const REQUEST_TABLE = 'create table request (minute integer, packed integer)';
export const LETTER_TABLE = 'create table letter (day integer, person integer, packed integer)';

/** Writes both logs, in order of time. */
export async function writeLogTables(
  { connection, copy }: Scratch,
  partners: readonly Partner[],
  places: readonly Place[]
): Promise<void> {
  const reasons = REFUSAL_REASONS.map((reason, i) => `when ${i + 1} then '${reason}'`).join(' ');
  await copy(
    'emergency_request',
    `select row_number() over () as request_id, make_timestamp(minute::bigint * 60000000) as requested_at, ${PACKED_REQUEST.facility} + 1 as care_site_id,
       ${PACKED_REQUEST.reason} = 0 as accepted, case ${PACKED_REQUEST.reason} ${reasons} end as reason, ${PACKED_REQUEST.excluded} = 1 as excluded_by_instruction
     from (from request order by minute, packed)`
  );
  await connection.run('create table partner (index integer, id varchar, municipality varchar)');
  await appendRows(
    connection,
    'partner',
    partners.map(({ place }, i) => [i, `C${String(i + 1).padStart(4, '0')}`, places[place]!.code!])
  );
  await copy(
    'referral',
    `select row_number() over () as letter_id, date '1970-01-01' + day as letter_date, nullif(person, 0) as person_id,
       case ${PACKED_LETTER.direction} when 0 then 'in' else 'out' end as direction, partner.id as partner_id, partner.municipality as partner_municipality,
       specialty.name as department, ${PACKED_LETTER.facility} + 1 as care_site_id
     from (from letter order by day, packed, person) letter
     join partner on partner.index = ${PACKED_LETTER.partner} left join specialty on specialty.index = ${PACKED_LETTER.specialty}`
  );
}
