import { fiscalYearOf, monthLabel, monthsBetween, type FiscalYear, type Month } from '#lib/domain/period.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatNumber } from '#lib/i18n/number-format.ts';
import { seriesName } from '#lib/i18n/series-name.ts';
import { whatChangedWords, type ChangeFacts } from '#lib/i18n/what-changed.ts';
import type { Change, ToldChange, WhatChanged } from '#lib/statistics/what-changed.ts';
import { number, text, type TableModel } from '#lib/ui/table-model.ts';

/** Changes drawn before the reader asks for the table. */
export const DRAWN = 6;
/** Candidates drawn where nothing is beyond chance. */
const NEAREST = 3;

/** A change ready to be drawn. */
export interface ChangeRow {
  readonly change: Change;
  readonly facts: ChangeFacts;
  /** How many overlapping series it speaks for. */
  readonly also: number;
  /** The fiscal year it can be seen in. */
  readonly fiscalYear: FiscalYear;
  readonly marked: readonly number[];
  readonly range: { readonly at: number; readonly lower: number; readonly upper: number } | null;
}

export function factsOf(change: Change, nameOf: (code: string) => string, locale: Locale): ChangeFacts {
  return {
    ...change,
    subject: seriesName(change.series.subject, locale),
    place: nameOf(change.series.place),
    rounded: change.series.rounded
  };
}

/** The changes told, the largest first; where there are none, the candidates nearest to being one. */
export function changeRows(
  found: WhatChanged,
  years: readonly FiscalYear[],
  nameOf: (code: string) => string,
  locale: Locale
): ChangeRow[] {
  const shown: readonly (Change | ToldChange)[] =
    found.told.length > 0 ? found.told.slice(0, DRAWN) : found.candidates.slice(0, NEAREST);
  return shown.map((change) => {
    const at = (month: Month): number => monthsBetween(change.recentFrom, month);
    const [first, last] = [at(change.from), at(change.to)];
    return {
      change,
      facts: factsOf(change, nameOf, locale),
      also: 'also' in change ? change.also.length : 0,
      fiscalYear: nearestYear(fiscalYearOf(change.month ?? change.to), years),
      marked:
        change.kind === 'shift'
          ? Array.from({ length: last - first + 1 }, (_, i) => first + i)
          : change.months === 1
            ? [at(change.month!)]
            : [...new Set([first, at(change.month!), last])],
      range: change.month === null ? null : { at: at(change.month), lower: change.lower, upper: change.upper }
    };
  });
}

/** The year itself if the release offers it, else the latest one before it, else the first. */
function nearestYear(year: FiscalYear, years: readonly FiscalYear[]): FiscalYear {
  return years.filter((offered) => offered <= year).at(-1) ?? years[0] ?? year;
}

const small = (p: number): string => (p < 0.0001 ? '< 0.0001' : p.toFixed(4));

/** Every candidate, most surprising first: the rows on screen, for the screen reader and for the file. */
export function changeTable(
  found: WhatChanged | null,
  nameOf: (code: string) => string,
  caption: string,
  locale: Locale
): TableModel {
  const words = whatChangedWords[locale];
  const { columns } = words;
  const counted = (value: number) => number(value, formatNumber(value, 'count'));
  return {
    caption,
    columns: [
      { label: columns.what, numeric: false },
      { label: columns.place, numeric: false },
      { label: columns.when, numeric: false },
      { label: columns.observed, numeric: true },
      { label: columns.expected, numeric: true },
      { label: columns.range, numeric: true },
      { label: columns.change, numeric: true },
      { label: columns.p, numeric: true },
      { label: columns.q, numeric: true },
      { label: columns.verdict, numeric: false }
    ],
    rows: (found?.candidates ?? []).map((change) => {
      const percent = (100 * (change.observed - change.expected)) / change.expected;
      return [
        text(seriesName(change.series.subject, locale)),
        text(nameOf(change.series.place)),
        text(change.month === null ? words.half : monthLabel(change.month, locale)),
        counted(change.observed),
        number(Math.round(change.expected * 10) / 10, formatNumber(change.expected, 'rate')),
        text(`${formatNumber(change.lower, 'count')}–${formatNumber(change.upper, 'count')}`),
        number(Math.round(percent * 10) / 10, formatNumber(percent, 'rate', { sign: 'always' })),
        number(change.pValue, small(change.pValue)),
        number(change.adjusted, small(change.adjusted)),
        text(change.beyondChance ? words.beyond : words.chance)
      ];
    })
  };
}
