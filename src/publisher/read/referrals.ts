import { UTINYINT, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import type { Month } from '#lib/domain/period.ts';
import { PublisherError } from '../publisher-error.ts';
import { GEOGRAPHY_LEAVES } from '../trees.ts';
import { askNumber, askRows } from './ask-rows.ts';
import { departmentIndex } from './department-words.ts';
import { numberFacilities } from './facilities.ts';
import { fill } from './fill-table.ts';
import { openTable, type TableContract } from './open-table.ts';
import type { OptOuts } from './opt-outs.ts';
import { refuseCodes, refuseWords } from './refuse-codes.ts';
import { residenceLeaf } from './residence.ts';
import { createTable, REFERRAL_COLUMNS } from './visit-contract.ts';
import { withoutValues } from './without-values.ts';

const CONTRACT: TableContract = {
  columns: {
    letter_id: 'text',
    letter_date: 'date',
    direction: 'text',
    partner_id: 'text',
    partner_municipality: 'text',
    department: 'text'
  },
  optional: { person_id: 'integer', care_site_id: 'integer' },
  closed: true
};

/** In the order of the column `direction`. */
const DIRECTIONS = ['in', 'out'] as const;

/** What was read of the letters, in numbers that may be logged. */
export interface ReferralsRead {
  /** Whether the source has such a log. */
  readonly present: boolean;
  /** Letters of table `referral`. */
  readonly letters: number;
  /** Letters of people who asked to stop, taken out before anything was counted. */
  readonly optedOut: number;
  readonly notYetClosed: number;
  /** Letters of table `referral` that name nobody. */
  readonly nameless: number;
  /** Letters of table `referral` by month. */
  readonly lettersByMonth: ReadonlyMap<Month, number>;
}

/**
 * Turns the log of letters of a source folder (`referral.csv` or `.parquet`; none is an empty table) into table `referral`
 * of `REFERRAL_COLUMNS`, sorted by month, up to the last closed month, without people who asked to stop. Call after
 * `readVisits`, which numbers patients and facilities.
 * @throws PublisherError E_INPUT_HASH, E_INPUT_READ, E_SCHEMA_MISSING_COLUMN, E_SCHEMA_UNKNOWN_COLUMN, E_SCHEMA_TYPE,
 *   E_CODE_UNKNOWN (municipality, direction), E_VALUE_RANGE (no date, or persons nobody knows)
 */
export async function readReferrals(
  connection: DuckDBConnection,
  directory: string,
  optOuts: Pick<OptOuts, 'column'>,
  closed: Month
): Promise<ReferralsRead> {
  return withoutValues('letters', () => readAll(connection, directory, optOuts, closed));
}

async function readAll(
  connection: DuckDBConnection,
  directory: string,
  optOuts: Pick<OptOuts, 'column'>,
  closed: Month
): Promise<ReferralsRead> {
  const present = await openTable(connection, directory, 'referral', CONTRACT);
  await refuse(connection, 'letter_date is null', 'letters without a date (letter_date)');
  await numberNewPatients(connection, optOuts);
  await mapMunicipalities(connection);
  await mapDirections(connection);
  await mapDepartments(connection);
  await numberFacilities(connection, ['source_referral']);
  await connection.run(`
    create or replace temp table partner as
    select partner_id, (row_number() over (order by partner_id) - 1)::integer as partner
    from (select distinct partner_id from source_referral where partner_id <> '')`);
  await connection.run('drop table if exists referral');
  await connection.run(createTable('referral', REFERRAL_COLUMNS));
  await connection.run(`
    insert into referral
    select month, coalesce(p.patient, -1), coalesce(n.partner, -1), g.leaf, coalesce(f.facility, -1), d.department, w.direction
    from (select *, year(letter_date) * 100 + month(letter_date) as month from source_referral) r
    left join patient p on p.person_id = r.person_id
    left join partner n on n.partner_id = r.partner_id
    join partner_place g on g.code = coalesce(r.partner_municipality, '')
    left join facility f on f.care_site_id = r.care_site_id
    join letter_department d on d.name is not distinct from r.department
    join letter_direction w on w.word = lower(coalesce(r.direction, ''))
    where month <= ${closed} and (r.person_id is null or p.patient is not null)
    order by all`);
  const [[open, optedOut] = []] = await askRows(
    connection,
    `select count(*) filter (year(letter_date) * 100 + month(letter_date) > ${closed}), count(*) filter (p.person_id is not null and p.patient is null)
     from source_referral r left join patient p on p.person_id = r.person_id`
  );
  const byMonth = (
    await askRows(
      connection,
      'select month, count(*), count(*) filter (patient = -1) from referral group by month order by month'
    )
  ).map((row) => row.map(Number) as [month: number, letters: number, nameless: number]);
  return {
    present,
    letters: byMonth.reduce((sum, [, letters]) => sum + letters, 0),
    optedOut: Number(optedOut),
    notYetClosed: Number(open),
    nameless: byMonth.reduce((sum, [, , nameless]) => sum + nameless, 0),
    lettersByMonth: new Map(byMonth.map(([month, letters]) => [month, letters]))
  };
}

/**
 * Letters may name people who have not come yet: they get surrogates after those of table `patient`. Where the opt-out list goes by
 * another id, whether such a person asked to stop could not be told.
 * @throws PublisherError E_VALUE_RANGE
 */
async function numberNewPatients(
  connection: DuckDBConnection,
  { column }: Pick<OptOuts, 'column'>
): Promise<void> {
  const isNew =
    'r.person_id is not null and not exists (select 1 from patient p where p.person_id = r.person_id)';
  if (column !== 'person_id')
    await refuse(connection, isNew, 'letters of persons that table person does not hold');
  await connection.run(`
    insert into patient (person_id, patient)
    select person_id, case when not stopped then (select coalesce(max(patient), 0) from patient) + row_number() over (partition by stopped order by person_id) end
    from (select distinct r.person_id, r.person_id::varchar in (select id from opt_out) as stopped from source_referral r where ${isNew})`);
}

async function refuse(connection: DuckDBConnection, where: string, what: string): Promise<void> {
  const letters = await askNumber(connection, `select count(*) from source_referral r where ${where}`);
  if (letters > 0)
    throw new PublisherError('E_VALUE_RANGE', `Table referral has ${letters} ${what}; correct the export.`);
}

/** `partner_place (code, leaf)`; no code is 不明. @throws PublisherError E_CODE_UNKNOWN */
async function mapMunicipalities(connection: DuckDBConnection): Promise<void> {
  const codes = await askRows(
    connection,
    "select coalesce(partner_municipality, ''), count(*) from source_referral group by 1"
  );
  const strange = new Map<string, number>();
  const leaves = codes.flatMap(([written, letters]) => {
    const leaf = residenceLeaf(String(written));
    if (leaf === null) strange.set(String(written), Number(letters));
    return leaf === null ? [] : [[String(written), GEOGRAPHY_LEAVES.indexOf(leaf)] as const];
  });
  refuseCodes(strange, 'partner codes (partner_municipality)', 'letters');
  await fill(connection, 'partner_place', ['code varchar', 'leaf utinyint'], [VARCHAR, UTINYINT], leaves);
}

/** `letter_direction (word, direction)`. @throws PublisherError E_CODE_UNKNOWN */
async function mapDirections(connection: DuckDBConnection): Promise<void> {
  const words = await askRows(
    connection,
    "select lower(coalesce(direction, '')), count(*) from source_referral group by 1"
  );
  refuseWords(
    words.map(([word, letters]) => [String(word), Number(letters)]),
    DIRECTIONS,
    'referral',
    'direction'
  );
  await fill(
    connection,
    'letter_direction',
    ['word varchar', 'direction utinyint'],
    [VARCHAR, UTINYINT],
    DIRECTIONS.map((word, i) => [word, i])
  );
}

/** `letter_department (name, department)`; the name may be null. */
async function mapDepartments(connection: DuckDBConnection): Promise<void> {
  const names = await askRows(connection, 'select distinct department from source_referral');
  await fill(
    connection,
    'letter_department',
    ['name varchar', 'department utinyint'],
    [VARCHAR, UTINYINT],
    names.map(([name]) => [name as string | null, departmentIndex(name as string | null)])
  );
}
