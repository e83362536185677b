import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Certificate } from '#lib/release/certificate.ts';
import { parseLedger } from '#lib/release/ledger-file.ts';
import { parseManifest } from '#lib/release/manifest.ts';
import { audit } from './audit/audit.ts';
import type { YearExtent } from './audit/joint-sample.ts';
import type { Effects } from './effects.ts';
import { parsePolicy } from './policy.ts';
import { PublisherError } from './publisher-error.ts';
import { readRecords } from './read-records.ts';
import { readOptOuts } from './read/opt-outs.ts';
import { lastClosedMonth } from './read/visits.ts';
import { inScratchDatabase } from './scratch-database.ts';
import { withDiskErrors } from './write/disk-errors.ts';

export interface AuditOptions {
  /** Release folder, with manifest.json. */
  readonly release: string;
  /** The records it was made from. */
  readonly source: string;
  readonly optOut: string | undefined;
  readonly yearExtent: YearExtent;
  readonly threads: number;
  readonly memory: string;
}

/**
 * Audits a finished release once more, against the records it was made from: every period that was new in it, by every
 * step. What is proven is kept beside the release, so that a stopped audit goes on.
 * @throws PublisherError the first audit code that applies; E_INPUT_READ if there is no release
 */
export async function auditRelease(options: AuditOptions, effects: Effects): Promise<Certificate> {
  const read = (file: string): string => {
    try {
      return readFileSync(join(options.release, file), 'utf8');
    } catch (cause) {
      throw new PublisherError(
        'E_INPUT_READ',
        `${options.release} holds no ${file}, so it is no release; name a folder such as releases/hospital/000001.`,
        { cause }
      );
    }
  };
  const manifest = parseManifest(read('manifest.json'));
  const policy = parsePolicy(read('policy.json'));
  const ledger = parseLedger(read('ledger.json'));
  const channel = dirname(options.release);
  // the list of that day counts, whatever day it is now
  const optOuts = readOptOuts(options.optOut, new Date(`${manifest.as_of}T23:59:59+09:00`));
  return withDiskErrors(() =>
    inScratchDatabase(options, async (connection) => {
      const closed = lastClosedMonth(manifest.as_of, policy.freeze_lag_months);
      const records = await readRecords(connection, options.source, optOuts, closed, effects);
      const { certificate } = await audit(
        {
          folder: options.release,
          tables: manifest.tables,
          policy,
          policySha256: manifest.policy.sha256,
          ledger,
          previous: null,
          newPeriods: ledger.periods.filter((entry) => entry.first_release === manifest.release),
          connection,
          facilities: records.facilities,
          facilityAreas: records.facilityAreas,
          source: manifest.source,
          yearExtent: options.yearExtent,
          stateFile: join(channel, '.audit-again.json'),
          privateFile: join(channel, '.audit-failing.json')
        },
        effects
      );
      return certificate;
    })
  );
}
