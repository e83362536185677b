import type { DuckDBConnection } from '@duckdb/node-api';
import type { Month } from '#lib/domain/period.ts';
import type { Effects } from './effects.ts';
import { readEmergencyRequests, type EmergencyRequestsRead } from './read/emergency-requests.ts';
import { openOmopTables } from './read/omop-tables.ts';
import type { OptOuts } from './read/opt-outs.ts';
import { readReferrals, type ReferralsRead } from './read/referrals.ts';
import { readVisits, type VisitsRead } from './read/visits.ts';

/** The record tables of a source, filled, and what may be said of them. */
export interface Records {
  readonly visits: VisitsRead;
  readonly requests: EmergencyRequestsRead;
  readonly letters: ReferralsRead;
  /** Facilities with visits, and medical areas they stand in. */
  readonly facilities: number;
  readonly facilityAreas: number;
}

/**
 * Turns a source into the tables `visit`, `emergency_request` and `referral`; people who asked to stop and months not
 * yet closed are in none of them.
 * @throws PublisherError the codes of the source (exit 3 and 6)
 */
export async function readRecords(
  connection: DuckDBConnection,
  directory: string,
  optOuts: OptOuts,
  closed: Month,
  effects: Pick<Effects, 'log' | 'progress'>
): Promise<Records> {
  await openOmopTables(connection, directory);
  const visits = await readVisits(connection, optOuts, closed);
  effects.log(
    `Read ${visits.visits} visits of ${visits.months.length} closed months; ${visits.optedOut} visits of people who asked to stop were taken out, ${visits.notYetClosed} are of months not yet closed.`
  );
  effects.progress('read', 0.8);
  const requests = await readEmergencyRequests(connection, directory, closed);
  const letters = await readReferrals(connection, directory, optOuts, closed);
  if (requests.present || letters.present)
    effects.log(
      `Read ${requests.requests} emergency requests (${requests.refusedWithoutReason} refused without a reason) and ${letters.letters} letters (${letters.nameless} name nobody, ${letters.optedOut} of people who asked to stop were taken out).`
    );
  const [facilities, facilityAreas] = await facilitiesOf(connection);
  return { visits, requests, letters, facilities, facilityAreas };
}

/** A source that names no facility is one facility. */
async function facilitiesOf(connection: DuckDBConnection): Promise<[number, number]> {
  const [row] = (
    await connection.runAndReadAll(
      'select count(distinct facility) filter (facility >= 0), count(distinct facility_area) filter (facility_area >= 0) from visit'
    )
  ).getRows();
  return [Math.max(1, Number(row![0])), Math.max(1, Number(row![1]))];
}
