import type { ForecastRow } from '#lib/charts/forecast-fan.ts';
import { ARRIVALS } from '#lib/domain/arrival.ts';
import { fiscalYearLabel, monthLabel } from '#lib/domain/period.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatAbsent, formatNumber, type NumberKind } from '#lib/i18n/number-format.ts';
import { visits } from '#lib/i18n/visits.ts';
import { visitsCare } from '#lib/i18n/visits-care.ts';
import { visitsWeek } from '#lib/i18n/visits-week.ts';
import { visitsOutlook } from '#lib/i18n/visits-outlook.ts';
import type { Interval } from '#lib/statistics/outcome.ts';
import type { VisitForecast } from '#lib/statistics/visit-forecast.ts';
import { missingCell, number, text, withheldCell, type Cell, type TableModel } from '#lib/ui/table-model.ts';
import { outside, type AcceptanceMonth, type ReasonShare } from './acceptance-figures.ts';
import type { ArrivalYear, Rhythm } from './arrival-figures.ts';
import type { CounterReferralYear, LetterPlace } from './letter-figures.ts';
import type { SettingMonth } from './setting-series.ts';
import type { Stay } from './stay-figures.ts';

const shown = (value: number, kind: NumberKind = 'count', decimals?: number): Cell =>
  number(value, formatNumber(value, kind, decimals === undefined ? {} : { decimals }));
const heads = (labels: readonly string[], words = 1): TableModel['columns'] =>
  labels.map((label, i) => ({ label, numeric: i >= words }));

const limits = ({ lower, upper }: Interval): string =>
  `${formatNumber(lower, 'rate')}–${formatNumber(upper, 'rate')}`;

/** The months of a setting, latest first: counts, open days, per day and made equal. */
export function settingTable(series: readonly SettingMonth[], caption: string, locale: Locale): TableModel {
  const words = visits[locale].trend;
  return {
    caption,
    columns: heads(words.columns),
    rows: [...series].reverse().map((row) => {
      const none = row.withdrawn
        ? missingCell(words.withdrawn)
        : row.missing
          ? missingCell(words.missing)
          : withheldCell(formatAbsent('withheld', locale));
      return [
        text(monthLabel(row.month, locale)),
        row.visits === null ? none : shown(row.visits),
        shown(row.days),
        row.perDay === null ? none : shown(row.perDay, 'rate'),
        row.adjusted === null ? none : shown(row.adjusted),
        row.covered === null ? none : shown(100 * row.covered, 'rate')
      ];
    })
  };
}

/** The week, day by day and hour by hour. */
export function rhythmTable({ visits: week }: Rhythm, caption: string, locale: Locale): TableModel {
  const words = visitsWeek[locale];
  return {
    caption,
    columns: heads(words.rhythm.columns),
    rows: week.flatMap((day, d) =>
      day.map((value, hour) => [
        text(words.weekdays[d]!),
        shown(hour),
        value === null ? withheldCell(words.rhythm.absent) : shown(value)
      ])
    )
  };
}

/** Ways of arriving by fiscal year: share and count of each. */
export function arrivalTable(years: readonly ArrivalYear[], caption: string, locale: Locale): TableModel {
  const words = visitsWeek[locale];
  const names = visits[locale].arrivals;
  return {
    caption,
    columns: heads([
      words.arrivalFigure.year,
      ...ARRIVALS.flatMap((arrival) => [
        words.arrivalFigure.share(names[arrival]),
        words.arrivalFigure.interval(names[arrival]),
        words.arrivalFigure.count(names[arrival])
      ]),
      words.arrivalFigure.total
    ]),
    rows: years.map((year) => [
      text(fiscalYearLabel(year.fiscalYear, locale)),
      ...ARRIVALS.flatMap((arrival) => {
        const share = year.ways[arrival];
        const none = year.missing
          ? missingCell(formatAbsent('missing', locale))
          : withheldCell(words.rhythm.absent);
        return share
          ? [shown(share.percent, 'rate'), text(limits(share)), shown(share.visits)]
          : [none, none, none];
      }),
      year.missing ? missingCell(formatAbsent('missing', locale)) : shown(year.total)
    ])
  };
}

