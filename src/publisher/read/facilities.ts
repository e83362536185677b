import { SMALLINT, TINYINT, BIGINT, type DuckDBConnection } from '@duckdb/node-api';
import { OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import { readUnits } from '../reference/read-reference.ts';
import { SENDAI } from '../trees.ts';
import { askRows } from './ask-rows.ts';
import { fill } from './fill-table.ts';
import { refuseCodes } from './refuse-codes.ts';
import { residenceLeaf } from './residence.ts';
import { AREA_CODES } from './visit-contract.ts';

const AREA_OF = new Map<string, string>([
  ...readUnits().map((u) => [u.unit, u.area] as const),
  [SENDAI, '0403']
]);

/** Index in AREA_CODES of the area a geography leaf lies in; -1 outside the prefecture or 不明. */
function areaIndex(leaf: string): number {
  return leaf === OUTSIDE || leaf === UNKNOWN ? -1 : AREA_CODES.indexOf(AREA_OF.get(leaf)!);
}

/**
 * Makes or widens table `facility (care_site_id, facility, facility_area)`: every care site of table `care_site` and of
 * the given source views, numbered densely from 0 by its id; a site already numbered keeps its number. A site
 * without a row in `care_site`, or without a place there, is in no known area (-1).
 * @param views names of source views with a column `care_site_id`
 * @throws PublisherError E_CODE_UNKNOWN for a place that is neither Miyagi's nor another prefecture's
 */
export async function numberFacilities(
  connection: DuckDBConnection,
  views: readonly ('source_visit_occurrence' | 'source_emergency_request' | 'source_referral')[]
): Promise<void> {
  const known = (await tableExists(connection))
    ? await askRows(
        connection,
        'select care_site_id, facility, facility_area from facility order by facility'
      )
    : [];
  const rows = known.map((row) => [BigInt(String(row[0])), Number(row[1]), Number(row[2])] as const);
  const numbered = new Set(rows.map(([id]) => id));
  const sites = await askRows(
    connection,
    `select site.care_site_id, min(coalesce(l.location_source_value, ''))
     from (select care_site_id from source_care_site ${views.map((view) => `union select care_site_id from ${view}`).join(' ')}) site
     left join source_care_site s on s.care_site_id = site.care_site_id
     left join source_location l on l.location_id = s.location_id
     where site.care_site_id is not null
     group by site.care_site_id order by site.care_site_id`
  );
  const strange = new Map<string, number>();
  const fresh = sites.flatMap(([id, place]) => {
    const site = BigInt(String(id));
    if (numbered.has(site)) return [];
    const leaf = residenceLeaf(String(place));
    if (leaf === null) strange.set(String(place), (strange.get(String(place)) ?? 0) + 1);
    return [{ site, area: leaf === null ? -1 : areaIndex(leaf) }];
  });
  refuseCodes(strange, 'places (location_source_value)', 'care sites');
  await fill(
    connection,
    'facility',
    ['care_site_id bigint', 'facility smallint', 'facility_area tinyint'],
    [BIGINT, SMALLINT, TINYINT],
    [...rows, ...fresh.map(({ site, area }, i) => [site, rows.length + i, area] as const)]
  );
}

async function tableExists(connection: DuckDBConnection): Promise<boolean> {
  return (
    (await askRows(connection, "select 1 from duckdb_tables() where table_name = 'facility' and temporary"))
      .length > 0
  );
}
