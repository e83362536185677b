import { eraOf } from './period.ts';

/** 令和元年5月1日: a plain date yyyymmdd with the era of that very day; the Western year before 昭和. */
export function eraDateLabel(date: number): string {
  return `${eraMonthLabel(date)}${date % 100}日`;
}

/** 令和元年5月, 平成31年4月: the month of a date, with the era of that very day. */
export function eraMonthLabel(date: number): string {
  const era = eraOf(date);
  const month = Math.floor(date / 100) % 100;
  const year = era ? `${era.name}${era.year === 1 ? '元' : era.year}` : String(Math.floor(date / 10000));
  return `${year}年${month}月`;
}

/** yyyymmdd of a plain date yyyy-mm-dd. @throws RangeError for a day no calendar has */
export function dateOf(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = match ? match.slice(1).map(Number) : [0, 0, 0];
  const leap = year! % 4 === 0 && (year! % 100 !== 0 || year! % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month! - 1] ?? 0;
  if (day! < 1 || day! > days) throw new RangeError(`a date is written 2025-04-01, not ${text}`);
  return year! * 10000 + month! * 100 + day!;
}
