import { fiscalYearOf, monthLabel, type Month } from '../domain/period.ts';
import { formatAxis, formatNumber } from '../i18n/number-format.ts';
import type { Locale } from '../i18n/locale.ts';
import { disruptionOf } from '../statistics/disrupted-month.ts';
import type { ChartOption } from './echarts.ts';
import { intervalBand, runsOf } from './interval-band.ts';
import { axisLabel, gridLine, hatch, tooltip } from './theme.ts';

/** One month of a trend: value with interval (null where withheld), and what earlier years lead to expect. */
export interface DiseaseMonth {
  readonly month: Month;
  /** Taken back after it was published: no figure, and none to come. */
  readonly gone: boolean;
  readonly value: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  readonly expected: number | null;
  readonly limit: number | null;
  readonly above: boolean;
  /** The second disease, on the same scale. */
  readonly beside: number | null;
}

export interface DiseaseTrendWords {
  readonly withheld: string;
  readonly gone: string;
  readonly covid: string;
  readonly kind: 'count' | 'rate';
  readonly unit: string;
  readonly flagged: (month: string, value: string, expected: string, limit: string) => string;
  readonly expectedTo: (expected: string, limit: string) => string;
  /** Name of the second line; null where there is none. */
  readonly beside: string | null;
}

/** Flagged months that carry words on the drawing; the rest stand in the table. */
export const NAMED_FLAGS = 3;

/** Ticks of an axis from 0 to above the largest value. */
export function zeroAxis(most: number): { min: 0; max: number; interval: number } {
  if (!(most > 0)) return { min: 0, max: 1, interval: 1 };
  const rough = most / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const interval = [1, 2, 2.5, 5, 10].map((step) => step * unit).find((step) => step >= rough * 0.999)!;
  return { min: 0, max: Math.ceil((most * 1.02) / interval) * interval, interval };
}

const largest = (rows: readonly DiseaseMonth[]): number =>
  rows.reduce((most, row) => Math.max(most, row.value?.upper ?? 0, row.limit ?? 0, row.beside ?? 0), 0);

/** Fiscal years under a monthly axis by index: ticks at their ends, names in their middles. */
export function fiscalYearAxis(months: readonly Month[], label: (year: number) => string): object {
  const years = [...new Set(months.map(fiscalYearOf))];
  const ends = years.map((year) => {
    const first = months.findIndex((month) => fiscalYearOf(month) === year);
    const last = months.findLastIndex((month) => fiscalYearOf(month) === year);
    return { year, first, middle: (first + last) / 2 };
  });
  return {
    type: 'value',
    min: -0.5,
    max: months.length - 0.5,
    axisLine: { lineStyle: { color: 'var(--line-2)' } },
    axisTick: { customValues: ends.map(({ first }) => first - 0.5), lineStyle: { color: 'var(--line-2)' } },
    axisLabel: {
      ...axisLabel,
      customValues: ends.map(({ middle }) => middle),
      showMaxLabel: true,
      formatter: (value: number) => {
        const found = ends.find(({ middle }) => middle === value);
        return found ? label(found.year) : '';
      }
    },
    splitLine: { show: false }
  };
}

