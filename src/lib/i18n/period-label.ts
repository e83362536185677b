import { fiscalYearLabel, monthLabel, type PeriodKey } from '../domain/period.ts';
import type { Locale } from './locale.ts';

/** A period of the ledger for a reader: 2025年4月, 2025年度第1四半期, 令和7年度（2025年度）. */
export function periodLabel(period: PeriodKey, locale: Locale): string {
  const year = Number(period.slice(0, 4));
  if (period.endsWith('FY')) return fiscalYearLabel(year, locale);
  const quarter = /Q([1-4])$/.exec(period)?.[1];
  if (quarter) return locale === 'ja' ? `${year}年度第${quarter}四半期` : `Q${quarter} FY${year}`;
  return monthLabel(year * 100 + Number(period.slice(5)), locale);
}
