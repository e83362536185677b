import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFiles, type Files } from '../src/publisher/effects.ts';
import { PublisherError } from '../src/publisher/publisher-error.ts';
import { verify } from '../src/publisher/verify-release.ts';
import { withDiskErrors } from '../src/publisher/write/disk-errors.ts';
import { lockChannel } from '../src/publisher/write/lock.ts';
import { ownIdentity } from '../src/publisher/write/process-identity.ts';
import { recordPublication, surviveAll, type Recorded } from './support/channel-states.ts';
import { fakePublication, FAKE_KEYS } from './support/fake-publication.ts';
import { refusedStep } from './support/refused-step.ts';
import { seeded } from './support/seeded.ts';
import { quiet, scratch } from './support/scratch-folder.ts';

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'published',
    (error: unknown) => {
      if (error instanceof PublisherError) return error.code;
      throw error;
    }
  );

describe.each([
  ['the first publication', [], {}],
  ['a publication after two others', [202504, 202505], {}],
  [
    'a publication that takes a month back',
    [202504, 202505],
    { withdrawals: [{ period: '2025-05', reason: 'a faulty export' }] }
  ]
] as const)('the power goes during %s', (_name, earlier, more) => {
  let recorded: Recorded;
  beforeAll(async () => void (recorded = await recordPublication(earlier, 202506, more)), 120_000);
  afterAll(() => recorded[Symbol.dispose]());

  it('P28 readers get the release before or the one after, whole; the next publisher goes on from there', async () => {
    const random = seeded(28);
    const { steps } = recorded;
    const switching = steps.findIndex(({ args }) => String(args[0]).endsWith('certificate.json'));
    const seen: string[] = [];
    for (let done = 0; done <= steps.length; done++) {
      // before the certificate a folder aside grows, always alike: a tenth of those points will do
      const growing = done < switching;
      if (growing && random() > 0.1) continue;
      for (const during of [false, true])
        seen.push(...(await surviveAll(recorded, done, during, growing ? 'ends' : 'each')));
    }
    expect(new Set(seen)).toEqual(new Set(['before', 'after']));
  }, 120_000);
});

describe('the disk refuses a step', () => {
  it('P29 the run ends with its code, readers keep a whole release, leftovers go', async () => {
    using recorded = await recordPublication([202504, 202505], 202506);
    const random = seeded(29);
    const codes = ['ENOSPC', 'EIO', 'EACCES'] as const;
    for (let nth = 1; ; nth++) {
      // steps 4 to 22 write one file after another, always alike: a tenth of them will do
      if (nth >= 4 && nth <= 22 && random() > 0.1) continue;
      const code = codes[nth % codes.length]!;
      const { refused, ended, release } = await refusedStep(recorded.before, recorded.channel, nth, code);
      if (!refused) break;
      if (ended === 'published') expect(release).toBe(3);
      else expect(ended).toBe(code === 'ENOSPC' && release === 2 ? 'E_IO_NOSPACE' : 'E_IO');
    }
    expect(await codeOf(fakePublication({ channel: recorded.channel, last: 202507 }, quiet()))).toBe(
      'published'
    );
    await verify(recorded.channel, FAKE_KEYS.trusted);
  }, 120_000);

  it('P29 a disk that the engine finds full says so too', async () => {
    const full = new Error('IO Error: Could not write file: No space left on device');
    expect(await codeOf(withDiskErrors(() => Promise.reject(full)))).toBe('E_IO_NOSPACE');
  });
});

describe('the lock of a channel', () => {
  const holding = (content: string, run: (channel: string) => void): void => {
    using folder = scratch();
    writeFileSync(join(folder.path, '.lock'), content);
    run(folder.path);
  };
  const own = ownIdentity();
  const other = { ...own, pid: process.ppid, started: null };

  it.each([
    ['a running process', JSON.stringify(other)],
    ['a bare number, as the first version wrote it', `${process.ppid}\n`],
    ['a process of another machine', JSON.stringify({ ...own, pid: 999_999_999, host: 'elsewhere' })]
  ])('P30 is respected: %s', (_name, content) =>
    holding(content, (channel) =>
      expect(() => lockChannel(channel, quiet())).toThrow(
        expect.objectContaining({ code: 'E_LOCKED', exitCode: 10 })
      )
    )
  );

  it.each([
    ['a process that ended', JSON.stringify({ ...own, pid: 999_999_999 })],
    ['a number used again by a younger process', JSON.stringify({ ...other, started: '1' })],
    ['a machine that was started again', JSON.stringify({ ...other, boot: 'before' })],
    ['nothing, after the power went', '']
  ])('P31 is taken over with a warning: %s', (_name, content) =>
    holding(content, (channel) => {
      const effects = quiet();
      const lock = lockChannel(channel, effects);
      lock.confirm();
      expect(effects.lines.join()).toMatch(/taken over/);
      lock.unlock();
      expect(readdirSync(channel)).toEqual([]);
    })
  );

  it('that someone else took meanwhile stops the switch, and stays theirs', () => {
    using folder = scratch();
    const lock = lockChannel(folder.path, quiet());
    writeFileSync(join(folder.path, '.lock'), JSON.stringify(other));
    expect(() => lock.confirm()).toThrow(expect.objectContaining({ code: 'E_LOCKED' }));
    lock.unlock();
    expect(existsSync(join(folder.path, '.lock'))).toBe(true);
  });

  it('of two who find it stale goes to one', () => {
    using folder = scratch();
    const path = join(folder.path, '.lock');
    writeFileSync(path, JSON.stringify({ ...own, pid: 999_999_999 }));
    let raced = false;
    const files: Files = {
      ...realFiles,
      rename: (from, to) => {
        // the other is quicker: its lock stands where the stale one was
        if (!raced) writeFileSync(path, JSON.stringify(other));
        raced = true;
        realFiles.rename(from, to);
      }
    };
    expect(() => lockChannel(folder.path, quiet({ files }))).toThrow(
      expect.objectContaining({ code: 'E_LOCKED' })
    );
    expect(readFileSync(path, 'utf8')).toBe(JSON.stringify(other));
    expect(readdirSync(folder.path)).toEqual(['.lock']);
  });

  it('and drafts of it that a dead publisher left go, those of a living one stay', async () => {
    using folder = scratch();
    const channel = folder.path;
    mkdirSync(join(channel, '.000009.partial'));
    for (const name of ['.lock.999999999', `.lock.${process.ppid}`, '.current.json.partial'])
      writeFileSync(join(channel, name), 'x');
    await fakePublication({ channel, last: 202504 }, quiet());
    expect(readdirSync(channel).sort()).toEqual(
      ['.ledger.json', `.lock.${process.ppid}`, '000001', 'current.json'].sort()
    );
  });
});
