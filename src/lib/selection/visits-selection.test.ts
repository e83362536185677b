import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIME_BANDS } from '../domain/emergency-request.ts';
import {
  ARRIVAL_CHOICES,
  COMPARISONS,
  defaultVisits,
  SETTING_CHOICES,
  STAY_AGES,
  visitsAddressOf,
  visitsAskedOf,
  visitsSelectionOf,
  type VisitsSelection
} from './visits-selection.ts';

const offer = { codes: new Set(['04', '0403', '04101', '04206+04302']), fiscalYears: [2023, 2024, 2025] };
const parse = (query: string) => visitsSelectionOf(visitsAskedOf(new URLSearchParams(query)), offer);

describe('the selection of the page of visits', () => {
  it('is the whole prefecture in the latest year where the address says nothing, or there is none', () => {
    expect(parse('')).toEqual({ selection: defaultVisits(2025), ignored: [] });
    expect(visitsSelectionOf(visitsAskedOf(null), offer).selection).toEqual(defaultVisits(2025));
  });

  it('falls back to the default and reports each wish the release or the page does not know', () => {
    const { selection, ignored } = parse(
      'area=99999&year=1999&setting=spa&arrival=taxi&band=noon&age=7&compare=moon'
    );
    expect(selection).toEqual(defaultVisits(2025));
    expect(ignored.map((item) => item.name)).toEqual([
      'area',
      'year',
      'setting',
      'arrival',
      'band',
      'age',
      'compare'
    ]);
  });

  it('takes no prototype key for a choice and reports at most forty characters', () => {
    expect(parse('setting=__proto__&band=constructor').ignored).toHaveLength(2);
    expect(parse(`band=${'x'.repeat(500)}`).ignored[0]!.asked).toHaveLength(41);
  });

  it('keeps the plus of the oldest age group, which an address would read as a space', () => {
    const address = visitsAddressOf({ ...defaultVisits(2025), age: '85+' }, 2025, null);
    expect(address).toBe('?age=85~');
    expect(parse(address).selection.age).toBe('85+');
  });

  it('refuses a release without a complete fiscal year', () => {
    expect(() => visitsSelectionOf(visitsAskedOf(null), { ...offer, fiscalYears: [] })).toThrow(RangeError);
  });

  it('comes back unchanged from its own address', () => {
    const any: fc.Arbitrary<VisitsSelection> = fc.record({
      area: fc.constantFrom(...offer.codes),
      fiscalYear: fc.constantFrom(...offer.fiscalYears),
      setting: fc.constantFrom(...SETTING_CHOICES),
      arrival: fc.constantFrom(...ARRIVAL_CHOICES),
      band: fc.constantFrom(...TIME_BANDS),
      age: fc.constantFrom(...STAY_AGES),
      compare: fc.constantFrom(...COMPARISONS)
    });
    fc.assert(
      fc.property(any, fc.constantFrom(null, 'hospital'), (selection, channel) => {
        expect(parse(visitsAddressOf(selection, 2025, channel))).toEqual({ selection, ignored: [] });
      })
    );
  });
});
