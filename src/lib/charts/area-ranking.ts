import { textWidth } from '../i18n/text-width.ts';
import type { ChartOption } from './echarts.ts';
import { axisLabel, gridLine, hatch, tooltip } from './theme.ts';
import { axisEnds, type AxisEnds } from './value-axis.ts';

/** One row: a place with its value and interval, or without. */
export interface RankedPlace {
  readonly code: string;
  readonly name: string;
  /** Code of its medical area, which gives the colour. */
  readonly area: string;
  readonly estimate: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  /** What stands where there is no estimate, 秘匿, 未報告 or …; only what is withheld is hatched. */
  readonly absent: { readonly mark: string; readonly hatched: boolean };
  /** Beyond chance: filled and bold. */
  readonly differs: boolean;
  /** The place the reader pinned. */
  readonly selected: boolean;
  /** What the tooltip says of it. */
  readonly told: string;
}

export interface RankingWords {
  /** At the reference line, e.g. 県=100; empty for none. */
  readonly reference: string;
}

const ROW = 19;
const TOP = 38;
const BOTTOM = 8;

/** Height of the plot, px: so much a row. */
export const rankingHeight = (rows: number): number => TOP + BOTTOM + ROW * Math.max(1, rows);

/** Places with a value, highest first, then those without as they come: no rank is implied among them. */
export function ranked(places: readonly RankedPlace[]): RankedPlace[] {
  const value = (place: RankedPlace): number => place.estimate?.value ?? Number.NEGATIVE_INFINITY;
  return places
    .map((place, i) => ({ place, i }))
    .sort((a, b) => (value(a.place) === value(b.place) ? a.i - b.i : value(b.place) - value(a.place)))
    .map(({ place }) => place);
}

/**
 * Ends of the axis over all values, so that every point is on it; an interval that runs far beyond is cut at the end and
 * marked there, or a single small place would squeeze all others together.
 */
export function rankingAxis(
  places: readonly Pick<RankedPlace, 'estimate'>[],
  reference: number | null
): AxisEnds {
  const estimates = places.flatMap(({ estimate }) => (estimate ? [estimate] : []));
  if (estimates.length === 0) return axisEnds(0, reference === null ? 1 : 2 * reference);
  const values = [...estimates.map((e) => e.value), ...(reference === null ? [] : [reference])];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(most - least, most * 0.2);
  const lowest = Math.max(0, Math.min(...estimates.map((e) => e.lower)));
  const highest = Math.max(...estimates.map((e) => e.upper));
  return axisEnds(Math.max(lowest, least - room * 0.6, 0), Math.min(highest, most + room * 0.6));
}

interface Api {
  value(dimension: number): number;
  coord(point: readonly [number, number]): [number, number];
}
interface Params {
  readonly dataIndex: number;
  readonly coordSys: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/**
 * Dot and whisker of every place, in the order of `ranked`: filled where it differs from the reference, open where that
 * may be chance, withheld ones hatched. Colours are those of the medical areas. Items are named by code.
 */
export function areaRankingOption(
  places: readonly RankedPlace[],
  reference: number | null,
  words: RankingWords,
  format: (value: number) => string
): ChartOption {
  const axis = rankingAxis(places, reference);
  const shown = places.filter(({ estimate }) => estimate !== null).length;
  const left = Math.ceil(Math.max(40, ...places.map(({ name }) => textWidth(name) * 11.5))) + 12;
  return {
    grid: { left, right: 18, top: TOP, bottom: BOTTOM },
    tooltip: {
      ...tooltip((params) => places[params[0]?.dataIndex ?? -1]?.told ?? ''),
      trigger: 'item'
    },
    xAxis: {
      type: 'value',
      position: 'top',
      ...axis,
      axisLine: { show: false },
      axisTick: { show: false },
      // the reference has a label of its own
      axisLabel: { ...axisLabel, formatter: (value: number) => (value === reference ? '' : format(value)) },
      splitLine: gridLine
    },
    yAxis: {
      type: 'category',
      inverse: true,
      // bold says that a difference is beyond chance, and nothing else
      data: places.map(({ name, differs }) =>
        differs ? { value: name, textStyle: { fontWeight: 'bold', color: 'var(--ink)' } } : name
      ),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, color: 'var(--ink-2)', interval: 0, hideOverlap: false, margin: 8 },
      splitLine: { show: false }
    },
    series: [
      {
        type: 'custom',
        data: places.map(({ code, estimate }, i) => ({ name: code, value: [estimate?.value ?? null, i] })),
        encode: { x: -1, y: 1 },
        renderItem: (params: Params, api: Api) =>
          row(places[params.dataIndex]!, params.dataIndex, axis, params.coordSys, api)
      },
      ...(reference === null ? [] : [referenceLine(reference, words.reference, shown)])
    ]
  };
}

