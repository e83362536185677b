import { describe, expect, it } from 'vitest';
import { calendarDays, openDays } from './open-days.ts';

describe('open days of a month', () => {
  it('leave out holidays, the moved days of 2019, and the closure around the year end', () => {
    // counted by hand on the calendars of those months
    expect([201904, 201905, 202512, 202601, 202505].map(openDays)).toEqual([20, 19, 20, 19, 20]);
  });
  it('count the days of O-bon, which no law makes holidays', () => {
    expect(openDays(202508)).toBe(20);
  });
  it('differ from the days of the calendar, which know leap years', () => {
    expect([202402, 202502, 202512].map(calendarDays)).toEqual([29, 28, 31]);
  });
});
