import { addMonths, type Month } from '#lib/domain/period.ts';
import type { Setting } from '#lib/domain/setting.ts';
import { isClosedDay, weekdayOf } from '#lib/domain/japanese-holidays.ts';

/** Day number since 1970-01-01 of the first day of a month. */
export const firstDayOf = (month: Month): number =>
  Date.UTC(Math.floor(month / 100), (month % 100) - 1, 1) / 86_400_000;
/** Days in a month. */
export const daysIn = (month: Month): number => firstDayOf(addMonths(month, 1)) - firstDayOf(month);

/** Weight of a day by setting: outpatients on open days, admissions fewer at weekends, emergencies more when others are closed. */
export function dayWeight(setting: Setting, day: number): number {
  const closed = isClosedDay(day);
  const weekday = weekdayOf(day);
  if (setting === 'outpatient')
    return closed ? (weekday === 6 ? 0.04 : 0.015) : ([0, 1.12, 1.03, 0.98, 0.95, 1.02][weekday] ?? 0);
  if (setting === 'inpatient') return closed ? 0.38 : weekday === 1 ? 1.15 : 1;
  return closed ? 1.42 : 0.92;
}

/** Weights of the 24 hours by setting. */
export const HOUR_WEIGHTS: Readonly<Record<Setting, readonly number[]>> = {
  outpatient: [0, 0, 0, 0, 0, 0, 0, 0.5, 9, 17, 18, 14, 6, 9, 10, 8, 4, 1, 0.5, 0.2, 0, 0, 0, 0],
  inpatient: [
    1, 0.8, 0.7, 0.6, 0.6, 0.7, 0.9, 1.5, 4, 14, 22, 9, 5, 7, 6, 5, 4, 3.5, 3, 2.6, 2.2, 1.8, 1.5, 1.2
  ],
  emergency: [
    3, 2.5, 2.2, 2, 1.9, 2, 2.4, 3.2, 4.2, 5, 5.3, 5, 4.6, 4.5, 4.4, 4.4, 4.7, 5.4, 6, 6.2, 5.8, 5, 4.2, 3.5
  ]
};

/** Seasonal factor of a chapter in a calendar month (1–12), mean about 1: winter for the respiratory and circulatory, summer for the skin. */
export function season(chapter: number, monthOfYear: number): number {
  const winter = Math.cos((2 * Math.PI * (monthOfYear - 1)) / 12);
  if (chapter === 10) return 1 + 0.32 * winter + (monthOfYear === 3 || monthOfYear === 4 ? 0.12 : 0);
  if (chapter === 1) return 1 + 0.1 * winter + (monthOfYear === 7 || monthOfYear === 8 ? 0.12 : 0);
  if (chapter === 9) return 1 + 0.07 * winter;
  if (chapter === 12) return 1 - 0.14 * winter;
  if (chapter === 19) return 1 + 0.05 * winter;
  return 1 + 0.015 * winter;
}

/** Factor of the years 2020–22, deepest in April and May 2020, shallower for admissions. */
export function pandemicFactor(setting: Setting, month: Month): number {
  const steps: readonly (readonly [Month, Month, number])[] = [
    [202003, 202003, 0.91],
    [202004, 202004, 0.76],
    [202005, 202005, 0.73],
    [202006, 202006, 0.86],
    [202007, 202012, 0.93],
    [202101, 202103, 0.92],
    [202104, 202112, 0.955],
    [202201, 202203, 0.95],
    [202204, 202303, 0.975]
  ];
  const factor = steps.find(([from, to]) => month >= from && month <= to)?.[2] ?? 1;
  return setting === 'inpatient' ? 1 - (1 - factor) * 0.6 : factor;
}

/** COVID-19 (chapter XXII) has visits from March 2020, with waves; none before. */
export function covidFactor(month: Month): number {
  if (month < 202003) return 0;
  const waves: Readonly<Record<number, number>> = {
    202005: 0.5,
    202012: 1,
    202101: 1.3,
    202104: 1.6,
    202105: 1.5,
    202108: 2.2,
    202109: 1.4,
    202201: 1.8,
    202202: 2.6,
    202203: 2,
    202207: 2.8,
    202208: 4,
    202209: 2.2,
    202212: 2.8,
    202301: 2.6,
    202308: 1.6,
    202401: 1.4,
    202402: 1.4,
    202408: 1.2
  };
  return waves[month] ?? (month < 202204 ? 0.35 : 0.6);
}

/** Yearly growth of visits by broad age group; years count from fiscal 2018. */
export const AGE_TREND: Readonly<Record<'0-14' | '15-64' | '65-74' | '75+', number>> = {
  '0-14': -0.014,
  '15-64': -0.002,
  '65-74': -0.006,
  '75+': 0.027
};
