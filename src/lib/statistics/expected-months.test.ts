import { expect, it } from 'vitest';
import { expectedMonths } from './expected-months.ts';

/** Eight years of a winter disease, deterministic, without noise. */
const season = Array.from(
  { length: 96 },
  (_, i) => 200 + Math.round(80 * Math.cos((2 * Math.PI * ((i % 12) - 9)) / 12))
);

it('judges months once three years of history stand behind them, and says why not before', () => {
  const verdicts = expectedMonths(season);
  expect(verdicts.slice(0, 37).every((v) => v.reason === 'too_short' && v.upper === null)).toBe(true);
  expect(verdicts.slice(37).every((v) => v.reason === null && v.upper !== null)).toBe(true);
  expect(verdicts.some((v) => v.above)).toBe(false);
});

it('finds a month far above what its season leads to expect, and no other', () => {
  const spiked = season.map((value, i) => (i === 93 ? value * 2 : value));
  expect(expectedMonths(spiked).flatMap((v, i) => (v.above ? [i] : []))).toEqual([93]);
});

it('has no verdict on a month that is not published', () => {
  const gap = season.map((value, i) => (i === 90 ? null : value));
  expect(expectedMonths(gap)[90]).toEqual({ expected: null, upper: null, above: false, reason: 'no_value' });
  expect(expectedMonths(season.map(() => null)).every((v) => v.reason === 'no_value')).toBe(true);
});
