import type { DuckDBConnection } from '@duckdb/node-api';
import { lastMonthOf, monthKey, monthsOfPeriod, type Month, type PeriodKey } from '#lib/domain/period.ts';
import type { AuditStepName, Certificate } from '#lib/release/certificate.ts';
import type { Ledger } from '#lib/release/ledger-file.ts';
import type { SourceDescription, TableEntry } from '#lib/release/manifest.ts';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import type { FailingCell } from '../disclosure-verdict.ts';
import type { Effects } from '../effects.ts';
import type { Policy } from '../policy.ts';
import { answer } from './audit-answer.ts';
import { fillAuditDimensions } from './audit-dimensions.ts';
import { AuditError, refuse } from './audit-error.ts';
import { AuditState, stateKey } from './audit-state.ts';
import { certify } from './certificate.ts';
import { judgeDeclarations } from './declarations.ts';
import { differences } from './differences.ts';
import type { DiseaseParts } from './disease-parts.ts';
import { auditExactMonth, NO_EXACT_MONTH, together as exactTogether } from './exact-month-audit.ts';
import { jointAreaYear } from './joint-area-year.ts';
import { jointMonth } from './joint-month.ts';
import { jointMunicipalityYear } from './joint-municipality-year.ts';
import { NOTHING_TESTED, together, type JointVerdict } from './joint-tally.ts';
import { judgeYear, type YearExtent } from './joint-sample.ts';
import { judgeJoint } from './joint-verdict.ts';
import { checkLedger } from './ledger-check.ts';
import { drawMembers } from './membership.ts';
import { rawScan } from './raw-scan.ts';
import { roundedCells } from './rounded-cells.ts';
import { judgeEqualPopulations } from './rounded-populations.ts';
import { judgeSensitiveRows } from './sensitive-rows.ts';
import { snapshotCheck } from './snapshot-check.ts';
import { monthOfKey, openWrittenTables } from './written-tables.ts';

/** What is audited, and what it is held against. */
export interface AuditInputs {
  /** Folder with tables/, policy.json, ledger.json and snapshot.json; a manifest may be missing yet. */
  readonly folder: string;
  readonly tables: readonly TableEntry[];
  readonly policy: Policy;
  readonly policySha256: string;
  /** Ledger of this release. */
  readonly ledger: Ledger;
  /** Of the release before; null for the first. */
  readonly previous: { readonly ledger: Ledger } | null;
  /** Periods published for the first time; every other is compared by digest. */
  readonly newPeriods: readonly { readonly table: string; readonly period: PeriodKey }[];
  /** Holds `visit`, `emergency_request` and `referral`. */
  readonly connection: DuckDBConnection;
  readonly facilities: number;
  readonly facilityAreas: number;
  readonly source: SourceDescription;
  readonly yearExtent: YearExtent;
  /** Where to keep what is proven, so that a stopped audit goes on. */
  readonly stateFile?: string;
  /** Where failing cells are written, for the owner alone. */
  readonly privateFile: string;
}

declare const passed: unique symbol;

/** A release that has passed: only {@link audit} makes one, and nothing is finished without it. */
export interface AuditPassed {
  readonly [passed]: true;
  readonly certificate: Certificate;
}

/** Periods audited between two savings of what is proven. */
const SAVE_EVERY = 4;

/**
 * Tests a written release against every attack the disclosure scheme lists, on its bytes and with queries of its own.
 * @throws AuditError the first code that applies; its cells go to `privateFile`, 0600, and nowhere else
 */
export async function audit(inputs: AuditInputs, effects: Effects): Promise<AuditPassed> {
  try {
    return { certificate: await certificateOf(inputs, effects) } as AuditPassed;
  } catch (error) {
    if (error instanceof AuditError && error.failing.length > 0)
      effects.files.write(inputs.privateFile, canonicalJson(error.failing), 0o600);
    throw error;
  }
}

