import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { monthKey } from '../../src/lib/domain/period.ts';
import { canonicalJson } from '../../src/lib/release/canonical-json.ts';
import { AUDIT_STEPS, type Certificate } from '../../src/lib/release/certificate.ts';
import {
  latestFiscalYear,
  MANIFEST_SCHEMA,
  type FileEntry,
  type Manifest,
  type TableEntry
} from '../../src/lib/release/manifest.ts';
import { defaultQuestions } from '../../src/lib/release/overview-questions.ts';
import { questionKey, type QueryValue } from '../../src/lib/release/query.ts';
import { answerOfRows } from '../../src/lib/release/snapshot.ts';
import { TABLES, type Column, type TableSchema } from '../../src/lib/release/tables.ts';
import { NOT_PROTECTED, TESTED } from '../../src/publisher/audit/certificate-wording.ts';
import { demoKeys } from '../../src/publisher/keys/demo-keys.ts';
import { privateKeyOf, signManifest, trustedKeyOf } from '../../src/publisher/keys/ed25519.ts';
import { atlasQueries, valuesOf } from './release-tables.ts';

const SAMPLES = fileURLToPath(new URL('../../data-samples/release', import.meta.url));
/** Seed of the sample sources, from which the keys every build of the project believes are derived. */
const SEED = 20260401;
const KEYS = demoKeys(SEED);
/** A key nobody trusts. */
const STRANGER = privateKeyOf(Buffer.alloc(32, 7));

/** A release to make from a shipped sample. */
export interface FixtureOptions {
  readonly sample?: 'region' | 'hospital';
  readonly release?: number;
  readonly as_of?: string;
  readonly expires_on?: string;
  /** Months (yyyymm) taken back: their rows go from every table of months. */
  readonly withdrawn?: readonly number[];
  /** Columns to leave out of a table, by table. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
  /** A last change to the manifest before it is signed. */
  readonly change?: (manifest: Manifest) => unknown;
  /** Who signs. */
  readonly signer?: 'demo' | 'stranger';
}

/**
 * Writes a whole signed release into a channel's folder and points the channel to it: the tables of a shipped sample,
 * and invented rows for tables it lacks.
 */
export async function writeRelease(channel: string, options: FixtureOptions = {}): Promise<Manifest> {
  const { sample = 'region', release = 1, withdrawn = [], without = {} } = options;
  const shipped = join(SAMPLES, sample);
  const { release: current } = json(join(shipped, 'current.json')) as { release: number };
  const from = join(shipped, folderOf(current));
  const before = json(join(from, 'manifest.json')) as Manifest;
  const folder = join(channel, folderOf(release));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'tables'), { recursive: true });

  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const tables: TableEntry[] = [];
    for (const schema of TABLES) {
      const entry = before.tables.find((table) => table.name === schema.name);
      const source = entry ? `read_parquet('${join(from, entry.file)}')` : `(${inventedRows(schema)})`;
      const months =
        schema.period === 'month' && withdrawn.length ? `where month not in (${withdrawn.join(', ')})` : '';
      // the snapshot is computed from whole tables, whatever is left out of the files
      await connection.run(`create view ${schema.name} as select * from ${source} ${months}`);
      const untouched = entry && !months && !without[schema.name];
      if (untouched) cpSync(join(from, entry.file), join(folder, entry.file));
      tables.push(
        untouched ? entry : await writeTable(connection, folder, schema, without[schema.name] ?? [])
      );
    }
    const { period } = before;
    const periods = withdrawn.map(monthKey).sort();
    cpSync(join(from, before.policy.file), join(folder, 'policy.json'));
    const write = writer(folder);
    const policy = entryOf(folder, 'policy.json');
    const manifest: Manifest = {
      schema: MANIFEST_SCHEMA,
      product: before.product,
      release,
      generator: before.generator,
      as_of: options.as_of ?? before.as_of,
      expires_on: options.expires_on ?? '2099-01-01',
      source: before.source,
      certificate: write('certificate.json', canonicalJson(certificateOf(release, policy, tables))),
      signing: { key_id: KEYS.key_id, demo: true },
      policy,
      ledger: write('ledger.json', canonicalJson({ release, periods: [], withdrawn: [] })),
      withdrawn: periods,
      period,
      coverage: before.coverage,
      tables,
      snapshot: write(
        'snapshot.json',
        JSON.stringify(
          await snapshotOf(connection, release, latestFiscalYear({ period, withdrawn: periods })!)
        )
      ),
      reference: before.reference
    };
    const bytes = Buffer.from(canonicalJson(options.change?.(manifest) ?? manifest));
    const [key, name] =
      options.signer === 'stranger'
        ? [STRANGER, trustedKeyOf(STRANGER, true).key_id]
        : [KEYS.signing, KEYS.key_id];
    writeFileSync(join(folder, 'manifest.json'), bytes);
    writeFileSync(join(folder, 'manifest.sig'), signManifest(bytes, key, name));
    pointTo(channel, release);
    return manifest;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Points a channel to one of its releases. */
export function pointTo(channel: string, release: number): void {
  writeFileSync(join(channel, 'current.json'), canonicalJson({ release }));
}

export const folderOf = (release: number): string => String(release).padStart(6, '0');

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function entryOf(folder: string, file: string): FileEntry {
  const bytes = readFileSync(join(folder, file));
  return { file, sha256: sha256(bytes), bytes: bytes.length };
}

