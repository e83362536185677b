import {
  Bool,
  Dictionary,
  Float64,
  Int32,
  makeData,
  Table,
  tableToIPC,
  Utf8,
  Vector,
  type Data
} from 'apache-arrow';
import { parquetMetadata, parquetRead } from 'hyparquet';
import type { TableEntry } from '#lib/release/manifest.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { tableSchema, type ColumnType } from '#lib/release/tables.ts';

/** How Parquet may store a column of the contract. */
const STORED_AS: Readonly<Record<ColumnType, readonly string[]>> = {
  INTEGER: ['INT32', 'INT64'],
  DOUBLE: ['DOUBLE', 'FLOAT'],
  BOOLEAN: ['BOOLEAN'],
  VARCHAR: ['BYTE_ARRAY']
};

/** One column as it came: stretches of values, each with the row it begins at. */
type Stretches = readonly { readonly data: ArrayLike<unknown>; readonly start: number }[];

/**
 * Decodes a released Parquet file to an Arrow IPC stream: text as dictionaries, whole numbers as Int32, estimates
 * as Float64, each with its nulls. A table without rows keeps its columns.
 * @param bytes already known by hash
 * @throws ReleaseError E_SCHEMA_MISSING_COLUMN (a column of the contract is not in the file, or is of another type),
 * E_DATA_HASH (unreadable)
 */
export async function arrowOfParquet(bytes: Uint8Array, entry: TableEntry): Promise<Uint8Array> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const { columns } = tableSchema(entry.name);
  const metadata = parquetMetadata(file);
  const present = new Map(metadata.schema.map((element) => [element.name, element.type]));
  const missing = columns.find(({ name, type }) => !STORED_AS[type].includes(present.get(name) ?? 'nothing'));
  if (missing) throw new ReleaseError('E_SCHEMA_MISSING_COLUMN', { table: entry.name, column: missing.name });

  const rows = Number(metadata.num_rows);
  const stretches = new Map<string, { data: ArrayLike<unknown>; start: number }[]>();
  await parquetRead({
    file,
    metadata,
    columns: columns.map((column) => column.name),
    onChunk: ({ columnName, columnData, rowStart }) => {
      const list = stretches.get(columnName) ?? [];
      list.push({ data: columnData as ArrayLike<unknown>, start: Number(rowStart) });
      stretches.set(columnName, list);
    }
  });
  const vectors = columns.map(({ name, type }): [string, Vector] => [
    name,
    new Vector([column(type, stretches.get(name) ?? [], rows)])
  ]);
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}

function column(type: ColumnType, stretches: Stretches, rows: number): Data {
  // a stream without rows carries no dictionary, and the engine would wait for one
  if (type === 'VARCHAR') return rows === 0 ? wordsAsVector([]).data[0]! : texts(stretches, rows);
  if (type === 'BOOLEAN') return truths(stretches, rows);
  if (type === 'INTEGER') {
    const data = new Int32Array(rows);
    return makeData({ type: new Int32(), length: rows, data, ...fill(stretches, rows, numbersInto(data)) });
  }
  const data = new Float64Array(rows);
  return makeData({ type: new Float64(), length: rows, data, ...fill(stretches, rows, numbersInto(data)) });
}

const numbersInto =
  (data: Int32Array | Float64Array) =>
  (row: number, value: unknown): void =>
    void (data[row] = Number(value));

/** Writes every value that is there; nulls become gaps in the validity bits, which stay away where there are none. */
function fill(
  stretches: Stretches,
  rows: number,
  put: (row: number, value: unknown) => void
): { readonly nullCount: number; readonly nullBitmap: Uint8Array | null } {
  let valid: Uint8Array | null = null;
  let nulls = 0;
  for (const { data, start } of stretches)
    for (let i = 0; i < data.length; i++) {
      const value = data[i];
      if (value !== null && value !== undefined) put(start + i, value);
      else {
        nulls++;
        valid ??= new Uint8Array(((rows + 63) >> 6) << 3).fill(255);
        valid[(start + i) >> 3]! &= ~(1 << ((start + i) & 7));
      }
    }
  return { nullCount: nulls, nullBitmap: valid };
}

function truths(stretches: Stretches, rows: number): Data {
  const data = new Uint8Array(((rows + 63) >> 6) << 3);
  const gaps = fill(stretches, rows, (row, value) => {
    if (value === true) data[row >> 3]! |= 1 << (row & 7);
  });
  return makeData({ type: new Bool(), length: rows, data, ...gaps });
}

function texts(stretches: Stretches, rows: number): Data {
  const words = new Map<string, number>();
  const keys = new Int32Array(rows);
  const gaps = fill(stretches, rows, (row, value) => {
    const word = value as string;
    let key = words.get(word);
    if (key === undefined) words.set(word, (key = words.size));
    keys[row] = key;
  });
  return makeData({
    type: new Dictionary(new Utf8(), new Int32()),
    length: rows,
    data: keys,
    dictionary: wordsAsVector([...words.keys()]),
    ...gaps
  });
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
