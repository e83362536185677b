import { Dictionary, Int32, makeData, makeVector, Table, tableToIPC, Utf8, Vector } from 'apache-arrow';
import { parquetMetadata, parquetRead } from 'hyparquet';
import type { TableEntry } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { TABLES } from '#lib/release/tables.ts';

/**
 * Decodes a released Parquet file to an Arrow IPC stream: text as dictionaries, whole numbers as Int32.
 * @param bytes already known by hash
 * @throws ReleaseError E_SCHEMA_MISSING_COLUMN (a column of the contract is not in the file), E_DATA_HASH (unreadable)
 */
export async function arrowOfParquet(bytes: Uint8Array, entry: TableEntry): Promise<Uint8Array> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const schema = TABLES.find((table) => table.name === entry.name)!;
  const metadata = parquetMetadata(file);
  const present = new Set(metadata.schema.map((element) => element.name));
  const missing = schema.columns.find((column) => !present.has(column.name));
  if (missing) throw new ReleaseError('E_SCHEMA_MISSING_COLUMN', { table: entry.name, column: missing.name });

  const rows = Number(metadata.num_rows);
  const parts = new Map<string, { data: ArrayLike<unknown>; start: number }[]>();
  await parquetRead({
    file,
    metadata,
    columns: schema.columns.map((column) => column.name),
    onChunk: ({ columnName, columnData, rowStart }) => {
      const list = parts.get(columnName) ?? [];
      list.push({ data: columnData as ArrayLike<unknown>, start: Number(rowStart) });
      parts.set(columnName, list);
    }
  });
  const columns = schema.columns.map((column): [string, Vector] => {
    const chunks = parts.get(column.name) ?? [];
    return [column.name, column.type === 'INTEGER' ? integers(chunks, rows) : texts(chunks, rows)];
  });
  return tableToIPC(new Table(Object.fromEntries(columns)), 'stream');
}

type Chunks = readonly { readonly data: ArrayLike<unknown>; readonly start: number }[];

function integers(chunks: Chunks, rows: number): Vector<Int32> {
  const values = new Int32Array(rows);
  for (const { data, start } of chunks)
    for (let i = 0; i < data.length; i++) values[start + i] = Number(data[i]);
  return makeVector(values) as Vector<Int32>;
}

function texts(chunks: Chunks, rows: number): Vector {
  const words = new Map<string, number>();
  const keys = new Int32Array(rows);
  const valid = new Uint8Array(Math.ceil(rows / 8));
  let nulls = 0;
  for (const { data, start } of chunks) {
    for (let i = 0; i < data.length; i++) {
      const row = start + i;
      const value = data[i];
      if (value === null || value === undefined) {
        nulls++;
        continue;
      }
      valid[row >> 3]! |= 1 << (row & 7);
      const word = value as string;
      let key = words.get(word);
      if (key === undefined) words.set(word, (key = words.size));
      keys[row] = key;
    }
  }
  const dictionary = wordsAsVector([...words.keys()]);
  const type = new Dictionary(new Utf8(), new Int32());
  return new Vector([
    makeData({
      type,
      length: rows,
      nullCount: nulls,
      nullBitmap: nulls ? valid : null,
      data: keys,
      dictionary
    })
  ]);
}

/** Words as an Arrow text column, laid out by hand: Arrow's own builders compile code at run time, which the policy forbids. */
function wordsAsVector(words: readonly string[]): Vector<Utf8> {
  const encoded = words.map((word) => new TextEncoder().encode(word));
  const valueOffsets = new Int32Array(words.length + 1);
  encoded.forEach((bytes, i) => (valueOffsets[i + 1] = valueOffsets[i]! + bytes.length));
  const data = new Uint8Array(valueOffsets[words.length]!);
  encoded.forEach((bytes, i) => data.set(bytes, valueOffsets[i]!));
  return new Vector([makeData({ type: new Utf8(), length: words.length, nullCount: 0, valueOffsets, data })]);
}
