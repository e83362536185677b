import { fiscalYearOf, monthLabel, type FiscalYear, type Month } from '../domain/period.ts';
import { formatAxis, formatNumber } from '../i18n/number-format.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ChartOption } from './echarts.ts';
import { runsOf } from './interval-band.ts';
import { axisLabel, gridLine, hatch, tooltip } from './theme.ts';

/** Visits of one month; null where withheld, or where the month was taken back. */
export interface TrendRow {
  readonly month: Month;
  readonly visits: number | null;
  /** The month was published and taken back: nobody has a figure for it any more. */
  readonly withdrawn?: boolean;
  /** The release covers the month but holds no figure of it. */
  readonly missing?: boolean;
}

export interface TrendWords {
  readonly withheld: string;
  readonly withdrawn: string;
  /** Where months may be missing. */
  readonly missing?: string;
  readonly dip: string;
  readonly unit: string;
}

/** Ends and step of the value axis: from 0, or from a round number where the line would else lie flat on top. */
export function trendAxis(rows: readonly TrendRow[]): {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
} {
  const values = rows.flatMap((row) => (row.visits === null ? [] : [row.visits]));
  if (values.length === 0) return { min: 0, max: 1, interval: 1 };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const from = least < most * 0.45 ? 0 : least;
  const rough = Math.max(1, (most - from) / 4);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const interval = [1, 2, 5, 10].map((step) => step * unit).find((step) => step >= rough)!;
  const min = Math.floor(from / interval) * interval;
  // months all alike still need an axis
  return { min, max: Math.max(min + interval, Math.ceil(most / interval) * interval), interval };
}

const isGone = (row: TrendRow): boolean => Boolean(row.withdrawn || row.missing);

/** Runs of withheld months, or of those withdrawn or not reported, as [first index, last index]. */
export const withheldRuns = (rows: readonly TrendRow[], gone = false): [number, number][] =>
  runsOf(rows, (row) => row.visits === null && isGone(row) === gone);

/** The rows of a trend with its withdrawn months in their places, so that the line breaks there. */
export function withWithdrawn(
  rows: readonly { readonly month: Month; readonly visits: number | null }[],
  withdrawn: ReadonlySet<Month>
): TrendRow[] {
  const present = new Set(rows.map((row) => row.month));
  const gaps = [...withdrawn].filter((month) => !present.has(month));
  return [...rows, ...gaps.map((month) => ({ month, visits: null, withdrawn: true }))].sort(
    (a, b) => a.month - b.month
  );
}

