import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { ageSexPyramidOption, pyramidOf, type PyramidRow } from './age-sex-pyramid.ts';
import { renderToSvg } from './echarts.ts';
import { monthlyTrendOption, trendAxis, withheldRuns } from './monthly-trend.ts';
import PrerenderedSvg from './PrerenderedSvg.svelte';

const words = { withheld: '秘匿', withdrawn: '公表取り下げ', dip: '2020年春', unit: '件' };
const months = Array.from({ length: 24 }, (_, i) => ({
  month: (2019 + Math.floor((i + 3) / 12)) * 100 + ((i + 3) % 12) + 1,
  visits: 1000 + 10 * i
}));
const draw = (rows: readonly { month: number; visits: number | null }[]) =>
  renderToSvg(monthlyTrendOption(rows, 2020, words, 'ja'), 600, 200, 'x');

describe('the drawing of a chart', () => {
  it('shows hostile words as words: nothing in a label becomes markup', () => {
    const hostile = `<img src=x onerror=window.pwn=1></text><script>alert(1)</script>`;
    const svg = renderToSvg(
      monthlyTrendOption(
        months,
        2020,
        { withheld: hostile, withdrawn: hostile, dip: hostile, unit: hostile },
        'ja'
      ),
      600,
      200,
      'x'
    );
    expect(svg).not.toMatch(/<img|<script|<\/text><\/text>/);
    expect(svg).toContain('&lt;img');
    const { body } = render(PrerenderedSvg, { props: { svg } });
    expect(body).not.toMatch(/<img|<script/);
  });
  it('takes its colours from the page’s theme, so one drawing serves light and dark', () => {
    expect(draw(months)).toContain('var(--accent)');
    expect(draw(months)).not.toMatch(/#5470c6|NaN/);
  });
  it('breaks the line at a withheld month and says 秘匿 where several follow each other', () => {
    const hidden = months.map((row, i) => (i >= 8 && i <= 12 ? { ...row, visits: null } : row));
    const line = (svg: string) => /<path d="(M[^"]*)"[^>]*stroke="var\(--accent\)"/.exec(svg)![1]!;
    expect(line(draw(months)).match(/M/g)).toHaveLength(1);
    expect(line(draw(hidden)).match(/M/g)).toHaveLength(2);
    expect(draw(hidden)).toContain('秘匿');
    expect(draw(months)).not.toContain('秘匿');
  });
  it('stripes what is withheld and names it once, on its longest run', () => {
    const hidden = months.map((row, i) => (i === 2 || i === 9 || i === 10 ? { ...row, visits: null } : row));
    const svg = draw(hidden);
    expect(svg).toMatch(/<pattern[^>]*rotate\(45\)[\s\S]*?fill="var\(--hatch\)"/);
    expect(svg.match(/fill="url\(#x-p\d+\)"/g)).toHaveLength(2);
    expect(svg.match(/秘匿/g)).toHaveLength(1);
    expect(draw(months)).not.toContain('<pattern');
  });
  it('is the same every time', () => {
    expect(draw(months)).toBe(draw(months));
  });
});

describe('the value axis of a trend', () => {
  it('starts at zero unless the line would lie flat on top, and always at a step', () => {
    expect(
      trendAxis([
        { month: 1, visits: 10 },
        { month: 2, visits: 100 }
      ]).min
    ).toBe(0);
    const { min, max, interval } = trendAxis([
      { month: 1, visits: 90_300 },
      { month: 2, visits: 182_000 }
    ]);
    expect(min).toBeGreaterThan(0);
    expect(min).toBeLessThanOrEqual(90_300);
    expect(max).toBeGreaterThanOrEqual(182_000);
    expect(min % interval).toBe(0);
    expect((max - min) / interval).toBeLessThanOrEqual(6);
    expect(trendAxis([{ month: 1, visits: null }])).toEqual({ min: 0, max: 1, interval: 1 });
  });
  it('finds the runs of withheld months', () => {
    expect(withheldRuns([null, 1, null, null, 2, null].map((visits, month) => ({ month, visits })))).toEqual([
      [0, 0],
      [2, 3],
      [5, 5]
    ]);
  });
});

describe('the pyramid', () => {
  const rows: PyramidRow[] = [
    { age5: '0-4', sex: 'male', visits: 10, population: 100 },
    { age5: '70-74', sex: 'female', visits: 30, population: 100 },
    { age5: '90+', sex: 'male', visits: null, population: 200 },
    { age5: 'unknown', sex: 'male', visits: null, population: 5 },
    { age5: '*REST', sex: '*REST', visits: 60, population: null }
  ];
  it('shows shares of the visits published by band, and how many that are', () => {
    const pyramid = pyramidOf(rows);
    expect(pyramid.covered).toBe(0.4);
    expect(pyramid.bands.find((b) => b.age5 === '0-4')!.visits.male).toBe(25);
    expect(pyramid.bands.find((b) => b.age5 === '90+')!.visits.male).toBeNull();
    expect(pyramid.aged65).toEqual({ visits: 75, residents: 75 });
  });
  it('outlines the residents of every band from edge to edge', () => {
    const option = ageSexPyramidOption(pyramidOf(rows), {
      male: '男',
      female: '女',
      visits: '',
      residents: ''
    });
    const [outline] = (option['series'] as { type: string; data: [number, number][] }[]).filter(
      (s) => s.type === 'line'
    );
    expect(outline!.data).toHaveLength(2 * 19);
    expect([outline!.data[0]![1], outline!.data.at(-1)![1]]).toEqual([-0.5, 18.5]);
    expect(outline!.data.slice(-2).map(([share]) => share)).toEqual([50, 50]);
  });
  it('claims nothing where nothing is published', () => {
    const pyramid = pyramidOf([{ age5: '*REST', sex: '*REST', visits: 60, population: null }]);
    expect(pyramid.aged65.visits).toBeNull();
    expect(
      renderToSvg(
        ageSexPyramidOption(pyramid, { male: '男', female: '女', visits: '受診', residents: '住民' }),
        300,
        200,
        'x'
      )
    ).not.toContain('NaN');
  });
});
