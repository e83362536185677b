#!/usr/bin/env -S npx tsx
import { parseArgs } from 'node:util';
import { isMonth } from '#lib/domain/period.ts';
import { realFiles, type Effects } from './effects.ts';
import { publish } from './publish.ts';
import { PublisherError } from './publisher-error.ts';
import { synthesise } from './synthesise/synthesise.ts';

const HELP = `care-atlas: from records to a release in which no patient can be found

  care-atlas synthesise --out DIR [--profile hospital|region] [--from 2018-04] [--to 2026-03] [--scale 1] [--seed 20260401]
      Invents an OMOP CDM v5.4 source. Same options, same bytes.
      care-atlas synthesise --profile hospital --from 2025-04 --to 2026-03 --scale 0.1 --out source

  care-atlas publish --source DIR --optout FILE --out CHANNEL [--as-of DATE] [--policy FILE] [--release N]
                     [--profile hospital|region] [--name-ja TEXT] [--name-en TEXT] [--threads 2] [--memory 4GB]
      Reads OMOP tables (Parquet or CSV), applies the opt-out list and disclosure control, writes a release.
      care-atlas publish --source source --optout source/optout.csv --as-of 2026-06-30 --out releases/hospital

Exit codes: 0 done, 2 usage, 3 source, 4 policy, 6 integrity, 7 disk, 8 release exists, 9 opt-outs, 10 locked.
A run that fails leaves the release before as it was.
`;

function progressBar(): Effects['progress'] {
  if (!process.stderr.isTTY) return () => {};
  const started = Date.now();
  return (step, share) => {
    const filled = Math.round(share * 24);
    const left =
      share > 0.05 && share < 1
        ? `  ${Math.ceil(((Date.now() - started) * (1 - share)) / share / 1000)} s left`
        : '';
    process.stderr.write(
      `\r${step.padEnd(10)} [${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${String(Math.floor(share * 100)).padStart(3)} %${left}   `
    );
    if (share >= 1) process.stderr.write('\n');
  };
}

function monthOf(text: string, option: string): number {
  const month = /^\d{4}-\d{2}$/.test(text) ? Number(text.replace('-', '')) : Number.NaN;
  if (!isMonth(month))
    throw new PublisherError(
      'E_USAGE',
      `--${option} takes a month such as 2025-04, not ${JSON.stringify(text.slice(0, 20))}.`
    );
  return month;
}

function positive(text: string, option: string, whole: boolean): number {
  const value = Number(text);
  if (!(value > 0) || (whole && !Number.isInteger(value)))
    throw new PublisherError(
      'E_USAGE',
      `--${option} takes a ${whole ? 'whole ' : ''}number above 0, not ${JSON.stringify(text.slice(0, 20))}.`
    );
  return value;
}

function profileOption(text: string | undefined): 'hospital' | 'region' | undefined {
  if (text === undefined || text === 'hospital' || text === 'region') return text;
  throw new PublisherError(
    'E_USAGE',
    `--profile is hospital or region, not ${JSON.stringify(text.slice(0, 20))}.`
  );
}

async function main(argv: readonly string[]): Promise<void> {
  const [verb, ...rest] = argv;
  if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') {
    process.stdout.write(HELP);
    return;
  }
  if (verb === 'synthesise') {
    const { values } = options(rest, ['out', 'profile', 'from', 'to', 'scale', 'seed']);
    if (values.help) return void process.stdout.write(HELP);
    if (values.out === undefined)
      throw new PublisherError('E_USAGE', 'synthesise needs --out DIR, the folder to write the source into.');
    const bar = progressBar();
    const result = await synthesise(
      {
        profile: profileOption(values.profile) ?? 'hospital',
        from: monthOf(values.from ?? '2018-04', 'from'),
        to: monthOf(values.to ?? '2026-03', 'to'),
        scale: positive(values.scale ?? '1', 'scale', false),
        seed: positive(values.seed ?? '20260401', 'seed', true),
        out: values.out
      },
      { progress: (done, total) => bar('synthesise', done / total) }
    );
    process.stdout.write(`Invented ${result.visits} visits of ${result.persons} persons in ${values.out}\n`);
    return;
  }
  if (verb === 'publish') {
    const { values } = options(rest, [
      'source',
      'optout',
      'out',
      'as-of',
      'policy',
      'release',
      'profile',
      'name-ja',
      'name-en',
      'threads',
      'memory'
    ]);
    if (values.help) return void process.stdout.write(HELP);
    if (values.source === undefined || values.out === undefined)
      throw new PublisherError(
        'E_USAGE',
        'publish needs --source DIR and --out CHANNEL; see care-atlas help.'
      );
    const profile = profileOption(values.profile);
    const result = await publish(
      {
        source: values.source,
        optOut: values.optout,
        out: values.out,
        asOf: values['as-of'],
        policy: values.policy,
        release: values.release === undefined ? undefined : positive(values.release, 'release', true),
        describe: {
          ...(profile && { profile }),
          ...(values['name-ja'] !== undefined && { name_ja: values['name-ja'] }),
          ...(values['name-en'] !== undefined && { name_en: values['name-en'] })
        },
        threads: positive(values.threads ?? '2', 'threads', true),
        memory: values.memory ?? '4GB'
      },
      {
        clock: () => new Date(),
        log: (line) => process.stderr.write(`${line}\n`),
        progress: progressBar(),
        files: realFiles
      }
    );
    const { coverage } = result.manifest;
    process.stdout.write(
      `Release ${result.manifest.release} of ${coverage.visits} visits written to ${result.folder} (unaudited; at the finest level: age ${(100 * coverage.finest['visits_by_age']!).toFixed(1)} %, disease ${(100 * coverage.finest['visits_by_disease']!).toFixed(1)} %)\n`
    );
    return;
  }
  throw new PublisherError(
    'E_USAGE',
    `There is no verb ${JSON.stringify(verb.slice(0, 20))}; the verbs are synthesise and publish, see care-atlas help.`
  );
}

function options<Name extends string>(
  args: readonly string[],
  names: readonly Name[]
): { values: Partial<Record<Name, string>> & { help?: boolean } } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
        help: { type: 'boolean', short: 'h' }
      },
      strict: true
    });
    return { values: values as Partial<Record<Name, string>> & { help?: boolean } };
  } catch (cause) {
    throw new PublisherError(
      'E_USAGE',
      `${cause instanceof Error ? cause.message.split('.')[0] : 'The options cannot be read'}; see care-atlas help.`,
      { cause }
    );
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof PublisherError) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    process.exitCode = error.exitCode;
    return;
  }
  process.stderr.write(
    `E_INTERNAL: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
  );
  process.exitCode = 1;
});
