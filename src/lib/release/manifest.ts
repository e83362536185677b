import {
  addMonths,
  fiscalYearOf,
  isMonth,
  monthsBetween,
  monthsOfPeriod,
  type Month,
  type PeriodKey
} from '../domain/period.ts';
import { TABLES, type Column, type Protection } from './tables.ts';
import { ReleaseError } from './release-error.ts';

/** The manifest schema this code writes; the atlas reads it and the one before, from the first signed one on. */
export const MANIFEST_SCHEMA = 2;
/** The oldest schema the atlas reads: 1 had no signature. */
export const OLDEST_SCHEMA = Math.max(2, MANIFEST_SCHEMA - 1);

/** One file of a release with its SHA-256 (64 hex digits) and size in bytes. */
export interface FileEntry {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface TableEntry extends FileEntry {
  readonly name: string;
  readonly protection: Protection;
  readonly rows: number;
  readonly columns: readonly Pick<Column, 'name' | 'type'>[];
}

/** Where the counts come from, and what they do not cover. */
export interface SourceDescription {
  /** Invented records: every page, print and export then says 合成データ. */
  readonly synthetic: boolean;
  /** `hospital`: one hospital, so figures are its share of care; `region`: several partners pooled. */
  readonly profile: 'hospital' | 'region';
  readonly name_ja: string;
  readonly name_en: string;
  readonly facilities: number;
}

/** One official table carried in the release, with its source. */
export interface ReferenceSource {
  readonly table: string;
  readonly title_ja: string;
  readonly title_en: string;
  readonly publisher: string;
  readonly reference_date: string;
  readonly licence: string;
  readonly status: 'official' | 'computed' | 'modelled';
}

/** manifest.json: what a release holds. Canonical form: `canonicalJson`. */
export interface Manifest {
  readonly schema: number;
  readonly product: 'miyagi-care-atlas';
  readonly release: number;
  readonly generator: string;
  /** Plain date against which closing, ages and expiry were judged. */
  readonly as_of: string;
  readonly expires_on: string;
  readonly source: SourceDescription;
  /** What the auditor tested and found; no release is finished without it. */
  readonly certificate: FileEntry;
  /** Who signed; a demo key is derived from a synthetic source's seed and proves nothing about a real one. */
  readonly signing: { readonly key_id: string; readonly demo: boolean };
  readonly policy: FileEntry;
  /** ledger.json: digest, policy and first release of every (table, period), and tombstones of withdrawn periods. */
  readonly ledger: FileEntry;
  /** Periods taken back, in ascending order; they stand here for good. Reasons: ledger.json. */
  readonly withdrawn: readonly PeriodKey[];
  readonly period: { readonly first_month: Month; readonly last_month: Month };
  /** Visits counted, in exact tables, and the share of them at the finest level of each table (0–1, four decimals). */
  readonly coverage: { readonly visits: number; readonly finest: Readonly<Record<string, number>> };
  readonly tables: readonly TableEntry[];
  readonly snapshot: FileEntry;
  readonly reference: readonly ReferenceSource[];
}

const SAFE_FILE = /^(?:tables\/)?[a-z0-9_]+(?:\.[a-z0-9_]+)*\.(?:parquet|json)$/;
const HEX64 = /^[0-9a-f]{64}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const PERIOD = /^\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4])|FY)$/;

type Shape = Record<string, unknown>;

function object(value: unknown, at: string): Shape {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(at, 'an object');
  return value as Shape;
}
function malformed(at: string, wanted: string): ReleaseError {
  return new ReleaseError('E_MANIFEST_SHAPE', { at, wanted });
}
function text(shape: Shape, key: string, at: string, pattern?: RegExp): string {
  const value = shape[key];
  if (typeof value !== 'string' || (pattern && !pattern.test(value)))
    throw malformed(`${at}.${key}`, pattern?.source ?? 'text');
  return value;
}
function count(shape: Shape, key: string, at: string): number {
  const value = shape[key];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw malformed(`${at}.${key}`, 'a whole number');
  return value;
}
function oneOf<T extends string>(shape: Shape, key: string, at: string, allowed: readonly T[]): T {
  const value = shape[key];
  if (!allowed.includes(value as T)) throw malformed(`${at}.${key}`, allowed.join(' | '));
  return value as T;
}
function fileEntry(value: unknown, at: string): FileEntry {
  const shape = object(value, at);
  return {
    file: text(shape, 'file', at, SAFE_FILE),
    sha256: text(shape, 'sha256', at, HEX64),
    bytes: count(shape, 'bytes', at)
  };
}

function signingOf(shape: Shape): Manifest['signing'] {
  if (typeof shape['demo'] !== 'boolean') throw malformed('signing.demo', 'true | false');
  return { key_id: text(shape, 'key_id', 'signing', /^[a-z0-9-]{8,64}$/), demo: shape['demo'] };
}

/**
 * Parses manifest.json, which comes from outside and is trusted only after this.
 * @throws ReleaseError E_SCHEMA_TOO_NEW, E_SCHEMA_TOO_OLD, E_MANIFEST_SHAPE (names the place, never a value)
 */
