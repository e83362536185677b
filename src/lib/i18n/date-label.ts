import type { Locale } from './locale.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
];

/** A plain date (2026-06-30) for a reader: 2026年6月30日 / 30 June 2026. */
export function dateLabel(date: string, locale: Locale): string {
  const [year, month, day] = date.split('-').map(Number);
  return locale === 'ja' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month! - 1]} ${year}`;
}

/** Today in Japan as a plain date, whatever zone the reader's clock stands in. */
export const todayInJapan = (now: Date = new Date()): string =>
  new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
