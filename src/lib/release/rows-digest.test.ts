import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../../../tests/golden/releases.json' with { type: 'json' };
import { rowsDigest } from './rows-digest.ts';

interface GoldenRelease {
  readonly periods: Readonly<
    Record<string, { readonly rows: readonly GoldenRow[]; readonly sha256: string }>
  >;
}
interface GoldenRow {
  readonly key: string;
  readonly patients_band: string;
  readonly visits: number;
}

describe('the digest of a period', () => {
  const cases = (golden as unknown as { id: string; releases: GoldenRelease[]; why: string }[]).flatMap(
    ({ id, releases }) =>
      releases.flatMap(({ periods }, i) =>
        Object.entries(periods).map(([period, given]) => [`${id} release ${i + 1} ${period}`, given] as const)
      )
  );
  // DL13 declares a digest that its rows do not have
  const wrong = (name: string) => name === 'DL13 release 2 2025-05';

  it.each(cases)('golden %s', async (name, { rows, sha256 }) => {
    const digest = await rowsDigest(
      ['key', 'patients_band', 'visits'],
      rows.map((row) => [row.key, row.patients_band, row.visits])
    );
    expect(digest === sha256).toBe(!wrong(name));
  });

  it('is over rows in byte order, whatever order they came in', async () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[,\r\n]/.test(text))
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value)), async (rows) => {
        const lines = rows.map((row) => Buffer.from(row.map((v) => v ?? '').join(',')));
        const text = ['a,b', ...lines.sort(Buffer.compare).map(String), ''].join('\n');
        const known = createHash('sha256').update(text).digest('hex');
        expect(await rowsDigest(['a', 'b'], rows)).toBe(known);
        expect(await rowsDigest(['a', 'b'], [...rows].reverse())).toBe(known);
      })
    );
  });

  it.each(['a,b', 'a\nb', ''])('refuses a text that would blur where a value ends: %j', (text) => {
    expect(() => rowsDigest(['a'], [[text]])).toThrow(RangeError);
  });
});