export function parseManifest(json: string): Manifest {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'manifest', wanted: 'JSON' }, { cause });
  }
  const top = object(raw, 'manifest');
  const schema = count(top, 'schema', 'manifest');
  if (schema > MANIFEST_SCHEMA)
    throw new ReleaseError('E_SCHEMA_TOO_NEW', { came: String(schema), wanted: String(MANIFEST_SCHEMA) });
  if (schema < OLDEST_SCHEMA)
    throw new ReleaseError('E_SCHEMA_TOO_OLD', { came: String(schema), wanted: String(MANIFEST_SCHEMA) });
  const source = object(top['source'], 'source');
  if (typeof source['synthetic'] !== 'boolean') throw malformed('source.synthetic', 'true | false');
  const period = object(top['period'], 'period');
  const first_month = count(period, 'first_month', 'period');
  const last_month = count(period, 'last_month', 'period');
  if (!isMonth(first_month) || !isMonth(last_month) || monthsBetween(first_month, last_month) < 0)
    throw malformed('period', 'first_month <= last_month');
  const coverage = object(top['coverage'], 'coverage');
  const tables = top['tables'];
  if (!Array.isArray(tables)) throw malformed('tables', 'a list');
  const reference = top['reference'];
  if (!Array.isArray(reference)) throw malformed('reference', 'a list');
  const withdrawn = top['withdrawn'];
  if (!Array.isArray(withdrawn)) throw malformed('withdrawn', 'a list');
  return {
    schema,
    product: oneOf(top, 'product', 'manifest', ['miyagi-care-atlas']),
    release: count(top, 'release', 'manifest'),
    generator: text(top, 'generator', 'manifest'),
    as_of: text(top, 'as_of', 'manifest', DATE),
    expires_on: text(top, 'expires_on', 'manifest', DATE),
    source: {
      synthetic: source['synthetic'],
      profile: oneOf(source, 'profile', 'source', ['hospital', 'region']),
      name_ja: text(source, 'name_ja', 'source'),
      name_en: text(source, 'name_en', 'source'),
      facilities: count(source, 'facilities', 'source')
    },
    certificate: fileEntry(top['certificate'], 'certificate'),
    signing: signingOf(object(top['signing'], 'signing')),
    policy: fileEntry(top['policy'], 'policy'),
    ledger: fileEntry(top['ledger'], 'ledger'),
    withdrawn: withdrawn.map((value: unknown, i): PeriodKey => {
      if (typeof value !== 'string' || !PERIOD.test(value)) throw malformed(`withdrawn[${i}]`, PERIOD.source);
      return value;
    }),
    period: { first_month, last_month },
    coverage: {
      visits: count(coverage, 'visits', 'coverage'),
      finest: Object.fromEntries(
        Object.entries(object(coverage['finest'], 'coverage.finest')).map(([name, share]) => {
          if (typeof share !== 'number' || !(share >= 0 && share <= 1))
            throw malformed('coverage.finest', 'a share 0-1');
          return [name, share];
        })
      )
    },
    tables: tables.map((value: unknown, i): TableEntry => {
      const at = `tables[${i}]`;
      const shape = object(value, at);
      const columns = shape['columns'];
      if (!Array.isArray(columns)) throw malformed(`${at}.columns`, 'a list');
      return {
        ...fileEntry(value, at),
        name: oneOf(
          shape,
          'name',
          at,
          TABLES.map((t) => t.name)
        ),
        protection: oneOf(shape, 'protection', at, ['exact', 'rounded', 'public']),
        rows: count(shape, 'rows', at),
        columns: columns.map((column: unknown, j) => {
          const c = object(column, `${at}.columns[${j}]`);
          return {
            name: text(c, 'name', `${at}.columns[${j}]`, /^[a-z][a-z0-9_]*$/),
            type: oneOf(c, 'type', `${at}.columns[${j}]`, ['INTEGER', 'VARCHAR', 'DOUBLE', 'BOOLEAN'])
          };
        })
      };
    }),
    snapshot: fileEntry(top['snapshot'], 'snapshot'),
    reference: reference.map((value: unknown, i): ReferenceSource => {
      const at = `reference[${i}]`;
      const shape = object(value, at);
      return {
        table: text(shape, 'table', at),
        title_ja: text(shape, 'title_ja', at),
        title_en: text(shape, 'title_en', at),
        publisher: text(shape, 'publisher', at),
        reference_date: text(shape, 'reference_date', at),
        licence: text(shape, 'licence', at),
        status: oneOf(shape, 'status', at, ['official', 'computed', 'modelled'])
      };
    })
  };
}

/** What decides which years of a release are whole. */
type Span = Pick<Manifest, 'period'> & Partial<Pick<Manifest, 'withdrawn'>>;

/** The months of a release that were taken back: they have no figures, and never will. */
export function withdrawnMonths({ withdrawn = [] }: Partial<Pick<Manifest, 'withdrawn'>>): Set<Month> {
  return new Set(withdrawn.flatMap(monthsOfPeriod));
}

/** The complete fiscal years of a release, oldest first. A year that is cut or lacks a withdrawn month is never offered. */
export function fiscalYears({ period, withdrawn }: Span): number[] {
  const first = fiscalYearOf(addMonths(period.first_month, 11));
  const last = fiscalYearOf(addMonths(period.last_month, -11));
  const lacking = new Set([...withdrawnMonths({ withdrawn })].map(fiscalYearOf));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter(
    (year) => !lacking.has(year)
  );
}

/** The last complete fiscal year, the default period of every page; null in a release of less than one. */
export function latestFiscalYear(manifest: Span): number | null {
  return fiscalYears(manifest).at(-1) ?? null;
}
