import { describe, expect, it } from 'vitest';
import type { ChangedRows } from '#lib/release/changed-series.ts';
import { answerScan, scanRelease, type ScanMessage } from './scan-release.ts';

const steady = (t: number): number => 100 + ((t * 7) % 13) + (t % 12);
const packed = (last: number): string =>
  Array.from({ length: 96 }, (_, t) => (t === 95 ? last : steady(t))).join(',');
const rowsOf = (last: number, n = 150): ChangedRows => ({
  totals: [],
  chapters: [],
  blocks: Array.from({ length: n }, (_, i) => ({
    area: '0401',
    setting: 'inpatient',
    chapter: 'X',
    block: i === 0 ? 'J09-J18' : `A${String(i % 100).padStart(2, '0')}-B${String(i % 100).padStart(2, '0')}`,
    first_month: 201404,
    counts: packed(i === 0 ? last : steady(95))
  })),
  planning: [],
  acceptance: []
});

describe('the worker that scans a release', () => {
  it('reports how far it is, then what it found and how long it took, in messages that can be posted', () => {
    const messages: ScanMessage[] = [];
    let now = 0;
    answerScan(
      rowsOf(400),
      (message) => messages.push(structuredClone(message)),
      () => (now += 40)
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['progress', 'progress', 'found']);
    const last = messages.at(-1)!;
    if (last.kind !== 'found') throw new Error(last.kind);
    expect(last.milliseconds).toBe(40);
    expect(last.found.told.map(({ key }) => key)).toEqual(['0401|inpatient|J09-J18|more']);
  });
  it('says why it could not, instead of falling silent', () => {
    const messages: ScanMessage[] = [];
    const bad = {
      ...rowsOf(1, 0),
      acceptance: [{ band: 'noon', outcome: 'refused', first_month: 201404, counts: '1' }]
    };
    answerScan(bad, (message) => messages.push(message));
    expect(messages).toEqual([{ kind: 'failed', reason: 'a series cannot be of "noon"' }]);
  });
  it('finds nothing on a release without series', () => {
    expect(scanRelease(rowsOf(1, 0), () => {})).toMatchObject({ judged: 0, tests: 0, told: [] });
  });
});
