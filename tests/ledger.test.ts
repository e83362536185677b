import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLedger } from '../src/lib/release/ledger-file.ts';
import { TABLES } from '../src/lib/release/tables.ts';
import { lastClosedMonth } from '../src/publisher/read/visits.ts';
import { lateRecords, lateRecordsLine } from '../src/publisher/ledger/late-records.ts';
import { EMPTY_LEDGER, type Ledger } from '../src/publisher/ledger/ledger.ts';
import { planPeriods } from '../src/publisher/ledger/plan-periods.ts';
import { withdraw } from '../src/publisher/ledger/withdraw.ts';
import { defaultPolicy } from '../src/publisher/policy.ts';
import { safeRows } from '../src/publisher/protect/safe-rows.ts';
import { nextLedger } from '../src/publisher/write/next-ledger.ts';
import { verify } from '../src/publisher/verify-release.ts';
import { monthsFrom } from '../src/lib/domain/period.ts';
import { fakePublication, FAKE_KEYS, type FakePublication } from './support/fake-publication.ts';
import { contentOf, quiet, scratch } from './support/scratch-folder.ts';

const reason = 'a faulty export';
const refuses = (code: string, words?: RegExp) =>
  expect.objectContaining({ code, exitCode: 8, ...(words && { message: expect.stringMatching(words) }) });

/** Publishes month after month into a channel of its own. */
async function channelOf(months: readonly number[], run: (channel: string) => Promise<void>): Promise<void> {
  using folder = scratch();
  const channel = join(folder.path, 'channel');
  for (const last of months) await fakePublication({ channel, last }, quiet());
  await run(channel);
}

const ledgerOf = (channel: string, release: number): Ledger =>
  parseLedger(readFileSync(join(channel, String(release).padStart(6, '0'), 'ledger.json'), 'utf8'));

const next = (channel: string, last: number, more: Partial<FakePublication> = {}, effects = quiet()) =>
  fakePublication({ channel, last, ...more }, effects);

describe('the plan of a publication', () => {
  const months = monthsFrom(202504, 202606);
  const plan = (lastClosed: number, ledger: Ledger = EMPTY_LEDGER, from = months) =>
    planPeriods({ months: from, lastClosed, ledger });

  it('P46 takes closed months only, and quarters and years when their last month is closed', () => {
    expect(lastClosedMonth('2026-06-30', 2)).toBe(202603);
    const march = plan(202603);
    expect(march.get('visits_by_age')).toHaveLength(12);
    expect(march.get('referrals_quarterly')).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
    expect(march.get('disease_profile')).toEqual(['2025FY']);
    const february = plan(202602);
    expect(february.get('visits_by_age')!.at(-1)).toBe('2026-02');
    expect(february.get('referrals_quarterly')).toEqual(['2025-Q1', '2025-Q2', '2025-Q3']);
    expect(february.get('disease_profile')).toEqual([]);
  });

  it('leaves out years and quarters the source holds a part of', () => {
    const late = plan(202606, EMPTY_LEDGER, monthsFrom(202505, 202606));
    expect(late.get('disease_profile')).toEqual([]);
    expect(late.get('referrals_quarterly')![0]).toBe('2025-Q2');
  });

  it('counts nothing a second time, and nothing of what was taken back', () => {
    const published: Ledger = {
      release: 1,
      periods: ['2025-04', '2025-05'].map((period) => ({
        table: 'visits_by_age',
        period,
        sha256: '0'.repeat(64),
        policy_sha256: '0'.repeat(64),
        first_release: 1,
        rows: 1
      })),
      withdrawn: []
    };
    const after = plan(202603, withdraw(published, [{ period: '2025-05', reason }], 2));
    expect(after.get('visits_by_age')).toEqual(
      months.slice(2, 12).map((m) => String(m).replace(/..$/, '-$&'))
    );
    expect(after.get('visits_by_disease')![0]).toBe('2025-04');
    expect(after.get('visits_by_disease')).not.toContain('2025-05');
    expect(after.get('referrals_quarterly')).not.toContain('2025-Q1');
    expect(after.get('disease_profile')).toEqual([]);
  });

  it('names every table that has periods', () => {
    expect([...plan(202603).keys()]).toEqual(TABLES.filter((t) => t.period).map((t) => t.name));
  });
});

