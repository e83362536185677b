import type { DuckDBConnection } from '@duckdb/node-api';
import { PublisherError } from '../publisher-error.ts';
import { askNumber, askRows } from './ask-rows.ts';
import { ENGINE_TYPE, KIND_NAME, readingOf, type ColumnKind } from './column-kind.ts';
import { tableFile, type TableFile } from './table-file.ts';

/** Columns the publisher reads of a source table. Optional ones may be missing: they are then null in every row. */
export interface TableContract {
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly optional: Readonly<Record<string, ColumnKind>>;
  /** Whether other columns are refused rather than passed over. */
  readonly closed?: boolean;
}

interface FoundColumn {
  readonly name: string;
  readonly type: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Makes view `source_TABLE` over a table of a source folder (Parquet or CSV, names in any case), with lower-case
 * columns of known types; a table that is not there becomes an empty view. The file's SHA-256 is checked first.
 * @returns whether the table is there
 * @throws PublisherError E_INPUT_READ, E_INPUT_HASH, E_SCHEMA_MISSING_COLUMN, E_SCHEMA_UNKNOWN_COLUMN,
 *   E_SCHEMA_TYPE, E_VALUE_RANGE (numbers that are not whole)
 */
export async function openTable(
  connection: DuckDBConnection,
  directory: string,
  table: string,
  contract: TableContract
): Promise<boolean> {
  const wanted: Readonly<Record<string, ColumnKind>> = { ...contract.columns, ...contract.optional };
  const file = await tableFile(directory, table);
  if (!file) {
    await connection.run(
      `create or replace view source_${table} as select ${Object.entries(wanted)
        .map(([name, kind]) => `null::${ENGINE_TYPE[kind]} as ${name}`)
        .join(', ')} where false`
    );
    return false;
  }
  const { scan, columns } = await scanOf(connection, file, table);
  for (const name of Object.keys(contract.columns))
    if (!columns.has(name))
      throw new PublisherError(
        'E_SCHEMA_MISSING_COLUMN',
        `Table ${table} has no column ${name}, which its contract needs; export it and try again.`
      );
  if (contract.closed)
    for (const [key, { name }] of columns)
      if (!(key in wanted))
        throw new PublisherError(
          'E_SCHEMA_UNKNOWN_COLUMN',
          `Table ${table} has a column ${JSON.stringify(name.slice(0, 60))} that its contract does not know; take it out of the export, or ask for the contract to be widened.`
        );
  const select: string[] = [];
  for (const [name, kind] of Object.entries(wanted)) {
    const column = columns.get(name);
    select.push(
      column === undefined
        ? `null::${ENGINE_TYPE[kind]} as ${name}`
        : `${await castOf(connection, scan, table, name, kind, column, file.csv)} as ${name}`
    );
  }
  await connection.run(`create or replace view source_${table} as select ${select.join(', ')} from ${scan}`);
  return true;
}

/** Where the rows are read from. A CSV is parsed once, into a table of text, since it is asked several times. */
async function scanOf(
  connection: DuckDBConnection,
  file: TableFile,
  table: string
): Promise<{ scan: string; columns: ReadonlyMap<string, FoundColumn> }> {
  let scan = `read_parquet(${quoted(file.path)})`;
  try {
    if (file.csv) {
      await connection.run(
        `create or replace temp table text_${table} as from read_csv(${quoted(file.path)}, all_varchar = true, header = true)`
      );
      scan = `temp.text_${table}`;
    }
    const rows = await askRows(
      connection,
      `select column_name, column_type from (describe select * from ${scan})`
    );
    return {
      scan,
      columns: new Map(
        rows.map(([name, type]) => [
          String(name).toLowerCase(),
          { name: String(name), type: String(type).toUpperCase() }
        ])
      )
    };
  } catch (cause) {
    // the engine's own words may quote a line of the file
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
  kind: ColumnKind,
  column: FoundColumn,
  csv: boolean
): Promise<string> {
  const ref = `"${column.name.replaceAll('"', '""')}"`;
  const reading = readingOf(kind, ref, column.type, csv);
  if (reading.how === 'exact') return reading.sql;
  const filled = `${ref} is not null${csv ? ` and trim(${ref}) <> ''` : ''}`;
  const unread = reading.how === 'refused' ? filled : `${filled} and ${reading.sql} is null`;
  const bad = await askNumber(connection, `select count(*) from ${scan} where ${unread}`);
  if (bad === 0) return reading.how === 'refused' ? `null::${ENGINE_TYPE[kind]}` : reading.sql;
  const number = `isfinite(try_cast(${ref} as double))`;
  const numeric =
    reading.how === 'checked' && kind === 'integer' && column.type !== 'VARCHAR'
      ? bad
      : kind === 'integer' && csv
        ? await askNumber(connection, `select count(*) from ${scan} where ${unread} and ${number}`)
        : 0;
  if (numeric === bad)
    throw new PublisherError(
      'E_VALUE_RANGE',
      `Column ${name} of table ${table} holds ${bad} numbers that are not whole (fractions, NaN, or too large); correct the export.`
    );
  throw new PublisherError(
    'E_SCHEMA_TYPE',
    `Column ${name} of table ${table} should hold ${KIND_NAME[kind]} but ${bad} values do not (its type is ${column.type}); correct the export.`
  );
}
