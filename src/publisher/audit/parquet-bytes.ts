import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { answer } from './audit-answer.ts';

const MAGIC = 'PAR1';
/** Length of the footer's length and the closing magic. */
const TAIL = 8;

/** Bytes of a Parquet file that nothing in it refers to; −1 if it is no whole Parquet file. */
export async function unreferencedBytes(connection: DuckDBConnection, path: string): Promise<number> {
  const bytes = readFileSync(path);
  const magic = (from: number) => bytes.subarray(from, from + MAGIC.length).toString('latin1');
  if (
    bytes.length < MAGIC.length + TAIL ||
    magic(0) !== MAGIC ||
    magic(bytes.length - MAGIC.length) !== MAGIC
  )
    return -1;
  const footer = bytes.readUInt32LE(bytes.length - TAIL);
  const chunks = await answer(
    connection,
    `select least(data_page_offset, coalesce(nullif(dictionary_page_offset, 0), data_page_offset)) as start,
       total_compressed_size as size, bloom_filter_offset as bloom, bloom_filter_length as bloom_size
     from parquet_metadata($1)`,
    [path]
  );
  const [start, size, bloom, bloomSize] = ['start', 'size', 'bloom', 'bloom_size'].map(chunks.numbers);
  const spans: [from: number, to: number][] = [
    [0, MAGIC.length],
    [bytes.length - TAIL - footer, bytes.length]
  ];
  for (let i = 0; i < chunks.rows; i++) {
    spans.push([start![i]!, start![i]! + size![i]!]);
    if (bloom![i]! > 0) spans.push([bloom![i]!, bloom![i]! + bloomSize![i]!]);
  }
  let covered = 0;
  let reached = 0;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    if (to <= reached) continue;
    covered += to - Math.max(from, reached);
    reached = to;
  }
  return bytes.length - covered;
}
