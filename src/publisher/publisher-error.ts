/** Exit code of every error the publisher can end with, by its code. Words and cures: docs/errors.md. */
export const EXIT_CODES = {
  E_USAGE: 2,
  E_SCHEMA_MISSING_COLUMN: 3,
  E_SCHEMA_UNKNOWN_COLUMN: 3,
  E_SCHEMA_TYPE: 3,
  E_CODE_UNKNOWN: 3,
  E_VALUE_RANGE: 3,
  E_INPUT_EMPTY: 3,
  E_INPUT_READ: 3,
  E_MONTH_GAP: 3,
  E_COUNT_INEXACT: 3,
  E_POLICY_WEAK: 4,
  E_POLICY_ORDER: 4,
  E_POLICY_SHAPE: 4,
  E_POLICY_TIER_LOWERED: 4,
  E_GEO_POP_LT_2000: 4,
  E_HIER_NOT_NESTED: 4,
  E_TABLES_NOT_STAR: 4,
  E_SDC_RESIDUAL: 4,
  E_AUDIT_THRESHOLD: 5,
  E_AUDIT_INTERVAL: 5,
  E_AUDIT_LOWER_BOUND: 5,
  E_AUDIT_RELEASE_DIFF: 5,
  E_AUDIT_DOMINANCE: 5,
  E_AUDIT_COLUMN: 5,
  E_AUDIT_METADATA: 5,
  E_AUDIT_SENSITIVE: 5,
  E_AUDIT_SOLVER: 5,
  E_AUDIT_SNAPSHOT: 5,
  E_AUDIT_INDICATOR: 5,
  E_AUDIT_QUANTILE: 5,
  E_AUDIT_FILE: 5,
  E_AUDIT_RULE: 5,
  E_AUDIT_TOTALS: 5,
  E_INPUT_HASH: 6,
  E_KEY: 6,
  E_VERIFY: 6,
  E_IO_NOSPACE: 7,
  E_IO: 7,
  E_RELEASE_EXISTS: 8,
  E_ROLLBACK: 8,
  E_LEDGER: 8,
  E_PERIOD_WITHDRAWN: 8,
  E_OPTOUT_MISSING: 9,
  E_OPTOUT_STALE: 9,
  E_LOCKED: 10
} as const;

export type PublisherErrorCode = keyof typeof EXIT_CODES;

/** An error that ends the publisher with one sentence: what was asked, what came, what to do. Never a record's values. */
export class PublisherError extends Error {
  override readonly name = 'PublisherError';
  constructor(
    readonly code: PublisherErrorCode,
    message: string,
    options?: { cause?: unknown }
  ) {
    super(message, options);
  }
  get exitCode(): number {
    return EXIT_CODES[this.code];
  }
}
