import type { FileEntry } from './manifest.ts';
import { ReleaseError } from './release-error.ts';

/** The certificate schema this code writes and reads. */
export const CERTIFICATE_SCHEMA = 1;

/** What the auditor tests, in its order. */
export const AUDIT_STEPS = [
  'closed_form',
  'declarations',
  'exact_programme',
  'joint_programme',
  'insiders',
  'integers_rule',
  'differences',
  'membership',
  'raw_scan'
] as const;
export type AuditStepName = (typeof AUDIT_STEPS)[number];

/** A sentence in both languages, so that the certificate can be read by itself. */
export interface Wording {
  readonly ja: string;
  readonly en: string;
}

/** What one step tested. Every step of a certificate passed: with one failure there is no certificate. */
export interface AuditStep {
  readonly step: AuditStepName;
  /** What was tested, as a sentence. */
  readonly tested: Wording;
  /** `sampled`: a random part was tested, `sample` says how large; `exhaustive`: everything of the new periods. */
  readonly extent: 'exhaustive' | 'sampled';
  readonly sample?: { readonly size: number; readonly seed: number };
  /** Rows and absent cells looked at. */
  readonly cells: number;
  /** Hidden counts whose interval was tested; 0 where the step tests none. */
  readonly targets: number;
  /** How the targets were settled: closed form, two feasible tables that differ enough, linear programmes solved. */
  readonly settled: { readonly closed: number; readonly witnessed: number; readonly programme: number };
  /** Fewest whole numbers any tested hidden count may still be; null where nothing bounds any, or none was tested. */
  readonly narrowest: number | null;
  /** Limits of this step that a reader should know; empty as a rule. */
  readonly notes: readonly CertificateNote[];
}

/** A remark by key, with its sentence. */
export interface CertificateNote {
  readonly key: string;
  readonly text: Wording;
}

/** How much detail one exact table keeps: visits at each level of its tree, as shares of all (0–1, four decimals). */
export interface TableUtility {
  readonly table: string;
  readonly visits: number;
  readonly levels: readonly { readonly level: string; readonly share: number }[];
  /** Share hoped for at the finest level, over the last complete fiscal year or else the whole release. */
  readonly goals: readonly UtilityGoal[];
}

export interface UtilityGoal {
  /** `prefecture`: all visits; `towns`: those of municipalities outside the city of wards. */
  readonly population: 'prefecture' | 'towns';
  readonly goal: number;
  /** Null where the population has no visits. */
  readonly share: number | null;
}

/** certificate.json: what the auditor tested before a release was finished, and what it does not claim. */
export interface Certificate {
  readonly schema: number;
  readonly product: 'miyagi-care-atlas';
  readonly release: number;
  readonly policy: { readonly version: string; readonly sha256: string };
  readonly solver: { readonly name: string; readonly version: string };
  /** Every file that was audited, in the order of the manifest. */
  readonly files: readonly FileEntry[];
  /** (table, period) pairs: tested now, or tested when first published and compared by digest. */
  readonly periods: { readonly tested: number; readonly frozen: number; readonly withdrawn: number };
  readonly steps: readonly AuditStep[];
  /** Insiders tried: each knows its own contribution. */
  readonly insiders: { readonly patients: number; readonly facilities: number };
  /** Patients left out one by one, and the cells that were counted again for it. */
  readonly membership: { readonly patients: number; readonly cells: number };
  readonly differences: { readonly nested_pairs: number; readonly random_pairs: number };
  readonly utility: readonly TableUtility[];
  readonly not_protected: readonly CertificateNote[];
}

type Shape = Record<string, unknown>;

const HEX64 = /^[0-9a-f]{64}$/;
const KEY = /^[a-z0-9_]+$/;

