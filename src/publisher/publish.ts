import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Manifest, SourceDescription } from '#lib/release/manifest.ts';
import { CountingEngine } from './count/engine.ts';
import type { Effects } from './effects.ts';
import { checkPolicy, defaultPolicy, type Policy } from './policy.ts';
import { protectMonth, type ProtectedMonth } from './protect/protect-month.ts';
import { PublisherError } from './publisher-error.ts';
import { openOmopTables } from './read/omop-tables.ts';
import { readOptOuts } from './read/opt-outs.ts';
import { lastClosedMonth, readVisits } from './read/visits.ts';
import { lockChannel } from './write/lock.ts';
import {
  currentRelease,
  releaseFolder,
  removeLeftovers,
  switchRelease,
  writeRelease
} from './write/write-release.ts';

export interface PublishOptions {
  /** Folder with the OMOP tables. */
  readonly source: string;
  readonly optOut: string | undefined;
  /** Channel folder: releases stand in it by number. */
  readonly out: string;
  /** Plain date (or ISO instant) against which closing, ages and expiry are judged; default: the clock. */
  readonly asOf: string | undefined;
  /** Policy file; default: the project's own. */
  readonly policy: string | undefined;
  /** Number to publish as; default: the one after the channel's current release. */
  readonly release: number | undefined;
  /** Needed for a real source; a synthetic one describes itself in source.json. */
  readonly describe: Partial<Pick<SourceDescription, 'profile' | 'name_ja' | 'name_en'>>;
  readonly threads: number;
  readonly memory: string;
}

export interface PublishResult {
  readonly manifest: Manifest;
  readonly folder: string;
}

const VERSION = '0.1.0';

/**
 * Publishes a release: read → visits → count → protect → write. Either the complete new release is served
 * afterwards or the one before; a failure leaves no trace.
 * @throws PublisherError with the code and exit of docs/errors.md
 */
export async function publish(options: PublishOptions, effects: Effects): Promise<PublishResult> {
  const asOf = instantOf(options.asOf, effects.clock());
  const policy = readPolicy(options.policy);
  checkPolicy(policy);
  const optOuts = readOptOuts(options.optOut, asOf.instant);
  const source = describeSource(options);

  return withIo(async () => {
    effects.files.makeDirectory(options.out);
    const unlock = lockChannel(options.out, effects);
    const scratch = mkdtempSync(join(tmpdir(), 'care-atlas-'));
    try {
      removeLeftovers(options.out, effects);
      const release = options.release ?? currentRelease(options.out) + 1;
      const instance = await DuckDBInstance.create(join(scratch, 'visits.duckdb'), {
        threads: String(options.threads),
        memory_limit: options.memory,
        temp_directory: join(scratch, 'spill')
      });
      const connection = await instance.connect();
      try {
        effects.progress('read', 0);
        await openOmopTables(connection, options.source);
        const read = await readVisits(
          connection,
          optOuts,
          lastClosedMonth(asOf.date, policy.freeze_lag_months)
        );
        effects.log(
          `Read ${read.visits} visits of ${read.months.length} closed months; ${read.optedOut} visits of people who asked to stop were taken out, ${read.notYetClosed} are of months not yet closed.`
        );

        const engine = new CountingEngine(connection);
        const months: ProtectedMonth[] = [];
        for (const month of read.months) {
          months.push(await protectMonth(month, engine, policy));
          effects.progress('protect', months.length / read.months.length);
        }

        effects.progress('write', 0);
        const partial = join(options.out, `.${releaseFolder(release)}.partial`);
        await connection.run('drop table visit');
        await connection.run('set threads = 1');
        const manifest = await writeRelease(
          partial,
          {
            months,
            policy,
            source,
            asOf: asOf.date,
            expiresOn: addDays(asOf.date, policy.expires_after_days),
            release,
            generator: `care-atlas ${VERSION}`
          },
          connection,
          effects
        );
        switchRelease(options.out, partial, release, effects);
        effects.progress('write', 1);
        return { manifest, folder: join(options.out, releaseFolder(release)) };
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    } finally {
      rmSync(scratch, { recursive: true, force: true });
      unlock();
    }
  });
}

function instantOf(asOf: string | undefined, now: Date): { date: string; instant: Date } {
  if (asOf === undefined) {
    const japan = new Date(now.getTime() + 9 * 3_600_000);
    return { date: japan.toISOString().slice(0, 10), instant: now };
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(asOf)) {
    const instant = new Date(`${asOf}T23:59:59+09:00`);
    if (!Number.isNaN(instant.getTime())) return { date: asOf, instant };
  }
  throw new PublisherError(
    'E_USAGE',
    `--as-of takes a plain date such as 2026-06-30, not ${JSON.stringify(asOf.slice(0, 20))}.`
  );
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function readPolicy(path: string | undefined): Policy {
  if (path === undefined) return defaultPolicy();
  try {
    return { ...defaultPolicy(), ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<Policy>) };
  } catch (cause) {
    throw new PublisherError('E_POLICY_SHAPE', `The policy ${path} cannot be read as JSON; check the file.`, {
      cause
    });
  }
}

function describeSource(options: PublishOptions): SourceDescription {
  const path = join(options.source, 'source.json');
  const own = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<SourceDescription>) : {};
  const profile = options.describe.profile ?? own.profile ?? 'hospital';
  return {
    synthetic: own.synthetic === true,
    profile,
    name_ja: options.describe.name_ja ?? own.name_ja ?? '名称未設定の医療機関',
    name_en: options.describe.name_en ?? own.name_en ?? 'Unnamed source',
    facilities: own.facilities ?? 1
  };
}

/** Turns what the file system says into the publisher's own codes. */
async function withIo<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof PublisherError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    const text = cause instanceof Error ? cause.message : '';
    if (code === 'ENOSPC' || /No space left on device|Out of disk/i.test(text)) {
      throw new PublisherError(
        'E_IO_NOSPACE',
        'The disk is full; the release before is still served. Free some space and publish again.',
        { cause }
      );
    }
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
      throw new PublisherError(
        'E_IO',
        `The file system refused a step (${code}); the release before is still served. Check permissions and the disk, then publish again.`,
        { cause }
      );
    }
    throw cause;
  }
}
