import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoKeys } from '../../src/publisher/keys/demo-keys.ts';
import { verify } from '../../src/publisher/verify-release.ts';
import { currentRelease, releaseFolder } from '../../src/publisher/write/channel.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = ['--import', 'tsx', join('src', 'publisher', 'cli.ts')];
const SEED = 28;

/** A small source, a channel that has published all but its last month, and how long the last one takes. */
export interface KillRange {
  readonly folder: string;
  readonly source: string;
  /** The channel before, never published into. */
  readonly before: string;
  /** The manifest the next release must have, whatever happened on the way to it. */
  readonly expected: Buffer;
  /** When a whole run told each of its steps, in milliseconds from its start, and at the end when it ended. */
  readonly marks: readonly number[];
}

/** How a run ended. */
export interface Killed {
  /** `late`: it had finished before the signal came. */
  readonly served: 'before' | 'after' | 'late';
  /** Whether a lock or a folder aside was left behind. */
  readonly leftovers: boolean;
}

const publishArgs = (source: string, channel: string, asOf: string): string[] => [
  ...CLI,
  'publish',
  '--source',
  source,
  '--optout',
  join(source, `optout-${asOf}.csv`),
  '--out',
  channel,
  '--as-of',
  asOf,
  '--log-json'
];

/** Makes a source of a few months, publishes all but the last, and once the last, to know what must come out. */
export async function killRange(folder: string): Promise<KillRange> {
  const source = join(folder, 'source');
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const quietly = { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] as const };
  const synthesise = ['--from', '2025-10', '--to', '2025-12', '--scale', '0.02', '--seed', String(SEED)];
  execFileSync(process.execPath, [...CLI, 'synthesise', ...synthesise, '--out', source], {
    ...quietly,
    stdio: 'ignore'
  });
  for (const asOf of ['2026-02-15', '2026-03-15']) exportOptOuts(source, asOf);
  execFileSync(process.execPath, publishArgs(source, before, '2026-02-15'), { ...quietly, stdio: 'ignore' });
  cpSync(before, after, { recursive: true });
  const { marks } = await runUntil(publishArgs(source, after, '2026-03-15'));
  const release = currentRelease(after);
  if (release !== currentRelease(before) + 1) throw new Error('the last month was not published');
  return {
    folder,
    source,
    before,
    expected: readFileSync(join(after, releaseFolder(release), 'manifest.json')),
    marks
  };
}

function exportOptOuts(source: string, asOf: string): void {
  const list = readFileSync(join(source, 'optout.csv'), 'utf8').replace(
    /exported_at: *\S+/,
    `exported_at: ${asOf}T09:00:00+09:00`
  );
  writeFileSync(join(source, `optout-${asOf}.csv`), list);
}

/** Where in a run the signal is to come: so many milliseconds after the run has told so many steps. */
interface Moment {
  readonly told: number;
  readonly after: number;
}

/**
 * A third of the moments lie anywhere in the run, a third soon after something was told, a third where the new
 * release takes the place of the old one, after the audit.
 */
function momentOf({ marks }: KillRange, random: () => number): Moment {
  const kind = Math.floor(3 * random());
  const last = marks.length - 2;
  if (kind === 0) {
    const at = random() * marks.at(-1)!;
    const told = marks.findLastIndex((mark) => mark <= at) + 1;
    return { told, after: at - (marks[told - 1] ?? 0) };
  }
  if (kind === 1) return { told: 1 + Math.floor(random() * (last + 1)), after: 40 * random() };
  return { told: last, after: 1.2 * random() * (marks.at(-1)! - marks[last - 1]!) };
}

/**
 * Publishes the last month and kills the process at a moment drawn from `random`. Then readers look, and the next
 * publisher runs to its end.
 * @param recover whether to let that next publisher run; if not, only its readers are asked
 * @throws Error if readers do not have one of the two releases whole, or the next run comes to something else
 */
export async function killOnce(range: KillRange, random: () => number, recover: boolean): Promise<Killed> {
  const channel = join(range.folder, 'channel');
  const { trusted } = demoKeys(SEED);
  rmSync(channel, { recursive: true, force: true });
  cpSync(range.before, channel, { recursive: true });
  const old = currentRelease(channel);
  const args = publishArgs(range.source, channel, '2026-03-15');
  const { killed } = await runUntil(args, momentOf(range, random));
  const release = currentRelease(channel);
  const served = release === old ? 'before' : 'after';
  await verify(channel, trusted);
  whole(range, channel, release);
  const leftovers = readdirSync(channel).some((name) => /partial|^\.lock/.test(name));
  if (recover && killed && served === 'before') {
    await runUntil(args);
    whole(range, channel, old + 1);
    await verify(channel, trusted);
    const left = readdirSync(channel).filter((name) => /partial|^\.lock/.test(name));
    if (left.length > 0) throw new Error(`the next run left ${left.join(', ')}`);
  }
  return { served: killed ? served : 'late', leftovers };
}

/** The release served is the one before, byte for byte, or exactly the one that was to come. */
function whole({ before, expected }: KillRange, channel: string, release: number): void {
  const old = currentRelease(before);
  const folder = releaseFolder(release);
  const wanted = release === old ? readFileSync(join(before, folder, 'manifest.json')) : expected;
  if (currentRelease(channel) !== release) throw new Error(`release ${release} is not served`);
  if (!readFileSync(join(channel, folder, 'manifest.json')).equals(wanted))
    throw new Error(`release ${release} is not the one that was to come`);
}

/** Runs the publisher, to its end or until it is killed. */
function runUntil(
  args: readonly string[],
  moment?: Moment
): Promise<{ readonly killed: boolean; readonly marks: readonly number[] }> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
    const marks: number[] = [];
    let timer: NodeJS.Timeout | undefined;
    let said = '';
    const arm = () => {
      if (moment?.told === marks.length) timer = setTimeout(() => child.kill('SIGKILL'), moment.after);
    };
    arm();
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
      for (let i = text.split('"step":').length; i > 1; i--) {
        marks.push(Date.now() - started);
        arm();
      }
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      marks.push(Date.now() - started);
      if (signal === null && code !== 0) reject(new Error(`the publisher ended with ${code}: ${said}`));
      else resolve({ killed: signal !== null, marks });
    });
  });
}