function malformed(at: string, wanted: string): ReleaseError {
  return new ReleaseError('E_MANIFEST_SHAPE', { at: `certificate.${at}`, wanted });
}
function object(value: unknown, at: string): Shape {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(at, 'an object');
  return value as Shape;
}
function list<T>(value: unknown, at: string, of: (item: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw malformed(at, 'a list');
  return value.map((item: unknown, i) => of(item, `${at}[${i}]`));
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
function share(shape: Shape, key: string, at: string): number {
  const value = shape[key];
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    throw malformed(`${at}.${key}`, 'a share 0-1');
  return value;
}
function oneOf<T extends string>(shape: Shape, key: string, at: string, allowed: readonly T[]): T {
  const value = shape[key];
  if (!allowed.includes(value as T)) throw malformed(`${at}.${key}`, allowed.join(' | '));
  return value as T;
}
function wording(value: unknown, at: string): Wording {
  const shape = object(value, at);
  return { ja: text(shape, 'ja', at), en: text(shape, 'en', at) };
}
function note(value: unknown, at: string): CertificateNote {
  const shape = object(value, at);
  return { key: text(shape, 'key', at, KEY), text: wording(shape['text'], `${at}.text`) };
}
function file(value: unknown, at: string): FileEntry {
  const shape = object(value, at);
  return {
    file: text(shape, 'file', at),
    sha256: text(shape, 'sha256', at, HEX64),
    bytes: count(shape, 'bytes', at)
  };
}

function step(value: unknown, at: string): AuditStep {
  const shape = object(value, at);
  const settled = object(shape['settled'], `${at}.settled`);
  const extent = oneOf(shape, 'extent', at, ['exhaustive', 'sampled']);
  const sample = shape['sample'] === undefined ? null : object(shape['sample'], `${at}.sample`);
  if ((extent === 'sampled') !== (sample !== null)) throw malformed(`${at}.sample`, 'a sample if sampled');
  return {
    step: oneOf(shape, 'step', at, AUDIT_STEPS),
    tested: wording(shape['tested'], `${at}.tested`),
    extent,
    ...(sample === null
      ? {}
      : {
          sample: { size: count(sample, 'size', `${at}.sample`), seed: count(sample, 'seed', `${at}.sample`) }
        }),
    cells: count(shape, 'cells', at),
    targets: count(shape, 'targets', at),
    settled: {
      closed: count(settled, 'closed', `${at}.settled`),
      witnessed: count(settled, 'witnessed', `${at}.settled`),
      programme: count(settled, 'programme', `${at}.settled`)
    },
    narrowest: shape['narrowest'] === null ? null : count(shape, 'narrowest', at),
    notes: list(shape['notes'], `${at}.notes`, note)
  };
}

function utility(value: unknown, at: string): TableUtility {
  const shape = object(value, at);
  return {
    table: text(shape, 'table', at, KEY),
    visits: count(shape, 'visits', at),
    levels: list(shape['levels'], `${at}.levels`, (item, where) => {
      const level = object(item, where);
      return { level: text(level, 'level', where, KEY), share: share(level, 'share', where) };
    }),
    goals: list(shape['goals'], `${at}.goals`, (item, where) => {
      const goal = object(item, where);
      return {
        population: oneOf(goal, 'population', where, ['prefecture', 'towns']),
        goal: share(goal, 'goal', where),
        share: goal['share'] === null ? null : share(goal, 'share', where)
      };
    })
  };
}

/**
 * Parses certificate.json, whose bytes the manifest already vouches for; this guards against another schema.
 * @throws ReleaseError E_SCHEMA_TOO_NEW, E_MANIFEST_SHAPE (names the place, never a value)
 */
export function parseCertificate(json: string): Certificate {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw new ReleaseError('E_MANIFEST_SHAPE', { at: 'certificate', wanted: 'JSON' }, { cause });
  }
  const top = object(raw, 'top');
  const schema = count(top, 'schema', 'top');
  if (schema > CERTIFICATE_SCHEMA)
    throw new ReleaseError('E_SCHEMA_TOO_NEW', { came: String(schema), wanted: String(CERTIFICATE_SCHEMA) });
  const policy = object(top['policy'], 'policy');
  const solver = object(top['solver'], 'solver');
  const periods = object(top['periods'], 'periods');
  const insiders = object(top['insiders'], 'insiders');
  const membership = object(top['membership'], 'membership');
  const differences = object(top['differences'], 'differences');
  return {
    schema,
    product: oneOf(top, 'product', 'top', ['miyagi-care-atlas']),
    release: count(top, 'release', 'top'),
    policy: { version: text(policy, 'version', 'policy'), sha256: text(policy, 'sha256', 'policy', HEX64) },
    solver: { name: text(solver, 'name', 'solver'), version: text(solver, 'version', 'solver') },
    files: list(top['files'], 'files', file),
    periods: {
      tested: count(periods, 'tested', 'periods'),
      frozen: count(periods, 'frozen', 'periods'),
      withdrawn: count(periods, 'withdrawn', 'periods')
    },
    steps: list(top['steps'], 'steps', step),
    insiders: {
      patients: count(insiders, 'patients', 'insiders'),
      facilities: count(insiders, 'facilities', 'insiders')
    },
    membership: {
      patients: count(membership, 'patients', 'membership'),
      cells: count(membership, 'cells', 'membership')
    },
    differences: {
      nested_pairs: count(differences, 'nested_pairs', 'differences'),
      random_pairs: count(differences, 'random_pairs', 'differences')
    },
    utility: list(top['utility'], 'utility', utility),
    not_protected: list(top['not_protected'], 'not_protected', note)
  };
}
