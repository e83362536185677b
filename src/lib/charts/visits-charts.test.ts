import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { monthsFrom } from '#lib/domain/period.ts';
import { renderToSvg } from './echarts.ts';
import { fanAxis, forecastFanOption, type ForecastRow } from './forecast-fan.ts';
import HeatGrid from './HeatGrid.svelte';
import { equalSteps, gridHeight, headStep, stepOf, type GridCell } from './heat-grid.ts';
import { trendAxis } from './monthly-trend.ts';
import RangeRows from './RangeRows.svelte';
import { axisTo, reachOf, rowsHeight, rowsLayout, type RangeRow } from './range-rows.ts';
import { workingDayTrendOption, type WorkingDayRow } from './working-day-trend.ts';

const months = monthsFrom(202304, 202503);
const draw = (option: Parameters<typeof renderToSvg>[0]): string => renderToSvg(option, 640, 230, 'x');
/** The paths with a stroke of a colour. */
const lines = (svg: string, colour: string): string[] =>
  [...svg.matchAll(/<path d="(M[^"]*)"[^>]*>/g)]
    .filter(([path]) => path.includes(`stroke="var(${colour})"`))
    .map(([, d]) => d!);

describe('the trend with equal open days', () => {
  const words = {
    withheld: '秘匿',
    withdrawn: '公表取り下げ',
    missing: '未報告',
    dip: '2020年春',
    unit: '件',
    raw: '実数',
    adjusted: '診療日数をそろえた値',
    days: (days: number) => `診療日 ${days}日`
  };
  const rows: WorkingDayRow[] = months.map((month, i) => ({
    month,
    visits: 1000 + 300 * (i % 2),
    adjusted: 1100 + i,
    days: 20,
    withdrawn: false,
    missing: false
  }));
  const without = (state: Partial<WorkingDayRow>, ...at: number[]) =>
    rows.map((row, i) => (at.includes(i) ? { ...row, visits: null, adjusted: null, ...state } : row));
  const svgOf = (of: readonly WorkingDayRow[]) => draw(workingDayTrendOption(of, 2024, words, 'ja'));

  it('draws what was counted thin and grey beside the adjusted line, on one axis that holds both', () => {
    const svg = svgOf(rows);
    expect(lines(svg, '--cat-7')).toHaveLength(1);
    expect(lines(svg, '--accent')).toHaveLength(1);
    expect(svg).toContain('1,123');
    const option = workingDayTrendOption(rows, 2024, words, 'ja');
    const { min, max } = option['yAxis'] as { min: number; max: number };
    expect(min).toBeLessThanOrEqual(1000);
    expect(max).toBeGreaterThanOrEqual(1300);
  });

  it('breaks both lines at a withheld month and hatches it: nothing is drawn across', () => {
    const svg = svgOf(without({}, 8, 9, 10));
    for (const colour of ['--cat-7', '--accent'])
      expect(lines(svg, colour).join('').match(/M/g)).toHaveLength(2);
    expect(svg).toContain('秘匿');
    expect(svg).toMatch(/fill="url\(#x-p\d+\)"/);
  });

  it('tells a month not reported, and one taken back, from a withheld one: a dashed edge, no hatch', () => {
    for (const [state, word] of [
      [{ missing: true }, '未報告'],
      [{ withdrawn: true }, '公表取り下げ']
    ] as const) {
      const svg = svgOf(without(state, 8, 9, 10));
      expect(svg).toContain(word);
      expect(svg).not.toContain('秘匿');
      expect(svg).not.toMatch(/fill="url\(#x-p\d+\)"/);
      expect(svg).toMatch(/stroke-dasharray/);
    }
  });

  it('has a line and an axis even where every month is alike', () => {
    const axis = trendAxis([
      { month: 1, visits: 100 },
      { month: 2, visits: 100 }
    ]);
    expect(axis.max).toBeGreaterThan(axis.min);
    expect(svgOf(rows.map((row) => ({ ...row, visits: 100, adjusted: 100 })))).not.toContain('NaN');
  });
});

