import { formatAxis } from '../i18n/number-format.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ChartOption } from './echarts.ts';
import { placeLabels } from './label-places.ts';
import { axisLabel, gridLine, tooltip } from './theme.ts';
import { axisEnds } from './value-axis.ts';

/** One place of the funnel: events expected, ratio (prefecture = 100). */
export interface FunnelPoint {
  readonly code: string;
  readonly name: string;
  /** Code of its medical area, which gives the colour. */
  readonly area: string;
  readonly expected: number;
  readonly value: number;
  /** Outside the 95 % limits: filled and named. */
  readonly outside: boolean;
  readonly selected: boolean;
  /** What the tooltip says of it. */
  readonly told: string;
}

/** Control limits at an expected count, prefecture = 100. */
export interface LimitsAt {
  readonly expected: number;
  readonly lower95: number;
  readonly upper95: number;
  readonly lower998: number;
  readonly upper998: number;
}

export interface FunnelWords {
  readonly expected: string;
}

/** Ends of the axis of expected counts; on a log scale where places differ more than fortyfold in size. */
export function expectedAxis(expected: readonly number[]): {
  readonly min: number;
  readonly max: number;
  /** Null on a log scale. */
  readonly interval: number | null;
  readonly log: boolean;
} {
  if (expected.length === 0) return { min: 0, max: 1, interval: 1, log: false };
  const [least, most] = [Math.min(...expected), Math.max(...expected)];
  if (least > 0 && most / least > 40)
    return { min: 10 ** Math.floor(Math.log10(least)), max: most * 1.15, interval: null, log: true };
  const { max, interval } = axisEnds(0, most * 1.04);
  return { min: 0, max, interval, log: false };
}

/** Expected counts at which the limits are drawn: close together where they bend most. */
export function limitSteps(
  { min, max, log }: Pick<ReturnType<typeof expectedAxis>, 'min' | 'max' | 'log'>,
  steps = 48
): number[] {
  const from = log ? min : max / 400;
  return Array.from({ length: steps }, (_, i) => {
    const t = i / (steps - 1);
    return log ? from * (max / from) ** t : from + (max - from) * t ** 2;
  });
}

interface Api {
  coord(point: readonly [number, number]): [number, number];
}
interface Params {
  readonly coordSys: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}
const SIZE = 11;
/** Points named at most, the farthest from 100 first; more would hide each other. */
const NAMED = 16;

/**
 * Funnel plot ファンネルプロット: ratio by expected events between control limits of 95 % (solid, tinted inside) and 99.8 %
 * (dashed). Points outside are filled and named, those inside open. Items are named by code. (Spiegelhalter 2005)
 */
export function areaFunnelOption(
  points: readonly FunnelPoint[],
  limits: readonly LimitsAt[],
  words: FunnelWords,
  locale: Locale
): ChartOption {
  const expected = expectedAxis(points.map((p) => p.expected));
  const values = points.map((p) => p.value);
  const [least, most] = [Math.min(80, ...values), Math.max(120, ...values)];
  const ends = axisEnds(Math.max(0, least - (most - least) * 0.08), most + (most - least) * 0.08);
  return {
    grid: { left: 40, right: 14, top: 12, bottom: 42 },
    tooltip: {
      ...tooltip((params) => points[params[0]?.dataIndex ?? -1]?.told ?? ''),
      trigger: 'item'
    },
    xAxis: {
      type: expected.log ? 'log' : 'value',
      min: expected.min,
      max: expected.max,
      ...(expected.interval !== null && { interval: expected.interval }),
      name: words.expected,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: 'var(--ink-3)', fontSize: 11 },
      axisLine: { show: true, onZero: false, lineStyle: { color: 'var(--line-2)' } },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => formatAxis(Math.round(value), locale) },
      splitLine: { show: false }
    },
    yAxis: {
      type: 'value',
      ...ends,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel,
      splitLine: gridLine
    },
    series: [
      {
        type: 'custom',
        silent: true,
        clip: true,
        z: 1,
        data: limits.length ? [[expected.max, 100]] : [],
        tooltip: { show: false },
        renderItem: (params: Params, api: Api) => limitLines(limits, params.coordSys, api)
      },
      scatter(points, 3, {
        symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
          points[dataIndex]!.outside || points[dataIndex]!.selected ? 9 : 7.5,
        emphasis: { scale: 1.7 }
      }),
      {
        type: 'custom',
        silent: true,
        z: 4,
        data: [[expected.max, 100]],
        tooltip: { show: false },
        renderItem: (params: Params, api: Api) => names(points, limits, params.coordSys, api)
      }
    ]
  };
}

