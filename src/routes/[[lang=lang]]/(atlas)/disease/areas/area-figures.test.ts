import { describe, expect, it } from 'vitest';
import { compareAreas, type PlaceYear } from '#lib/statistics/area-comparison.ts';
import { HATCHED, NO_VALUE } from '#lib/map/class-fill.ts';
import type { Outcome } from '#lib/statistics/outcome.ts';
import type { Cluster, Clusters } from '#lib/statistics/spatial-clusters.ts';
import { breaksOf, comparisonOf, mappedBy } from './area-values.ts';
import {
  areaTable,
  clusterTitle,
  countTitle,
  differTitle,
  funnelTitle,
  smoothedTitle,
  spreadTitle
} from './area-words.ts';
import { categoriesOf, fillsOf, noticeOf, outlinedOf, tellPlace, type MapView } from './map-view.ts';

const NAMES: Readonly<Record<string, string>> = {
  a: '石巻市',
  b: '登米市',
  c: '泉区',
  d: '女川町',
  e: '角田市'
};
const nameOf = (code: string): string => NAMES[code] ?? code;
const exact = (
  code: string,
  observed: number,
  expected: number | null = 100,
  fiscalYear = 2025
): PlaceYear => ({
  code,
  fiscalYear,
  population: 10_000,
  source: 'exact',
  observed,
  expected
});
const hidden = (code: string, fiscalYear = 2025): PlaceYear => ({
  code,
  fiscalYear,
  population: 900,
  source: 'absent',
  reason: 'hidden'
});
const published = (code: string, value: number): PlaceYear => ({
  code,
  fiscalYear: 2025,
  population: 10_000,
  source: 'indicator',
  crude: { value: value * 10, lower: value * 8, upper: value * 12 },
  asr: null,
  sir: { value, lower: value * 0.8, upper: value * 1.2 },
  eventsBand: '50-99',
  method: 'sir-byar-1'
});
const rows = [exact('a', 180), exact('b', 150), exact('c', 60), hidden('d'), exact('e', 101)];
const facts = (given: readonly PlaceYear[], locale: 'ja' | 'en' = 'ja') =>
  ({ comparison: compareAreas(given), level: 'unit', measure: 'sir', nameOf, locale }) as const;
const clusters = (list: readonly Cluster[]): Outcome<Clusters> => ({
  kind: 'shown',
  i: 0.2,
  pGreater: 0.01,
  clusters: list,
  pAdjusted: list.map(() => 0.01),
  islands: [],
  places: list.length,
  seed: 1,
  permutations: 9999,
  generator: 'sfc32'
});
const view = (given: readonly PlaceYear[], more: Partial<MapView> = {}): MapView => ({
  comparison: compareAreas(given),
  measure: 'sir',
  view: 'raw',
  breaks: breaksOf(given, 'sir'),
  clusters: null,
  locale: 'ja',
  ...more
});