describe('a closed month', () => {
  it('P10 stays as published when people opt out or records come late; the new one is counted anew', async () => {
    await channelOf([202504, 202505], async (channel) => {
      const before = ledgerOf(channel, 2);
      await next(channel, 202506, { salt: 'people opted out' });
      const after = ledgerOf(channel, 3);
      expect(after.periods.filter((entry) => entry.first_release < 3)).toEqual(before.periods);
      expect(new Set(after.periods.map((e) => e.first_release))).toEqual(new Set([1, 2, 3]));
      await verify(channel, FAKE_KEYS.trusted);
      // the same month counted first by a channel that knew of the opt-outs has other rows
      using other = scratch();
      await next(other.path, 202504, { salt: 'people opted out' });
      const digest = (ledger: Ledger) => ledger.periods.find((e) => e.period === '2025-04')!.sha256;
      expect(digest(ledgerOf(other.path, 1))).not.toBe(digest(before));
    });
  });

  it('is told apart from what its source holds now', () => {
    const late = lateRecords(
      new Map([
        [202504, 100],
        [202505, 100],
        [202506, 100],
        [202507, 7]
      ]),
      new Map([
        [202504, 103],
        [202505, 100],
        [202506, 98]
      ])
    );
    expect(late.map(({ month, now }) => [month, now])).toEqual([
      [202504, 103],
      [202506, 98],
      [202507, 0]
    ]);
    expect(lateRecordsLine(late)).toMatch(/^3 visits came late .* 9 left .*2025-04 \+3, 2025-06 −2/);
    expect(lateRecordsLine([])).toBeNull();
  });

  it('keeps its rows byte for byte in the next table, empty periods too', async () => {
    await channelOf([202603, 202604], async (channel) => {
      const entries = ledgerOf(channel, 2).periods.filter((e) => e.table === 'flows');
      expect(entries).toMatchObject([{ period: '2025FY', rows: 0, first_release: 1 }]);
      await verify(channel, FAKE_KEYS.trusted);
    });
  });

  it('keeps the policy it was counted under', async () => {
    await channelOf([202504], async (channel) => {
      const policy = { ...defaultPolicy(), version: 'stricter' };
      await next(channel, 202505, { policy });
      const hashes = new Map(ledgerOf(channel, 2).periods.map((e) => [e.period, e.policy_sha256]));
      expect(hashes.get('2025-04')).toBe(ledgerOf(channel, 1).periods[0]!.policy_sha256);
      expect(hashes.get('2025-05')).not.toBe(hashes.get('2025-04'));
    });
  });
});

