import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { parseQuery } from './src/lib/release/query.ts';
import { trustedKeysDefine } from './src/lib/release/trusted-keys.ts';

/** `import q from '#queries/atlas/x.sql'` gives `{name, text, params}`; its types stand in x.d.sql.ts. */
function sql(): Plugin {
  return {
    name: 'care-atlas-sql',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0]!;
      if (!file.endsWith('.sql') || id.includes('?raw')) return null;
      return {
        code: `export default ${JSON.stringify(parseQuery(basename(file, '.sql'), code))};`,
        map: null
      };
    }
  };
}

/** The keys this site will believe: those of the file ATLAS_TRUSTED_KEYS names, else the demo keys. */
const keys = process.env['ATLAS_TRUSTED_KEYS'];

export default defineConfig({
  define: trustedKeysDefine(keys ? readFileSync(keys, 'utf8') : undefined),
  plugins: [sql(), sveltekit()],
  build: { target: 'es2023', chunkSizeWarningLimit: 700 },
  worker: { format: 'es' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: 60_000,
          // loading the modules afresh for each file cost more than its tests; none of them changes a global
          isolate: false,
          // vitest leaves one core to itself; on two cores that would double the time
          maxWorkers: 2
        }
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/journeys/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // a page keeps one core busy while its engine starts: two at a time use both
          maxWorkers: 2
        }
      }
    ]
  }
});
