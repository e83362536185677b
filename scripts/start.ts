/** `npm start`: builds and serves the atlas on the sample release; `-- --from-records` publishes data-samples/records first. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { precompress } from './precompress.ts';
import { serveSite } from './serve.ts';
import { stageReleases } from './stage-releases.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RECORDS = join('data-samples', 'records');
const OWN_RELEASES = join('.cache', 'releases');

const { values } = parseArgs({
  options: {
    'from-records': { type: 'boolean', default: false },
    port: { type: 'string', default: '4173' },
    host: { type: 'string', default: '127.0.0.1' }
  }
});

const started = Date.now();
const step = (words: string) =>
  console.log(`[${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s] ${words}`);
const run = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });

try {
  if (values['from-records']) {
    step(`publishing ${RECORDS} …`);
    rmSync(join(ROOT, OWN_RELEASES), { recursive: true, force: true });
    run(
      '--import',
      'tsx',
      'src/publisher/cli.ts',
      'publish',
      '--source',
      RECORDS,
      '--optout',
      join(RECORDS, 'optout.csv'),
      '--as-of',
      '2026-06-30',
      // the whole year takes minutes; the certificate says that a sample was tested
      '--audit-years',
      'sample',
      '--out',
      join(OWN_RELEASES, 'hospital')
    );
  }
  const channels = stageReleases(values['from-records'] ? join(ROOT, OWN_RELEASES) : undefined);
  step(`releases: ${channels.join(', ')}; building the site …`);
  run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error');
  step('compressing …');
  await precompress(join(ROOT, 'build'), join(ROOT, '.cache', 'compressed'));
  const { url } = await serveSite({
    directory: join(ROOT, 'build'),
    port: Number(values.port),
    host: values.host
  });
  step('ready');
  console.log(
    `\n  みやぎ地域医療アトラス  ${url}/\n  English                 ${url}/en/\n\n  Stop with Ctrl+C.`
  );
} catch (error) {
  const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(
    busy
      ? `Port ${values.port} is taken; choose another with "npm start -- --port 4180".`
      : error instanceof Error
        ? error.message
        : String(error)
  );
  process.exit(1);
}
