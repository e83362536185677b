import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeReleases, rowsDigest, type CaseRelease, type ReleasesVerdict } from './releases.ts';

const cases = JSON.parse(
  readFileSync(new URL('../../../tests/golden/releases.json', import.meta.url), 'utf8')
) as { id: string; why: string; releases: CaseRelease[]; expect: ReleasesVerdict }[];

describe('releases', () => {
  it.each(cases.map((c) => [c.id, c.why, c] as const))('P22 %s: %s', (_id, _why, c) => {
    expect(judgeReleases(c.releases)).toEqual(c.expect);
  });

  it('has nothing to say of a channel without a release', () => {
    expect(judgeReleases([])).toEqual({ ok: true });
  });
});

describe('the digest of rows', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

  it('is over the header and the lines in byte order, each ended by LF, null empty', () => {
    const rows = [
      ['b', 2, null],
      ['a', 10, 'x'],
      ['a', 9, '']
    ];
    expect(rowsDigest(['k', 'n', 't'], rows)).toBe(sha256('k,n,t\na,10,x\na,9,\nb,2,\n'));
    expect(rowsDigest(['k'], [])).toBe(sha256('k\n'));
  });

  it('sorts by bytes of UTF-8, not by UTF-16', () => {
    expect(rowsDigest(['k'], [['\u{1F600}'], ['\uFF5E']])).toBe(sha256('k\n\uFF5E\n\u{1F600}\n'));
  });
});