describe('a period that is taken back', () => {
  it('is gone from every table with all that contains it, in every release, for good', async () => {
    await channelOf([202603, 202604], async (channel) => {
      const taken = await next(channel, 202604, { withdrawals: [{ period: '2025-05', reason }] });
      expect(taken.withdrawn).toEqual(['2025-05', '2025-Q1', '2025FY']);
      expect(readdirSync(channel).filter((name) => /^\d+$/.test(name))).toEqual(['000003']);
      const ledger = ledgerOf(channel, 3);
      expect(ledger.withdrawn.every((s) => s.since_release === 3 && s.reason === reason)).toBe(true);
      const periods = new Set(ledger.periods.map((entry) => entry.period));
      for (const period of taken.withdrawn) expect(periods).not.toContain(period);
      expect(periods).toContain('2025-04');
      expect(periods).toContain('2025-Q2');
      const later = await next(channel, 202605);
      expect(later.withdrawn).toEqual(taken.withdrawn);
      await verify(channel, FAKE_KEYS.trusted);
    });
  });

  it('of a year takes its months and quarters along', () => {
    const left = withdraw(
      { release: 1, periods: [entryOf('2025-04'), entryOf('2026-04')], withdrawn: [] },
      [{ period: '2025FY', reason }],
      2
    );
    expect(left.withdrawn).toHaveLength(12 + 4 + 1);
    expect(left.periods.map((entry) => entry.period)).toEqual(['2026-04']);
  });

  it('P47 never comes back, and a published one is not counted again', async () => {
    await channelOf([202504, 202505], async (channel) => {
      await next(channel, 202505, { withdrawals: [{ period: '2025-05', reason }] });
      const before = contentOf(channel);
      await expect(next(channel, 202506, { reissue: ['2025-05'] })).rejects.toThrow(
        refuses('E_PERIOD_WITHDRAWN')
      );
      await expect(next(channel, 202506, { reissue: ['2025-04'] })).rejects.toThrow(
        refuses('E_RELEASE_EXISTS')
      );
      await expect(next(channel, 202506, { withdrawals: [{ period: '2025-05', reason }] })).rejects.toThrow(
        refuses('E_PERIOD_WITHDRAWN')
      );
      expect(contentOf(channel)).toEqual(before);
    });
  });

  it.each([
    ['no reason', '2025-04', ' '],
    ['a reason of two lines', '2025-04', 'a\nb'],
    ['a reason of two lines for readers of Unicode', '2025-04', 'a\u2028b'],
    ['a period that was never published', '2031-04', reason],
    ['no period', '2025-13', reason],
    ['no period at all', 'spring', reason]
  ])('needs to be one, with a reason: %s', (_what, period, why) => {
    const ledger = { release: 1, periods: [entryOf('2025-04')], withdrawn: [] };
    expect(() => withdraw(ledger, [{ period, reason: why }], 2)).toThrow(
      expect.objectContaining({ code: 'E_USAGE' })
    );
  });
});

const entryOf = (period: string) => ({
  table: 'visits_by_age',
  period,
  sha256: '0'.repeat(64),
  policy_sha256: '0'.repeat(64),
  first_release: 1,
  rows: 1
});

describe('release numbers', () => {
  it('P32 only rise, and the same one is the same bytes', async () => {
    await channelOf([202504, 202505], async (channel) => {
      const before = contentOf(channel);
      await expect(next(channel, 202505, { release: 1 })).rejects.toThrow(refuses('E_ROLLBACK'));
      expect((await next(channel, 202505, { release: 2 })).release).toBe(2);
      await expect(next(channel, 202506, { release: 2 })).rejects.toThrow(refuses('E_RELEASE_EXISTS'));
      await expect(next(channel, 202505, { release: 2, asOf: '2026-07-01' })).rejects.toThrow(
        refuses('E_RELEASE_EXISTS')
      );
      expect(contentOf(channel)).toEqual(before);
      expect((await next(channel, 202506, { release: 9 })).release).toBe(9);
      expect(readdirSync(channel).filter((name) => /^\d+$/.test(name))).toEqual(['000002', '000009']);
    });
  });
});