describe('titles', () => {
  it('name the places that differ beyond chance, and how many there are', () => {
    expect(differTitle(facts(rows))).toBe('県より多いのは石巻市・登米市、少ないのは泉区');
    expect(countTitle(facts(rows))).toBe('県との差が偶然を超えるのは4地域のうち3');
    const many = ['a', 'b', 'c', 'e'].map((code) => exact(code, 180));
    expect(differTitle(facts(many))).toBe('県より多いのは石巻市・登米市・泉区など4市区町村');
  });
  it('say that differences may be chance where they may, and of how many places that is known', () => {
    expect(differTitle(facts([exact('a', 101), exact('b', 99)]))).toBe('どの市区町村も県との差は偶然の範囲');
    expect(differTitle(facts([exact('a', 101), exact('b', 99), hidden('d')]))).toBe(
      '公表した2市区町村はどれも県との差が偶然の範囲'
    );
  });
  it('do not speak of the prefecture where places stand against their own crude mean', () => {
    const crude = [exact('a', 300, null), exact('b', 100, null), exact('c', 110, null)];
    expect(differTitle(facts(crude))).toBe('平均より多いのは石巻市、少ないのは登米市・泉区');
  });
  it('claim nothing of withheld places, and nothing of a single one', () => {
    const none = [hidden('a'), hidden('d')];
    for (const title of [differTitle, countTitle, spreadTitle, smoothedTitle])
      expect(title(facts(none))).toBe('値を公表できる地域がない');
    expect(funnelTitle(facts(none), 'chance')).toBe('値を公表できる地域がない');
    expect(spreadTitle(facts([exact('a', 30), hidden('d')]))).toBe('値を公表できるのは石巻市だけ');
  });
  it('give no ratio to a place without events', () => {
    expect(spreadTitle(facts([exact('a', 30), exact('b', 0)]))).toBe('標準化比は石巻市が最も高い');
  });
  it('say that nothing remains where smoothing leaves no difference', () => {
    expect(smoothedTitle(facts([exact('a', 104), exact('b', 98), exact('c', 99)]))).toContain('差は残らない');
    expect(smoothedTitle(facts(rows))).toMatch(/幅は60–180から\d+–\d+に縮む/);
  });
  it('tell clusters only where they were tested and found', () => {
    expect(clusterTitle(facts(rows), null)).toContain('計算');
    expect(clusterTitle(facts(rows), { kind: 'withheld', reason: 'too_few_areas' })).toBe(
      '隣どうしの集まりは調べられない'
    );
    expect(clusterTitle(facts(rows), clusters(['none', 'none', 'none', null, 'none']))).toContain(
      '見つからない'
    );
    expect(clusterTitle(facts(rows), clusters(['high-high', 'high-high', 'low-low', null, 'none']))).toBe(
      '多い地域が集まるのは石巻市・登米市、少ない地域は泉区'
    );
  });
  it('count those outside both limits', () => {
    expect(funnelTitle(facts(rows), 'chance')).toBe('99.8%の限界の外は3、95%の限界の外は3地域');
    expect(funnelTitle(facts(rows), 'adjusted')).toBe('値を公表できる地域がない');
  });
  it('stand in English too', () => {
    expect(differTitle(facts(rows, 'en'))).toBe('Above the prefecture: 石巻市, 登米市; below: 泉区');
  });
});

