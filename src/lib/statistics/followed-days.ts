import { isClosedDay } from '#lib/domain/japanese-holidays.ts';
import type { SeriesSubject } from '#lib/domain/monthly-series.ts';
import { addMonths, type Month } from '#lib/domain/period.ts';

const dayNumber = (month: Month): number =>
  Date.UTC(Math.floor(month / 100), (month % 100) - 1, 1) / 86_400_000;

/** Days of a month on which outpatient departments are open, and those on which they are not. */
function daysOf(month: Month): { open: number; closed: number } {
  const [first, after] = [dayNumber(month), dayNumber(addMonths(month, 1))];
  let closed = 0;
  for (let day = first; day < after; day++) if (isClosedDay(day)) closed++;
  return { open: after - first - closed, closed };
}

/**
 * The days a subject's counts follow, one number a month: open days for outpatients and for what is mostly outpatients,
 * closed ones for emergencies in the daytime of closed days; null where counts follow neither closely.
 */
export function followedDays(subject: SeriesSubject, firstMonth: Month, length: number): number[] | null {
  const kind = dayKind(subject);
  return kind && Array.from({ length }, (_, t) => daysOf(addMonths(firstMonth, t))[kind]);
}

function dayKind(subject: SeriesSubject): 'open' | 'closed' | null {
  if (subject.kind === 'total' || subject.kind === 'planning') return 'open';
  if (subject.kind === 'acceptance')
    return subject.band === 'weekday_day' ? 'open' : subject.band === 'holiday_day' ? 'closed' : null;
  return subject.setting === 'outpatient' ? 'open' : null;
}
