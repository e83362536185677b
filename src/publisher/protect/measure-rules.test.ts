import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominanceOf, dominanceOfLargest, FACILITY_RULE, type Dominance } from './dominance.ts';
import { indicatorMayShow, intervalWidening, proportionOf } from './indicator-rule.ts';
import { quantileMayShow } from './quantile-rule.ts';

interface Golden {
  readonly dominance: readonly { id: string; contributions: readonly number[]; expect: Dominance }[];
  readonly quantiles: readonly { patients: number; quantile: number; published: boolean }[];
  readonly indicators: readonly { events: number; patients: number; T: number; expect: string }[];
  readonly interval_widening: readonly { rounded_events: number; widening: number }[];
  readonly proportions: readonly { rounded_yes: number; rounded_no: number; estimate: number }[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/measures.json', import.meta.url), 'utf8')
) as Golden;

describe('dominance', () => {
  it.each(golden.dominance)('judges golden case $id', ({ contributions, expect: wanted }) => {
    expect(dominanceOf(contributions)).toEqual(wanted);
  });

  it('needs only the two largest and the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 12 }), (contributions) => {
        const [largest = 0, second_largest = 0] = [...contributions].sort((a, b) => b - a);
        expect(
          dominanceOfLargest({
            total: contributions.reduce((sum, part) => sum + part, 0),
            largest,
            second_largest,
            contributors: contributions.filter((part) => part > 0).length
          })
        ).toEqual(dominanceOf(contributions));
      })
    );
  });

  it('lets no facility be estimated within ten per cent by the next one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 3, maxLength: 8 }),
        (contributions) => {
          const [largest, next] = [...contributions].sort((a, b) => b - a) as [number, number];
          const total = contributions.reduce((sum, part) => sum + part, 0);
          if (dominanceOf(contributions).published)
            expect(total - next).toBeGreaterThanOrEqual(1.1 * largest - 1e-9);
        }
      )
    );
  });

  it('calls equality safe, whatever binary fractions say', () => {
    expect(dominanceOf([45, 45, 10]).nk_unsafe).toBe(false);
    expect(dominanceOf([100, 5, 10]).p_percent_unsafe).toBe(true);
    expect(dominanceOf([100, 20, 10]).p_percent_unsafe).toBe(false);
  });

  it('does not count who contributes nothing, and judges an empty magnitude as too few', () => {
    expect(dominanceOf([10, 10, 0, 0]).too_few).toBe(true);
    expect(dominanceOf([])).toMatchObject({ too_few: true, published: false });
    expect(dominanceOf([10, 10, 10, 10], { ...FACILITY_RULE, minimum: 5 }).published).toBe(false);
  });

  it('passes monthly visits while the two heaviest of ten patients have at most 72', () => {
    expect(dominanceOf([36, 36, 1, 1, 1, 1, 1, 1, 1, 1]).published).toBe(true);
    expect(dominanceOf([37, 36, 1, 1, 1, 1, 1, 1, 1, 1]).published).toBe(false);
  });
});

describe('quantiles', () => {
  it.each(golden.quantiles)('of $quantile for $patients patients: $published', (q) => {
    expect(quantileMayShow(q.patients, q.quantile * 1000)).toBe(q.published);
  });
  it('wait for the threshold of their cell, and for a stricter product', () => {
    expect(quantileMayShow(19, 500, 20)).toBe(false);
    expect(quantileMayShow(20, 500, 20)).toBe(true);
    expect(quantileMayShow(20, 500, 10, 20_000)).toBe(false);
  });
});

describe('indicators', () => {
  it.each(golden.indicators)('of $events events and $patients patients at T $T are $expect', (c) => {
    expect(indicatorMayShow(c.events, c.patients, c.T)).toBe(c.expect === 'shown');
  });
  it.each(golden.interval_widening)('of $rounded_events rounded events widen their interval', (c) => {
    expect(intervalWidening(c.rounded_events)).toBeCloseTo(c.widening, 8);
  });
  it.each(golden.proportions)('give the proportion of $rounded_yes and $rounded_no', (c) => {
    expect(proportionOf(c.rounded_yes, c.rounded_no)).toBeCloseTo(c.estimate, 8);
  });
  it('refuse to widen for nothing or to divide nobody', () => {
    expect(() => intervalWidening(0)).toThrow(RangeError);
    expect(() => proportionOf(0, 0)).toThrow(RangeError);
    expect(indicatorMayShow(29, 100, 10, 30)).toBe(false);
  });
});
