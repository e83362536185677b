import type { DuckDBConnection } from '@duckdb/node-api';
import { addMonths, monthsFrom, type Month } from '#lib/domain/period.ts';
import { PublisherError } from '../publisher-error.ts';
import { askRows } from './ask-rows.ts';
import { numberFacilities } from './facilities.ts';
import { joinVisits } from './join-visits.ts';
import type { OptOuts } from './opt-outs.ts';
import { numberPatients } from './patients.ts';
import { mapCodes } from './visit-codes.ts';
import { describeVisits, type VisitIds } from './visit-circumstances.ts';
import { createTable, VISIT_COLUMNS } from './visit-contract.ts';
import { withoutValues } from './without-values.ts';

export { fill } from './fill-table.ts';

/** What was read, in numbers that may be logged. */
export interface VisitsRead {
  readonly months: readonly Month[];
  readonly visits: number;
  /** Visits of people who asked to stop, taken out before anything was counted. */
  readonly optedOut: number;
  /** Visits of months not yet closed. */
  readonly notYetClosed: number;
  /** Visits of table `visit` by month. */
  readonly visitsByMonth: ReadonlyMap<Month, number>;
  /** Visits of the source by month, before opt-outs and open months are taken out. */
  readonly sourceVisitsByMonth: ReadonlyMap<Month, number>;
}

/** The last month that is closed on a day: its end lies `lag` months back or more. */
export function lastClosedMonth(asOf: string, lag: number): Month {
  const month = Number(asOf.slice(0, 4)) * 100 + Number(asOf.slice(5, 7));
  return addMonths(month, -1 - lag);
}

/** Visits joined at a time: their diagnoses fit the processor's cache, and memory does not grow with the source. */
const VISITS_AT_A_TIME = 2_000_000;

/**
 * Turns the source views into table `visit` of `VISIT_COLUMNS`, sorted by month: one row per encounter, with a
 * surrogate of the patient. Opt-outs and months not yet closed are left out. Also makes tables `patient` and
 * `facility`, which the emergency and referral logs are numbered by.
 * @throws PublisherError E_CODE_UNKNOWN, E_VALUE_RANGE, E_INPUT_EMPTY, E_MONTH_GAP
 */
export async function readVisits(
  connection: DuckDBConnection,
  optOuts: Pick<OptOuts, 'column' | 'ids'>,
  closed: Month
): Promise<VisitsRead> {
  return withoutValues('visits', () => readAll(connection, optOuts, closed));
}

async function readAll(
  connection: DuckDBConnection,
  optOuts: Pick<OptOuts, 'column' | 'ids'>,
  closed: Month
): Promise<VisitsRead> {
  await numberFacilities(connection, ['source_visit_occurrence']);
  const ids = await describeVisits(connection);
  await mapCodes(connection);
  await numberPatients(connection, optOuts);
  const source = await countSource(connection, closed);

  await connection.run(`drop table if exists visit`);
  await connection.run(createTable('visit', VISIT_COLUMNS));
  await makeDpc(connection);
  for (const [from, to] of partsOf(ids)) await connection.run(joinVisits(from, to, closed));
  await sortByMonth(connection);

  const visitsByMonth = new Map(
    (await askRows(connection, 'select month, count(*) from visit group by month order by month')).map(
      ([month, visits]) => [Number(month), Number(visits)]
    )
  );
  const months = wholeMonths([...visitsByMonth.keys()], source.visits);
  return {
    months,
    visits: [...visitsByMonth.values()].reduce((a, b) => a + b, 0),
    optedOut: source.optedOut,
    notYetClosed: source.notYetClosed,
    visitsByMonth,
    sourceVisitsByMonth: source.byMonth
  };
}

/** Visits of the source, of people who asked to stop and of open months. @throws PublisherError E_VALUE_RANGE for visits of nobody */
async function countSource(
  connection: DuckDBConnection,
  closed: Month
): Promise<{
  readonly visits: number;
  readonly optedOut: number;
  readonly notYetClosed: number;
  readonly byMonth: ReadonlyMap<Month, number>;
}> {
  const rows = (
    await askRows(
      connection,
      `select year(v.visit_start_date) * 100 + month(v.visit_start_date), count(*), count(*) filter (p.person_id is null),
         count(*) filter (p.person_id is not null and p.patient is null)
       from source_visit_occurrence v left join patient p on p.person_id = v.person_id group by 1 order by 1`
    )
  ).map((row) => row.map(Number) as [month: number, visits: number, nobody: number, optedOut: number]);
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const nobody = sum((row) => row[2]);
  if (nobody > 0)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Table visit_occurrence has ${nobody} visits of persons that table person does not hold; complete the export.`
    );
  return {
    visits: sum((row) => row[1]),
    optedOut: sum((row) => row[3]),
    notYetClosed: sum((row) => (row[0] > closed ? row[1] : 0)),
    byMonth: new Map(rows.map((row) => [row[0], row[1]]))
  };
}

/** `dpc (visit_occurrence_id, mdc)`: the major diagnostic category of the visits that carry a 14-character DPC code, the first one if several. */
async function makeDpc(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create or replace temp table dpc as
    select visit_occurrence_id, arg_min(left(value_as_string, 2)::utinyint, observation_id) as mdc
    from source_observation
    where observation_source_value = 'DPC' and visit_occurrence_id is not null
      and regexp_full_match(value_as_string, '(?:0[1-9]|1[0-8])[0-9A-Za-z]{12}')
    group by visit_occurrence_id`);
}

/** Ranges of visit ids, of about VISITS_AT_A_TIME each where ids are even. */
function* partsOf({ visits, first, last }: VisitIds): Generator<readonly [from: bigint, to: bigint]> {
  const parts = BigInt(Math.max(1, Math.ceil(visits / VISITS_AT_A_TIME)));
  const width = (last - first) / parts + 1n;
  for (let from = first; from <= last; from += width) yield [from, from + width - 1n];
}

/** Puts table `visit` into the order of its months, unless the source had it already. */
async function sortByMonth(connection: DuckDBConnection): Promise<void> {
  const [row] = await askRows(
    connection,
    'select 1 from (select month < lag(month) over () as back from visit) where back limit 1'
  );
  if (row === undefined) return;
  await connection.run('create table visit_sorted as select * from visit order by month');
  await connection.run('drop table visit');
  await connection.run('alter table visit_sorted rename to visit');
}

/** Every month from the first to the last. @throws PublisherError E_INPUT_EMPTY, E_MONTH_GAP */
function wholeMonths(present: readonly Month[], sourceVisits: number): readonly Month[] {
  const [first] = present;
  if (first === undefined)
    throw new PublisherError(
      'E_INPUT_EMPTY',
      `The source holds ${sourceVisits} visits, none of a closed month of a person who has not opted out; there is nothing to publish. Check --source and --as-of.`
    );
  const months = monthsFrom(first, present.at(-1)!);
  const missing = months.filter((month) => !present.includes(month));
  if (missing.length > 0)
    throw new PublisherError(
      'E_MONTH_GAP',
      `${missing.length} of ${months.length} months between ${first} and ${months.at(-1)} have no visits, the first is ${missing[0]}; complete the export or cut it to whole months.`
    );
  return months;
}