describe('a channel whose past cannot be proven publishes nothing', () => {
  const release = (channel: string, file: string) => join(channel, '000002', file);
  const rewrite = (path: string, change: (text: string) => string) =>
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  const cases: [string, (channel: string) => void, RegExp][] = [
    ['its release is gone', (c) => rmSync(join(c, '000002'), { recursive: true }), /lost .*manifest/],
    [
      'release and pointer are gone',
      (c) => ['000001', '000002', 'current.json'].forEach((n) => rmSync(join(c, n), { recursive: true })),
      /serves none/
    ],
    [
      'its pointer was set back',
      (c) => writeFileSync(join(c, 'current.json'), '{"release":1}'),
      /now serves 1/
    ],
    ['its pointer names nothing', (c) => writeFileSync(join(c, 'current.json'), '{}'), /names? a release/],
    [
      'a table is gone',
      (c) => {
        const name = readdirSync(release(c, 'tables')).find((n) => n.startsWith('visits_by_age'))!;
        rmSync(release(c, `tables/${name}`));
      },
      /lost/
    ],
    [
      'a table was exchanged',
      (c) => {
        const [a, b] = ['visits_by_age', 'visits_by_disease'].map((t) =>
          release(c, `tables/${readdirSync(release(c, 'tables')).find((n) => n.startsWith(t))!}`)
        );
        renameSync(a!, b!);
        writeFileSync(a!, readFileSync(b!));
      },
      /differs from its manifest/
    ],
    ['its manifest was changed', (c) => rewrite(release(c, 'manifest.json'), (t) => `${t} `), /differs/],
    [
      'its ledger was changed',
      (c) => rewrite(release(c, 'ledger.json'), (t) => t.replace('"rows": 2', '"rows": 3')),
      /differs from its manifest/
    ],
    ['its own ledger is unreadable', (c) => writeFileSync(join(c, '.ledger.json'), '{'), /cannot be read/]
  ];

  it.each(cases)('E_LEDGER: %s', async (_what, damage, words) => {
    await channelOf([202504, 202505], async (channel) => {
      damage(channel);
      const before = contentOf(channel);
      await expect(next(channel, 202506)).rejects.toThrow(refuses('E_LEDGER', words));
      expect(contentOf(channel)).toEqual(before);
    });
  });

  it('unless only its own ledger is lost and the signature is good: a warning', async () => {
    await channelOf([202504, 202505], async (channel) => {
      rmSync(join(channel, '.ledger.json'));
      const effects = quiet();
      await next(channel, 202506, {}, effects);
      expect(effects.lines.join()).toMatch(/lost its own ledger/);
      expect(statSync(join(channel, '.ledger.json')).mode & 0o777).toBe(0o600);
      rmSync(join(channel, '.ledger.json'));
      rewrite(join(channel, '000003', 'manifest.sig'), (text) => text.replace('demo-', 'demo-0'));
      await expect(next(channel, 202507)).rejects.toThrow(refuses('E_LEDGER', /keys did not sign/));
    });
  });

  it('and a pointer that got ahead of it, as after a power cut, is followed', async () => {
    await channelOf([202504], async (channel) => {
      const own = readFileSync(join(channel, '.ledger.json'));
      await next(channel, 202505);
      writeFileSync(join(channel, '.ledger.json'), own);
      await next(channel, 202506, { salt: 'late' });
      expect(ledgerOf(channel, 3).periods.filter((e) => e.period === '2025-05')).toEqual(
        ledgerOf(channel, 2).periods.filter((e) => e.period === '2025-05')
      );
    });
  });
});

describe('the ledger of a release', () => {
  const rows = (period: string, visits: number) =>
    safeRows('acceptance', period, [[Number(period.replace('-', '')), 'day', 'accepted', visits]]);
  const enter = (ledger: Ledger, given: Parameters<typeof nextLedger>[1]) =>
    nextLedger(ledger, given, ledger.release + 1, 'f'.repeat(64));

  it('refuses rows that are not those it knows', async () => {
    const first = await enter(EMPTY_LEDGER, [rows('2025-04', 30)]);
    expect(await enter(first, [rows('2025-04', 30), rows('2025-05', 40)])).toMatchObject({ release: 2 });
    const wrong = [
      [rows('2025-04', 40)],
      [rows('2025-05', 40)],
      [rows('2025-04', 30), rows('2025-04', 30)],
      [rows('2025-04', 30), safeRows('acceptance', '2025-06', rows('2025-05', 1).rows)],
      [rows('2025-04', 30), safeRows('geography', '2025-06', [])]
    ];
    for (const given of wrong) await expect(enter(first, given)).rejects.toThrow(refuses('E_LEDGER'));
    const taken = withdraw(first, [{ period: '2025-04', reason }], 2);
    await expect(enter(taken, [rows('2025-04', 30)])).rejects.toThrow(refuses('E_LEDGER', /withdrawn/));
  });
});
