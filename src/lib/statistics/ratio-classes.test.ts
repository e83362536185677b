import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf } from './class-breaks.ts';
import { ratioClasses } from './ratio-classes.ts';

describe('classes of ratios', () => {
  it('lie around 100, as far down as up', () => {
    const breaks = ratioClasses([62, 71, 85, 88, 93, 97, 101, 104, 108, 113, 119, 134, 141, 160]);
    expect(breaks).toHaveLength(5);
    const [low, nearlyLow, nearlyHigh, high] = breaks;
    expect(nearlyLow).toBeLessThan(100);
    expect(nearlyHigh).toBeGreaterThan(100);
    expect((low! * high!) / 10_000).toBeCloseTo(1, 1);
    expect((nearlyLow! * nearlyHigh!) / 10_000).toBeCloseTo(1, 1);
    expect(classOf(100, breaks)).toBe(2);
  });
  it('ascend, hold 100 in their middle one and every value in some', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { minLength: 1 }), (values) => {
        const breaks = ratioClasses(values);
        if (values.every((v) => v === 0)) return expect(breaks).toEqual([]);
        expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
        expect(new Set(breaks).size).toBe(breaks.length);
        expect([3, 5]).toContain(breaks.length);
        expect(classOf(100, breaks)).toBe((breaks.length - 1) / 2);
        expect(Math.max(...values)).toBeLessThanOrEqual(breaks.at(-1)!);
      })
    );
  });
  it('are none for no values, and three where none differs from 100', () => {
    expect(ratioClasses([])).toEqual([]);
    expect(ratioClasses([100, 100])).toEqual([95, 105, 110]);
  });
});
