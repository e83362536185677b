import { nationalHolidays } from '#lib/domain/japanese-holidays.ts';
import type { Month } from '#lib/domain/period.ts';
import { workingDays, yearEndClosure } from './working-days.ts';

const counted = new Map<Month, number>();

/**
 * Days of a month on which outpatient departments open 診療日数 by the Japanese calendar: Monday to Friday less national
 * holidays (so the days of Golden Week too) and 29 December to 3 January. お盆 is no holiday: its days count as open.
 * @throws RangeError outside 2007–2099
 */
export function openDays(month: Month): number {
  let days = counted.get(month);
  if (days === undefined) {
    const holidays = [...nationalHolidays(Math.floor(month / 100))].map((day) =>
      new Date(day * 86_400_000).toISOString().slice(0, 10)
    );
    counted.set(month, (days = workingDays(month, [...holidays, ...yearEndClosure(month)])));
  }
  return days;
}

/** Days of a month: what a department that never closes is open. */
export const calendarDays = (month: Month): number =>
  new Date(Date.UTC(Math.floor(month / 100), month % 100, 0)).getUTCDate();
