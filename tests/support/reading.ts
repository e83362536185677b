import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { openOmopTables } from '../../src/publisher/read/omop-tables.ts';
import { readVisits, type VisitsRead } from '../../src/publisher/read/visits.ts';
import { writeSource, type TestPerson, type TestSource, type TestVisit } from './small-source.ts';

/** The last closed month of every test source. */
export const CLOSED = 202603;

/** Something done to a source folder after it was written. */
export type Change = (directory: string) => void;

export type Row = Readonly<Record<string, unknown>>;

let engine: Promise<DuckDBInstance> | undefined;

/** Runs some work on a connection of its own, of one engine a test file, and gives back what it answers. */
export async function withConnection<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  engine ??= DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await (await engine).connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

/** Writes a source into a folder, changes it, and reads its visits. */
export async function readSource(
  connection: DuckDBConnection,
  directory: string,
  source: TestSource,
  change: Change = () => {}
): Promise<VisitsRead> {
  writeSource(directory, source);
  change(directory);
  await openOmopTables(connection, directory);
  return readVisits(connection, { column: 'person_id', ids: (source.optOuts ?? []).map(String) }, CLOSED);
}

/** Rows of a table, in the order they stand. */
export async function rowsOf(connection: DuckDBConnection, table: string): Promise<Row[]> {
  return (await connection.runAndReadAll(`select * from ${table}`)).getRowObjectsJson();
}

/** Columns of a table and their types, as contracts write them. */
export async function columnsOf(
  connection: DuckDBConnection,
  table: string
): Promise<readonly (readonly [name: string, type: string])[]> {
  return (await connection.runAndReadAll(`describe ${table}`))
    .getRows()
    .map(([name, type]) => [String(name), String(type).toLowerCase()] as const);
}

/** A man of 青葉区 born in 1950, but for what is said otherwise. */
export const person = (id: number, more: Partial<TestPerson> = {}): TestPerson => ({
  id,
  gender: 8507,
  birth: '1950-05-01',
  residence: '04101',
  ...more
});

/** An outpatient visit of January 2026 for hypertension, but for what is said otherwise. */
export const visit = (more: Partial<TestVisit> = {}): TestVisit => ({
  person: 1,
  date: '2026-01-15',
  concept: 9202,
  code: 'I10',
  ...more
});

/** Two people, a visit each. */
export const plain: TestSource = { persons: [person(1), person(2)], visits: [visit(), visit({ person: 2 })] };
