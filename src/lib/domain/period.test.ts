import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  eraOf,
  fiscalYearEra,
  fiscalYearLabel,
  fiscalYearOf,
  isMonth,
  monthLabel,
  monthsBetween,
  monthsFrom,
  monthsOfFiscalYear
} from './period.ts';

const months = fc
  .tuple(fc.integer({ min: 1950, max: 2090 }), fc.integer({ min: 1, max: 12 }))
  .map(([y, m]) => y * 100 + m);

describe('months and fiscal years', () => {
  it('step over year ends in both directions', () => {
    expect(addMonths(202512, 1)).toBe(202601);
    expect(addMonths(202601, -1)).toBe(202512);
    expect(addMonths(202503, -27)).toBe(202212);
  });
  it('come back from any walk', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: -600, max: 600 }), (month, n) => {
        const there = addMonths(month, n);
        expect(isMonth(there)).toBe(true);
        expect(addMonths(there, -n)).toBe(month);
        expect(monthsBetween(month, there)).toBe(n);
      })
    );
  });
  it('begin the fiscal year in April', () => {
    expect(fiscalYearOf(202503)).toBe(2024);
    expect(fiscalYearOf(202504)).toBe(2025);
    expect(monthsOfFiscalYear(2025)).toHaveLength(12);
    expect(monthsOfFiscalYear(2025).every((m) => fiscalYearOf(m) === 2025)).toBe(true);
    expect(monthsFrom(202504, 202503)).toEqual([]);
  });
  it('refuse what is no month', () => {
    expect([202500, 202513, 20254, 202504.5].some(isMonth)).toBe(false);
  });
});

describe('Japanese calendar labels', () => {
  it('name a fiscal year by the era of 31 December of its first year', () => {
    expect(fiscalYearLabel(2019, 'ja')).toBe('令和元年度（2019年度）');
    expect(fiscalYearLabel(2018, 'ja')).toBe('平成30年度（2018年度）');
    expect(fiscalYearLabel(2025, 'ja')).toBe('令和7年度（2025年度）');
    expect(fiscalYearLabel(2025, 'en')).toBe('FY2025');
    expect(fiscalYearEra(1989)).toBe('平成元年度');
  });
  it('change the era on its day', () => {
    expect(eraOf(20190430)).toMatchObject({ name: '平成', year: 31 });
    expect(eraOf(20190501)).toMatchObject({ name: '令和', year: 1 });
    expect(eraOf(19890107)).toMatchObject({ name: '昭和', year: 64 });
    expect(eraOf(19261224)).toBeNull();
  });
  it('write a month in both languages', () => {
    expect(monthLabel(202601, 'ja')).toBe('2026年1月');
    expect(monthLabel(202601, 'en')).toBe('Jan 2026');
  });
});
