import { createHash } from 'node:crypto';
import { monthsFrom, monthsOfPeriod, type PeriodKey } from '../../src/lib/domain/period.ts';
import type { Manifest } from '../../src/lib/release/manifest.ts';
import { TABLES, tableSchema } from '../../src/lib/release/tables.ts';
import type { AuditPassed } from '../../src/publisher/audit/audit.ts';
import type { Effects } from '../../src/publisher/effects.ts';
import { demoKeys } from '../../src/publisher/keys/demo-keys.ts';
import type { Keys } from '../../src/publisher/keys/keys.ts';
import { frozenRows } from '../../src/publisher/ledger/frozen-rows.ts';
import { planPeriods } from '../../src/publisher/ledger/plan-periods.ts';
import type { Withdrawal } from '../../src/publisher/ledger/withdraw.ts';
import { defaultPolicy, type Policy } from '../../src/publisher/policy.ts';
import { safeRows, type ReleasedValue, type SafeRows } from '../../src/publisher/protect/safe-rows.ts';
import { withDiskErrors } from '../../src/publisher/write/disk-errors.ts';
import { finishRelease } from '../../src/publisher/write/finish-release.ts';
import { openChannel } from '../../src/publisher/write/open-channel.ts';
import { writeTables, type WrittenTables } from '../../src/publisher/write/write-tables.ts';

/** A publication without records: made-up rows go the real way through ledger, write and switch. */
export interface FakePublication {
  readonly channel: string;
  /** Last month the source has, all closed; it begins in 2025-04. */
  readonly last: number;
  readonly release?: number;
  /** Changes every newly counted row, as late records and opt-outs do. */
  readonly salt?: string;
  readonly policy?: Policy;
  readonly keys?: Keys;
  readonly withdrawals?: readonly Withdrawal[];
  readonly reissue?: readonly PeriodKey[];
  readonly asOf?: string;
}

const SEED = 7;
/** Keys every fake publication signs with by default. */
export const FAKE_KEYS = demoKeys(SEED);
const FIRST = 202504;

/** A whole number that depends on the words alone. */
const drawn = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('|')).digest().readUInt32BE(0);

function valueOf(
  column: { name: string; type: string },
  period: PeriodKey,
  i: number,
  salt: string
): ReleasedValue {
  const months = monthsOfPeriod(period);
  switch (column.name) {
    case 'month':
      return months[0]!;
    case 'fiscal_year':
      return Number(period.slice(0, 4));
    case 'quarter':
      return Number(period.slice(-1));
    case 'prefecture':
      return '04';
    case 'area':
    case 'city':
    case 'unit':
      return i % 2 ? '04202' : '04101';
    case 'age5':
    case 'chapter':
      return i % 2 ? '70-74' : '75-79';
    case 'level':
      return period.endsWith('3') ? 'unit' : 'age5';
    case 'hidden_leaves':
      return 0;
    case 'patients_band':
      return '20-49';
  }
  if (column.type === 'INTEGER') return 10 * (1 + (drawn(period, i, column.name, salt) % 50));
  if (column.type === 'DOUBLE') return drawn(period, i, column.name, salt) / 7;
  return `${column.name}-${i}`;
}

/** Two made-up rows of a period. */
function rowsOf(table: string, period: PeriodKey, salt: string): SafeRows {
  const { columns } = tableSchema(table);
  const rows = table === 'flows' ? [] : [0, 1].map((i) => columns.map((c) => valueOf(c, period, i, salt)));
  return safeRows(table, period, rows);
}

/** An audit that looked at nothing: its certificate names the files it was given. */
const auditedOf = (written: WrittenTables): AuditPassed =>
  ({
    certificate: {
      release: written.release,
      files: [...written.tables, written.policy, written.ledger, written.snapshot].map(
        ({ file, sha256, bytes }) => ({ file, sha256, bytes })
      )
    }
  }) as unknown as AuditPassed;

/** Publishes, exactly as the publisher does after protect. */
export const fakePublication = (publication: FakePublication, effects: Effects): Promise<Manifest> =>
  withDiskErrors(() => published(publication, effects));

async function published(
  { channel, last, release, salt = '', policy, keys = FAKE_KEYS, ...more }: FakePublication,
  effects: Effects
): Promise<Manifest> {
  const opened = await openChannel({ channel, release, trusted: keys.trusted, ...more }, effects);
  try {
    const plan = planPeriods({ months: monthsFrom(FIRST, last), lastClosed: last, ledger: opened.ledger });
    const rows = [
      ...(await frozenRows(opened.published, opened.ledger)),
      ...TABLES.flatMap((table) =>
        (plan.get(table.name) ?? []).map((period) => rowsOf(table.name, period, salt))
      )
    ];
    const written = await writeTables(
      opened.folder,
      { release: opened.release, rows, ledger: opened.ledger, policy: policy ?? defaultPolicy() },
      effects
    );
    const manifest = finishRelease(
      written,
      auditedOf(written),
      {
        source: { synthetic: true, profile: 'hospital', name_ja: '試', name_en: 'fake', facilities: 1 },
        asOf: more.asOf ?? '2026-06-30',
        expiresOn: '2027-12-31',
        generator: 'care-atlas test'
      },
      keys,
      effects
    );
    opened.switchTo(written);
    return manifest;
  } finally {
    opened.close();
  }
}
