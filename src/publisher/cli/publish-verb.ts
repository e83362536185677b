import type { Withdrawal } from '../ledger/withdraw.ts';
import { realFiles } from '../effects.ts';
import type { PublishOptions, PublishResult } from '../publish.ts';
import { planText } from './plan-text.ts';
import { tellMachines, tellPeople } from './progress.ts';
import { usage } from './read-arguments.ts';
import { positiveValue, profileValue, yearExtentValue } from './values.ts';
import type { Given, Verb } from './verb.ts';

/** `care-atlas publish`. */
export const PUBLISH: Verb = {
  name: 'publish',
  summary: 'reads records, applies opt-outs and disclosure control, audits, signs and writes a release',
  options: [
    { name: 'source', value: 'DIR', required: true, help: 'OMOP tables (Parquet or CSV) and the logs' },
    {
      name: 'optout',
      value: 'FILE',
      help: 'list of people who asked to stop; nothing is published without one'
    },
    { name: 'out', value: 'CHANNEL', required: true, alias: 'channel', help: 'folder the releases stand in' },
    { name: 'keys', value: 'DIR', help: 'folder made by care-atlas keygen; invented records need none' },
    {
      name: 'as-of',
      value: 'DATE',
      help: 'day by which closing, ages and expiry are judged (today in Japan)'
    },
    { name: 'policy', value: 'FILE', help: "disclosure policy (the project's own)" },
    { name: 'dry-run', help: 'say what would be published and hidden, and why; write nothing' },
    {
      name: 'withdraw',
      value: 'PERIOD',
      repeatable: true,
      help: 'take a period back from every table, for good'
    },
    {
      name: 'reason',
      value: 'TEXT',
      repeatable: true,
      help: 'why, one for each --withdraw or one for all; published'
    },
    {
      name: 'reissue',
      value: 'PERIOD',
      repeatable: true,
      help: 'ask for a period again; always refused, with the reason'
    },
    {
      name: 'audit-years',
      value: 'every|sample',
      help: 'hidden counts of a fiscal year to test: every one, or 2,995 at random (every)'
    },
    { name: 'release', value: 'NUMBER', help: 'number to publish as (the next one)' },
    { name: 'profile', value: 'hospital|region', help: 'what the source is (as its source.json says)' },
    { name: 'name-ja', value: 'TEXT', help: 'Japanese name of the source' },
    { name: 'name-en', value: 'TEXT', help: 'English name of the source' },
    { name: 'threads', value: 'NUMBER', help: 'processors to use (2)' },
    { name: 'memory', value: 'SIZE', help: 'memory the engine may use (4GB)' },
    { name: 'log-json', help: 'one JSON object a line on standard error' }
  ],
  examples: [
    'care-atlas publish --source source --optout source/optout.csv --as-of 2026-06-30 --out releases/hospital',
    'care-atlas publish --source source --optout source/optout.csv --keys keys --out releases/hospital --dry-run',
    'care-atlas publish --source source --optout source/optout.csv --keys keys --out releases/hospital \\',
    '    --withdraw 2025-11 --reason "one ward was exported twice"'
  ],
  run: async (given, terminal) => {
    const machine = given.flag('log-json');
    const profile = profileValue(given.text('profile'));
    const [nameJa, nameEn] = [given.text('name-ja'), given.text('name-en')];
    const release = given.text('release');
    const options: PublishOptions = {
      source: given.must('source'),
      optOut: given.text('optout'),
      out: given.must('out'),
      asOf: given.text('as-of'),
      policy: given.text('policy'),
      release: release === undefined ? undefined : positiveValue(release, 'release', true),
      keys: given.text('keys'),
      withdrawals: withdrawalsOf(given),
      reissue: given.all('reissue'),
      dryRun: given.flag('dry-run'),
      describe: {
        ...(profile && { profile }),
        ...(nameJa !== undefined && { name_ja: nameJa }),
        ...(nameEn !== undefined && { name_en: nameEn })
      },
      yearExtent: yearExtentValue(given.text('audit-years')),
      threads: positiveValue(given.text('threads') ?? '2', 'threads', true),
      memory: given.text('memory') ?? '4GB'
    };
    // loaded when asked for, so that help and verify start without the counting engine
    const { publish } = await import('../publish.ts');
    const telling = (machine ? tellMachines : tellPeople)(terminal);
    const result = await publish(options, { clock: terminal.now, files: realFiles, ...telling });
    terminal.out(
      result.kind === 'planned' && machine ? `${JSON.stringify(result.plan)}\n` : resultText(result)
    );
  }
};

/** Each period with its reason; one reason may stand for all. @throws PublisherError E_USAGE */
function withdrawalsOf(given: Given): Withdrawal[] {
  const periods = given.all('withdraw');
  const reasons = given.all('reason');
  if (reasons.length !== periods.length && !(reasons.length === 1 && periods.length > 0))
    throw usage(
      `--withdraw was given ${periods.length} times and --reason ${reasons.length} times; give one reason for each period, or one for all.`
    );
  return periods.map((period, i) => ({ period, reason: reasons[i] ?? reasons[0]! }));
}

function resultText(result: PublishResult): string {
  if (result.kind === 'planned') return planText(result.plan);
  const { release, coverage, signing } = result.manifest;
  const finest = Object.entries(coverage.finest).map(
    ([table, share]) => `${table} ${(100 * share).toFixed(1)} %`
  );
  return `Release ${release} of ${coverage.visits} visits written to ${result.folder} (audited; signed by ${signing.key_id}; at the finest level: ${finest.join(', ')})\n`;
}
