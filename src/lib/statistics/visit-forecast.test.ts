import { describe, expect, it } from 'vitest';
import { monthsFrom } from '#lib/domain/period.ts';
import { seasonalNaiveInterval } from './seasonal-naive-interval.ts';
import { HORIZON, visitForecast } from './visit-forecast.ts';

const months = monthsFrom(201804, 202603);
const days = Array.from({ length: months.length + HORIZON }, (_, i) => 19 + (i % 4));
/** Rising by 60 a year with a season, per open day; times the open days. */
const perDay = (i: number): number => 1000 + 5 * i + 80 * Math.sin((2 * Math.PI * i) / 12);
const visits = months.map((_, i) => Math.round(perDay(i) * days[i]!));

describe('the forecast of visits', () => {
  it('follows trend, season and the open days of each month to come', () => {
    const forecast = visitForecast({ months, visits, days });
    if (forecast.kind === 'withheld') throw new Error(forecast.reason);
    expect(forecast.method).toBe('holt_winters');
    expect(forecast.months).toEqual(monthsFrom(202604, 202703));
    expect(forecast.maseHoltWinters!).toBeLessThan(0.1);
    forecast.interval.forecast.forEach((value, h) => {
      const truth = perDay(months.length + h) * days[months.length + h]!;
      expect(Math.abs(value / truth - 1)).toBeLessThan(0.01);
      expect(forecast.interval.lower95[h]!).toBeLessThanOrEqual(forecast.interval.lower80[h]!);
      expect(forecast.interval.lower80[h]!).toBeLessThanOrEqual(value);
      expect(forecast.interval.upper95[h]!).toBeGreaterThanOrEqual(forecast.interval.upper80[h]!);
    });
    expect(forecast.tested).toBe(48);
  });

  it('has a total of the year with limits of its own, narrower than those of the months added up', () => {
    const wave = visits.map((value, i) => value + 900 * Math.sin(i * i));
    const forecast = visitForecast({ months, visits: wave, days });
    if (forecast.kind === 'withheld') throw new Error(forecast.reason);
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const { interval, latest } = forecast;
    expect(interval.total.forecast).toBeCloseTo(sum(interval.forecast), 6);
    expect(interval.total.upper95).toBeGreaterThan(interval.total.upper80);
    expect(interval.total.lower95).toBeLessThan(interval.total.lower80);
    expect(interval.total.upper95 - interval.total.lower95).toBeLessThan(
      sum(interval.upper95) - sum(interval.lower95)
    );
    expect(latest).toBeCloseTo(sum(wave.slice(-12)), 6);
  });

  it('gives way to last year’s values where it does not beat them', () => {
    // a level that jumps up and down by year: nothing to smooth
    const jumps = [1, 1.6, 1, 1.6, 1, 1.6, 1, 1.6];
    const jumping = months.map((_, i) => Math.round(1000 * jumps[Math.floor(i / 12)]!));
    const forecast = visitForecast({ months, visits: jumping, days: days.map(() => 20) });
    if (forecast.kind === 'withheld') throw new Error(forecast.reason);
    expect(forecast.maseHoltWinters!).toBeGreaterThanOrEqual(1);
    expect(forecast.method).toBe('seasonal_naive');
    expect(forecast.interval.forecast).toEqual(jumping.slice(-12));
  });

  it('learns only from what follows the last gap, and is withheld where too little does', () => {
    const gap = (at: number) => visits.map((value, i) => (i === at ? null : value));
    expect(visitForecast({ months, visits: gap(20), days })).toMatchObject({ kind: 'shown', learned: 75 });
    expect(visitForecast({ months, visits: gap(40), days })).toEqual({
      kind: 'withheld',
      reason: 'too_short'
    });
    expect(visitForecast({ months, visits: visits.map(() => null), days })).toMatchObject({
      reason: 'too_short'
    });
  });

  it('refuses days that do not cover the months and the twelve to come', () => {
    expect(() => visitForecast({ months, visits, days: days.slice(1) })).toThrow(RangeError);
  });
});

describe('last year’s values as a forecast', () => {
  it('have the quantiles of the differences between years around them', () => {
    const series = Array.from({ length: 36 }, (_, i) => 100 + (i % 12) + (i >= 24 ? 10 : 0));
    const interval = seasonalNaiveInterval(series, 12, 12);
    if (interval.kind === 'withheld') throw new Error(interval.reason);
    expect(interval.forecast).toEqual(series.slice(24));
    // differences: twelve of 0 and twelve of 10
    expect(interval.upper95.map((value, h) => value - interval.forecast[h]!)).toEqual(Array(12).fill(10));
    expect(interval.lower95).toEqual(interval.forecast);
    // runs of twelve differences, from all of 0 to all of 10
    expect(interval.total.lower95).toBe(interval.total.forecast);
    expect(interval.total.upper95).toBe(interval.total.forecast + 117);
  });
  it('are withheld under two years, and beyond one year ahead', () => {
    expect(seasonalNaiveInterval(Array(23).fill(5), 12, 12)).toMatchObject({ reason: 'too_short' });
    expect(seasonalNaiveInterval(Array(36).fill(5), 12, 13)).toMatchObject({ reason: 'too_short' });
  });
});
