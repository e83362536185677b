import { DATE, DuckDBDateValue, TINYINT, UTINYINT, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { REFUSAL_REASONS, TIME_BANDS, timeBandOf } from '#lib/domain/emergency-request.ts';
import type { Month } from '#lib/domain/period.ts';
import { PublisherError } from '../publisher-error.ts';
import { askRows } from './ask-rows.ts';
import { numberFacilities } from './facilities.ts';
import { fill } from './fill-table.ts';
import { HOLIDAY_YEARS, isClosedDay } from '#lib/domain/japanese-holidays.ts';
import { openTable, type TableContract } from './open-table.ts';
import { refuseWords } from './refuse-codes.ts';
import { createTable, EMERGENCY_REQUEST_COLUMNS } from './visit-contract.ts';

const CONTRACT: TableContract = {
  columns: {
    request_id: 'text',
    requested_at: 'time',
    care_site_id: 'integer',
    accepted: 'boolean',
    reason: 'text'
  },
  optional: { excluded_by_instruction: 'boolean' },
  closed: true
};

/** Rows from which on a log whose clock times are mostly 00:00:00 is taken for one of dates only. */
const ENOUGH_TO_TELL = 10;

/** What was read of the emergency log, in numbers that may be logged. */
export interface EmergencyRequestsRead {
  /** Whether the source has such a log. */
  readonly present: boolean;
  /** Requests of table `emergency_request`. */
  readonly requests: number;
  readonly notYetClosed: number;
  /** Accepted requests that carried a reason of refusal, which is passed over. */
  readonly acceptedWithReason: number;
  /** Refused requests without a reason, counted as `other` (その他・不明). */
  readonly refusedWithoutReason: number;
  /** Requests of table `emergency_request` by month. */
  readonly requestsByMonth: ReadonlyMap<Month, number>;
}

/**
 * Turns the log of emergency requests of a source folder (`emergency_request.csv` or `.parquet`; none is an empty
 * table) into table `emergency_request` of `EMERGENCY_REQUEST_COLUMNS`, sorted by month, up to the last closed month. Call after `readVisits`, which
 * numbers the facilities.
 * @throws PublisherError E_INPUT_HASH, E_INPUT_READ, E_SCHEMA_MISSING_COLUMN, E_SCHEMA_UNKNOWN_COLUMN, E_SCHEMA_TYPE,
 *   E_CODE_UNKNOWN (reason), E_VALUE_RANGE (no time, no answer, or dates only)
 */
export async function readEmergencyRequests(
  connection: DuckDBConnection,
  directory: string,
  closed: Month
): Promise<EmergencyRequestsRead> {
  const present = await openTable(connection, directory, 'emergency_request', CONTRACT);
  await checkTimes(connection);
  await mapReasons(connection);
  await mapBands(connection);
  await numberFacilities(connection, ['source_emergency_request']);
  await connection.run('drop table if exists emergency_request');
  await connection.run(createTable('emergency_request', EMERGENCY_REQUEST_COLUMNS));
  await connection.run(`
    insert into emergency_request
    select month, coalesce(f.facility, -1), coalesce(f.facility_area, -1), b.band, r.accepted,
      case when r.accepted then -1 else w.reason end, not r.accepted and coalesce(r.excluded_by_instruction, false)
    from (select *, year(requested_at) * 100 + month(requested_at) as month from source_emergency_request) r
    join reason_of w on w.word = lower(coalesce(r.reason, ''))
    join band_of b on b.day = r.requested_at::date and b.hour = hour(r.requested_at)
    left join facility f on f.care_site_id = r.care_site_id
    where month <= ${closed}
    order by all`);
  const [[all, open, withReason, withoutReason] = []] = await askRows(
    connection,
    `select count(*), count(*) filter (year(requested_at) * 100 + month(requested_at) > ${closed}),
       count(*) filter (accepted and coalesce(reason, '') <> ''), count(*) filter (not accepted and coalesce(reason, '') = '')
     from source_emergency_request`
  );
  const byMonth = await askRows(
    connection,
    'select month, count(*) from emergency_request group by month order by month'
  );
  return {
    present,
    requests: Number(all) - Number(open),
    notYetClosed: Number(open),
    acceptedWithReason: Number(withReason),
    refusedWithoutReason: Number(withoutReason),
    requestsByMonth: new Map(byMonth.map(([month, requests]) => [Number(month), Number(requests)]))
  };
}

async function checkTimes(connection: DuckDBConnection): Promise<void> {
  const [row = []] = await askRows(
    connection,
    `select count(*), count(*) filter (requested_at is null), count(*) filter (accepted is null),
       count(*) filter (year(requested_at) not between ${HOLIDAY_YEARS[0]} and ${HOLIDAY_YEARS[1]}),
       count(*) filter (epoch_us(requested_at) % 86400000000 = 0)
     from source_emergency_request`
  );
  const [all, timeless, unanswered, outside, midnight] = row.map(Number) as [
    number,
    number,
    number,
    number,
    number
  ];
  const problem =
    timeless > 0
      ? `${timeless} requests without a time (requested_at)`
      : unanswered > 0
        ? `${unanswered} requests without an answer (accepted)`
        : outside > 0
          ? `${outside} requests dated before ${HOLIDAY_YEARS[0]} or after ${HOLIDAY_YEARS[1]}`
          : all >= ENOUGH_TO_TELL && midnight * 2 > all
            ? `${midnight} of ${all} requests at 00:00:00 sharp, so that the time band cannot be told (requested_at needs its clock time)`
            : null;
  if (problem !== null)
    throw new PublisherError('E_VALUE_RANGE', `Table emergency_request has ${problem}; correct the export.`);
}

/** `reason_of (word, reason)`; no word is `other`. @throws PublisherError E_CODE_UNKNOWN */
async function mapReasons(connection: DuckDBConnection): Promise<void> {
  const words = await askRows(
    connection,
    "select lower(coalesce(reason, '')), count(*) from source_emergency_request group by 1"
  );
  refuseWords(
    words.map(([word, requests]) => [String(word), Number(requests)]),
    ['', ...REFUSAL_REASONS],
    'emergency_request',
    'reason'
  );
  await fill(
    connection,
    'reason_of',
    ['word varchar', 'reason tinyint'],
    [VARCHAR, TINYINT],
    ['', ...REFUSAL_REASONS].map((word) => [
      word,
      REFUSAL_REASONS.findIndex((reason) => reason === (word === '' ? 'other' : word))
    ])
  );
}

/** `band_of (day, hour, band)` of every day and hour that the log speaks of. */
async function mapBands(connection: DuckDBConnection): Promise<void> {
  const times = await askRows(
    connection,
    'select distinct epoch_us(requested_at) // 86400000000, hour(requested_at) from source_emergency_request'
  );
  await fill(
    connection,
    'band_of',
    ['day date', 'hour utinyint', 'band utinyint'],
    [DATE, UTINYINT, UTINYINT],
    times.map(([day, hour]) => [
      new DuckDBDateValue(Number(day)),
      Number(hour),
      TIME_BANDS.indexOf(timeBandOf(Number(hour), isClosedDay(Number(day))))
    ])
  );
}