describe('the fan of the forecast', () => {
  const words = {
    forecast: '予測',
    lastYear: '前年同月',
    interval: (level: number, low: string, high: string) => `${level}% ${low}–${high}`,
    unit: '件'
  };
  const history = months.map((month, i) => ({ month, visits: 1000 + 10 * i }));
  const ahead: ForecastRow[] = monthsFrom(202504, 202603).map((month, h) => ({
    month,
    forecast: 1200 + 10 * h,
    lower80: 1150,
    upper80: 1350,
    lower95: 900,
    upper95: 1600
  }));

  it('draws the limits as two bands, a dashed forecast within them and last year dotted', () => {
    const svg = draw(forecastFanOption(history, ahead, words, 'ja'));
    const bands = [...svg.matchAll(/<polygon points="([^"]+)" fill="var\(--accent\)" fill-opacity="[^"]+"/g)];
    const height = (points: string): number => {
      const ys = points.split(' ').flatMap((value, i) => (i % 2 ? [Number(value)] : []));
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(bands).toHaveLength(2);
    // limits of 700 and of 200 visits on one axis
    expect(height(bands[0]![1]!) / height(bands[1]![1]!)).toBeCloseTo(700 / 200, 1);
    expect(lines(svg, '--accent')).toHaveLength(1);
    expect(lines(svg, '--cat-7')).toHaveLength(1);
    expect(lines(svg, '--ink')).toHaveLength(1);
  });

  it('holds the widest limits and the months shown on its axis', () => {
    const { min, max } = fanAxis(history, ahead);
    expect(min).toBeLessThanOrEqual(900);
    expect(max).toBeGreaterThanOrEqual(1600);
  });

  it('leaves a gap in the past as a gap', () => {
    const gap = history.map((row, i) => (i === 12 ? { ...row, visits: null } : row));
    const svg = draw(forecastFanOption(gap, ahead, words, 'ja'));
    expect(lines(svg, '--ink').join('').match(/M/g)).toHaveLength(2);
  });
});

describe('the grid of classes', () => {
  const cell = (more: Partial<GridCell>): GridCell => ({
    step: 2,
    state: 'value',
    text: '72',
    tip: '2026年1月：72%',
    ...more
  });
  const drawn = (...cells: readonly GridCell[]): string =>
    render(HeatGrid, {
      props: {
        columns: cells.map((_, i) => `${i + 1}月`),
        rows: [{ label: '令和7年度（2025年度）', cells }],
        summary: '応需率の表',
        legend: ['<50', '50–60', '60–70', '70–80', '≥80'],
        legendTitle: '応需率（％）',
        absentWord: '0または秘匿',
        missingWord: '未報告',
        flagWord: '期待の範囲の外'
      }
    }).body;

  it('fills a value by its class, with its number and its words', () => {
    const body = drawn(cell({}));
    expect(body).toContain('fill="var(--seq-3)"');
    expect(body).toContain('>72</text>');
    expect(body).toContain('2026年1月：72%');
    expect(body).toContain('aria-label="応需率の表"');
  });

  it('shows 0 or withheld as a hatch, not reported as a dashed edge, and neither with a number or a class', () => {
    const absent = drawn(cell({ step: null, state: 'absent', text: '', tip: '0または秘匿' }));
    expect(absent).toMatch(/fill="url\(#[^"]*-hatch\)"/);
    const missing = drawn(cell({ step: null, state: 'missing', text: '', tip: '未報告' }));
    expect(missing).toContain('stroke-dasharray="3 2"');
    for (const body of [absent, missing]) {
      expect(body).not.toMatch(/<rect[^>]*var\(--seq/);
      expect(body).not.toContain('class="value');
    }
  });

  it('writes as many heads as do not touch each other', () => {
    const heads = Array.from({ length: 12 }, (_, i) => `${i + 1}月`);
    expect(headStep(heads, 60, 1)).toBe(1);
    expect(headStep(heads, 20, 1)).toBe(2);
    expect(headStep(['0', '23'], 14, 2)).toBe(2);
    expect(headStep([], 10, 1)).toBe(1);
  });

  it('outlines what is flagged, and nothing else', () => {
    const flags = (body: string) => body.match(/stroke="var\(--flag\)"/g)?.length ?? 0;
    expect(flags(drawn(cell({ flagged: true }), cell({})))).toBe(1);
    expect(flags(drawn(cell({})))).toBe(0);
  });

  it('has five classes of equal steps between round limits, a limit belonging to the class above', () => {
    const limits = equalSteps([0, 76_920], 0);
    expect(limits).toEqual([20_000, 40_000, 60_000, 80_000]);
    expect([0, 19_999, 20_000, 80_000].map((value) => stepOf(value, limits))).toEqual([0, 0, 1, 4]);
    expect(equalSteps([])).toEqual([]);
    expect(equalSteps([70, 70])).toEqual([70.2, 70.4, 70.6, 70.8].map((limit) => expect.closeTo(limit, 9)));
    expect(gridHeight(8, 26) - gridHeight(7, 26)).toBe(26);
  });
});

