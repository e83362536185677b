import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { parseLedger, type Ledger } from '#lib/release/ledger-file.ts';
import { parseManifest, type FileEntry, type Manifest } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { rowsDigest } from '#lib/release/rows-digest.ts';
import { verifySignature, type Signer, type TrustedKeys } from '#lib/release/signature.ts';
import { TABLES } from '#lib/release/tables.ts';
import { periodTables, rowsByPeriod } from './ledger/period-of-row.ts';
import type { ReleasedValue } from './protect/safe-rows.ts';
import { PublisherError } from './publisher-error.ts';
import { currentRelease, releaseFolder } from './write/channel.ts';

/** A release whose every byte is accounted for. */
export interface VerifiedRelease {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly ledger: Ledger;
  readonly signer: Signer;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Verifies a release folder, or every release of a channel and that each keeps what the one before it held.
 * @returns the releases, oldest first
 * @throws PublisherError E_VERIFY: the first thing that does not fit
 */
export async function verify(directory: string, trusted: TrustedKeys): Promise<VerifiedRelease[]> {
  if (existsSync(join(directory, 'manifest.json'))) return [await verifyRelease(directory, trusted)];
  const current = existsSync(directory) ? currentOf(directory) : 0;
  if (current === 0)
    throw failed(
      directory,
      'is neither a release nor a channel; name a folder with manifest.json or current.json'
    );
  const numbers = readdirSync(directory)
    .filter((name) => /^\d{6}$/.test(name) && Number(name) <= current)
    .sort();
  if (numbers.at(-1) !== releaseFolder(current))
    throw failed(directory, `names release ${current} as current and does not hold it`);
  const releases: VerifiedRelease[] = [];
  for (const name of numbers) {
    const release = await verifyRelease(join(directory, name), trusted);
    if (release.manifest.release !== Number(name))
      throw failed(join(directory, name), 'holds a release of another number');
    const before = releases.at(-1);
    if (before) compare(before, release);
    releases.push(release);
  }
  return releases;
}

function currentOf(channel: string): number {
  try {
    return currentRelease(channel);
  } catch (cause) {
    throw failed(channel, 'has a current.json that names no release', cause);
  }
}

/**
 * Verifies one release folder: signature, hash and size of every file, no file besides, ledger against the rows,
 * certificate against the files.
 * @throws PublisherError E_VERIFY
 */
export async function verifyRelease(folder: string, trusted: TrustedKeys): Promise<VerifiedRelease> {
  const { manifest, signer } = await verifyFiles(folder, trusted);
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  try {
    const ledger = parseLedger(text(manifest.ledger.file));
    checkCertificate(folder, manifest, text(manifest.certificate.file));
    await checkLedger(folder, manifest, ledger);
    const files = entriesOf(manifest);
    return {
      folder,
      manifest,
      ledger,
      signer,
      files: files.length + 2,
      bytes: files.reduce((sum, entry) => sum + entry.bytes, 0)
    };
  } catch (cause) {
    if (cause instanceof PublisherError) throw cause;
    throw failed(folder, 'holds a file whose form does not fit', cause);
  }
}

/**
 * The part of {@link verifyRelease} that looks at bytes alone.
 * @throws PublisherError E_VERIFY
 */
export async function verifyFiles(
  folder: string,
  trusted: TrustedKeys
): Promise<{ readonly manifest: Manifest; readonly signer: Signer }> {
  const bytes = read(folder, 'manifest.json');
  let signer: Signer;
  let manifest: Manifest;
  try {
    signer = await verifySignature(bytes, read(folder, 'manifest.sig').toString('utf8'), trusted);
    manifest = parseManifest(bytes.toString('utf8'));
  } catch (cause) {
    if (!(cause instanceof ReleaseError)) throw cause;
    throw failed(
      folder,
      `is not signed by a trusted key as it stands (${cause.code}); fetch it again, or name its keys with --keys`,
      cause
    );
  }
  const entries = entriesOf(manifest);
  for (const { file, sha256, bytes: size } of entries) {
    const content = read(folder, file);
    if (content.length !== size || digest(content) !== sha256)
      throw failed(folder, `holds a file ${file} that differs from the signed manifest; fetch it again`);
  }
  const listed = new Set(['manifest.json', 'manifest.sig', ...entries.map((entry) => entry.file)]);
  const strange = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({
      entry,
      name: relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
    }))
    .find(({ entry, name }) =>
      entry.isDirectory() ? name !== 'tables' : !entry.isFile() || !listed.has(name)
    );
  if (strange)
    throw failed(folder, `holds ${strange.name}, which the signed manifest does not list; remove it`);
  return { manifest, signer };
}

