/** A calendar month as the integer yyyymm (202504 = April 2025): sorts, joins and stores as one number. */
export type Month = number;
/** A Japanese fiscal year (年度), named by the calendar year of its April: 2025 = 2025-04 … 2026-03. */
export type FiscalYear = number;

/** The month `count` months after `month` (before it, if negative). */
export function addMonths(month: Month, count: number): Month {
  const index = Math.floor(month / 100) * 12 + (month % 100) - 1 + count;
  return Math.floor(index / 12) * 100 + (((index % 12) + 12) % 12) + 1;
}

/** How many months `to` lies after `from`; negative if before it. */
export function monthsBetween(from: Month, to: Month): number {
  return (Math.floor(to / 100) - Math.floor(from / 100)) * 12 + (to % 100) - (from % 100);
}

/** Every month from `from` to `to`, both included. */
export function monthsFrom(from: Month, to: Month): Month[] {
  return Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, i) => addMonths(from, i));
}

/** The fiscal year (April–March) a month belongs to. */
export function fiscalYearOf(month: Month): FiscalYear {
  return month % 100 >= 4 ? Math.floor(month / 100) : Math.floor(month / 100) - 1;
}

/** The twelve months of a fiscal year, April first. */
export function monthsOfFiscalYear(year: FiscalYear): Month[] {
  return monthsFrom(year * 100 + 4, (year + 1) * 100 + 3);
}

/** Whether a value is a month: four-digit year and 01–12. */
export function isMonth(value: number): value is Month {
  return (
    Number.isInteger(value) && value >= 190001 && value <= 299912 && value % 100 >= 1 && value % 100 <= 12
  );
}

const ERAS = [
  { name: '令和', letter: 'R', from: 20190501 },
  { name: '平成', letter: 'H', from: 19890108 },
  { name: '昭和', letter: 'S', from: 19261225 }
] as const;

/** Era name and year of a plain date given as yyyymmdd; null before 昭和. Source: 元号 dates of change. */
export function eraOf(date: number): { name: string; letter: string; year: number } | null {
  const era = ERAS.find((e) => date >= e.from);
  if (!era) return null;
  return {
    name: era.name,
    letter: era.letter,
    year: Math.floor(date / 10000) - Math.floor(era.from / 10000) + 1
  };
}

const eraYear = (year: number): string => (year === 1 ? '元' : String(year));

/** 令和7年度（2025年度）; the era is that of 31 December of the year the fiscal year begins in. */
export function fiscalYearLabel(year: FiscalYear, locale: 'ja' | 'en'): string {
  if (locale === 'en') return `FY${year}`;
  const era = eraOf(year * 10000 + 1231);
  return era ? `${era.name}${eraYear(era.year)}年度（${year}年度）` : `${year}年度`;
}

/** 令和7年度, without the Western year; for places where the Western year stands beside it. */
export function fiscalYearEra(year: FiscalYear): string {
  const era = eraOf(year * 10000 + 1231);
  return era ? `${era.name}${eraYear(era.year)}年度` : `${year}年度`;
}

const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2026年1月 / Jan 2026. */
export function monthLabel(month: Month, locale: 'ja' | 'en'): string {
  const year = Math.floor(month / 100);
  const number = month % 100;
  return locale === 'ja' ? `${year}年${number}月` : `${MONTHS_EN[number - 1]} ${year}`;
}

/** Key of a period as the ledger and the rounding cells write it: 2025-04, 2025-Q1 (April–June 2025), 2025FY. */
export type PeriodKey = string;

/** 2025-04 of 202504. */
export const monthKey = (month: Month): PeriodKey =>
  `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`;
/** 2025-Q1 is April–June 2025: the first quarter of fiscal 2025. */
export const quarterKey = (year: FiscalYear, quarter: number): PeriodKey => `${year}-Q${quarter}`;
/** 2025FY. */
export const fiscalYearKey = (year: FiscalYear): PeriodKey => `${year}FY`;

/** The fiscal quarter (1–4) of a month: 1 is April–June. */
export const fiscalQuarterOf = (month: Month): number => Math.floor((((month % 100) + 8) % 12) / 3) + 1;

/** The last month of a period; what must be closed before the period may appear. @throws RangeError for any other text */
export function lastMonthOf(period: PeriodKey): Month {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month) return Number(month[1]) * 100 + Number(month[2]);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return addMonths(Number(quarter[1]) * 100 + 4, Number(quarter[2]) * 3 - 1);
  const year = /^(\d{4})FY$/.exec(period);
  if (year) return (Number(year[1]) + 1) * 100 + 3;
  throw new RangeError('a period is written 2025-04, 2025-Q1 or 2025FY');
}

/** Every month of a period. */
export function monthsOfPeriod(period: PeriodKey): Month[] {
  const last = lastMonthOf(period);
  const length = period.endsWith('FY') ? 12 : period.includes('Q') ? 3 : 1;
  return monthsFrom(addMonths(last, 1 - length), last);
}