/** A disease by month: line, 95 % interval, expected range, flagged months, the years of measures shaded, gaps where withheld. */
export function diseaseTrendOption(
  rows: readonly DiseaseMonth[],
  words: DiseaseTrendWords,
  locale: Locale
): ChartOption {
  const print = (value: number): string => formatNumber(value, words.kind);
  const flags = rows.flatMap((row, i) => (row.above && row.value ? [i] : []));
  const named = new Set(flags.slice(-NAMED_FLAGS));
  const area = (run: readonly [number, number], style: object, label?: object) => [
    { xAxis: run[0] - 0.5, itemStyle: style, ...(label && { label }) },
    { xAxis: run[1] + 0.5 }
  ];
  const covid = runsOf(rows, (row) => disruptionOf(row.month) === 'covid_2020');
  const hidden = runsOf(rows, (row) => row.value === null && !row.gone);
  const gone = runsOf(rows, (row) => row.gone);
  const longest = hidden.reduce<[number, number] | null>(
    (most, run) => (most === null || run[1] - run[0] > most[1] - most[0] ? run : most),
    null
  );
  const told = (row: DiseaseMonth): string =>
    [
      monthLabel(row.month, locale),
      row.value ? `${print(row.value.value)} ${words.unit}` : row.gone ? words.gone : words.withheld,
      row.value ? `95% ${print(row.value.lower)}–${print(row.value.upper)}` : '',
      row.limit === null || row.expected === null
        ? ''
        : words.expectedTo(print(row.expected), print(row.limit)),
      words.beside === null || row.beside === null ? '' : `${words.beside} ${print(row.beside)}`
    ]
      .filter(Boolean)
      .join('\n');
  return {
    grid: { left: 44, right: 18, top: 40, bottom: 26 },
    tooltip: tooltip((params) => {
      const row = rows[Math.round(Number((params[0]?.value as number[] | undefined)?.[0] ?? -1))];
      return row ? told(row) : '';
    }),
    xAxis: fiscalYearAxis(
      rows.map((row) => row.month),
      (year) => (locale === 'ja' ? `${year}年度` : `FY${year}`)
    ),
    yAxis: {
      type: 'value',
      ...zeroAxis(largest(rows)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => formatAxis(value, locale) },
      splitLine: gridLine
    },
    series: [
      intervalBand(
        rows.map((row) => (row.expected === null || row.limit === null ? null : [row.expected, row.limit])),
        { fill: 'var(--band)' }
      ),
      intervalBand(
        rows.map((row) => (row.value ? [row.value.lower, row.value.upper] : null)),
        { fill: 'var(--accent)', opacity: 0.2 }
      ),
      ...(rows.some((row) => row.beside !== null)
        ? [
            {
              type: 'line',
              data: rows.map((row, i) => [i, row.beside]),
              symbol: 'none',
              silent: true,
              lineStyle: { color: 'var(--ink-2)', width: 1.6, type: 'dashed' },
              connectNulls: false
            }
          ]
        : []),
      {
        type: 'line',
        data: rows.map((row, i) => ({
          name: String(row.month),
          value: [i, row.value?.value ?? null],
          symbol: row.above ? 'circle' : 'none',
          symbolSize: 9,
          itemStyle: row.above
            ? { color: 'var(--surface)', borderColor: 'var(--flag)', borderWidth: 2.4 }
            : { color: 'var(--accent)' },
          label: named.has(i)
            ? {
                show: true,
                position: 'top',
                align: i > rows.length * 0.8 ? 'right' : 'center',
                color: 'var(--flag)',
                fontSize: 11,
                fontWeight: 'bold',
                formatter: words.flagged(
                  monthLabel(row.month, locale),
                  print(row.value!.value),
                  print(row.expected!),
                  print(row.limit!)
                )
              }
            : { show: false }
        })),
        showSymbol: true,
        showAllSymbol: true,
        labelLayout: { hideOverlap: true },
        itemStyle: { color: 'var(--accent)' },
        lineStyle: { color: 'var(--accent)', width: 2.2, join: 'round' },
        emphasis: { scale: 1.6 },
        connectNulls: false,
        z: 3,
        markArea: {
          silent: true,
          label: { position: 'insideTop', color: 'var(--ink-3)', fontSize: 11 },
          data: [
            ...covid.map((run) =>
              area(run, { color: 'var(--sunken)' }, { show: true, formatter: words.covid })
            ),
            ...gone.map((run) =>
              area(run, { color: 'var(--nodata)' }, { show: true, position: 'inside', formatter: words.gone })
            ),
            ...hidden.map((run) =>
              area(
                run,
                { color: hatch },
                run === longest
                  ? {
                      show: true,
                      position: 'inside',
                      formatter: words.withheld,
                      color: 'var(--ink-2)',
                      backgroundColor: 'var(--surface)',
                      padding: [2, 4]
                    }
                  : undefined
              )
            )
          ]
        }
      }
    ]
  };
}
