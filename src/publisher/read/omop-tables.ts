import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { PublisherError } from '../publisher-error.ts';

type Kind = 'integer' | 'date' | 'text';

/** Columns the publisher reads, by OMOP CDM v5.4 table. `required: false` tables may be missing: their facts become 不明. */
const CONTRACT = {
  person: {
    required: true,
    columns: { person_id: 'integer', gender_concept_id: 'integer', year_of_birth: 'integer' },
    optional: {
      month_of_birth: 'integer',
      day_of_birth: 'integer',
      birth_datetime: 'date',
      location_id: 'integer',
      person_source_value: 'text'
    }
  },
  visit_occurrence: {
    required: true,
    columns: {
      visit_occurrence_id: 'integer',
      person_id: 'integer',
      visit_concept_id: 'integer',
      visit_start_date: 'date'
    },
    optional: { visit_end_date: 'date', care_site_id: 'integer' }
  },
  condition_occurrence: {
    required: false,
    columns: {
      condition_occurrence_id: 'integer',
      visit_occurrence_id: 'integer',
      condition_source_value: 'text'
    },
    optional: { condition_status_concept_id: 'integer' }
  },
  location: {
    required: false,
    columns: { location_id: 'integer', location_source_value: 'text' },
    optional: {}
  },
  care_site: { required: false, columns: { care_site_id: 'integer' }, optional: { location_id: 'integer' } }
} as const satisfies Record<
  string,
  { required: boolean; columns: Record<string, Kind>; optional: Record<string, Kind> }
>;

const INTEGERS = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?)$/;
/** Numbers that may hold whole numbers written as decimals (12.0), as some exports do. */
const DECIMALS = /^(?:DOUBLE|FLOAT|DECIMAL.*)$/;
const DATES = /^(?:DATE|TIMESTAMP.*)$/;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

interface TableFile {
  readonly path: string;
  readonly csv: boolean;
}

function findTable(directory: string, table: string): TableFile | undefined {
  const name = readdirSync(directory).find((file) =>
    new RegExp(`^${table}\\.(?:parquet|csv)$`, 'i').test(file)
  );
  return name === undefined ? undefined : { path: join(directory, name), csv: /\.csv$/i.test(name) };
}

/**
 * Makes a view for each OMOP table of a folder (Parquet or CSV, names in any case), with lower-case columns of
 * known types; a table that may be missing becomes an empty view.
 * @throws PublisherError E_INPUT_READ, E_INPUT_HASH, E_SCHEMA_MISSING_COLUMN, E_SCHEMA_TYPE
 */
export async function openOmopTables(connection: DuckDBConnection, directory: string): Promise<void> {
  if (!existsSync(directory))
    throw new PublisherError(
      'E_INPUT_READ',
      `The source folder ${directory} does not exist; give --source the folder that holds the OMOP tables.`
    );
  const hashes = knownHashes(directory);
  for (const [table, contract] of Object.entries(CONTRACT)) {
    const file = findTable(directory, table);
    const wanted: Record<string, Kind> = { ...contract.columns, ...contract.optional };
    if (!file) {
      if (contract.required)
        throw new PublisherError(
          'E_INPUT_READ',
          `The source has no ${table} table; put ${table}.parquet or ${table}.csv into ${directory}.`
        );
      await connection.run(
        `create view source_${table} as select ${Object.entries(wanted)
          .map(([name, kind]) => `null::${sqlType(kind)} as ${name}`)
          .join(', ')} where false`
      );
      continue;
    }
    await checkHash(file.path, hashes);
    const scan = file.csv
      ? `read_csv(${quoted(file.path)}, all_varchar = true, header = true)`
      : `read_parquet(${quoted(file.path)})`;
    const columns = await describe(connection, scan, table);
    for (const name of Object.keys(contract.columns)) {
      if (!columns.has(name))
        throw new PublisherError(
          'E_SCHEMA_MISSING_COLUMN',
          `Table ${table} has no column ${name}, which the visit contract needs; export it and try again.`
        );
    }
    const select: string[] = [];
    for (const [name, kind] of Object.entries(wanted)) {
      const column = columns.get(name);
      if (!column) select.push(`null::${sqlType(kind)} as ${name}`);
      else select.push(`${await castOf(connection, scan, table, name, kind, column, file.csv)} as ${name}`);
    }
    await connection.run(`create view source_${table} as select ${select.join(', ')} from ${scan}`);
  }
}