function row(place: RankedPlace, index: number, axis: AxisEnds, plot: Params['coordSys'], api: Api): object {
  const [, y] = api.coord([axis.min, index]);
  // the whole row answers the pointer; the tint leaves the name, which lies below, in sight
  const ground = [
    {
      type: 'rect',
      shape: { x: 0, y: y - ROW / 2, width: plot.x + plot.width, height: ROW },
      style: { fill: 'transparent' },
      emphasis: { style: { fill: 'transparent' } }
    },
    {
      type: 'rect',
      silent: true,
      shape: { x: plot.x, y: y - ROW / 2, width: plot.width, height: ROW },
      style: { fill: place.selected ? 'var(--accent-soft)' : 'transparent' },
      emphasis: { style: { fill: 'var(--accent-soft)' } }
    }
  ];
  const { estimate } = place;
  if (!estimate) {
    const { mark, hatched } = place.absent;
    const width = textWidth(mark) * 11 + 10;
    return {
      type: 'group',
      children: [
        ...ground,
        {
          type: 'rect',
          silent: true,
          shape: { x: plot.x, y: y - 5.5, width: plot.width, height: 11 },
          ...steady({ fill: hatched ? hatch : 'transparent' })
        },
        {
          type: 'rect',
          silent: true,
          shape: { x: plot.x + (plot.width - width) / 2, y: y - 7, width, height: 14 },
          ...steady({ fill: 'var(--surface)' })
        },
        {
          type: 'text',
          silent: true,
          style: {
            text: mark,
            x: plot.x + plot.width / 2,
            y,
            fill: 'var(--ink-2)',
            fontSize: 11,
            align: 'center',
            verticalAlign: 'middle'
          }
        }
      ]
    };
  }
  const colour = `var(--area-${place.area}, var(--cat-7))`;
  const x = (value: number): number => api.coord([value, index])[0];
  const [low, high] = [Math.max(axis.min, estimate.lower), Math.min(axis.max, estimate.upper)];
  const cut = (from: number, direction: 1 | -1): object => ({
    type: 'polyline',
    silent: true,
    shape: {
      points: [
        [from - 4 * direction, y - 3],
        [from, y],
        [from - 4 * direction, y + 3]
      ]
    },
    ...steady({ stroke: colour, fill: 'none', lineWidth: 1.4 })
  });
  return {
    type: 'group',
    children: [
      ...ground,
      {
        type: 'line',
        silent: true,
        shape: { x1: x(low), y1: y, x2: x(high), y2: y },
        ...steady({
          stroke: colour,
          lineWidth: place.differs ? 2.4 : 1.4,
          opacity: place.differs ? 1 : 0.75
        })
      },
      ...(estimate.lower < axis.min ? [cut(x(axis.min), -1)] : []),
      ...(estimate.upper > axis.max ? [cut(x(axis.max), 1)] : []),
      {
        type: 'circle',
        silent: true,
        shape: { cx: x(estimate.value), cy: y, r: place.differs ? 4.6 : 3.8 },
        ...steady({ fill: place.differs ? colour : 'var(--surface)', stroke: colour, lineWidth: 1.7 })
      }
    ]
  };
}

/** A style that emphasis leaves as it is: the library would lift a colour it cannot read, a CSS variable, to none. */
const steady = (style: object): object => ({ style, emphasis: { style } });

/** The reference, over the rows that have a value, with its word above. */
function referenceLine(reference: number, label: string, rows: number): object {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: [[reference, 0]],
    tooltip: { show: false },
    renderItem: ({ coordSys }: Params, api: Api) => {
      const [x] = api.coord([reference, 0]);
      return {
        type: 'group',
        silent: true,
        children: [
          {
            type: 'line',
            shape: { x1: x, y1: coordSys.y, x2: x, y2: coordSys.y + rows * ROW },
            style: { stroke: 'var(--ink-2)', lineWidth: 1.2 }
          },
          {
            type: 'text',
            style: {
              text: label,
              x,
              y: 3,
              fill: 'var(--ink)',
              stroke: 'var(--surface)',
              lineWidth: 3,
              fontSize: 11,
              fontWeight: 'bold',
              align: 'center',
              verticalAlign: 'top'
            }
          }
        ]
      };
    }
  };
}
