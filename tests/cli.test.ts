import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../src/lib/release/canonical-json.ts';
import { AUDIT } from '../src/publisher/cli/audit-verb.ts';
import { KEYGEN } from '../src/publisher/cli/keygen-verb.ts';
import { nearestWord } from '../src/publisher/cli/nearest-word.ts';
import { planText } from '../src/publisher/cli/plan-text.ts';
import { tellMachines, tellPeople } from '../src/publisher/cli/progress.ts';
import { PUBLISH } from '../src/publisher/cli/publish-verb.ts';
import { run } from '../src/publisher/cli/run.ts';
import { SYNTHESISE } from '../src/publisher/cli/synthesise-verb.ts';
import type { Terminal } from '../src/publisher/cli/terminal.ts';
import type { Verb } from '../src/publisher/cli/verb.ts';
import { VERIFY } from '../src/publisher/cli/verify-verb.ts';
import { EXIT_CODES } from '../src/publisher/publisher-error.ts';
import { fakePublication, FAKE_KEYS } from './support/fake-publication.ts';
import { quiet, scratch } from './support/scratch-folder.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VERBS = [SYNTHESISE, PUBLISH, AUDIT, VERIFY, KEYGEN];

/** A terminal that keeps what is written, with a clock that is moved by hand. */
function paper(watched = false): Terminal & { said: string; erred: string; seconds: number } {
  const kept = {
    said: '',
    erred: '',
    seconds: 0,
    watched,
    now: () => new Date(Date.UTC(2026, 5, 30) + kept.seconds * 1000),
    out: (text: string) => void (kept.said += text),
    err: (text: string) => void (kept.erred += text)
  };
  return kept;
}

async function asked(...argv: string[]): Promise<{ exit: number; said: string; erred: string }> {
  const terminal = paper();
  const exit = await run(VERBS, argv, terminal);
  return { exit, said: terminal.said, erred: terminal.erred };
}

describe('help', () => {
  it.each([[], ['help'], ['--help'], ['-h']])('lists every verb: %j', async (...argv) => {
    const { exit, said } = await asked(...argv);
    expect(exit).toBe(0);
    for (const { name } of VERBS) expect(said).toContain(`  ${name}`);
  });

  it.each(VERBS.map((verb) => [verb.name, verb] as const))(
    'of %s shows its options and an example',
    async (name, verb) => {
      const { said } = await asked('help', name);
      for (const option of verb.options) expect(said).toContain(`--${option.name}`);
      for (const example of verb.examples) expect(said).toContain(example);
      expect((await asked(name, '--help')).said).toBe(said);
    }
  );

  it('is kept short enough for a terminal', async () => {
    for (const { name } of VERBS)
      for (const line of (await asked('help', name)).said.split('\n')) expect(line.length).toBeLessThan(130);
  });
});

describe('what was typed wrong', () => {
  it.each([
    ['verfy', /did you mean verify\?/],
    ['publihs', /did you mean publish\?/],
    ['hlep', /did you mean help\?/],
    ['dance', /the verbs are synthesise, publish, audit, verify, keygen/],
    ['publish --optuot x', /did you mean --optout\?/],
    ['publish --dryrun', /did you mean --dry-run\?/],
    ['publish --zzz', /see care-atlas help publish/],
    ['publish --source a', /needs --out CHANNEL/],
    ['publish --source', /--source needs a value: --source DIR/],
    ['publish --source --out b', /--source needs a value/],
    ['publish --source a --source b --out c', /--source was given twice/],
    ['publish --source a --out b --channel c', /--out was given twice/],
    ['publish --source a --out b --dry-run=yes', /--dry-run is a flag/],
    ['publish --source a --out b extra', /takes options only, not also "extra"/],
    ['publish --source a --out b --profile clinic', /hospital or region/],
    ['publish --source a --out b --release 0', /whole number above 0/],
    ['publish --source a --out b --withdraw 2025-04', /one reason for each period/],
    ['publish --source a --out b --reason x', /one reason for each period/],
    ['synthesise --out a --from 2025-13', /a month such as 2025-04/],
    ['synthesise --out a --scale 0', /a number above 0/],
    ['verify', /needs DIR/],
    ['verify a --keys nowhere.json', /trusted-keys\.json as care-atlas keygen writes it/]
  ])('is answered in one sentence, with exit 2: %s', async (typed, words) => {
    const { exit, said, erred } = await asked(...typed.split(' '));
    expect([exit, said]).toEqual([2, '']);
    expect(erred).toMatch(words);
    expect(erred.trimEnd().split('\n')).toHaveLength(1);
  });

  it('is told to machines as JSON when they asked for it', async () => {
    const { erred } = await asked('publish', '--log-json', '--source', 'a');
    expect(JSON.parse(erred)).toMatchObject({ code: 'E_USAGE', exit: 2, time: '2026-06-30T00:00:00.000Z' });
  });

  it('is compared with words that are near', () => {
    expect(nearestWord('witdraw', ['reason', 'withdraw'])).toBe('withdraw');
    expect(nearestWord('syn', ['synthesise', 'publish'])).toBe('synthesise');
    expect(nearestWord('x', ['out', 'to'])).toBeUndefined();
  });
});

describe('a fault', () => {
  const failing: Verb = {
    name: 'fail',
    summary: 'fails',
    options: [],
    examples: ['care-atlas fail'],
    run: () => {
      throw new TypeError('broken');
    }
  };
  it('of the program itself ends with exit 1 and where it was', async () => {
    const terminal = paper();
    expect(await run([failing], ['fail'], terminal)).toBe(1);
    expect(terminal.erred).toMatch(/^E_INTERNAL: TypeError: broken\n +at /);
  });
});

