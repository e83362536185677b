import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import {
  latestFiscalYear,
  MANIFEST_SCHEMA,
  type FileEntry,
  type Manifest,
  type SourceDescription,
  type TableEntry
} from '#lib/release/manifest.ts';
import { TABLES, type TableSchema } from '#lib/release/tables.ts';
import type { Effects } from '../effects.ts';
import type { Policy } from '../policy.ts';
import type { ProtectedMonth } from '../protect/protect-month.ts';
import { PublisherError } from '../publisher-error.ts';
import { readSources } from '../reference/read-reference.ts';
import { appendCells } from './append-cells.ts';
import { fillReferenceTables } from './reference-tables.ts';
import { snapshotOf } from './snapshot-of.ts';

/** What a release is made of. */
export interface ReleaseInputs {
  readonly months: readonly ProtectedMonth[];
  readonly policy: Policy;
  readonly source: SourceDescription;
  readonly asOf: string;
  readonly expiresOn: string;
  readonly release: number;
  readonly generator: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Folder of a release number inside a channel. */
export const releaseFolder = (release: number): string => String(release).padStart(6, '0');

/**
 * Writes a whole release into `folder` (which must not exist): tables, policy, snapshot, manifest. Same inputs, same bytes.
 * @returns the manifest
 */
export async function writeRelease(
  folder: string,
  inputs: ReleaseInputs,
  connection: DuckDBConnection,
  effects: Effects
): Promise<Manifest> {
  const { files } = effects;
  files.makeDirectory(join(folder, 'tables'));
  const rows = await fillTables(connection, inputs);

  const tables: TableEntry[] = [];
  for (const schema of TABLES)
    tables.push(await writeTable(folder, schema, connection, rows.get(schema.name)!, effects));
  const policy = writeJson(folder, 'policy.json', inputs.policy, effects);

  const months = inputs.months.map((m) => m.month);
  const period = { first_month: months[0]!, last_month: months.at(-1)! };
  const snapshot = writeJson(
    folder,
    'snapshot.json',
    await snapshotOf(folder, tables, inputs.release, latestFiscalYear({ period })),
    effects
  );

  const sum = (cells: readonly { visits: number }[]): number =>
    cells.reduce((total, cell) => total + cell.visits, 0);
  const visits = inputs.months.reduce((total, month) => total + sum(month.visits_by_age), 0);
  const finest = (table: 'visits_by_age' | 'visits_by_disease', level: string): number =>
    Math.floor(
      (10_000 *
        inputs.months.reduce(
          (total, month) => total + sum(month[table].filter((cell) => cell.level === level)),
          0
        )) /
        visits
    ) / 10_000;
  const manifest: Manifest = {
    schema: MANIFEST_SCHEMA,
    product: 'miyagi-care-atlas',
    release: inputs.release,
    generator: inputs.generator,
    as_of: inputs.asOf,
    expires_on: inputs.expiresOn,
    source: inputs.source,
    audit: { state: 'unaudited' },
    policy,
    period,
    coverage: {
      visits,
      finest: {
        visits_by_age: finest('visits_by_age', 'age5'),
        visits_by_disease: finest('visits_by_disease', 'chapter')
      }
    },
    tables,
    snapshot,
    reference: readSources()
      .filter((s) => ['areas', 'population_2025', 'icd10_chapters'].includes(s.table))
      .map(({ note: _note, ...source }) => source)
  };
  files.write(join(folder, 'manifest.json'), canonicalJson(manifest));
  files.sync(join(folder, 'tables'));
  files.sync(folder);
  return manifest;
}

async function fillTables(connection: DuckDBConnection, inputs: ReleaseInputs): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const schema of TABLES) {
    await connection.run(
      `create or replace table ${schema.name} (${schema.columns.map((c) => `${c.name} ${c.type}${c.nullable ? '' : ' not null'}`).join(', ')})`
    );
  }
  for (const name of ['visits_by_age', 'visits_by_disease'] as const) {
    rows.set(
      name,
      await appendCells(
        connection,
        name,
        inputs.months.flatMap((month) => month[name])
      )
    );
  }
  for (const [name, count] of await fillReferenceTables(connection)) rows.set(name, count);
  return rows;
}

async function writeTable(
  folder: string,
  schema: TableSchema,
  connection: DuckDBConnection,
  rows: number,
  { files }: Effects
): Promise<TableEntry> {
  const draft = join(folder, 'tables', `${schema.name}.draft`);
  await connection.run(
    `copy (select ${schema.columns.map((c) => c.name).join(', ')} from ${schema.name} order by ${schema.order.join(', ')}) to ${quoted(draft)} (format parquet, compression snappy)`
  );
  const bytes = readFileSync(draft);
  const hash = sha256(bytes);
  const file = `tables/${schema.name}.${hash.slice(0, 12)}.parquet`;
  files.sync(draft);
  files.rename(draft, join(folder, file));
  return {
    name: schema.name,
    protection: schema.protection,
    rows,
    file,
    sha256: hash,
    bytes: bytes.length,
    columns: schema.columns.map(({ name, type }) => ({ name, type }))
  };
}

function writeJson(folder: string, file: string, value: unknown, { files }: Effects): FileEntry {
  const bytes = Buffer.from(file === 'snapshot.json' ? JSON.stringify(value) : canonicalJson(value));
  files.write(join(folder, file), bytes);
  return { file, sha256: sha256(bytes), bytes: bytes.length };
}

/** The release a channel serves now; 0 if none. */
export function currentRelease(channel: string): number {
  const path = join(channel, 'current.json');
  if (!existsSync(path)) return 0;
  return (JSON.parse(readFileSync(path, 'utf8')) as { release: number }).release;
}

/** Removes what a publisher that did not finish left behind: folders aside and releases nothing points to yet. */
export function removeLeftovers(channel: string, effects: Effects): void {
  for (const name of readdirSync(channel))
    if (/^\.\d{6}\.partial$/.test(name) || name === '.current.json.partial')
      effects.files.remove(join(channel, name));
}

/**
 * Makes a finished folder the channel's release: renamed into place, then `current.json` replaced in one step.
 * The release before stays; older ones go.
 * @throws PublisherError E_RELEASE_EXISTS if the number is there with other bytes
 */
export function switchRelease(channel: string, partial: string, release: number, effects: Effects): void {
  const { files } = effects;
  const target = join(channel, releaseFolder(release));
  if (existsSync(target)) {
    const same = readFileSync(join(target, 'manifest.json')).equals(
      readFileSync(join(partial, 'manifest.json'))
    );
    files.remove(partial);
    if (!same)
      throw new PublisherError(
        'E_RELEASE_EXISTS',
        `Release ${release} already exists in ${channel} with other content; a release never changes. Publish without --release to take the next number.`
      );
  } else {
    files.rename(partial, target);
    files.sync(channel);
  }
  const pointer = join(channel, '.current.json.partial');
  files.write(pointer, canonicalJson({ release }));
  files.rename(pointer, join(channel, 'current.json'));
  files.sync(channel);
  const kept = new Set([releaseFolder(release), releaseFolder(release - 1)]);
  for (const name of readdirSync(channel)) {
    if (
      /^\d{6}$/.test(name) &&
      Number(name) < release &&
      !kept.has(name) &&
      statSync(join(channel, name)).isDirectory()
    )
      files.remove(join(channel, basename(name)));
  }
}
