import { AGE5 } from '../domain/age-band.ts';
import { formatNumber } from '../i18n/number-format.ts';
import type { ChartOption } from './echarts.ts';
import { axisLabel, gridLine, hatch, tooltip } from './theme.ts';

/** Visits and residents of one band and sex. `age5` `*REST` holds visits not published by band. */
export interface PyramidRow {
  readonly age5: string;
  readonly sex: string;
  readonly visits: number | null;
  readonly population: number | null;
}

export interface PyramidWords {
  readonly male: string;
  readonly female: string;
  readonly visits: string;
  readonly residents: string;
  /** Of a band without a published value; where given, such a band is hatched at a width that says nothing. */
  readonly absent?: string;
}

/** One band: shares (0–100) of the visits published by band, and of residents of published age. */
export interface PyramidBand {
  readonly age5: string;
  readonly visits: Readonly<Record<'male' | 'female', number | null>>;
  readonly residents: Readonly<Record<'male' | 'female', number>>;
}

export interface Pyramid {
  readonly bands: readonly PyramidBand[];
  /** Share (0–1) of all visits that is published by five-year band. */
  readonly covered: number;
  /** Shares (0–100) of people of 65 and over. */
  readonly aged65: { readonly visits: number | null; readonly residents: number };
}

/** Width of a hatched band, as a share of the axis. */
const HATCHED = 0.06;
const BANDS = AGE5.filter((band) => band !== 'unknown');
const sum = (rows: readonly PyramidRow[], value: (row: PyramidRow) => number | null): number =>
  rows.reduce((total, row) => total + (value(row) ?? 0), 0);

/** Shares by band and sex, of the visits whose band and sex are published. */
export function pyramidOf(rows: readonly PyramidRow[]): Pyramid {
  const known = rows.filter(
    (row) => (BANDS as readonly string[]).includes(row.age5) && (row.sex === 'male' || row.sex === 'female')
  );
  const visits = sum(known, (row) => row.visits);
  const residents = sum(known, (row) => row.population);
  const all = sum(rows, (row) => row.visits);
  const at = (age5: string, sex: string) => known.find((row) => row.age5 === age5 && row.sex === sex);
  const old = known.filter((row) => BANDS.indexOf(row.age5 as (typeof BANDS)[number]) >= 13);
  const visitShare = (row: PyramidRow | undefined): number | null =>
    row?.visits == null || visits === 0 ? null : (100 * row.visits) / visits;
  const residentShare = (row: PyramidRow | undefined): number =>
    residents === 0 ? 0 : (100 * (row?.population ?? 0)) / residents;
  return {
    bands: BANDS.map((age5) => ({
      age5,
      visits: { male: visitShare(at(age5, 'male')), female: visitShare(at(age5, 'female')) },
      residents: { male: residentShare(at(age5, 'male')), female: residentShare(at(age5, 'female')) }
    })),
    covered: all === 0 ? 0 : visits / all,
    aged65: {
      visits: visits === 0 ? null : (100 * sum(old, (row) => row.visits)) / visits,
      residents: residents === 0 ? 0 : (100 * sum(old, (row) => row.population)) / residents
    }
  };
}

/** Bars of visits against the outline of residents, men left, women right, on one scale. */
export function ageSexPyramidOption({ bands }: Pyramid, words: PyramidWords): ChartOption {
  const most = Math.max(
    1,
    ...bands.flatMap((b) => [b.visits.male ?? 0, b.visits.female ?? 0, b.residents.male, b.residents.female])
  );
  const interval = most > 40 ? 20 : most > 20 ? 10 : most > 6 ? 4 : 2;
  const max = Math.ceil(most / interval) * interval;
  const side = (i: number, inverse: boolean) => ({
    gridIndex: i,
    type: 'value',
    inverse,
    min: 0,
    max,
    interval,
    axisLabel: { ...axisLabel, formatter: (v: number) => formatNumber(v, 'count') },
    splitLine: gridLine,
    axisLine: { show: false },
    axisTick: { show: false },
    axisPointer: { show: false, triggerTooltip: false },
    position: 'bottom'
  });
  const category = (i: number, show: boolean) => ({
    gridIndex: i,
    type: 'category',
    position: i === 0 ? 'right' : 'left',
    name: i === 0 ? words.male : words.female,
    nameLocation: 'end',
    nameGap: 7,
    nameTextStyle: {
      color: 'var(--ink)',
      fontWeight: 'bold',
      fontSize: 12,
      align: i === 0 ? 'right' : 'left'
    },
    data: bands.map((b) => b.age5.replace('-', '–')),
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      ...axisLabel,
      show,
      interval: bands.length > 8 ? 1 : 0,
      align: 'center',
      margin: 24,
      showMinLabel: true
    },
    splitLine: { show: false }
  });
  const bar = (i: number, sex: 'male' | 'female', opacity: number) => ({
    type: 'bar',
    xAxisIndex: i,
    yAxisIndex: i,
    barCategoryGap: '18%',
    data: bands.map((b) =>
      b.visits[sex] === null && words.absent !== undefined
        ? { value: max * HATCHED, itemStyle: { color: hatch, opacity: 1 } }
        : b.visits[sex]
    ),
    itemStyle: { color: 'var(--accent)', opacity },
    emphasis: { disabled: true }
  });
  // the outline runs along the edges of the bands, so it stands on an axis of numbers, from below the first to above the last
  const edges = (i: number) => ({
    gridIndex: i,
    type: 'value',
    show: false,
    min: -0.5,
    max: bands.length - 0.5,
    axisPointer: { show: false, triggerTooltip: false }
  });
  const outline = (i: number, sex: 'male' | 'female') => ({
    type: 'line',
    xAxisIndex: i,
    yAxisIndex: 2 + i,
    symbol: 'none',
    silent: true,
    data: bands.flatMap((b, n) => [
      [b.residents[sex], n - 0.5],
      [b.residents[sex], n + 0.5]
    ]),
    lineStyle: { color: 'var(--ink)', width: 1.3, join: 'miter' },
    emphasis: { disabled: true }
  });
  const share = (value: number | null | undefined): string =>
    value == null ? (words.absent ?? '…') : formatNumber(value, 'percent');
  return {
    grid: [
      { left: 8, right: '57%', top: 26, bottom: 24 },
      { left: '57%', right: 8, top: 26, bottom: 24 }
    ],
    tooltip: tooltip((params) => {
      const band = bands[params[0]?.dataIndex ?? -1];
      if (!band) return '';
      const line = (sex: 'male' | 'female') =>
        `${words[sex]}  ${words.visits} ${share(band.visits[sex])}  ${words.residents} ${share(band.residents[sex])}`;
      return `${band.age5}\n${line('male')}\n${line('female')}`;
    }),
    axisPointer: { link: [{ yAxisIndex: [0, 1] }] },
    xAxis: [side(0, true), side(1, false)],
    yAxis: [category(0, false), category(1, true), edges(0), edges(1)],
    series: [bar(0, 'male', 0.92), bar(1, 'female', 0.55), outline(0, 'male'), outline(1, 'female')]
  };
}
