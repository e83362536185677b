import type { Month } from '#lib/domain/period.ts';
import { requireCount, requireFinite, requireSameLength, type Numbers } from './numerics/input-check.ts';

const DAY = 86_400_000;

/**
 * Days of a month on which outpatient departments open 診療日数: Monday to Friday, less the dates listed.
 * @param nonWorkingDates national holidays and year-end closures (see `yearEndClosure`) as yyyy-mm-dd; others ignored
 */
export function workingDays(month: Month, nonWorkingDates: Iterable<string>): number {
  const closed = new Set(nonWorkingDates);
  const [year, number] = [Math.floor(month / 100), month % 100];
  let days = 0;
  for (let day = Date.UTC(year, number - 1, 1); day < Date.UTC(year, number, 1); day += DAY) {
    const date = new Date(day);
    const weekday = date.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !closed.has(date.toISOString().slice(0, 10))) days++;
  }
  return days;
}

/** 29 December … 3 January as far as they fall in a month (年末年始). */
export function yearEndClosure(month: Month): string[] {
  const year = Math.floor(month / 100);
  if (month % 100 === 12) return [29, 30, 31].map((day) => `${year}-12-${day}`);
  return month % 100 === 1 ? [1, 2, 3].map((day) => `${year}-01-0${day}`) : [];
}

/**
 * Monthly figures as if every month had the mean number of working days 診療日数補正: y·d̄/d, with d̄ over the months that
 * have any; null for a month without. Before STL; show the raw series too.
 */
export function workingDayAdjusted(
  values: Numbers,
  days: Numbers
): { readonly adjusted: readonly (number | null)[]; readonly meanDays: number | null } {
  requireSameLength({ values, days });
  requireFinite('values', values);
  for (const d of Array.from(days)) requireCount('days', d);
  const open = Array.from(days).filter((d) => d > 0);
  if (open.length === 0) return { adjusted: Array.from(values, () => null), meanDays: null };
  const meanDays = open.reduce((a, b) => a + b, 0) / open.length;
  return {
    adjusted: Array.from(values, (y, i) => (days[i] === 0 ? null : (y * meanDays) / days[i]!)),
    meanDays
  };
}
