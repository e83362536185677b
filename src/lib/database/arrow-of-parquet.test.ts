import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createDuckDB, NODE_RUNTIME, VoidLogger, type DuckDBConnection } from '@duckdb/duckdb-wasm/blocking';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableEntry } from '#lib/release/manifest.ts';
import { tableSchema, TABLES, type Column } from '#lib/release/tables.ts';
import { parquetOf } from '../../../tests/support/parquet-file.ts';
import { arrowOfParquet } from './arrow-of-parquet.ts';

/** A value of a column's type for row `i`; null in every third row of a column that may be null. */
function value({ name, type, nullable }: Column): string {
  const plain = {
    INTEGER: 'i::integer',
    DOUBLE: '(i * 1.25)::double',
    BOOLEAN: '(i % 2 = 0)',
    VARCHAR: `'${name} ' || (i % 7)::varchar`
  }[type];
  return `${nullable ? `case when i % 3 <> 0 then ${plain} end` : plain} as ${name}`;
}
const rowsOf = (table: string, rows: number, change: (column: Column) => string = value): string =>
  `select ${tableSchema(table).columns.map(change).join(', ')} from range(${rows}) as r(i)`;
const entryOf = (name: string): TableEntry => ({ name }) as TableEntry;

let wasm: DuckDBConnection;
beforeAll(async () => {
  const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'));
  const bundle = {
    mainModule: join(dist, 'duckdb-eh.wasm'),
    mainWorker: join(dist, 'duckdb-node-eh.worker.cjs')
  };
  const database = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate(() => {});
  database.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } });
  wasm = database.connect();
  // tables come after the lock as well as before it
  wasm.query('set enable_external_access = false');
  wasm.query('set lock_configuration = true');
});
afterAll(() => wasm.close());

/** What the browser's engine holds after the decoder has filled it. */
async function throughBrowser(name: string, parquet: Uint8Array): Promise<Record<string, unknown>[]> {
  wasm.query(`drop table if exists ${name}`);
  wasm.insertArrowFromIPCStream(await arrowOfParquet(parquet, entryOf(name)), { name, create: true });
  const table = wasm.query(`select * from ${name}`);
  return Array.from({ length: table.numRows }, (_, i) => ({ ...table.get(i)!.toJSON() }));
}
const typesIn = (name: string): string[] =>
  wasm
    .query(`describe ${name}`)
    .toArray()
    .map((row) => String(row['column_type']));

describe('a released table, decoded for the browser', () => {
  it.each(TABLES.map((table) => table.name))(
    '%s keeps every value and null of every column',
    async (name) => {
      const { columns } = tableSchema(name);
      const rows = await throughBrowser(name, await parquetOf(rowsOf(name, 70)));
      expect(rows).toHaveLength(70);
      for (const [i, row] of rows.entries())
        for (const { name: column, type, nullable } of columns) {
          const expected = {
            INTEGER: i,
            DOUBLE: i * 1.25,
            BOOLEAN: i % 2 === 0,
            VARCHAR: `${column} ${i % 7}`
          };
          expect(row[column], `${column} of row ${i}`).toBe(nullable && i % 3 === 0 ? null : expected[type]);
        }
    }
  );

  it('is the engine’s INTEGER, DOUBLE and text, nulls counted as nulls', async () => {
    await throughBrowser('disease_profile', await parquetOf(rowsOf('disease_profile', 3000)));
    const [counted] = wasm
      .query('select count(*) as n, count(bed_days) as known, sum(bed_days) as days from disease_profile')
      .toArray();
    expect([counted!['n'], counted!['known'], counted!['days']].map(Number)).toEqual([
      3000,
      2000,
      4498500 - 1498500
    ]);
    await throughBrowser('indicators', await parquetOf(rowsOf('indicators', 10)));
    expect([...new Set(typesIn('indicators'))].sort()).toEqual(['DOUBLE', 'INTEGER', 'VARCHAR']);
  });

  it.each(TABLES.map((table) => table.name))('%s without rows has its columns', async (name) => {
    expect(await throughBrowser(name, await parquetOf(rowsOf(name, 0)))).toEqual([]);
    expect(typesIn(name)).toEqual(
      tableSchema(name).columns.map((column) =>
        expect.stringMatching(column.type === 'VARCHAR' ? /VARCHAR|ENUM/ : column.type)
      )
    );
  });

  it.each(['stays', 'disease_profile', 'geography'])(
    '%s is read as it is where all of its nullable columns are null, and where none is',
    async (name) => {
      const nullable = tableSchema(name).columns.filter((c) => c.nullable);
      expect(nullable).not.toEqual([]);
      const all = (c: Column) => (c.nullable ? `null::${c.type} as ${c.name}` : value(c));
      const none = (c: Column) => value({ ...c, nullable: false });
      for (const [change, nulls] of [
        [all, 9],
        [none, 0]
      ] as const) {
        const rows = await throughBrowser(name, await parquetOf(rowsOf(name, 9, change)));
        for (const c of nullable) expect(rows.filter((row) => row[c.name] === null)).toHaveLength(nulls);
      }
    }
  );

  it('that lacks a column, or holds another type in it, is refused by name', async () => {
    const { columns } = tableSchema('rhythm');
    const lacking = columns.filter((c) => c.name !== 'hour').map(value);
    const named = { code: 'E_SCHEMA_MISSING_COLUMN', details: { table: 'rhythm', column: 'hour' } };
    await expect(
      arrowOfParquet(await parquetOf(`select ${lacking.join(', ')} from range(3) as r(i)`), entryOf('rhythm'))
    ).rejects.toMatchObject(named);
    const other = await parquetOf(rowsOf('rhythm', 3, (c) => (c.name === 'hour' ? "'x' as hour" : value(c))));
    await expect(arrowOfParquet(other, entryOf('rhythm'))).rejects.toMatchObject(named);
  });
});
