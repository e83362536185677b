import { describe, expect, it } from 'vitest';
import type { Change, ToldChange, WhatChanged } from '#lib/statistics/what-changed.ts';
import { plain } from '#lib/i18n/overview.ts';
import { whatChangedWords } from '#lib/i18n/what-changed.ts';
import { changeRows, changeTable, factsOf } from './change-rows.ts';

const change: Change = {
  key: '0401|outpatient|J09-J18|more',
  series: {
    subject: { kind: 'block', chapter: 'X', block: 'J09-J18', setting: 'outpatient' },
    place: '0401',
    within: ['0401', '04'],
    rounded: true
  },
  kind: 'months',
  direction: 'more',
  from: 202602,
  to: 202603,
  months: 2,
  observed: 220,
  expected: 160.4,
  lower: 128,
  upper: 194,
  month: 202603,
  pValue: 1e-9,
  adjusted: 2e-5,
  beyondChance: true,
  score: 3,
  recent: Array.from({ length: 36 }, (_, i) => 100 + i),
  recentFrom: 202304
};
const shift: Change = {
  ...change,
  kind: 'shift',
  direction: 'fewer',
  month: null,
  observed: 600,
  expected: 900,
  from: 202510
};
const told = (n: number): ToldChange[] =>
  Array.from({ length: n }, (_, i) => ({ ...change, key: String(i), also: i === 0 ? [shift] : [] }));
const result = (changes: ToldChange[], candidates: Change[]): WhatChanged => ({
  judged: 100,
  notJudged: 3,
  tests: 1300,
  told: changes,
  candidates
});
const nameOf = (code: string): string => (code === '0401' ? '仙南' : code);

describe('what changed, as it is drawn', () => {
  it('says what, where, by how much, when and against which range', () => {
    const ja = whatChangedWords.ja;
    const facts = factsOf(change, nameOf, 'ja');
    expect(plain(ja.sentence(facts))).toBe('インフルエンザ及び肺炎の外来が仙南で期待より37%多い');
    expect(ja.figures(facts)).toBe(
      '2026年3月（2026年2月～2026年3月に2か月）　期待160件に対し220件（期待の範囲 128–194）　丸めた値'
    );
    expect(plain(ja.sentence(factsOf(shift, nameOf, 'ja')))).toBe(
      'インフルエンザ及び肺炎の外来が仙南で2025年10月から期待より33%少ない水準'
    );
    const en = whatChangedWords.en;
    expect(plain(en.sentence(factsOf(change, () => 'Sennan', 'en')))).toMatch(
      /^Influenza.*, Sennan: 37% above expected$/
    );
    expect(en.figures(factsOf(shift, () => 'Sennan', 'en'))).toContain('latest six months');
  });
  it('draws the largest changes, marks their months, and opens a fiscal year the release has', () => {
    const rows = changeRows(result(told(9), []), [2018, 2024], nameOf, 'ja');
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({
      also: 1,
      fiscalYear: 2024,
      marked: [34, 35],
      range: { at: 35, lower: 128, upper: 194 }
    });
  });
  it('draws the nearest candidates where nothing is beyond chance', () => {
    const open = { ...change, beyondChance: false };
    expect(changeRows(result([], [open, open, open, open]), [2025], nameOf, 'en')).toHaveLength(3);
  });
  it('marks every month of a shift', () => {
    const [row] = changeRows(result([{ ...shift, also: [] }], []), [2025], nameOf, 'ja');
    expect(row!.marked).toEqual([30, 31, 32, 33, 34, 35]);
    expect(row!.range).toBeNull();
  });
  it('lists every candidate with its figures in the table', () => {
    const table = changeTable(
      result(told(1), [change, { ...shift, beyondChance: false }]),
      nameOf,
      '題',
      'ja'
    );
    expect(table.rows).toHaveLength(2);
    expect(table.rows[0]!.map((cell) => cell.text)).toEqual([
      'インフルエンザ及び肺炎の外来',
      '仙南',
      '2026年3月',
      '220',
      '160.4',
      '128–194',
      '+37.2',
      '< 0.0001',
      '< 0.0001',
      '偶然を超える'
    ]);
    expect(table.rows[1]![2]!.text).toBe('直近6か月');
  });
});
