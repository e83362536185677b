/** What can be wrong with a release as the reader's browser gets it. Words for each code stand in the i18n tables. */
export type ReleaseErrorCode =
  | 'E_DATA_HASH'
  | 'E_DATA_MISSING'
  | 'E_MANIFEST_SHAPE'
  | 'E_MANIFEST_SIGNATURE'
  | 'E_ROLLBACK'
  | 'E_SCHEMA_TOO_NEW'
  | 'E_SCHEMA_TOO_OLD'
  | 'E_SCHEMA_MISSING_COLUMN'
  | 'E_UNSUPPORTED'
  | 'E_ENGINE_START'
  | 'E_QUERY';

/** An error about a release: a stable code and details that name files and columns, never a record's values. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  constructor(
    readonly code: ReleaseErrorCode,
    readonly details: Readonly<Record<string, string>> = {},
    options?: { cause?: unknown }
  ) {
    super(
      `${code}: ${Object.entries(details)
        .map(([k, v]) => `${k} ${v}`)
        .join(', ')}`,
      options
    );
  }
}
