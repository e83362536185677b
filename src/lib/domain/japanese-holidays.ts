/**
 * National holidays (国民の祝日に関する法律) from 2007, when the law took its present form: fixed days, Happy Mondays,
 * equinoxes, the moved days of 2019 (accession), 2020 and 2021 (Olympics), substitute holidays (振替休日) and days
 * between two (国民の休日). Years not yet proclaimed follow the law as it stands.
 */

/** First and last year whose holidays are known. */
export const HOLIDAY_YEARS = [2007, 2099] as const;

const day = (year: number, month: number, date: number): number =>
  Date.UTC(year, month - 1, date) / 86_400_000;
/** Day of the week of a day number since 1970-01-01; 0 is Sunday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 4) % 7) + 7) % 7;

function nthMonday(year: number, month: number, n: number): number {
  const first = day(year, month, 1);
  return first + ((8 - weekdayOf(first)) % 7) + 7 * (n - 1);
}

/** Equinox by the usual approximation of the National Astronomical Observatory's almanac, right for 1980–2099. */
function equinox(year: number, base: number): number {
  return Math.floor(base + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4));
}

/** The holidays of one calendar year, as day numbers since 1970-01-01. @throws RangeError outside {@link HOLIDAY_YEARS} */
export function nationalHolidays(year: number): ReadonlySet<number> {
  if (year < HOLIDAY_YEARS[0] || year > HOLIDAY_YEARS[1])
    throw new RangeError('holidays are known for 2007-2099');
  const olympic = year === 2020 || year === 2021;
  const days = [
    day(year, 1, 1),
    nthMonday(year, 1, 2),
    day(year, 2, 11),
    ...(year >= 2020 ? [day(year, 2, 23)] : []),
    day(year, 3, equinox(year, 20.8431)),
    day(year, 4, 29),
    day(year, 5, 3),
    day(year, 5, 4),
    day(year, 5, 5),
    ...(year === 2019 ? [day(2019, 5, 1), day(2019, 10, 22)] : []),
    year === 2020 ? day(2020, 7, 23) : year === 2021 ? day(2021, 7, 22) : nthMonday(year, 7, 3),
    ...(year < 2016
      ? []
      : [year === 2020 ? day(2020, 8, 10) : year === 2021 ? day(2021, 8, 8) : day(year, 8, 11)]),
    nthMonday(year, 9, 3),
    day(year, 9, equinox(year, 23.2488)),
    olympic ? day(year, 7, year === 2020 ? 24 : 23) : nthMonday(year, 10, 2),
    day(year, 11, 3),
    day(year, 11, 23),
    ...(year <= 2018 ? [day(year, 12, 23)] : [])
  ];
  const holidays = new Set(days);
  for (const holiday of [...days].sort((a, b) => a - b)) {
    if (weekdayOf(holiday) !== 0) continue;
    let substitute = holiday + 1;
    while (holidays.has(substitute)) substitute++;
    holidays.add(substitute);
  }
  for (const holiday of [...holidays]) {
    const between = holiday + 1;
    if (!holidays.has(between) && holidays.has(holiday + 2) && weekdayOf(between) !== 0)
      holidays.add(between);
  }
  return holidays;
}

/** Whether outpatient departments are closed: weekends, holidays, 29 December to 3 January. */
export function isClosedDay(dayNumber: number): boolean {
  const weekday = weekdayOf(dayNumber);
  if (weekday === 0 || weekday === 6) return true;
  const date = new Date(dayNumber * 86_400_000);
  const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return monthDay >= 1229 || monthDay <= 103 || holidaysOf(date.getUTCFullYear()).has(dayNumber);
}

const known = new Map<number, ReadonlySet<number>>();
function holidaysOf(year: number): ReadonlySet<number> {
  let holidays = known.get(year);
  if (!holidays) known.set(year, (holidays = nationalHolidays(year)));
  return holidays;
}
