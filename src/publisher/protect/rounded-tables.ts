import type { DuckDBConnection } from '@duckdb/node-api';
import type { Month, PeriodKey } from '#lib/domain/period.ts';
import { ROUNDED_TABLES } from '#lib/release/tables/rounded-tables.ts';
import type { TableSchema } from '#lib/release/tables/table-schema.ts';
import { hasTable } from '../count/count-period.ts';
import { fillDimensions } from '../count/dimensions.ts';
import type { Policy } from '../policy.ts';
import { PublisherError } from '../publisher-error.ts';
import { indicators } from './indicators.ts';
import type { ProtectedMonth } from './protect-month.ts';
import { acceptance, acceptanceReasons } from './rounded/acceptance.ts';
import { diseaseGroupsOf } from './rounded/disease-groups.ts';
import { diseaseMonthly } from './rounded/disease-monthly.ts';
import { diseaseProfile } from './rounded/disease-profile.ts';
import { flows } from './rounded/flows.ts';
import { planningGroups, planningMonthly } from './rounded/planning.ts';
import { referrals, referralsQuarterly } from './rounded/referrals.ts';
import { rhythm } from './rounded/rhythm.ts';
import { rowsPinning } from './foresight/pinning-rows.ts';
import type { RoundedSource, Row, TableMaker } from './rounded/rounded-source.ts';
import { stays } from './rounded/stays.ts';
import { safeRows, type SafeRows } from './safe-rows.ts';

export { repairRows } from './repair.ts';

const MAKERS: Readonly<Record<string, TableMaker>> = {
  disease_monthly: diseaseMonthly,
  disease_profile: diseaseProfile,
  planning_groups: planningGroups,
  planning_monthly: planningMonthly,
  flows,
  rhythm,
  acceptance,
  acceptance_reasons: acceptanceReasons,
  referrals,
  referrals_quarterly: referralsQuarterly,
  stays,
  indicators
};

/** The log a table is counted from; all others are counted from the visits. */
const LOG_OF: Readonly<Record<string, string>> = {
  acceptance: 'emergency_request',
  acceptance_reasons: 'emergency_request',
  referrals: 'referral',
  referrals_quarterly: 'referral'
};

export interface RoundedInputs {
  readonly connection: DuckDBConnection;
  readonly policy: Policy;
  /** 32 bytes; stays in the hospital. */
  readonly key: Uint8Array;
  /** The tables and periods to make: those no release has yet. */
  readonly periods: readonly { readonly table: string; readonly period: PeriodKey }[];
  readonly facilities: number;
  readonly facilityAreas: number;
  /** What the exact tables say of each month; without a month, nothing is foreseen from it. */
  readonly exact: ReadonlyMap<Month, ProtectedMonth>;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Makes the rounded tables of the given periods: counted exactly, cut at their thresholds, rounded by population, and
 * freed of rows that would pin a hidden count. A table the source cannot give (no log, or flows with facilities in one
 * area) is left out; one in which nothing may be shown comes without rows.
 * @throws PublisherError E_POLICY_SHAPE, E_POLICY_WEAK
 */
export async function roundedTables(inputs: RoundedInputs): Promise<SafeRows[]> {
  const { connection, policy, key, facilities, facilityAreas, exact } = inputs;
  if (policy.rounding.base !== 10 || policy.rounding.n_k[0] !== 2)
    throw new PublisherError(
      'E_POLICY_SHAPE',
      'The policy rounds to another base than 10 or sums another number of contributors than 2; this version knows these only.'
    );
  const diseases = diseaseGroupsOf(policy);
  await fillDimensions(connection, diseases.counted);
  const source: RoundedSource = { connection, policy, key, facilities, facilityAreas, diseases };
  const present = new Set<string>();
  for (const log of new Set(Object.values(LOG_OF))) if (await hasTable(connection, log)) present.add(log);

  const wanted = inputs.periods.filter(({ table }) => {
    if (table === 'flows' && facilityAreas < 2) return false;
    return LOG_OF[table] === undefined || present.has(LOG_OF[table]);
  });
  const made = new Map<PeriodKey, Map<string, Row[]>>();
  for (const [done, { table, period }] of wanted.entries()) {
    let tables = made.get(period);
    if (!tables) made.set(period, (tables = new Map()));
    tables.set(table, await MAKERS[table]!(source, period));
    inputs.progress?.(done + 1, wanted.length);
  }
  for (const [period, tables] of made) {
    const pinning = rowsPinning(period, tables, exact, source);
    for (const [table, rows] of tables)
      tables.set(
        table,
        rows.filter((row) => !pinning.has(row))
      );
  }
  return wanted.map(({ table, period }) => {
    const schema = ROUNDED_TABLES.find(({ name }) => name === table)!;
    return safeRows(table, period, sorted(schema, made.get(period)!.get(table)!));
  });
}

/** Rows in the order of the schema: numbers by value, text by its code units. */
function sorted(schema: TableSchema, rows: readonly Row[]): Row[] {
  const by = schema.order.map((name) => schema.columns.findIndex((column) => column.name === name));
  return [...rows].sort((a, b) => {
    for (const at of by) {
      const [x, y] = [a[at]!, b[at]!];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  });
}
