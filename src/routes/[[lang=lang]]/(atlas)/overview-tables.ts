import type { Pyramid } from '#lib/charts/age-sex-pyramid.ts';
import type { TrendRow } from '#lib/charts/monthly-trend.ts';
import type { Estimate } from '#lib/domain/estimate.ts';
import { monthLabel } from '#lib/domain/period.ts';
import { figure } from '#lib/i18n/figure.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatAbsent, formatNumber } from '#lib/i18n/number-format.ts';
import { overview } from '#lib/i18n/overview.ts';
import { missingCell, number, text, withheldCell, type Cell, type TableModel } from '#lib/ui/table-model.ts';

function cellOf(
  estimate: Estimate,
  value: (shown: Extract<Estimate, { kind: 'shown' }>) => Cell,
  locale: Locale
): Cell {
  if (estimate.kind === 'shown') return value(estimate);
  return estimate.reason === 'hidden'
    ? withheldCell(formatAbsent('withheld', locale))
    : missingCell(formatAbsent('missing', locale));
}

/** The rows behind the map: place, visits, residents, rate; withheld places last. */
export function mapTable(
  values: ReadonlyMap<string, Estimate>,
  nameOf: (code: string) => string,
  populations: ReadonlyMap<string, number>,
  caption: string,
  locale: Locale
): TableModel {
  const words = figure[locale];
  const order = ([, a]: [string, Estimate], [, b]: [string, Estimate]): number =>
    (b.kind === 'shown' ? b.value : -1) - (a.kind === 'shown' ? a.value : -1);
  return {
    caption,
    columns: [
      { label: words.place, numeric: false },
      { label: words.perThousand, numeric: true },
      { label: words.visits, numeric: true },
      { label: words.residents, numeric: true }
    ],
    rows: [...values]
      .sort(order)
      .map(([code, estimate]) => [
        text(nameOf(code)),
        cellOf(estimate, (e) => number(e.value, formatNumber(e.value, 'rate')), locale),
        cellOf(estimate, (e) => number(e.count, formatNumber(e.count, 'count')), locale),
        number(populations.get(code) ?? 0, formatNumber(populations.get(code) ?? 0, 'count'))
      ])
  };
}

/** The rows behind the trend: every month, withheld and withdrawn ones without a number. */
export function trendTable(rows: readonly TrendRow[], caption: string, locale: Locale): TableModel {
  const words = figure[locale];
  return {
    caption,
    columns: [
      { label: words.month, numeric: false },
      { label: words.visits, numeric: true }
    ],
    rows: [...rows]
      .reverse()
      .map((row) => [
        text(monthLabel(row.month, locale)),
        row.visits === null
          ? row.withdrawn
            ? missingCell(overview[locale].withdrawn)
            : withheldCell(formatAbsent('withheld', locale))
          : number(row.visits, formatNumber(row.visits, 'count'))
      ])
  };
}

/** The rows behind the pyramid: shares of visits and residents by band and sex. */
export function pyramidTable({ bands }: Pyramid, caption: string, locale: Locale): TableModel {
  const words = figure[locale];
  const share = (value: number | null): Cell =>
    value === null
      ? withheldCell(formatAbsent('withheld', locale))
      : number(value, formatNumber(value, 'percent'));
  const residents = locale === 'ja' ? '住民' : 'residents';
  return {
    caption,
    columns: [
      { label: words.age, numeric: false },
      { label: `${words.male} ${words.share}`, numeric: true },
      { label: `${words.female} ${words.share}`, numeric: true },
      { label: `${words.male} ${residents}`, numeric: true },
      { label: `${words.female} ${residents}`, numeric: true }
    ],
    rows: [...bands]
      .reverse()
      .map((band) => [
        text(band.age5.replace('-', '–')),
        share(band.visits.male),
        share(band.visits.female),
        share(band.residents.male),
        share(band.residents.female)
      ])
  };
}
