import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { realFiles, type Effects } from '../../src/publisher/effects.ts';
import { generateKeys } from '../../src/publisher/keys/generate-keys.ts';
import { publish, type PublishOptions, type PublishResult } from '../../src/publisher/publish.ts';
import { PublisherError, type PublisherErrorCode } from '../../src/publisher/publisher-error.ts';

/** A folder that goes when the test is over. */
export function scratch(): { readonly path: string; readonly [Symbol.dispose]: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'care-atlas-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Honest effects that write to the real disk and keep their log. */
export function quiet(more: Partial<Effects> = {}): Effects & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    clock: () => new Date('2026-06-30T00:00:00Z'),
    log: (line) => void lines.push(line),
    progress: () => {},
    files: realFiles,
    lines,
    ...more
  };
}

let keys: string | undefined;

/** A folder of keys as a hospital would make them, one for the whole test file. */
function testKeys(): string {
  if (keys === undefined) {
    keys = join(mkdtempSync(join(tmpdir(), 'care-atlas-test-keys-')), 'keys');
    generateKeys(keys);
    process.once('exit', () => rmSync(join(keys!, '..'), { recursive: true, force: true }));
  }
  return keys;
}

/** Publishes a folder with test defaults. @returns the release; a dry run is no publication */
export async function publishFolder(
  source: string,
  out: string,
  more: Partial<PublishOptions> = {},
  effects: Effects = quiet()
): Promise<Extract<PublishResult, { kind: 'published' }>> {
  const result = await publish(
    {
      source,
      optOut: join(source, 'optout.csv'),
      out,
      asOf: '2026-06-30',
      policy: undefined,
      release: undefined,
      keys: testKeys(),
      withdrawals: [],
      reissue: [],
      dryRun: false,
      describe: {},
      yearExtent: 'sample',
      threads: 2,
      memory: '1GB',
      ...more
    },
    effects
  );
  if (result.kind === 'planned') throw new Error('a dry run publishes nothing');
  return result;
}

/** The code a publication fails with; 'published' if it does not. */
export async function codeOf(run: Promise<unknown>): Promise<PublisherErrorCode | 'published'> {
  try {
    await run;
    return 'published';
  } catch (error) {
    if (error instanceof PublisherError) return error.code;
    throw error;
  }
}

/** Rows of a query on the Parquet files of a release folder. */
export async function ask(folder: string, sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const file of readdirSync(join(folder, 'tables')))
      await connection.run(
        `create view ${file.split('.')[0]} as from read_parquet('${join(folder, 'tables', file)}')`
      );
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Every file of a folder with its content, for comparing two states of a channel. */
export function contentOf(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry): [string, string] => [
        join(entry.parentPath, entry.name).slice(folder.length),
        readFileSync(join(entry.parentPath, entry.name)).toString('base64')
      ])
      .sort()
  );
}
