import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKey, roundedCount, u48Of, type Restrictions } from './rounding.ts';

interface Golden {
  readonly key_hex: string;
  readonly vectors: readonly { cell: string; count: number; u48: number; rounded: number }[];
  readonly unbiased: { readonly rounded_up_by_remainder: Readonly<Record<string, number>> };
}

const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/rounding.json', import.meta.url), 'utf8')
) as Golden;
const key = Buffer.from(golden.key_hex, 'hex');

describe('rounding by population', () => {
  it('gives every golden draw and every golden value', () => {
    for (const { cell, count, u48, rounded } of golden.vectors) {
      expect(u48Of(key, cell), cell).toBe(u48);
      expect(roundedCount(key, cell, count), `${cell} ${count}`).toBe(rounded);
    }
  });

  it('names a population as the golden vectors do', () => {
    expect(
      cellKey({
        measure: 'visits',
        period: '2025FY',
        restrictions: { setting: 'inpatient', chapter: 'IX', area: '0401' }
      })
    ).toBe('measure=visits|period=2025FY|area=0401|chapter=IX|setting=inpatient');
    expect(
      cellKey({
        measure: 'visits',
        period: '2025-04',
        restrictions: { block: 'I20-I25', setting: 'outpatient', area: '0403' }
      })
    ).toBe('measure=visits|period=2025-04|area=0403|block=I20-I25|setting=outpatient');
  });

  it('rounds up as often as the remainder asks', () => {
    for (const [remainder, expected] of Object.entries(golden.unbiased.rounded_up_by_remainder)) {
      let up = 0;
      for (let i = 0; i < 20_000; i++)
        if (roundedCount(key, `measure=test|i=${i}`, 40 + Number(remainder)) === 50) up++;
      expect(up, remainder).toBe(expected);
      const share = Number(remainder) / 10;
      expect(Math.abs(up / 20_000 - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 20_000));
    }
  });

  it('is a ten next to the count, the same whenever it is asked, and never falls as the count grows', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(1e6), (cell, count) => {
        const rounded = roundedCount(key, cell, count);
        expect(rounded % 10).toBe(0);
        expect(Math.abs(rounded - count)).toBeLessThan(10);
        expect(roundedCount(key, cell, count)).toBe(rounded);
        expect(roundedCount(key, cell, count + 1)).toBeGreaterThanOrEqual(rounded);
      })
    );
  });

  it('leaves tens as they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(1e5), (cell, tens) => {
        expect(roundedCount(key, cell, tens * 10)).toBe(tens * 10);
      })
    );
  });

  it('orders restrictions alike in whatever order they come, and leaves out what restricts nothing', () => {
    const all: Restrictions = {
      unit: '04101',
      facility_area: '0403',
      age: '65-74',
      sex: 'male',
      chapter: 'IX',
      setting: 'emergency',
      arrival: 'ambulance',
      weekday: 1,
      hour: 0,
      band: 'night',
      outcome: 'refused',
      reason: 'beds_full',
      department: 'neuro',
      direction: 'in'
    };
    const names = Object.keys(all) as (keyof Restrictions)[];
    const wanted = `measure=letters|period=2025-Q1|${names.map((name) => `${name}=${all[name]}`).join('|')}`;
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (order) => {
        const restrictions = Object.fromEntries(order.map((name) => [name, all[name]]));
        expect(cellKey({ measure: 'letters', period: '2025-Q1', restrictions })).toBe(wanted);
      })
    );
    expect(cellKey({ measure: 'visits', period: '2025FY', restrictions: { sex: undefined } })).toBe(
      'measure=visits|period=2025FY'
    );
  });

  it('refuses a population with two names, and what is no count', () => {
    expect(() =>
      cellKey({ measure: 'visits', period: '2025FY', restrictions: { area: '0403', unit: '04101' } })
    ).toThrow(RangeError);
    expect(() =>
      cellKey({ measure: 'visits', period: '2025FY', restrictions: { chapter: 'IX', block: 'I20-I25' } })
    ).toThrow(RangeError);
    expect(() => roundedCount(key, 'a', -1)).toThrow(RangeError);
    expect(() => roundedCount(key, 'a', 1.5)).toThrow(RangeError);
  });
});
