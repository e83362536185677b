import { describe, expect, it } from 'vitest';
import { headlinesOf, tenthsOfRiseFrom75, type YearRow } from './overview-figures.ts';

const row = (fiscal_year: number, more: Partial<YearRow> = {}): YearRow => ({
  fiscal_year,
  visits: 1000,
  hidden_months: 0,
  inpatient: 50,
  emergency: 30,
  known_setting: 1000,
  age75: 300,
  known_age: 1000,
  ...more
});

describe('headline figures', () => {
  it('give the change on the year before in per cent, and in points for a share', () => {
    const h = headlinesOf(
      [
        row(2024),
        row(2025, { visits: 1100, known_setting: 1100, known_age: 1100, inpatient: 45, age75: 385 })
      ],
      2025
    );
    expect(h.visits.current).toEqual({ kind: 'shown', value: 1100, count: 1100, population: null });
    expect(h.visits.change).toMatchObject({ kind: 'shown', value: 10 });
    expect(h.inpatient.change).toMatchObject({ value: -10 });
    expect(h.aged75.current).toMatchObject({ value: 35 });
    expect(h.aged75.change.kind === 'shown' && h.aged75.change.value).toBeCloseTo(5, 12);
  });

  it('have no number where a month of the year is hidden', () => {
    const h = headlinesOf([row(2024), row(2025, { visits: null, hidden_months: 3 })], 2025);
    expect(h.visits.current).toEqual({ kind: 'withheld', reason: 'hidden' });
    expect(h.inpatient.current.kind).toBe('withheld');
    expect(h.aged75.current.kind).toBe('withheld');
    expect(h.visits.course).toEqual([
      { fiscalYear: 2024, value: 1000 },
      { fiscalYear: 2025, value: null }
    ]);
  });

  it('do not compare two partial sums that cover different parts of the visits, or too few of them', () => {
    const h = headlinesOf([row(2024, { known_setting: 980 }), row(2025)], 2025);
    expect(h.inpatient.change).toEqual({ kind: 'withheld', reason: 'hidden' });
    expect(h.visits.change.kind).toBe('shown');
    const few = headlinesOf([row(2024, { known_setting: 900 }), row(2025, { known_setting: 900 })], 2025);
    expect(few.inpatient.change.kind).toBe('withheld');
    const near = headlinesOf([row(2024, { known_setting: 972 }), row(2025, { known_setting: 975 })], 2025);
    expect(near.inpatient.change.kind).toBe('shown');
  });

  it('say that the year before is not reported in the first year of a release', () => {
    expect(headlinesOf([row(2025)], 2025).visits.change).toEqual({
      kind: 'withheld',
      reason: 'not_reported'
    });
  });
});

describe('the part of a rise that people of 75 and over make up', () => {
  it('is given in tenths', () => {
    expect(
      tenthsOfRiseFrom75([row(2024), row(2025, { visits: 1100, known_age: 1100, age75: 370 })], 2025)
    ).toBe(7);
  });
  it('is not claimed where visits fell, stood still, or others fell so far that it exceeds the whole', () => {
    expect(tenthsOfRiseFrom75([row(2024), row(2025, { visits: 900, known_age: 900 })], 2025)).toBeNull();
    expect(
      tenthsOfRiseFrom75([row(2024), row(2025, { visits: 1001, known_age: 1001, age75: 301 })], 2025)
    ).toBeNull();
    expect(
      tenthsOfRiseFrom75([row(2024), row(2025, { visits: 1010, known_age: 1010, age75: 400 })], 2025)
    ).toBeNull();
  });
});