describe('the map', () => {
  it('hatches what is withheld, leaves flat what cannot be computed, colours the rest', () => {
    const fills = fillsOf(view([...rows, { ...exact('f', 3, null), population: 0 }]));
    expect(fills.get('d')).toBe(HATCHED);
    expect(fills.get('f')).toBe(NO_VALUE);
    expect(fills.get('a')).toMatch(/--div-[45]/);
    expect(fills.get('c')).toMatch(/--div-[12]/);
    expect(fills.get('e')).toBe('var(--div-3)');
  });
  it('colours by the funnel, and by clusters, with the number of places in each category', () => {
    const funnel = view(rows, { view: 'funnel' });
    expect(fillsOf(funnel).get('a')).toBe('var(--div-5)');
    expect(categoriesOf(funnel).map(({ count }) => count)).toEqual([2, 0, 1, 0, 1, 1]);
    const lisa = view(rows, {
      view: 'lisa',
      clusters: clusters(['high-high', 'high-high', 'low-low', null, 'none'])
    });
    expect(fillsOf(lisa).get('b')).toBe('var(--div-5)');
    expect(categoriesOf(lisa).map(({ count }) => count)).toEqual([2, 0, 1, 0, 1, 1]);
    expect(fillsOf({ ...lisa, clusters: null }).get('b')).toBe(NO_VALUE);
  });
  it('outlines what differs beyond chance, but not where clusters are on show', () => {
    expect([...outlinedOf(view(rows))]).toEqual(['a', 'b', 'c']);
    expect(outlinedOf(view(rows, { view: 'lisa' })).size).toBe(0);
  });
  it('keeps its classes over all years', () => {
    const years = [exact('a', 200, 100, 2024), exact('b', 50, 100, 2024), ...rows];
    expect(breaksOf(years, 'sir')).toEqual(breaksOf([...years].reverse(), 'sir'));
    expect(breaksOf(years, 'sir').at(-1)).toBeGreaterThanOrEqual(200);
    expect(comparisonOf(years, 2024).places).toHaveLength(2);
    expect(comparisonOf(years, 2024)).toBe(comparisonOf(years, 2024));
    expect(comparisonOf(years, 1999).places).toEqual([]);
  });
  it('tells a value with interval, count and verdict, and of a withheld place only where to look instead', () => {
    expect(tellPlace(view(rows), 'a', nameOf, null)).toEqual({
      name: '石巻市',
      value: '標準化比 180',
      lines: ['95%信頼区間 155–208', '180件', '差は偶然を超える（多い）']
    });
    const told = tellPlace(view(rows), 'd', nameOf, 'e');
    expect(told).toEqual({
      name: '女川町',
      value: '秘匿',
      lines: ['人数が少ないため公表しない', '角田市で見る']
    });
    expect(JSON.stringify(told)).not.toMatch(/\d/);
  });
  it('gives only the class of a count the publisher rounded', () => {
    const told = tellPlace(view([published('a', 80), published('b', 120)]), 'a', nameOf, null);
    expect(told.lines).toContain('件数の階級 50–99件');
  });
  it('says in words why it cannot be drawn', () => {
    const title = (given: readonly PlaceYear[], more: Partial<MapView>, linked = 0) =>
      noticeOf(view(given, more), false, linked)?.title ?? null;
    expect(title([hidden('a')], {})).toBe('どの地域の値も公表していません');
    expect(title([], {})).toBe('どの地域の値も公表していません');
    expect(title([published('a', 80)], { measure: 'visits' })).toBe('件数は階級だけを公表しています');
    expect(title([exact('a', 3, null), hidden('b')], {})).toBe('県の値と比べられません');
    expect(title(rows, { view: 'lisa', clusters: { kind: 'withheld', reason: 'too_few_areas' } }, 4)).toBe(
      '値のある地域が足りません（隣り合うのは4）'
    );
    expect(title(rows, { view: 'lisa' })).toBeNull();
    expect(noticeOf(view(rows, { view: 'lisa' }), true, 0)?.title).toBe('計算できませんでした');
    expect(title(rows, {})).toBeNull();
  });
});

describe('the table', () => {
  it('holds the highest first, withheld last without a number, and as many cells as columns', () => {
    const table = areaTable(facts(rows), nameOf, 'x', clusters(['none', 'none', 'none', null, 'none']));
    expect(table.rows.map((row) => row[0]!.text)).toEqual(['石巻市', '登米市', '角田市', '泉区', '女川町']);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(
      table.rows
        .at(-1)!
        .slice(1)
        .every((cell) => cell.kind === 'withheld')
    ).toBe(true);
  });
  it('never prints the count behind a class', () => {
    const table = areaTable(facts([published('a', 80), published('b', 120)]), nameOf, 'x');
    const [first] = table.rows;
    expect(first![4]).toEqual({ kind: 'text', text: '50–99件' });
    expect(first![5]!.text).toMatch(/^約\d+0$/);
  });
});

describe('the measure of figures by place', () => {
  it('is the crude rate where only persons or rounded counts are published by place', () => {
    expect(mappedBy({ disease: 'pneumonia', measure: 'patients', level: 'area' })).toBe('crude');
    expect(mappedBy({ disease: 'pneumonia', measure: 'visits', level: 'area' })).toBe('crude');
    expect(mappedBy({ disease: 'X', measure: 'visits', level: 'area' })).toBe('crude');
    expect(mappedBy({ disease: 'X', measure: 'visits', level: 'unit' })).toBe('visits');
    expect(mappedBy({ disease: 'X', measure: 'sir', level: 'area' })).toBe('sir');
  });
});
