import type { PeriodKey } from '#lib/domain/period.ts';
import type { FailingCell } from '../disclosure-verdict.ts';
import { PublisherError, type PublisherErrorCode } from '../publisher-error.ts';

/** The codes the auditor ends a publication with. */
export type AuditCode = Extract<PublisherErrorCode, `E_AUDIT_${string}`>;

/** What failed, in words that name no cell; the cure is the same for every code. */
const FAULT: Readonly<Record<AuditCode, string>> = {
  E_AUDIT_THRESHOLD: 'blocks with fewer patients than their threshold',
  E_AUDIT_INTERVAL: 'hidden counts that can be pinned down from what is published',
  E_AUDIT_LOWER_BOUND: 'merged rows that prove a hidden count non-empty',
  E_AUDIT_RELEASE_DIFF: 'closed periods that differ from what was published before',
  E_AUDIT_DOMINANCE: 'cells that one contributor dominates',
  E_AUDIT_COLUMN: 'columns or values the whitelist does not hold',
  E_AUDIT_METADATA: 'file footers that say more than the table',
  E_AUDIT_SENSITIVE: 'rows that show a sensitive diagnosis on its own',
  E_AUDIT_SOLVER: 'interval programmes without a proven answer',
  E_AUDIT_SNAPSHOT: 'snapshot entries that do not follow from the released files',
  E_AUDIT_INDICATOR: 'estimates below their thresholds',
  E_AUDIT_QUANTILE: 'quantiles from too few patients',
  E_AUDIT_FILE: 'files or bytes nothing refers to',
  E_AUDIT_RULE: 'merged rows that the public rule makes readable',
  E_AUDIT_TOTALS: 'rows that do not partition or count what they say'
};

/**
 * A release the auditor refuses. The message names table, period and how many; the cells stand in `failing`, for the
 * private file alone.
 */
export class AuditError extends PublisherError {
  constructor(
    code: AuditCode,
    readonly table: string,
    readonly period: PeriodKey,
    readonly count: number,
    readonly failing: readonly FailingCell[] = [],
    options?: { cause?: unknown }
  ) {
    super(
      code,
      `${table}, ${period}: the audit found ${FAULT[code]} (${count}); nothing was published and the release before is still served.`,
      options
    );
  }
}

/** Refuses a release for its failing cells; the message speaks of the table and period of the first. */
export function refuse(code: AuditCode, failing: readonly FailingCell[]): void {
  const [first] = failing;
  if (!first) return;
  const { table, period } = first;
  const count = failing.filter((cell) => cell.table === table && cell.period === period).length;
  throw new AuditError(code, table, period, count, failing);
}

/** An interval programme without a proven answer: a status that proves nothing, or constraints that contradict each other. */
export function unproven(reason: string): PublisherError {
  return new PublisherError(
    'E_AUDIT_SOLVER',
    `An interval programme has no proven answer (${reason}); nothing was published. Report this as a fault.`
  );
}
