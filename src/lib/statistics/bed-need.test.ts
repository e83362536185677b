import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { bedNeed2025, bedNeed2040 } from './bed-need.ts';

const demand2040 = { high_acute: 75, acute_under_75: 78, acute_75_and_over: 39, recovery: 90, chronic: 92 };

describe('needed beds', () => {
  itFollowsGolden('bed_need');
  it('take the occupancy of the rule unless told', () => {
    const need = bedNeed2025({ high_acute: 75, acute: 78, recovery: 90, chronic: 92 });
    expect(need.bedsRounded).toEqual({ high_acute: 100, acute: 100, recovery: 100, chronic: 100 });
    expect(need.gap).toEqual({ high_acute: null, acute: null, recovery: null, chronic: null });
  });
  it('round half up at the end, even a half that division left a hair below', () => {
    const beds = (acute: number) =>
      bedNeed2025({ high_acute: 0, acute, recovery: 0, chronic: 0 }).bedsRounded.acute;
    expect(beds(0.39)).toBe(1);
    expect(beds(0.38)).toBe(0);
    for (let whole = 0; whole < 400; whole++) expect(beds((whole + 0.5) * 0.78)).toBe(whole + 1);
  });
  it('have no divergence where none are needed', () => {
    const need = bedNeed2025(
      { high_acute: 0, acute: 78, recovery: 0, chronic: 0 },
      { reportedBeds: { high_acute: 3, acute: 110 } }
    );
    expect(need.gap).toMatchObject({ high_acute: 3, acute: 10, recovery: null });
    expect(need.divergence.high_acute).toBeNull();
    expect(need.divergence.acute).toBeCloseTo(0.1, 12);
  });
  it('move acute patients of 75 and over to inclusive care, and lose none', () => {
    for (const shareToInclusive of [0, 0.5, 1]) {
      const { demand } = bedNeed2040(demand2040, { shareToInclusive });
      expect(Object.values(demand).reduce((a, b) => a + b, 0)).toBeCloseTo(374, 9);
      expect(demand.inclusive).toBeCloseTo(90 + 39 * shareToInclusive, 9);
    }
    expect(bedNeed2040(demand2040)).toEqual(bedNeed2040(demand2040, { shareToInclusive: 0.5 }));
  });
  it('refuse shares and occupancies outside 0–1', () => {
    expect(() => bedNeed2040(demand2040, { shareToInclusive: 1.1 })).toThrow(RangeError);
    expect(() => bedNeed2040(demand2040, { occupancy: { acute: 78 } })).toThrow(RangeError);
    expect(() => bedNeed2040({ ...demand2040, chronic: -1 })).toThrow(RangeError);
  });
});
