import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, askedOf, selectionOf, type Selection } from './selection.ts';

const offer = { codes: new Set(['04', '0403', '04101', '04206+04302']), fiscalYears: [2023, 2024, 2025] };
const parse = (query: string) => selectionOf(askedOf(new URLSearchParams(query)), offer);

describe('the selection of an address', () => {
  it('is the whole prefecture in the latest complete fiscal year when nothing is asked', () => {
    expect(parse('')).toEqual({ selection: { area: '04', fiscalYear: 2025, level: 'unit' }, ignored: [] });
    expect(selectionOf(askedOf(null), offer).selection.fiscalYear).toBe(2025);
  });

  it('falls back to the default and reports what the release does not offer', () => {
    const { selection, ignored } = parse('area=99999&year=1999&level=galaxy');
    expect(selection).toEqual({ area: '04', fiscalYear: 2025, level: 'unit' });
    expect(ignored.map((i) => i.name)).toEqual(['area', 'year', 'level']);
  });

  it('reports at most forty characters of a hostile value', () => {
    const { ignored } = parse(`area=${'<img src=x>'.repeat(500)}`);
    expect(ignored[0]!.asked.length).toBe(41);
  });

  it('takes no prototype key for a place', () => {
    expect(parse('area=__proto__&year=constructor').ignored).toHaveLength(2);
  });

  it('writes the merged unit without a plus, which an address reads as a space', () => {
    const address = addressOf({ area: '04206+04302', fiscalYear: 2025, level: 'unit' }, 2025, null);
    expect(address).toBe('?area=04206~04302');
    expect(parse(address).selection.area).toBe('04206+04302');
  });

  it('comes back unchanged from its own address', () => {
    const any: fc.Arbitrary<Selection> = fc.record({
      area: fc.constantFrom(...offer.codes),
      fiscalYear: fc.constantFrom(...offer.fiscalYears),
      level: fc.constantFrom('unit' as const, 'area' as const)
    });
    fc.assert(
      fc.property(any, fc.constantFrom(null, 'hospital'), (selection, channel) => {
        const result = parse(addressOf(selection, 2025, channel));
        expect(result).toEqual({ selection, ignored: [] });
      })
    );
  });

  it('never throws and never leaves what is offered, whatever the address', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (area, year, level) => {
        const params = new URLSearchParams({ area, year, level });
        const { selection } = selectionOf(askedOf(params), offer);
        expect(offer.codes.has(selection.area)).toBe(true);
        expect(offer.fiscalYears).toContain(selection.fiscalYear);
      })
    );
  });
});
