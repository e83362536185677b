/**
 * `npm run samples`: makes the data the project ships. The full synthetic sources go to .cache/ (they are large);
 * their releases, and a small source of one fiscal year, go to data-samples/. Same code, same bytes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const AS_OF = '2026-06-30';
const SEED = '20260401';

function careAtlas(...args: string[]): void {
  console.log(`care-atlas ${args.join(' ')}`);
  execFileSync(process.execPath, ['--import', 'tsx', 'src/publisher/cli.ts', ...args], {
    cwd: ROOT,
    stdio: 'inherit'
  });
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
    0
  );

interface Described {
  readonly name_en: string;
  readonly facilities: number;
}

for (const profile of ['region', 'hospital'] as const) {
  const source = join('.cache', 'source', profile);
  const release = join('data-samples', 'release', profile);
  // published aside: what an audit has proven stays in the channel, and a stopped run goes on from there
  const channel = join('.cache', 'channel', profile);
  rmSync(join(ROOT, source), { recursive: true, force: true });
  rmSync(join(ROOT, channel, '000001'), { recursive: true, force: true });
  for (const name of ['current.json', '.ledger.json']) rmSync(join(ROOT, channel, name), { force: true });
  mkdirSync(join(ROOT, source), { recursive: true });
  const make = [
    'synthesise',
    '--profile',
    profile,
    '--from',
    '2018-04',
    '--to',
    '2026-03',
    '--scale',
    '1',
    '--seed',
    SEED,
    '--out',
    source
  ];
  const publish = [
    'publish',
    '--source',
    source,
    '--optout',
    join(source, 'optout.csv'),
    '--as-of',
    AS_OF,
    '--release',
    '1',
    '--out',
    channel
  ];
  careAtlas(...make);
  careAtlas(...publish);
  rmSync(join(ROOT, release), { recursive: true, force: true });
  mkdirSync(join(ROOT, release), { recursive: true });
  for (const name of ['000001', 'current.json'])
    renameSync(join(ROOT, channel, name), join(ROOT, release, name));
  const description = JSON.parse(readFileSync(join(ROOT, source, 'source.json'), 'utf8')) as Described;
  const manifest = join(ROOT, release, '000001', 'manifest.json');
  const { coverage } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    coverage: { visits: number; finest: Record<string, number> };
  };
  writeFileSync(
    join(ROOT, release, 'SOURCE.md'),
    [
      `# Sample release: ${description.name_en}`,
      '',
      '**Invented data.** No person, visit or facility in it exists. Fiscal 2018–2025, every closed month.',
      '',
      '```sh',
      ...[make, publish].map((args) => `npm run care-atlas -- ${args.join(' ')}`),
      '```',
      '',
      `| what | value |`,
      `|---|---|`,
      `| seed | ${SEED} |`,
      `| facilities | ${description.facilities} |`,
      `| visits published | ${coverage.visits.toLocaleString('en-US')} |`,
      `| at the finest level | age ${(100 * coverage.finest['visits_by_age']!).toFixed(1)} %, disease ${(100 * coverage.finest['visits_by_disease']!).toFixed(1)} % |`,
      `| SHA-256 of the source (source.json, which lists its files) | \`${sha256(join(ROOT, source, 'source.json'))}\` |`,
      `| SHA-256 of the release (manifest.json, which lists its files) | \`${sha256(manifest)}\` |`,
      `| size of the release | ${Math.round(sizeOf(join(ROOT, release)) / 1024)} kB |`,
      ''
    ].join('\n')
  );
}

const records = join('data-samples', 'records');
for (const name of existsSync(join(ROOT, records)) ? readdirSync(join(ROOT, records)) : [])
  if (name !== 'README.md') rmSync(join(ROOT, records, name));
careAtlas(
  'synthesise',
  '--profile',
  'hospital',
  '--from',
  '2025-04',
  '--to',
  '2026-03',
  '--scale',
  '0.12',
  '--seed',
  SEED,
  '--out',
  records
);
console.log(
  `records: ${Math.round(sizeOf(join(ROOT, records)) / 1024)} kB, SHA-256 of source.json ${sha256(join(ROOT, records, 'source.json'))}`
);
