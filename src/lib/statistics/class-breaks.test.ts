import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, fisherJenks, readableBreaks } from './class-breaks.ts';

type Case = {
  id: string;
  operation: string;
  input: { values: number[]; classes: number };
  expected: { class_maxima: number[]; class_sizes: number[] };
};
const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/class_breaks.json', import.meta.url), 'utf8')
) as { cases: Case[] };

describe('classes of a map', () => {
  it.each(golden.cases.filter((c) => c.operation === 'fisher_jenks').map((c) => [c.id, c] as const))(
    'are those of golden case %s',
    (_id, { input, expected }) => {
      const maxima = fisherJenks(input.values, input.classes);
      maxima.forEach((m, i) => expect(m).toBeCloseTo(expected.class_maxima[i]!, 9));
      const sizes = maxima.map((_, i) => input.values.filter((v) => classOf(v, maxima) === i).length);
      expect(sizes).toEqual(expected.class_sizes);
    }
  );
  it('never outnumber the distinct values, and hold every value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 }), (values) => {
        const maxima = fisherJenks(values, 5);
        expect(maxima.length).toBeLessThanOrEqual(new Set(values).size);
        expect(maxima.at(-1)).toBe(Math.max(...values));
        const readable = readableBreaks(maxima);
        expect(readable.at(-1)).toBe(Math.max(...values));
        expect(readable.every((b, i) => i === 0 || b > readable[i - 1]!)).toBe(true);
      })
    );
  });
  it('are none for no values', () => {
    expect(fisherJenks([], 5)).toEqual([]);
  });
});
