import { createHash } from 'node:crypto';
import { EXIT_CODES } from '../publisher-error.ts';

export type ReleasedRow = readonly (string | number | null)[];

/** One period of one release: its rows, and the digest its manifest states. */
export interface ReleasedPeriod {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  readonly sha256: string;
}

/** One release of a channel: its periods, and those taken back for good. */
export interface CaseRelease {
  readonly release: number;
  readonly periods: Readonly<Record<string, ReleasedPeriod>>;
  readonly withdrawn?: readonly string[];
}

export type ReleasesVerdict =
  { readonly ok: true } | { readonly code: 'E_AUDIT_RELEASE_DIFF'; readonly exit: number };

/** Columns of a case in the order its digests are made. */
const CASE_COLUMNS = ['key', 'patients_band', 'visits'] as const;

/**
 * SHA-256 of a period's rows whatever their order: UTF-8 text of the column names joined by commas, then the rows
 * as comma-joined lines in byte order, each line ended by LF; null is empty. The auditor's own.
 */
export function rowsDigest(header: readonly string[], rows: readonly ReleasedRow[]): string {
  const lines = rows.map((row) => Buffer.from(`${row.map((value) => value ?? '').join(',')}\n`));
  const hash = createHash('sha256').update(`${header.join(',')}\n`);
  for (const line of lines.sort((a, b) => Buffer.compare(a, b))) hash.update(line);
  return hash.digest('hex');
}

/**
 * Whether the last release keeps what all earlier ones published: a closed period is there unchanged or has its
 * tombstone, a tombstone stays, none is present and withdrawn at once, and every digest is that of its rows.
 */
export function judgeReleases(releases: readonly CaseRelease[]): ReleasesVerdict {
  const last = releases.at(-1);
  const differs =
    last !== undefined &&
    (Object.values(last.periods).some(isMisstated) ||
      releases.slice(0, -1).some((earlier) => !keeps(last, earlier)) ||
      gone(last).some((period) => period in last.periods));
  return differs ? { code: 'E_AUDIT_RELEASE_DIFF', exit: EXIT_CODES.E_AUDIT_RELEASE_DIFF } : { ok: true };
}

const gone = ({ withdrawn = [] }: CaseRelease): readonly string[] => withdrawn;

const digestOf = ({ rows }: ReleasedPeriod): string =>
  rowsDigest(
    CASE_COLUMNS,
    rows.map((row) => CASE_COLUMNS.map((column) => row[column]!))
  );

const isMisstated = (period: ReleasedPeriod): boolean => digestOf(period) !== period.sha256;

function keeps(last: CaseRelease, earlier: CaseRelease): boolean {
  const withdrawn = new Set(gone(last));
  return (
    gone(earlier).every((period) => withdrawn.has(period)) &&
    Object.entries(earlier.periods).every(([period, before]) => {
      const now = last.periods[period];
      return now ? digestOf(now) === digestOf(before) : withdrawn.has(period);
    })
  );
}