/** Monthly visits as a line: gaps where withheld, the chosen fiscal year tinted, spring 2020 marked. */
export function monthlyTrendOption(
  rows: readonly TrendRow[],
  fiscalYear: FiscalYear,
  words: TrendWords,
  locale: Locale
): ChartOption {
  const years = [...new Set(rows.map((row) => fiscalYearOf(row.month)))];
  const firstOf = (year: FiscalYear) => rows.findIndex((row) => fiscalYearOf(row.month) === year);
  const lastOf = (year: FiscalYear) => rows.findLastIndex((row) => fiscalYearOf(row.month) === year);
  const centre = new Map(years.map((year) => [(firstOf(year) + lastOf(year)) / 2, year]));
  const dip = [rows.findIndex((row) => row.month === 202003), rows.findIndex((row) => row.month === 202006)];
  const hidden = withheldRuns(rows);
  const named = longestOf(hidden);
  const gone = withheldRuns(rows, true);
  const namedGone = longestOf(gone);
  const area = (from: number, to: number, style: object, label?: object) => [
    { xAxis: from - 0.5, itemStyle: style, ...(label && { label }) },
    { xAxis: to + 0.5 }
  ];
  return {
    grid: { left: 44, right: 18, top: 26, bottom: 26 },
    tooltip: tooltip((params) => {
      const row = rows[Math.round(Number((params[0]?.value as number[] | undefined)?.[0] ?? -1))];
      return row
        ? `${monthLabel(row.month, locale)}\n${row.visits === null ? absentWord(row, words) : `${formatNumber(row.visits, 'count')}${words.unit}`}`
        : '';
    }),
    xAxis: {
      type: 'value',
      min: -0.5,
      max: rows.length - 0.5,
      axisLine: { lineStyle: { color: 'var(--line-2)' } },
      axisTick: {
        customValues: years.map((year) => firstOf(year) - 0.5),
        lineStyle: { color: 'var(--line-2)' }
      },
      axisLabel: {
        ...axisLabel,
        customValues: [...centre.keys()],
        showMaxLabel: true,
        formatter: (value: number) => {
          const year = centre.get(value);
          return year === undefined ? '' : locale === 'ja' ? `${year}年度` : `FY${year}`;
        }
      },
      splitLine: { show: false }
    },
    yAxis: {
      type: 'value',
      ...trendAxis(rows),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, formatter: (value: number) => formatAxis(value, locale) },
      splitLine: gridLine
    },
    series: [
      {
        type: 'line',
        data: points(rows),
        symbol: 'circle',
        showSymbol: true,
        showAllSymbol: true,
        itemStyle: { color: 'var(--accent)' },
        lineStyle: { color: 'var(--accent)', width: 2.2, join: 'round' },
        emphasis: { disabled: true },
        connectNulls: false,
        markArea: {
          silent: true,
          label: { position: 'insideTop', color: 'var(--ink-3)', fontSize: 11 },
          data: [
            ...(firstOf(fiscalYear) >= 0
              ? [area(firstOf(fiscalYear), lastOf(fiscalYear), { color: 'var(--accent-soft)' })]
              : []),
            ...(dip[0]! >= 0 && dip[1]! > dip[0]!
              ? [area(dip[0]!, dip[1]!, { color: 'var(--band)' }, { show: true, formatter: words.dip })]
              : []),
            ...hidden.map((run) =>
              area(...run, { color: hatch }, run === named ? runLabel(words.withheld) : undefined)
            ),
            // taken back or not reported, not withheld: flat with a dashed edge, as what is not reported
            ...gone.map((run) =>
              area(...run, GONE, run === namedGone ? runLabel(absentWord(rows[run[0]]!, words)) : undefined)
            )
          ]
        }
      }
    ]
  };
}

const GONE = {
  color: 'var(--nodata)',
  borderColor: 'var(--ink-3)',
  borderWidth: 1,
  borderType: 'dashed'
};

/** The word for a month without a number. */
export const absentWord = (row: Pick<TrendRow, 'withdrawn' | 'missing'>, words: TrendWords): string =>
  row.withdrawn ? words.withdrawn : row.missing && words.missing ? words.missing : words.withheld;

const longestOf = (runs: readonly [number, number][]): [number, number] | undefined => {
  const longest = Math.max(0, ...runs.map(([from, to]) => to - from));
  return runs.find(([from, to]) => to - from === longest);
};

/** The word stands once, on the longest run, over its surface. */
const runLabel = (word: string): object => ({
  show: true,
  position: 'inside',
  formatter: word,
  color: 'var(--ink-2)',
  backgroundColor: 'var(--surface)',
  padding: [2, 4]
});

/** Points of the line; only the last one, and a month between two withheld ones (which has no line), carries a mark. */
function points(rows: readonly TrendRow[]): object[] {
  const last = rows.findLastIndex((row) => row.visits !== null);
  const missing = (i: number): boolean => (rows[i]?.visits ?? null) === null;
  return rows.map((row, i) => ({
    value: [i, row.visits],
    symbol: i === last || (!missing(i) && missing(i - 1) && missing(i + 1)) ? 'circle' : 'none',
    symbolSize: i === last ? 6 : 4,
    label:
      i === last && row.visits !== null
        ? {
            show: true,
            position: 'top',
            align: 'right',
            color: 'var(--ink)',
            fontWeight: 'bold',
            fontSize: 11,
            formatter: formatNumber(row.visits, 'count')
          }
        : { show: false }
  }));
}