const sqlType = (kind: Kind): string =>
  kind === 'integer' ? 'bigint' : kind === 'date' ? 'date' : 'varchar';

async function describe(
  connection: DuckDBConnection,
  scan: string,
  table: string
): Promise<Map<string, { name: string; type: string }>> {
  try {
    const rows = (await connection.runAndReadAll(`describe select * from ${scan}`)).getRowObjects();
    return new Map(
      rows.map((row) => [
        String(row['column_name']).toLowerCase(),
        { name: String(row['column_name']), type: String(row['column_type']).toUpperCase() }
      ])
    );
  } catch (cause) {
    throw new PublisherError(
      'E_INPUT_READ',
      `Table ${table} cannot be read; it is damaged or not of the kind its name says. Export it again.`,
      { cause }
    );
  }
}

async function castOf(
  connection: DuckDBConnection,
  scan: string,
  table: string,
  name: string,
  kind: Kind,
  column: { name: string; type: string },
  csv: boolean
): Promise<string> {
  const ref = `"${column.name.replaceAll('"', '""')}"`;
  if (kind === 'text') return `trim(${ref}::varchar)`;
  const fits = kind === 'integer' ? INTEGERS : DATES;
  if (!csv && fits.test(column.type)) return kind === 'integer' ? `${ref}::bigint` : `${ref}::date`;
  // an all-null column of an export often has no type of its own
  const filled = `${ref} is not null${csv ? ` and ${ref} <> ''` : ''}`;
  const cast =
    kind === 'date'
      ? `try_cast(left(${ref}::varchar, 10) as date)`
      : `try_cast(regexp_replace(${ref}::varchar, '\\.0+$', '') as bigint)`;
  const readable =
    csv ||
    (kind === 'integer' && DECIMALS.test(column.type)) ||
    (kind === 'date' && column.type === 'VARCHAR') ||
    column.type === '"NULL"' ||
    column.type === 'NULL';
  const bad = readable
    ? await count(connection, `select count(*) from ${scan} where ${filled} and ${cast} is null`)
    : await count(connection, `select count(*) from ${scan} where ${filled}`);
  if (bad > 0) {
    throw new PublisherError(
      'E_SCHEMA_TYPE',
      `Column ${name} of table ${table} should hold ${kind === 'date' ? 'dates' : 'whole numbers'} but ${bad} values do not (its type is ${column.type}); correct the export.`
    );
  }
  return cast;
}

async function count(connection: DuckDBConnection, sql: string): Promise<number> {
  return Number((await connection.runAndReadAll(sql)).getRows()[0]![0]);
}

/** SHA-256 of source files as the source itself states them: `source.json` (files) or NAME.sha256 beside a file. */
function knownHashes(directory: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const description = join(directory, 'source.json');
  if (existsSync(description)) {
    const files =
      (JSON.parse(readFileSync(description, 'utf8')) as { files?: Record<string, string> }).files ?? {};
    for (const [name, hash] of Object.entries(files)) known.set(join(directory, name), hash);
  }
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.sha256'))) {
    known.set(
      join(directory, name.replace(/\.sha256$/, '')),
      readFileSync(join(directory, name), 'utf8').trim().split(/\s+/)[0]!.toLowerCase()
    );
  }
  return known;
}

async function checkHash(path: string, known: ReadonlyMap<string, string>): Promise<void> {
  const wanted = known.get(path);
  if (wanted === undefined) return;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== wanted)
    throw new PublisherError(
      'E_INPUT_HASH',
      `The file ${path} differs from the SHA-256 stated beside it; it is truncated or altered. Copy it again.`
    );
}
