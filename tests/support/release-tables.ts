import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseManifest, type Manifest } from '../../src/lib/release/manifest.ts';
import { parseQuery, type Query, type QueryValue } from '../../src/lib/release/query.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Folder of a shipped sample release. */
export const sampleFolder = (channel: 'region' | 'hospital'): string =>
  join(ROOT, 'data-samples', 'release', channel, '000001');

/** Manifest of a shipped sample release. */
export const sampleManifest = (channel: 'region' | 'hospital'): Manifest =>
  parseManifest(readFileSync(join(sampleFolder(channel), 'manifest.json'), 'utf8'));

/** The queries of the atlas by name. */
export const atlasQueries: ReadonlyMap<string, { readonly query: Query; readonly sql: string }> = new Map(
  readdirSync(join(ROOT, 'queries', 'atlas'))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => {
      const sql = readFileSync(join(ROOT, 'queries', 'atlas', file), 'utf8');
      const name = file.replace(/\.sql$/, '');
      return [name, { query: parseQuery(name, sql), sql }];
    })
);

/** Values of a query's parameters in its order. */
export const valuesOf = (query: Query, params: Readonly<Record<string, QueryValue>>): QueryValue[] =>
  query.params.map((name) => params[name]!);