function scatter(points: readonly FunnelPoint[], z: number, more: object): object {
  return {
    type: 'scatter',
    z,
    data: points.map((p) => {
      const colour = `var(--area-${p.area}, var(--cat-7))`;
      const color = p.outside ? colour : 'var(--surface)';
      return {
        name: p.code,
        value: [p.expected, p.value],
        itemStyle: {
          color,
          borderColor: p.selected ? 'var(--ink)' : colour,
          borderWidth: p.selected ? 2.4 : 1.6
        },
        // the colour again: the library would lift one it cannot read, a CSS variable, to none
        emphasis: { itemStyle: { color, borderColor: 'var(--ink)', borderWidth: 2 } }
      };
    }),
    ...more
  };
}

function limitLines(limits: readonly LimitsAt[], plot: Params['coordSys'], api: Api): object {
  const along = (of: (at: LimitsAt) => number): [number, number][] =>
    limits.map((at) => api.coord([at.expected, of(at)]));
  const line = (of: (at: LimitsAt) => number, dashed: boolean): object => ({
    type: 'polyline',
    shape: { points: along(of) },
    style: {
      stroke: dashed ? 'var(--ink-3)' : 'var(--ink-2)',
      fill: 'none',
      lineWidth: 1,
      ...(dashed && { lineDash: [4, 3] })
    }
  });
  const [, centre] = api.coord([limits[0]!.expected, 100]);
  return {
    type: 'group',
    children: [
      {
        type: 'polygon',
        shape: { points: [...along((at) => at.upper95), ...along((at) => at.lower95).reverse()] },
        style: { fill: 'var(--band)' }
      },
      {
        type: 'line',
        shape: { x1: plot.x, x2: plot.x + plot.width, y1: centre, y2: centre },
        style: { stroke: 'var(--ink-2)', lineWidth: 1.2 }
      },
      line((at) => at.upper95, false),
      line((at) => at.lower95, false),
      line((at) => at.upper998, true),
      line((at) => at.lower998, true)
    ]
  };
}

/** Names of the limits and of the points outside, where they touch nothing. */
function names(
  points: readonly FunnelPoint[],
  limits: readonly LimitsAt[],
  plot: Params['coordSys'],
  api: Api
): object {
  const marks = points.map((p) => {
    const [x, y] = api.coord([p.expected, p.value]);
    return { x, y };
  });
  const frame = { left: plot.x, top: plot.y, right: plot.x + plot.width, bottom: plot.y + plot.height };
  const far = (p: FunnelPoint): number =>
    p.selected ? Infinity : Math.abs(Math.log(Math.max(1, p.value) / 100));
  const told = points
    .map((p, i) => ({ p, text: p.name, ...marks[i]! }))
    .filter(({ p }) => p.outside || p.selected)
    .sort((a, b) => far(b.p) - far(a.p))
    .slice(0, NAMED);
  const last = limits.at(-1);
  const end = (limit: number, text: string, rise: number) => {
    const [x, y] = api.coord([last!.expected, limit]);
    return { text, x: x - 18, y: y + rise };
  };
  // above the outer limit, below the inner one: never on a line
  const both = last ? [end(last.upper998, '99.8%', -8), end(last.upper95, '95%', 9)] : [];
  // where the limits run close to each other, or to 100, the subtitle alone tells them apart
  const ends = last && api.coord([last.expected, 100])[1] - both[1]!.y > 8 ? both : both.slice(0, 1);
  const taken = [...marks, ...ends.flatMap(({ x, y }) => [-14, -5, 5, 14].map((dx) => ({ x: x + dx, y })))];
  const placed = placeLabels(told, taken, SIZE, frame);
  return {
    type: 'group',
    children: [
      ...ends.map(({ text, x, y }) => written(text, x, y, false)),
      ...placed.flatMap((label) => [
        ...(label.leader
          ? [
              {
                type: 'line',
                shape: { x1: label.x, y1: label.y, x2: label.textX, y2: label.textY },
                style: { stroke: 'var(--line-2)', lineWidth: 1 }
              }
            ]
          : []),
        written(label.text, label.textX, label.textY, true)
      ])
    ]
  };
}

const written = (text: string, x: number, y: number, bold: boolean): object => ({
  type: 'text',
  style: {
    text,
    x,
    y,
    fill: bold ? 'var(--ink)' : 'var(--ink-3)',
    fontSize: SIZE,
    fontWeight: bold ? 'bold' : 'normal',
    align: 'center',
    verticalAlign: 'middle',
    stroke: 'var(--surface)',
    lineWidth: 3
  }
});
