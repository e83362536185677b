import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PublisherError } from '../publisher-error.ts';

/** The file a source table stands in. */
export interface TableFile {
  readonly path: string;
  readonly csv: boolean;
}

/**
 * The file of a table in a source folder, TABLE.parquet or TABLE.csv with the name in any case, its SHA-256 checked
 * where the source states one.
 * @returns undefined if there is none
 * @throws PublisherError E_INPUT_READ (no folder, or two files for one table), E_INPUT_HASH
 */
export async function tableFile(directory: string, table: string): Promise<TableFile | undefined> {
  if (!existsSync(directory))
    throw new PublisherError(
      'E_INPUT_READ',
      `The source folder ${directory} does not exist; give --source the folder that holds the OMOP tables.`
    );
  const names = readdirSync(directory).filter((file) =>
    new RegExp(`^${table}\\.(?:parquet|csv)$`, 'i').test(file)
  );
  if (names.length > 1)
    throw new PublisherError(
      'E_INPUT_READ',
      `The source has ${names.length} files for table ${table}; keep the one that is meant.`
    );
  const [name] = names;
  if (name === undefined) return undefined;
  const path = join(directory, name);
  await checkHash(path, statedHash(directory, name));
  return { path, csv: /\.csv$/i.test(name) };
}

/** SHA-256 of a source file as the source itself states it: NAME.sha256 beside it, or `files` in `source.json`. */
function statedHash(directory: string, name: string): string | undefined {
  const beside = join(directory, `${name}.sha256`);
  if (existsSync(beside)) return readFileSync(beside, 'utf8').trim().split(/\s+/)[0]!.toLowerCase();
  const description = join(directory, 'source.json');
  if (!existsSync(description)) return undefined;
  return (JSON.parse(readFileSync(description, 'utf8')) as { files?: Record<string, string> }).files?.[name];
}

async function checkHash(path: string, wanted: string | undefined): Promise<void> {
  if (wanted === undefined) return;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== wanted)
    throw new PublisherError(
      'E_INPUT_HASH',
      `The file ${basename(path)} differs from the SHA-256 stated beside it; it is truncated or altered. Copy it again.`
    );
}