async function certificateOf(inputs: AuditInputs, effects: Effects): Promise<Certificate> {
  const { connection, folder, tables, policy, ledger } = inputs;
  const state = new AuditState(inputs.stateFile, effects.files);
  const tell = (step: AuditStepName, share: number): void =>
    effects.progress(`audit ${step.replaceAll('_', ' ')}`, share);

  judgeDeclarations(policy);
  const scanned = await rawScan({ folder, tables, policy });
  const answers = await snapshotCheck({ folder, tables });
  const compared = await checkLedger({ folder, tables, previous: inputs.previous?.ledger ?? null });

  await openWrittenTables(connection, folder, tables);
  const parts = await fillAuditDimensions(connection, policy, await diagnosesOf(connection));
  await judgeSensitiveRows(connection, parts, inputs.newPeriods);
  const members = await drawMembers(connection);
  const months = newMonths(inputs);
  const context = `${inputs.facilities} facilities in ${inputs.facilityAreas} areas`;

  let exact = NO_EXACT_MONTH;
  for (const [done, month] of months.entries()) {
    const key = stateKey('exact', ledger, new Set([monthKey(month)]), context);
    exact = exactTogether(exact, await state.once(key, () => auditExactMonth(connection, month, policy)));
    if ((done + 1) % SAVE_EVERY === 0) state.save();
    tell('closed_form', (done + 1) / months.length);
  }
  const rounded = await roundedCells({ ...inputs, parts });
  const equal = await judgeEqualPopulations(connection, policy, inputs.newPeriods);
  tell('joint_programme', 0);
  const joint = await jointProgrammes(inputs, parts, state, context, (share) =>
    tell('joint_programme', share)
  );
  state.save();
  refuse('E_AUDIT_INTERVAL', joint.failing);
  const differing = await differences({ folder, tables, policy, months });
  tell('differences', 1);
  return certify(inputs, {
    exact,
    rounded,
    joint,
    members,
    differing: { ...differing, nested_pairs: differing.nested_pairs + equal },
    scanned,
    answers,
    compared
  });
}

/** Months of the exact tables that are new, ascending. */
function newMonths({ newPeriods }: AuditInputs): Month[] {
  return newPeriods
    .filter(({ table }) => table === 'visits_by_age')
    .map(({ period }) => monthOfKey(period))
    .sort((a, b) => a - b);
}

async function diagnosesOf(connection: DuckDBConnection): Promise<(readonly [number, number])[]> {
  const rows = await answer(connection, 'select distinct chapter, category from visit order by all');
  const [chapters, categories] = ['chapter', 'category'].map(rows.numbers);
  return Array.from(chapters!, (chapter, i) => [chapter, categories![i]!] as const);
}

/** The joint programmes of every month and fiscal year that has a new rounded table. */
async function jointProgrammes(
  { connection, policy, ledger, newPeriods, yearExtent }: AuditInputs,
  parts: DiseaseParts,
  state: AuditState,
  context: string,
  progress: (share: number) => void
): Promise<JointVerdict> {
  const given = { connection, policy, parts, records: true };
  const months = [
    ...new Set(newPeriods.filter(({ table }) => table === 'disease_monthly').map(({ period }) => period))
  ].sort();
  const years = [
    ...new Set(newPeriods.filter(({ table }) => table === 'disease_profile').map(({ period }) => period))
  ].sort();
  // a year costs about as much as twenty months
  const cost = months.length + 20 * years.length;
  const verdicts: JointVerdict[] = [];
  const judged = async (step: string, periods: readonly PeriodKey[], work: () => Promise<JointVerdict>) => {
    const verdict = await state.once(stateKey(step, ledger, new Set(periods), context), work, passes);
    verdicts.push(verdict);
  };
  for (const [done, period] of months.entries()) {
    await judged('joint month', [period], async () =>
      judgeJoint(await jointMonth(given, monthOfKey(period)), {})
    );
    if ((done + 1) % SAVE_EVERY === 0) state.save();
    progress((done + 1) / cost);
  }
  for (const [done, period] of years.entries()) {
    const all = [period, ...monthsOfPeriod(period).map(monthKey)];
    const year = Math.floor(lastMonthOf(period) / 100) - 1;
    const extent = yearExtent === 'every' ? '' : ' sample';
    await judged(`joint area year${extent}`, all, async () =>
      judgeYear(await jointAreaYear(given, year), yearExtent)
    );
    await judged(`joint municipality year${extent}`, all, async () =>
      judgeYear(await jointMunicipalityYear(given, year), yearExtent)
    );
    state.save();
    progress((months.length + 20 * (done + 1)) / cost);
  }
  return verdicts.length === 0 ? NOTHING_TESTED : together(verdicts);
}

const passes = ({ failing }: { readonly failing: readonly FailingCell[] }): boolean => failing.length === 0;
