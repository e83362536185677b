import { monthLabel, type Month } from '../domain/period.ts';
import { formatAxis, formatNumber } from '../i18n/number-format.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ChartOption } from './echarts.ts';
import { intervalBand } from './interval-band.ts';
import { trendAxis } from './monthly-trend.ts';
import { axisLabel, gridLine, tooltip } from './theme.ts';

/** A month forecast with its limits. */
export interface ForecastRow {
  readonly month: Month;
  readonly forecast: number;
  readonly lower80: number;
  readonly upper80: number;
  readonly lower95: number;
  readonly upper95: number;
}

export interface FanWords {
  readonly forecast: string;
  readonly lastYear: string;
  readonly interval: (percent: 80 | 95, low: string, high: string) => string;
  readonly unit: string;
}

/** Months of history drawn before the forecast. */
const SHOWN = 24;

/** The value axis of the fan: it holds the months shown and the widest limits. */
export const fanAxis = (
  history: readonly { readonly month: Month; readonly visits: number | null }[],
  forecast: readonly ForecastRow[]
): ReturnType<typeof trendAxis> =>
  trendAxis([
    ...history.slice(-SHOWN).map(({ month, visits }) => ({ month, visits })),
    ...forecast.flatMap(({ month, lower95, upper95 }) => [
      { month, visits: lower95 },
      { month, visits: upper95 }
    ])
  ]);

/** The last two years as counted, then the forecast: a dashed line in its 80 and 95 % limits. */
export function forecastFanOption(
  history: readonly { readonly month: Month; readonly visits: number | null }[],
  forecast: readonly ForecastRow[],
  words: FanWords,
  locale: Locale
): ChartOption {
  const past = history.slice(-SHOWN);
  const months = [...past.map(({ month }) => month), ...forecast.map(({ month }) => month)];
  const n = past.length;
  const count = (value: number): string => `${formatNumber(value, 'count')}${words.unit}`;
  const band = (low: 'lower80' | 'lower95', high: 'upper80' | 'upper95', opacity: number): object =>
    intervalBand([...past.map(() => null), ...forecast.map((row) => [row[low], row[high]] as const)], {
      fill: 'var(--accent)',
      opacity
    });
  const ticks = months.flatMap((month, i) => (month % 100 === 4 || month % 100 === 10 ? [i] : []));
  return {
    grid: { left: 44, right: 18, top: 18, bottom: 26 },
    tooltip: tooltip((params) => {
      const i = Math.round(Number((params[0]?.value as number[] | undefined)?.[0] ?? -1));
      const row = forecast[i - n];
      if (row)
        return [
          `${monthLabel(row.month, locale)} ${words.forecast}`,
          count(row.forecast),
          words.interval(80, count(row.lower80), count(row.upper80)),
          words.interval(95, count(row.lower95), count(row.upper95))
        ].join('\n');
      const known = past[i];
      return known?.visits == null ? '' : `${monthLabel(known.month, locale)}\n${count(known.visits)}`;
    }),
    xAxis: {
      type: 'value',
      min: -0.5,
      max: months.length - 0.5,
      axisLine: { lineStyle: { color: 'var(--line-2)' } },
      axisTick: { customValues: ticks, lineStyle: { color: 'var(--line-2)' } },
      axisLabel: {
        ...axisLabel,
        customValues: ticks,
        formatter: (i: number) => (months[i] === undefined ? '' : monthLabel(months[i], locale))
      },
      splitLine: { show: false }
    },
    yAxis: {
      type: 'value',
      ...fanAxis(history, forecast),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => formatAxis(value, locale) },
      splitLine: gridLine
    },
    series: [
      band('lower95', 'upper95', 0.14),
      band('lower80', 'upper80', 0.2),
      {
        type: 'line',
        data: past.map(({ visits }, i) => [i, visits]),
        symbol: 'none',
        connectNulls: false,
        lineStyle: { color: 'var(--ink)', width: 2.2, join: 'round' },
        emphasis: { disabled: true }
      },
      {
        type: 'line',
        data: forecast.map((row, h) => [n + h, row.forecast]),
        symbol: 'none',
        lineStyle: { color: 'var(--accent)', width: 2.2, type: 'dashed', join: 'round' },
        emphasis: { disabled: true }
      },
      {
        // the same months a year before
        type: 'line',
        data: forecast.flatMap((_, h) => {
          const before = history.at(h - forecast.length)?.visits;
          return before == null ? [] : [[n + h, before]];
        }),
        symbol: 'none',
        silent: true,
        lineStyle: { color: 'var(--cat-7)', width: 1.2, type: 'dotted' },
        emphasis: { disabled: true }
      }
    ]
  };
}