/** The months of a time band, latest first, with interval, expected range and verdict. */
export function acceptanceTable(
  months: readonly AcceptanceMonth[],
  caption: string,
  locale: Locale
): TableModel {
  const words = visitsCare[locale].acceptance;
  return {
    caption,
    columns: heads(words.columns),
    rows: [...months].reverse().map((month) => {
      const name = text(monthLabel(month.month, locale));
      if (month.kind !== 'shown') {
        const none =
          month.kind === 'absent' ? withheldCell(words.absent) : missingCell(formatAbsent('missing', locale));
        return [name, ...Array.from({ length: 7 }, () => none), text(words.notJudged)];
      }
      const { expected } = month;
      const verdict = outside(month);
      return [
        name,
        shown(month.accepted),
        shown(month.requests),
        ...[month.rate, month.interval.lower, month.interval.upper].map((value) =>
          shown(100 * value, 'rate')
        ),
        ...(expected.kind === 'shown'
          ? [shown(100 * expected.lower, 'rate'), shown(100 * expected.upper, 'rate')]
          : [missingCell('…'), missingCell('…')]),
        text(expected.kind === 'shown' ? words.verdict[verdict ?? 'within'] : words.notJudged)
      ];
    })
  };
}

/** Reasons of refusal with their shares. */
export function reasonTable(
  shares: readonly ReasonShare[],
  nameOf: (reason: string) => string,
  caption: string,
  locale: Locale
): TableModel {
  const none = withheldCell(visitsCare[locale].acceptance.absent);
  return {
    caption,
    columns: heads(visitsCare[locale].reasons.columns),
    rows: shares.map((share) =>
      share.kind === 'absent'
        ? [text(nameOf(share.reason)), none, none, none, none, none]
        : [
            text(nameOf(share.reason)),
            shown(share.requests),
            shown(share.percent, 'rate'),
            shown(share.interval.lower, 'rate'),
            shown(share.interval.upper, 'rate'),
            share.before === null ? none : shown(share.before, 'rate')
          ]
    )
  };
}

/** Stays by major diagnostic category. */
export function stayTable(
  stays: readonly Stay[],
  nameOf: (mdc: string) => string,
  caption: string,
  locale: Locale
): TableModel {
  const words = visitsCare[locale].stays;
  const hidden = withheldCell(formatAbsent('withheld', locale));
  const days = (value: number | null | undefined): Cell => (value == null ? hidden : shown(value));
  return {
    caption,
    columns: heads(words.columns),
    rows: stays.map((stay) => {
      const name = text(nameOf(stay.mdc));
      if (stay.kind === 'absent')
        return [name, ...Array.from({ length: 6 }, () => withheldCell(words.absent))];
      if (stay.kind === 'withheld')
        return [name, shown(stay.admissions), hidden, hidden, hidden, hidden, hidden];
      return [
        name,
        shown(stay.admissions),
        days(stay.half?.[0]),
        shown(stay.median),
        days(stay.half?.[1]),
        days(stay.p90),
        stay.mean === null ? hidden : shown(stay.mean, 'days')
      ];
    })
  };
}

/** Letters by place of the partner. */
export function letterTable(
  places: readonly LetterPlace[],
  nameOf: (code: string) => string,
  caption: string,
  locale: Locale
): TableModel {
  const words = visitsCare[locale].letters;
  const cell = (value: number | null): Cell => (value === null ? withheldCell(words.absent) : shown(value));
  return {
    caption,
    columns: heads(words.columns),
    rows: places.map((place) => [
      text(nameOf(place.unit)),
      cell(place.received),
      cell(place.sent),
      cell(place.receivedBefore)
    ])
  };
}

/** The counter-referral share by fiscal year; the referral share cannot be computed. */
export function shareTable(
  years: readonly CounterReferralYear[],
  caption: string,
  locale: Locale
): TableModel {
  return {
    caption,
    columns: heads(visitsOutlook[locale].shares.columns),
    rows: years.map((year) => [
      text(fiscalYearLabel(year.fiscalYear, locale)),
      shown(year.permille, 'rate'),
      shown(year.range.lower, 'rate'),
      shown(year.range.upper, 'rate'),
      shown(year.letters),
      shown(year.visits),
      missingCell(formatAbsent('not_computable', locale))
    ])
  };
}

const limitsOf = (row: Omit<ForecastRow, 'month'>): Cell[] =>
  [row.forecast, row.lower80, row.upper80, row.lower95, row.upper95].map((value) => shown(value));

/** The months forecast, with their limits and the year before; last the twelve together. */
export function forecastTable(
  rows: readonly ForecastRow[],
  whole: Pick<VisitForecast, 'interval' | 'latest'> | null,
  before: readonly (number | null)[],
  caption: string,
  locale: Locale
): TableModel {
  return {
    caption,
    columns: heads(visitsOutlook[locale].forecast.columns),
    rows: [
      ...rows.map((row, h) => [
        text(monthLabel(row.month, locale)),
        ...limitsOf(row),
        before[h] == null ? withheldCell(formatAbsent('withheld', locale)) : shown(before[h])
      ]),
      ...(whole
        ? [
            [
              text(visitsOutlook[locale].forecast.total),
              ...limitsOf(whole.interval.total),
              shown(whole.latest)
            ]
          ]
        : [])
    ]
  };
}
