/**
 * `npm run queries`: prepares every query of the atlas on the real table schemas and writes its types beside it.
 * `npm run queries -- --check` writes nothing and fails when a file on disk differs.
 */
import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, DuckDBTypeId, type DuckDBConnection } from '@duckdb/node-api';
import { parseQuery } from '../src/lib/release/query.ts';
import { TABLES } from '../src/lib/release/tables.ts';

const QUERIES = fileURLToPath(new URL('../queries/', import.meta.url));

const NUMBERS = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.FLOAT
]);

function typeOf(id: DuckDBTypeId, where: string): string {
  if (NUMBERS.has(id)) return 'number';
  if (id === DuckDBTypeId.VARCHAR || id === DuckDBTypeId.ENUM) return 'string';
  if (id === DuckDBTypeId.BOOLEAN) return 'boolean';
  throw new Error(
    `${where} has type ${DuckDBTypeId[id]}, which reads differently in the browser: cast it to INTEGER, DOUBLE or VARCHAR`
  );
}

/** The types of one query as the text of its `.d.sql.ts`. */
async function declarationOf(connection: DuckDBConnection, name: string, sql: string): Promise<string> {
  const query = parseQuery(name, sql);
  const notNull = new Set(
    (/^-- not null: *(.*)$/m.exec(sql)?.[1] ?? '')
      .split(',')
      .map((c) => c.trim())
      .filter(Boolean)
  );
  const prepared = await connection.prepare(query.text);
  const columns = Array.from({ length: prepared.columnCount }, (_, i) => {
    const column = prepared.columnName(i);
    const type = typeOf(prepared.columnTypeId(i), `${name}: column ${column}`);
    return `  readonly ${column}: ${type}${notNull.delete(column) ? '' : ' | null'};`;
  });
  if (notNull.size)
    throw new Error(`${name}: "-- not null" names ${[...notNull].join(', ')}, which the query does not give`);
  const params = query.params.map(
    (param, i) =>
      `  readonly ${param}: ${typeOf(prepared.parameterTypeId(i + 1), `${name}: parameter $${param}`)};`
  );
  prepared.destroySync();
  const first = /^-- (.*)$/m.exec(sql)?.[1];
  if (!first) throw new Error(`${name}: the first line says what the query answers`);
  return [
    '// Written by `npm run queries`. Do not edit.',
    "import type { Query } from '#lib/release/query.ts';",
    '',
    `/** One row: ${first} */`,
    'export type Row = {',
    ...columns,
    '};',
    params.length
      ? `export type Params = {\n${params.join('\n')}\n};`
      : 'export type Params = Record<never, never>;',
    'declare const query: Query<Row, Params>;',
    'export default query;',
    ''
  ].join('\n');
}

/** Creates every released table, empty, on a connection. */
async function createTables(connection: DuckDBConnection): Promise<void> {
  for (const table of TABLES) {
    await connection.run(
      `create table ${table.name} (${table.columns.map((c) => `${c.name} ${c.type}`).join(', ')})`
    );
  }
}

const check = process.argv.includes('--check');
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await createTables(connection);
const drifted: string[] = [];
let written = 0;
for (const folder of ['atlas', 'lab']) {
  const directory = join(QUERIES, folder);
  if (!existsSync(directory)) continue;
  for (const file of readdirSync(directory)
    .filter((f) => f.endsWith('.sql'))
    .sort()) {
    const target = join(directory, file.replace(/\.sql$/, '.d.sql.ts'));
    const text = await declarationOf(
      connection,
      basename(file, '.sql'),
      readFileSync(join(directory, file), 'utf8')
    );
    const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
    if (before === text) continue;
    drifted.push(`queries/${folder}/${basename(target)}`);
    if (!check) writeFileSync(target, text);
    written++;
  }
}
if (check && drifted.length) {
  console.error(
    `Types of queries differ from their SQL: ${drifted.join(', ')}. Run \`npm run queries\` and commit the result.`
  );
  process.exit(1);
}
console.log(check ? 'query types agree with their SQL' : `${written} query type file(s) written`);
