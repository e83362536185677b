import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SourceDescription } from '#lib/release/manifest.ts';
import { AuditError } from './audit/audit-error.ts';
import { audit, type AuditPassed } from './audit/audit.ts';
import type { YearExtent } from './audit/joint-sample.ts';
import type { Effects } from './effects.ts';
import type { Policy } from './policy.ts';
import { repairRows } from './protect/rounded-tables.ts';
import type { SafeRows } from './protect/safe-rows.ts';
import type { Records } from './read-records.ts';
import type { OpenChannel } from './write/open-channel.ts';
import { writeTables, type WrittenTables } from './write/write-tables.ts';

/** What a release is to hold, and what the auditor holds it against. */
export interface AuditedInputs {
  /** Rows published before, as they were. */
  readonly frozen: readonly SafeRows[];
  /** Rows of periods that appear for the first time. */
  readonly fresh: readonly SafeRows[];
  readonly policy: Policy;
  readonly connection: DuckDBConnection;
  readonly records: Records;
  readonly source: SourceDescription;
  readonly yearExtent: YearExtent;
}

/** Rounds of audit and repair before a publication gives up. */
const ROUNDS = 25;

/**
 * Writes the tables and has them audited. Where rounded rows pin a hidden count, the rows the auditor names are left
 * out, totals first and then the smallest, and everything is written and audited again.
 * @throws AuditError for whatever leaving out rounded rows cannot mend
 */
export async function auditedTables(
  channel: OpenChannel,
  { frozen, fresh, policy, connection, records, source, yearExtent }: AuditedInputs,
  effects: Effects
): Promise<{ readonly written: WrittenTables; readonly passed: AuditPassed }> {
  let rows = fresh;
  for (let round = 1; ; round++) {
    const written = await writeTables(
      channel.folder,
      { release: channel.release, rows: [...frozen, ...rows], ledger: channel.ledger, policy },
      effects
    );
    try {
      const passed = await audit(
        {
          folder: channel.folder,
          tables: written.tables,
          policy,
          policySha256: written.policy.sha256,
          ledger: written.entered,
          previous: channel.published.manifest === null ? null : { ledger: channel.published.ledger },
          newPeriods: fresh.map(({ table, period }) => ({ table, period })),
          connection,
          facilities: records.facilities,
          facilityAreas: records.facilityAreas,
          source,
          yearExtent,
          stateFile: join(channel.published.channel, '.audit-state.json'),
          privateFile: join(channel.published.channel, '.audit-failing.json')
        },
        effects
      );
      return { written, passed };
    } catch (error) {
      if (!(error instanceof AuditError) || error.code !== 'E_AUDIT_INTERVAL' || round === ROUNDS)
        throw error;
      const repaired = repairRows(rows, error.failing);
      if (repaired.dropped === 0) throw error;
      effects.log(
        `The audit could pin down ${error.failing.length} hidden counts from rounded rows; ${repaired.dropped} of these rows are left out, and the release is audited again.`
      );
      rows = repaired.rows;
      effects.files.remove(channel.folder);
    }
  }
}
