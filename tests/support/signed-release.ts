import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { monthKey } from '../../src/lib/domain/period.ts';
import { canonicalJson } from '../../src/lib/release/canonical-json.ts';
import type { Certificate } from '../../src/lib/release/certificate.ts';
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
import { TABLES, type TableSchema } from '../../src/lib/release/tables.ts';
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

/** Writes a whole signed release into a channel's folder, from a shipped sample, and points the channel to it. */
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
      const entry = before.tables.find((table) => table.name === schema.name)!;
      const source = `read_parquet('${join(from, entry.file)}')`;
      const months =
        schema.period === 'month' && withdrawn.length ? `where month not in (${withdrawn.join(', ')})` : '';
      // the snapshot is computed from whole tables, whatever is left out of the files
      await connection.run(`create view ${schema.name} as select * from ${source} ${months}`);
      const untouched = !months && !without[schema.name];
      if (untouched) cpSync(join(from, entry.file), join(folder, entry.file));
      tables.push(
        untouched ? entry : await writeTable(connection, folder, schema, without[schema.name] ?? [])
      );
    }
    const { period } = before;
    const periods = withdrawn.map(monthKey).sort();
    cpSync(join(from, before.policy.file), join(folder, 'policy.json'));
    const write = writer(folder);
    const certificate = { ...(json(join(from, before.certificate.file)) as Certificate), release };
    const manifest: Manifest = {
      schema: MANIFEST_SCHEMA,
      product: before.product,
      release,
      generator: before.generator,
      as_of: options.as_of ?? before.as_of,
      expires_on: options.expires_on ?? '2099-01-01',
      source: before.source,
      certificate: write('certificate.json', canonicalJson(certificate)),
      signing: { key_id: KEYS.key_id, demo: true },
      policy: entryOf(folder, 'policy.json'),
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
