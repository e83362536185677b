import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Month, PeriodKey } from '#lib/domain/period.ts';
import type { Manifest, SourceDescription } from '#lib/release/manifest.ts';
import { auditedTables } from './audited-tables.ts';
import { CountingEngine } from './count/engine.ts';
import { describeSource } from './describe-source.ts';
import type { YearExtent } from './audit/joint-sample.ts';
import type { Effects } from './effects.ts';
import { openKeys, type Keys } from './keys/keys.ts';
import { frozenRows } from './ledger/frozen-rows.ts';
import { lateRecords, lateRecordsLine, publishedVisits } from './ledger/late-records.ts';
import { planPeriods } from './ledger/plan-periods.ts';
import type { Withdrawal } from './ledger/withdraw.ts';
import { checkPolicy, defaultPolicy, type Policy } from './policy.ts';
import { checkAgainstPrevious, readPolicyFile } from './policy-file.ts';
import { planOf, type HiddenPlan } from './hidden-plan.ts';
import { protectMonth, type ProtectedMonth } from './protect/protect-month.ts';
import { roundedTables } from './protect/rounded-tables.ts';
import type { SafeRows } from './protect/safe-rows.ts';
import { PublisherError } from './publisher-error.ts';
import { readOptOuts, type OptOuts } from './read/opt-outs.ts';
import { lastClosedMonth } from './read/visits.ts';
import { readRecords, type Records } from './read-records.ts';
import { inScratchDatabase } from './scratch-database.ts';
import { withDiskErrors } from './write/disk-errors.ts';
import { finishRelease } from './write/finish-release.ts';
import { openChannel, type OpenChannel } from './write/open-channel.ts';

export interface PublishOptions {
  /** Folder with the OMOP tables and the emergency and referral logs. */
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
  /** Folder made by keygen; a synthetic source needs none. */
  readonly keys: string | undefined;
  /** Periods to take back, and to ask for a second time (which is refused). */
  readonly withdrawals: readonly Withdrawal[];
  readonly reissue: readonly PeriodKey[];
  /** Stop after protect and say what would be published and hidden; nothing is written. */
  readonly dryRun: boolean;
  /** Needed for a real source; a synthetic one describes itself in source.json. */
  readonly describe: Partial<Pick<SourceDescription, 'profile' | 'name_ja' | 'name_en'>>;
  /** How much of a fiscal year's joint tables the audit judges. */
  readonly yearExtent: YearExtent;
  readonly threads: number;
  readonly memory: string;
}

/** What a publication made, or, of a dry run, what it would make. */
export type PublishResult =
  | { readonly kind: 'published'; readonly manifest: Manifest; readonly folder: string }
  | { readonly kind: 'planned'; readonly plan: HiddenPlan };

export const VERSION = '0.2.0';

/**
 * Publishes a release: read → visits → count → protect → write → audit → sign → switch. Either the complete new release
 * is served afterwards or the one before; a failure leaves no trace.
 * @throws PublisherError with the code and exit of docs/errors.md
 */
export async function publish(options: PublishOptions, effects: Effects): Promise<PublishResult> {
  const asOf = instantOf(options.asOf, effects.clock());
  const policy = options.policy === undefined ? defaultPolicy() : readPolicyFile(options.policy);
  checkPolicy(policy);
  const optOuts = readOptOuts(options.optOut, asOf.instant);
  const source = describeSource(options.source, options.describe);
  const keys = openKeys(options.keys, source);

  return withDiskErrors(async () => {
    const channel = await openChannel(
      {
        channel: options.out,
        ...(options.release === undefined ? {} : { release: options.release }),
        withdrawals: options.withdrawals,
        reissue: options.reissue,
        trusted: keys.trusted,
        dryRun: options.dryRun
      },
      effects
    );
    try {
      checkAgainstPrevious(policy, channel.published, asOf.date);
      return await inScratchDatabase(options, (connection) =>
        publishInto(channel, { connection, options, policy, optOuts, source, keys, asOf }, effects)
      );
    } finally {
      channel.close();
    }
  });
}

interface Publication {
  readonly connection: DuckDBConnection;
  readonly options: PublishOptions;
  readonly policy: Policy;
  readonly optOuts: OptOuts;
  readonly source: SourceDescription;
  readonly keys: Keys;
  readonly asOf: { readonly date: string; readonly instant: Date };
}

async function publishInto(
  channel: OpenChannel,
  { connection, options, policy, optOuts, source, keys, asOf }: Publication,
  effects: Effects
): Promise<PublishResult> {
  effects.progress('read', 0);
  const closed = lastClosedMonth(asOf.date, policy.freeze_lag_months);
  const records = await readRecords(connection, options.source, optOuts, closed, effects);
  effects.progress('read', 1);

  const frozen = await frozenRows(channel.published, channel.ledger);
  const late = lateRecordsLine(lateRecords(publishedVisits(frozen), records.visits.visitsByMonth));
  if (late) effects.log(late);
  const planned = planPeriods({ months: records.visits.months, lastClosed: closed, ledger: channel.ledger });

  const months = await protectMonths(planned.get('visits_by_age') ?? [], connection, policy, effects);
  if (options.dryRun) return { kind: 'planned', plan: planOf(months, planned, channel.release) };
  const fresh = [
    ...months.flatMap((month) => [month.rows.visits_by_age, month.rows.visits_by_disease]),
    ...(await roundPeriods(planned, months, { connection, policy, records, keys }, effects))
  ];

  const { written, passed } = await auditedTables(
    channel,
    { frozen, fresh, policy, connection, records, source, yearExtent: options.yearExtent },
    effects
  );
  const manifest = finishRelease(
    written,
    passed,
    {
      source: { ...source, facilities: records.facilities },
      asOf: asOf.date,
      expiresOn: addDays(asOf.date, policy.expires_after_days),
      generator: `care-atlas ${VERSION}`
    },
    keys,
    effects
  );
  channel.switchTo(written);
  effects.progress('write', 1);
  return { kind: 'published', manifest, folder: join(options.out, String(channel.release).padStart(6, '0')) };
}

/** Protects each month that is published for the first time. */
async function protectMonths(
  periods: readonly PeriodKey[],
  connection: DuckDBConnection,
  policy: Policy,
  effects: Effects
): Promise<ProtectedMonth[]> {
  const engine = new CountingEngine(connection);
  const months: ProtectedMonth[] = [];
  for (const period of periods) {
    const month: Month = Number(period.replace('-', ''));
    months.push(await protectMonth(month, engine, policy));
    effects.progress('protect', (0.5 * months.length) / periods.length);
  }
  return months;
}

/** Counts and rounds every other table's new periods. */
async function roundPeriods(
  planned: ReadonlyMap<string, readonly PeriodKey[]>,
  months: readonly ProtectedMonth[],
  {
    connection,
    policy,
    records,
    keys
  }: {
    readonly connection: DuckDBConnection;
    readonly policy: Policy;
    readonly records: Records;
    readonly keys: Keys;
  },
  effects: Effects
): Promise<SafeRows[]> {
  const periods = [...planned]
    .filter(([table]) => table !== 'visits_by_age' && table !== 'visits_by_disease')
    .flatMap(([table, own]) => own.map((period) => ({ table, period })));
  return roundedTables({
    connection,
    policy,
    key: keys.rounding,
    periods,
    facilities: records.facilities,
    facilityAreas: records.facilityAreas,
    exact: new Map(months.map((month) => [month.month, month])),
    progress: (done, total) => effects.progress('protect', 0.5 + (0.5 * done) / total)
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