describe('progress', () => {
  it('draws a bar with the time left, over and over, where someone watches', () => {
    const terminal = paper(true);
    const { progress, log } = tellPeople(terminal);
    progress('read', 0);
    terminal.seconds = 10;
    progress('read', 0.25);
    expect(terminal.erred.split('\r\u001b[2K').at(-1)).toMatch(/^read +\[#{6}\.{18}\] {2}25 % {2}30 s left$/);
    log('a line');
    expect(terminal.erred.endsWith('\r\u001b[2Ka line\n')).toBe(true);
    progress('protect', 0.5);
    terminal.seconds = 1010;
    progress('protect', 0.6);
    expect(terminal.erred).toMatch(/67 min left$|1 h 7 min left$/);
    progress('protect', 1);
    expect(terminal.erred.endsWith('100 %\n')).toBe(true);
  });

  it('says nothing but its lines where nobody does', () => {
    const terminal = paper();
    const { progress, log } = tellPeople(terminal);
    progress('read', 0.5);
    log('a line');
    expect(terminal.erred).toBe('a line\n');
  });

  it('is one object a line for machines', () => {
    const terminal = paper(true);
    const { progress, log } = tellMachines(terminal);
    progress('read', 1 / 3);
    log('a line');
    expect(
      terminal.erred
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown)
    ).toEqual([
      { time: '2026-06-30T00:00:00.000Z', step: 'read', share: 0.3333 },
      { time: '2026-06-30T00:00:00.000Z', message: 'a line' }
    ]);
  });
});

describe('the plan of a dry run', () => {
  const base = {
    release: 3,
    months: 1,
    visits: 1000,
    periods: [{ table: 'stays', periods: [] }],
    hidden: []
  };
  it('says what would be new, what hidden, and why', () => {
    const text = planText({
      ...base,
      periods: [
        { table: 'visits_by_age', periods: ['2026-03'] },
        { table: 'referrals_quarterly', periods: ['2025-Q3', '2025-Q4'] }
      ],
      hidden: [
        { table: 'visits_by_age', level: 'age6', why: 'primary', rests: 12, leaves: 40, visits: 125 },
        { table: 'visits_by_age', level: 'unit', why: 'whole unit', rests: 1, leaves: 38, visits: 20 }
      ]
    });
    expect(text).toMatch(/^Release 3 would add 1 months with 1000 visits\. Nothing was written\./);
    expect(text).toMatch(/referrals_quarterly +2 +2025-Q3 to 2025-Q4/);
    expect(text).toMatch(/visits_by_age +age6 +primary +12 +40 +125 +12\.5 %/);
  });
  it('says when there is nothing', () => {
    expect(planText(base)).toMatch(/No period is new\.\n\nNothing would be hidden/);
  });
});

describe('keygen and verify', () => {
  it('make keys, publish nothing, and prove a channel by them', async () => {
    using folder = scratch();
    const keys = join(folder.path, 'keys');
    expect((await asked('keygen', '--out', keys)).exit).toBe(0);
    expect(statSync(join(keys, 'rounding.key')).size).toBe(32);
    expect((await asked('keygen', '--out', keys)).exit).toBe(6);
    const channel = join(folder.path, 'channel');
    await fakePublication({ channel, last: 202504 }, quiet());
    const trusted = join(folder.path, 'trusted-keys.json');
    writeFileSync(trusted, canonicalJson(FAKE_KEYS.trusted));
    const good = await asked('verify', channel, '--keys', trusted);
    expect(good).toMatchObject({ exit: 0, erred: '' });
    expect(good.said).toMatch(
      /^Release 1 is whole: 23 files, .*signed by demo-.*invented records.*2025-04 to 2025-04.*\n$/
    );
    expect(await asked('verify', channel)).toMatchObject({ exit: 6, said: '' });
    expect((await asked('verify', channel, '--keys', keys)).erred).toMatch(/^E_VERIFY: 000001 is not signed/);
  });

  it('end the real process with their exit code', () => {
    const atlas = (...args: string[]) =>
      spawnSync(process.execPath, [join(ROOT, 'bin', 'care-atlas.js'), ...args], {
        cwd: ROOT,
        encoding: 'utf8'
      });
    const nowhere = atlas('verify', 'nowhere');
    expect([nowhere.status, nowhere.stdout]).toEqual([6, '']);
    expect(nowhere.stderr).toMatch(/^E_VERIFY: nowhere is neither/);
    expect(atlas('help').status).toBe(0);
  }, 60_000);
});

describe('the list of errors', () => {
  const listed = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');
  it.each(Object.entries(EXIT_CODES))('has %s with exit %i and what to do', (code, exit) => {
    const rows = listed.split('\n').filter((line) => line.startsWith('|') && line.includes(`\`${code}\``));
    expect(rows).toHaveLength(1);
    const cells = rows[0]!.split('|').map((cell) => cell.trim());
    expect(cells[1]).toBe(String(exit));
    expect(cells[4]).not.toBe('');
  });
  it('has no code that nothing ends with', () => {
    const known = new Set(Object.keys(EXIT_CODES));
    const table = listed.split('\n').filter((line) => line.startsWith('| '));
    const named = table.flatMap((line) => [...line.split('|')[2]!.matchAll(/`(E_\w+)`/g)].map((m) => m[1]!));
    expect(named.filter((code) => !known.has(code))).toEqual([]);
  });
});
