import { monthLabel, type FiscalYear, type Month } from '../domain/period.ts';
import { formatNumber } from '../i18n/number-format.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ChartOption } from './echarts.ts';
import { absentWord, monthlyTrendOption, trendAxis, type TrendWords } from './monthly-trend.ts';
import { tooltip } from './theme.ts';

/** One month: visits as counted, and as if every month had the mean number of open days; null where withheld. */
export interface WorkingDayRow {
  readonly month: Month;
  readonly visits: number | null;
  readonly adjusted: number | null;
  readonly days: number;
  readonly withdrawn: boolean;
  readonly missing: boolean;
}

export interface WorkingDayWords extends TrendWords {
  readonly raw: string;
  readonly adjusted: string;
  readonly days: (count: number) => string;
}

/**
 * Monthly visits twice on one axis: as counted, a thin grey line, and adjusted for open days, the accent line, with the gaps,
 * the chosen year and the spring of 2020 as on the overview.
 */
export function workingDayTrendOption(
  rows: readonly WorkingDayRow[],
  fiscalYear: FiscalYear,
  words: WorkingDayWords,
  locale: Locale
): ChartOption {
  const adjusted = rows.map(({ month, adjusted: visits, withdrawn, missing }) => ({
    month,
    visits,
    withdrawn,
    missing
  }));
  const base = monthlyTrendOption(adjusted, fiscalYear, words, locale) as {
    readonly yAxis: object;
    readonly series: readonly object[];
  };
  const both = trendAxis([...adjusted, ...rows]);
  const unit = (value: number): string => `${formatNumber(value, 'count')}${words.unit}`;
  return {
    ...base,
    yAxis: { ...base.yAxis, ...both },
    tooltip: tooltip((params) => {
      const row = rows[Math.round(Number((params[0]?.value as number[] | undefined)?.[0] ?? -1))];
      if (!row) return '';
      if (row.visits === null || row.adjusted === null)
        return `${monthLabel(row.month, locale)}\n${absentWord(row, words)}`;
      return [
        monthLabel(row.month, locale),
        `${words.adjusted} ${unit(row.adjusted)}`,
        `${words.raw} ${unit(row.visits)}`,
        words.days(row.days)
      ].join('\n');
    }),
    series: [
      {
        type: 'line',
        data: rows.map((row, i) => [i, row.visits]),
        symbol: 'none',
        silent: true,
        connectNulls: false,
        lineStyle: { color: 'var(--cat-7)', width: 1.2, join: 'round', opacity: 0.75 },
        emphasis: { disabled: true }
      },
      ...base.series
    ]
  };
}