const writer =
  (folder: string) =>
  (file: string, text: string): FileEntry => {
    writeFileSync(join(folder, file), text);
    return entryOf(folder, file);
  };

async function writeTable(
  connection: DuckDBConnection,
  folder: string,
  schema: TableSchema,
  without: readonly string[]
): Promise<TableEntry> {
  const columns = schema.columns.map(({ name, type }) => ({ name, type }));
  const kept = columns.filter(({ name }) => !without.includes(name)).map(({ name }) => name);
  const draft = join(folder, 'tables', `${schema.name}.draft`);
  await connection.run(
    `copy (select ${kept.join(', ')} from ${schema.name} order by all) to '${draft}' (format parquet, compression snappy)`
  );
  const [[rows]] = (
    await connection.runAndReadAll(`select count(*)::integer from read_parquet('${draft}')`)
  ).getRows() as [[number]];
  const bytes = readFileSync(draft);
  const hash = sha256(bytes);
  const file = `tables/${schema.name}.${hash.slice(0, 12)}.parquet`;
  writeFileSync(join(folder, file), bytes);
  rmSync(draft);
  return {
    name: schema.name,
    protection: schema.protection,
    rows,
    file,
    sha256: hash,
    bytes: bytes.length,
    columns
  };
}

/** Rows for a table the sample does not have: every third value of a column that may be null is. */
function inventedRows({ columns }: TableSchema): string {
  const known: Readonly<Record<string, string>> = {
    month: '((2018 + i // 12 % 8) * 100 + 1 + i % 12)::integer',
    fiscal_year: '(2018 + i % 8)::integer',
    quarter: '(1 + i % 4)::integer',
    weekday: '(1 + i % 7)::integer',
    hour: '(i % 24)::integer'
  };
  const value = (column: Column): string => {
    const plain =
      known[column.name] ??
      (column.type === 'DOUBLE'
        ? '(100 + i * 1.5)::double'
        : column.type === 'INTEGER'
          ? '(10 + i % 50 * 10)::integer'
          : `'${column.name} ' || (i % 5)::varchar`);
    return `${column.nullable ? `case when i % 3 <> 0 then ${plain} end` : plain} as ${column.name}`;
  };
  return `select ${columns.map(value).join(', ')} from range(480) as r(i)`;
}

async function snapshotOf(connection: DuckDBConnection, release: number, fiscalYear: number) {
  const answers = [];
  for (const [name, params] of Object.entries(defaultQuestions(fiscalYear))) {
    const { query } = atlasQueries.get(name)!;
    const reader = await connection.runAndReadAll(query.text, valuesOf(query, params) as never[]);
    answers.push(
      answerOfRows(
        questionKey(query, params),
        reader.columnNames(),
        reader.getRowObjects() as Record<string, QueryValue>[]
      )
    );
  }
  return { release, answers };
}

/** A certificate with figures of a likely size. */
function certificateOf(release: number, policy: FileEntry, tables: readonly TableEntry[]): Certificate {
  const sampled = new Map([
    ['joint_programme', 2995],
    ['membership', 1000]
  ]);
  return {
    schema: 1,
    product: 'miyagi-care-atlas',
    release,
    policy: { version: 'sdc-1', sha256: policy.sha256 },
    solver: { name: 'HiGHS', version: '1.15.3' },
    files: tables.map(({ file, sha256: hash, bytes }) => ({ file, sha256: hash, bytes })),
    periods: { tested: 812, frozen: 0, withdrawn: 0 },
    steps: AUDIT_STEPS.map((step, i) => {
      const size = sampled.get(step);
      const solved = ['exact_programme', 'joint_programme', 'integers_rule'].includes(step);
      return {
        step,
        tested: TESTED[step],
        extent: size ? 'sampled' : 'exhaustive',
        ...(size ? { sample: { size, seed: SEED } } : {}),
        cells: 212_732 + 1000 * i,
        targets: solved ? 41_250 : 0,
        settled: solved
          ? { closed: 20_000, witnessed: 18_250, programme: 3_000 }
          : { closed: 0, witnessed: 0, programme: 0 },
        narrowest: solved ? 6 + i : null,
        notes: size
          ? [{ key: 'sampled', text: { ja: '一部を無作為に選んだ。', en: 'A part, drawn at random.' } }]
          : []
      };
    }),
    insiders: { patients: 1000, facilities: 12 },
    membership: { patients: 1000, cells: 64_120 },
    differences: { nested_pairs: 182_400, random_pairs: 10_000 },
    utility: [
      {
        table: 'visits_by_age',
        visits: 15_997_634,
        levels: [
          { level: 'age5', share: 0.972 },
          { level: 'sex', share: 0.0208 },
          { level: 'age6', share: 0.0069 },
          { level: 'age3', share: 0.0001 },
          { level: 'unit', share: 0.0002 }
        ],
        goals: [
          { population: 'prefecture', goal: 0.9, share: 0.9719 },
          { population: 'towns', goal: 0.6, share: 0.7812 }
        ]
      },
      {
        table: 'visits_by_disease',
        visits: 15_997_634,
        levels: [
          { level: 'chapter', share: 0.9744 },
          { level: 'setting', share: 0.0251 },
          { level: 'unit', share: 0.0005 }
        ],
        goals: []
      }
    ],
    not_protected: NOT_PROTECTED
  };
}

/** Whether the shipped samples are signed already. */
export const samplesAreSigned = (): boolean => existsSync(join(SAMPLES, 'region', '000001', 'manifest.sig'));
