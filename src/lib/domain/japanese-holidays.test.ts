import { describe, expect, it } from 'vitest';
import { isClosedDay, nationalHolidays } from './japanese-holidays.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

describe('Japanese holidays', () => {
  it('are those of the calendar, with their moves and substitutes', () => {
    const of = (year: number) =>
      [...nationalHolidays(year)]
        .sort((a, b) => a - b)
        .map((d) => new Date(d * 86_400_000).toISOString().slice(5, 10));
    expect(of(2019)).toEqual([
      '01-01',
      '01-14',
      '02-11',
      '03-21',
      '04-29',
      '04-30',
      '05-01',
      '05-02',
      '05-03',
      '05-04',
      '05-05',
      '05-06',
      '07-15',
      '08-11',
      '08-12',
      '09-16',
      '09-23',
      '10-14',
      '10-22',
      '11-03',
      '11-04',
      '11-23'
    ]);
    expect(of(2020)).toEqual([
      '01-01',
      '01-13',
      '02-11',
      '02-23',
      '02-24',
      '03-20',
      '04-29',
      '05-03',
      '05-04',
      '05-05',
      '05-06',
      '07-23',
      '07-24',
      '08-10',
      '09-21',
      '09-22',
      '11-03',
      '11-23'
    ]);
    expect(of(2026)).toEqual([
      '01-01',
      '01-12',
      '02-11',
      '02-23',
      '03-20',
      '04-29',
      '05-03',
      '05-04',
      '05-05',
      '05-06',
      '07-20',
      '08-11',
      '09-21',
      '09-22',
      '09-23',
      '10-12',
      '11-03',
      '11-23'
    ]);
  });
  it('follow the law since 2007: the Mountain Day of 2016, the birthdays of two emperors', () => {
    const has = (text: string) => nationalHolidays(Number(text.slice(0, 4))).has(day(text));
    expect(
      ['2015-08-11', '2016-08-11', '2015-12-23', '2019-12-23', '2020-02-23', '2026-09-22'].map(has)
    ).toEqual([false, true, true, false, true, true]);
    expect(() => nationalHolidays(2006)).toThrow(RangeError);
  });
  it('close outpatient departments at weekends and from 29 December to 3 January', () => {
    expect(['2025-12-29', '2026-01-03', '2026-01-04', '2026-05-06'].map((d) => isClosedDay(day(d)))).toEqual([
      true,
      true,
      true,
      true
    ]);
    expect(['2025-12-26', '2026-01-05', '2026-05-07'].map((d) => isClosedDay(day(d)))).toEqual([
      false,
      false,
      false
    ]);
  });
});
