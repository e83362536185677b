import { BIGINT, BOOLEAN, SMALLINT, TINYINT, UTINYINT, type DuckDBConnection } from '@duckdb/node-api';
import { SETTINGS, type Setting } from '#lib/domain/setting.ts';
import { PublisherError } from '../publisher-error.ts';
import { askRows } from './ask-rows.ts';
import { fill } from './fill-table.ts';
import { refuseCodes } from './refuse-codes.ts';

/** OMOP visit concepts and their setting. 262 (emergency room and inpatient) is an admission. */
const SETTING_OF_CONCEPT: Readonly<Record<number, Setting>> = {
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

/** A discharge later than this is a placeholder such as 2099-12-31, not a stay. */
const LONGEST_STAY_DAYS = 18_262;

/**
 * Share of visits that begin at 00:00:00 sharp from which on midnight stands for "no clock time" there; where the
 * minute is recorded, fewer than one visit in a thousand begins in that minute. One or two such visits among others
 * tell nothing.
 */
const MIDNIGHT_IS_A_PLACEHOLDER = { share: 0.02, visits: 3 } as const;

/** How many visits the source holds, and between which ids. */
export interface VisitIds {
  readonly visits: number;
  readonly first: bigint;
  readonly last: bigint;
}

interface Circumstance {
  readonly site: bigint | null;
  readonly concept: number;
  readonly visits: number;
  readonly midnight: number;
  readonly preceded: number;
  readonly endsBefore: number;
  readonly endsNever: number;
  readonly nameless: number;
}

/**
 * Looks once over the visits, checks their values, and makes table `circumstance`: for each care site and visit concept
 * the setting and facility, whether 00:00:00 is a clock time there (in that setting), and whether the site tells first visits.
 * @throws PublisherError E_VALUE_RANGE, E_CODE_UNKNOWN
 */
export async function describeVisits(connection: DuckDBConnection): Promise<VisitIds> {
  const rows = await askRows(
    connection,
    `select care_site_id, coalesce(visit_concept_id, 0), count(*),
       count(*) filter (epoch_us(visit_start_datetime) % 86400000000 = 0),
       count(preceding_visit_occurrence_id),
       count(*) filter (visit_end_date < visit_start_date),
       count(*) filter (visit_end_date - visit_start_date > ${LONGEST_STAY_DAYS}),
       count(*) filter (visit_occurrence_id is null or visit_start_date is null or person_id is null),
       min(visit_occurrence_id), max(visit_occurrence_id)
     from source_visit_occurrence group by all order by all`
  );
  const circumstances = rows.map((row): Circumstance => {
    const [concept, visits, midnight, preceded, endsBefore, endsNever, nameless] = row
      .slice(1, 8)
      .map(Number) as [number, number, number, number, number, number, number];
    const site = row[0] === null ? null : BigInt(String(row[0]));
    return { site, concept, visits, midnight, preceded, endsBefore, endsNever, nameless };
  });
  const sum = (of: (c: Circumstance) => number) => circumstances.reduce((total, c) => total + of(c), 0);
  refuse(
    sum((c) => c.nameless),
    'visits without an id, a start date or a person'
  );
  refuse(
    sum((c) => c.endsBefore),
    'visits that end before they start'
  );
  refuse(
    sum((c) => c.endsNever),
    'visits that end more than 50 years after they start (leave the end of an open stay empty)'
  );
  refuseCodes(
    new Map(
      circumstances
        .filter(({ concept }) => SETTING_OF_CONCEPT[concept] === undefined)
        .map(({ concept }) => [String(concept), sum((c) => (c.concept === concept ? c.visits : 0))])
    ),
    'visit concepts (visit_concept_id)',
    'visits'
  );
  await makeCircumstances(connection, circumstances);
  const ids = rows.flatMap((row) => [BigInt(String(row[8])), BigInt(String(row[9]))]);
  return {
    visits: sum((c) => c.visits),
    first: ids.reduce((a, b) => (b < a ? b : a), ids[0] ?? 0n),
    last: ids.reduce((a, b) => (b > a ? b : a), ids[0] ?? -1n)
  };
}

function refuse(visits: number, what: string): void {
  if (visits > 0)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Table visit_occurrence has ${visits} ${what}; correct the export.`
    );
}

async function makeCircumstances(
  connection: DuckDBConnection,
  circumstances: readonly Circumstance[]
): Promise<void> {
  const facilities = new Map(
    (await askRows(connection, 'select care_site_id, facility, facility_area from facility')).map(
      ([site, facility, area]) => [BigInt(String(site)), [Number(facility), Number(area)] as const]
    )
  );
  const telling = new Set(circumstances.filter((c) => c.preceded > 0).map((c) => c.site));
  await fill(
    connection,
    'circumstance',
    [
      'care_site_id bigint',
      'concept bigint',
      'setting utinyint',
      'facility smallint',
      'facility_area tinyint',
      'midnight_is_a_time boolean',
      'tells_first boolean'
    ],
    [BIGINT, BIGINT, UTINYINT, SMALLINT, TINYINT, BOOLEAN, BOOLEAN],
    circumstances.map((c) => {
      const [facility, area] = (c.site === null ? undefined : facilities.get(c.site)) ?? [-1, -1];
      const setting = SETTING_OF_CONCEPT[c.concept]!;
      return [
        c.site,
        BigInt(c.concept),
        SETTINGS.indexOf(setting),
        facility,
        area,
        midnightIsATime(
          circumstances.filter((o) => o.site === c.site && SETTING_OF_CONCEPT[o.concept] === setting)
        ),
        setting === 'outpatient' && telling.has(c.site)
      ];
    })
  );
}

function midnightIsATime(together: readonly Circumstance[]): boolean {
  const sum = (of: (c: Circumstance) => number) => together.reduce((total, c) => total + of(c), 0);
  const [midnight, visits] = [sum((c) => c.midnight), sum((c) => c.visits)];
  const { share, visits: enough } = MIDNIGHT_IS_A_PLACEHOLDER;
  return midnight <= share * visits || (midnight < enough && midnight < visits);
}
