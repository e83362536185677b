import { monthLabel, type Month } from '../domain/period.ts';
import { formatAxis, formatNumber } from '../i18n/number-format.ts';
import type { Locale } from '../i18n/locale.ts';
import { fiscalYearAxis, zeroAxis } from './disease-trend.ts';
import type { ChartOption } from './echarts.ts';
import { intervalBand, runsOf } from './interval-band.ts';
import { axisLabel, gridLine, hatch, tooltip } from './theme.ts';

type Interval = { readonly value: number; readonly lower: number; readonly upper: number } | null;

/** One of several small charts on one scale: a line with its interval, the whole dotted behind it. */
export function areaMultipleOption(
  months: readonly Month[],
  values: readonly Interval[],
  whole: readonly Interval[],
  /** Of all the charts, so that heights compare. */
  most: number,
  colour: string,
  words: { readonly withheld: string; readonly whole: string },
  locale: Locale
): ChartOption {
  const hidden = runsOf(values, (value) => value === null);
  const common = { type: 'line', symbol: 'none', connectNulls: false, emphasis: { disabled: true } };
  return {
    grid: { left: 36, right: 8, top: 8, bottom: 22 },
    tooltip: tooltip((params) => {
      const i = Math.round(Number((params[0]?.value as number[] | undefined)?.[0] ?? -1));
      const value = values[i];
      if (value === undefined) return '';
      const other = whole[i];
      return [
        monthLabel(months[i]!, locale),
        value
          ? `${formatNumber(value.value, 'rate')}\n95% ${formatNumber(value.lower, 'rate')}–${formatNumber(value.upper, 'rate')}`
          : words.withheld,
        other ? `${words.whole} ${formatNumber(other.value, 'rate')}` : ''
      ]
        .filter(Boolean)
        .join('\n');
    }),
    xAxis: fiscalYearAxis(months, (year) => (year % 2 ? `’${String(year).slice(2)}` : '')),
    yAxis: {
      type: 'value',
      ...zeroAxis(most),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => formatAxis(value, locale) },
      splitLine: gridLine
    },
    series: [
      intervalBand(
        values.map((value) => (value ? [value.lower, value.upper] : null)),
        { fill: colour, opacity: 0.2 }
      ),
      {
        ...common,
        silent: true,
        lineStyle: { color: 'var(--ink-3)', width: 1.2, type: 'dotted' },
        data: whole.map((value, i) => [i, value?.value ?? null])
      },
      {
        ...common,
        lineStyle: { color: colour, width: 1.8 },
        itemStyle: { color: colour },
        data: values.map((value, i) => ({ name: String(months[i]), value: [i, value?.value ?? null] })),
        markArea: {
          silent: true,
          data: hidden.map(([from, to]) => [
            { xAxis: from - 0.5, itemStyle: { color: hatch } },
            { xAxis: to + 0.5 }
          ])
        }
      }
    ]
  };
}