const entriesOf = (manifest: Manifest): FileEntry[] => [
  ...manifest.tables,
  manifest.policy,
  manifest.ledger,
  manifest.snapshot,
  manifest.certificate
];

/** The certificate must be about these files and this release, not about others of the same name. */
function checkCertificate(folder: string, manifest: Manifest, json: string): void {
  const certificate = JSON.parse(json) as { release?: unknown; files?: unknown };
  const audited = Array.isArray(certificate.files) ? (certificate.files as FileEntry[]) : [];
  const hashes = new Map(audited.map((entry) => [entry.file, entry.sha256]));
  const expected = entriesOf(manifest).filter((entry) => entry.file !== manifest.certificate.file);
  const unseen = expected.find((entry) => hashes.get(entry.file) !== entry.sha256);
  if (unseen || hashes.size !== expected.length || certificate.release !== manifest.release)
    throw failed(folder, 'carries a certificate of other files; audit and publish again');
}

async function checkLedger(folder: string, manifest: Manifest, ledger: Ledger): Promise<void> {
  const stones = ledger.withdrawn.map((stone) => stone.period);
  const withdrawn = new Set(stones);
  if (ledger.release !== manifest.release || stones.join() !== manifest.withdrawn.join())
    throw failed(folder, 'has a ledger that does not agree with its manifest');
  const back = ledger.periods.find((entry) => withdrawn.has(entry.period));
  if (back) throw failed(folder, `shows ${back.table} ${back.period}, which was withdrawn`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const table of periodTables(TABLES)) {
      const file = manifest.tables.find((entry) => entry.name === table.name)?.file;
      const columns = table.columns.map((column) => column.name);
      const rows = file === undefined ? [] : await rowsOf(connection, join(folder, file), columns);
      const periods = rowsByPeriod(table, rows);
      for (const { period, sha256 } of ledger.periods.filter((entry) => entry.table === table.name)) {
        if ((await rowsDigest(columns, periods.get(period) ?? [])) !== sha256)
          throw failed(folder, `holds rows of ${table.name} ${period} that differ from its ledger`);
        periods.delete(period);
      }
      const [unknown] = periods.keys();
      if (unknown !== undefined)
        throw failed(folder, `holds rows of ${table.name} ${unknown}, which its ledger does not know`);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function rowsOf(
  connection: DuckDBConnection,
  path: string,
  columns: readonly string[]
): Promise<ReleasedValue[][]> {
  const reader = await connection.runAndReadAll(
    `select ${columns.join(', ')} from read_parquet('${path.replaceAll("'", "''")}')`
  );
  return reader.getRows() as ReleasedValue[][];
}

/** A later release keeps every period and tombstone of an earlier one. */
function compare(before: VerifiedRelease, after: VerifiedRelease): void {
  const stones = new Set(after.ledger.withdrawn.map((stone) => stone.period));
  const digests = new Map(after.ledger.periods.map((e) => [`${e.table}|${e.period}`, e.sha256]));
  const changed = before.ledger.periods.find(
    (entry) => !stones.has(entry.period) && digests.get(`${entry.table}|${entry.period}`) !== entry.sha256
  );
  if (changed)
    throw failed(
      after.folder,
      `changes ${changed.table} ${changed.period}, which release ${before.manifest.release} closed`
    );
  const lost = before.ledger.withdrawn.find((stone) => !stones.has(stone.period));
  if (lost) throw failed(after.folder, `has lost the tombstone of ${lost.period}`);
}

function read(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (cause) {
    throw failed(folder, `lacks ${file}; fetch it again`, cause);
  }
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const failed = (directory: string, what: string, cause?: unknown): PublisherError =>
  new PublisherError('E_VERIFY', `${basename(directory)} ${what}.`, { cause });