describe('rows of bars, ranges and points', () => {
  const drawn = (...rows: readonly RangeRow[]): string =>
    render(RangeRows, { props: { rows, summary: '紹介状', format: String, minimumRows: 4 } }).body;

  it('draws a bar from zero, a whisker, a filled and an open point, as far as they are given', () => {
    const body = drawn({
      label: '満床',
      bar: 30,
      interval: [25, 35],
      point: 20,
      mark: 10,
      text: '30%',
      tip: '満床：30%'
    });
    expect(body).toContain('fill="var(--seq-3)"');
    expect(body.match(/<circle/g)).toHaveLength(2);
    expect(body).toContain('stroke="var(--ink)"');
    const bare = drawn({ label: '満床', bar: 30, text: '30%', tip: '' });
    expect(bare).not.toMatch(/<circle|stroke="var\(--ink\)"/);
  });

  it('hatches a row without a value, with words in place of a number', () => {
    const body = drawn({ label: '満床', absent: true, text: '0または秘匿', tip: '' });
    expect(body).toMatch(/fill="url\(#[^"]*-hatch\)"/);
    expect(body).toContain('0または秘匿');
    expect(body).not.toMatch(/<circle|var\(--seq-3\)/);
  });

  it('keeps the room of the rows it may have, so that a change of filter moves nothing', () => {
    const height = (body: string) => /height="(\d+)"/.exec(body)![1];
    const row = { label: 'a', bar: 1, text: '', tip: '' };
    expect(height(drawn(row))).toBe(height(drawn(row, row, row)));
    expect(Number(height(drawn(row)))).toBe(rowsHeight(4));
  });

  it('stands words beside the bars where there is room, above them on a phone, so that none is cut', () => {
    expect(rowsLayout(480, 176, 112, 23)).toEqual({
      stacked: false,
      left: 176,
      plot: 192,
      rowHeight: 23,
      middle: 11.5
    });
    const phone = rowsLayout(324, 176, 112, 23);
    expect(phone).toMatchObject({ stacked: true, left: 2 });
    expect(phone.left + phone.plot).toBeLessThan(324);
    expect(phone.rowHeight).toBeGreaterThan(23);
  });

  it('has a round axis from zero that holds everything drawn', () => {
    expect(axisTo(12_440)).toEqual({ max: 15_000, ticks: [0, 5000, 10_000, 15_000] });
    expect(reachOf({ label: '', bar: 3, interval: [1, 9], mark: 4, text: '', tip: '' })).toBe(9);
    expect(axisTo(0).max).toBeGreaterThan(0);
  });
});
