import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAbsent,
  formatAxis,
  formatNumber,
  formatSentenceCount,
  formatZeroOrWithheld,
  type NumberKind
} from './number-format.ts';

type Case = {
  id: string;
  input: {
    state: string;
    value?: number;
    kind?: NumberKind;
    negative?: 'minus' | 'triangle';
    threshold?: number;
  };
  expected: { text: string };
};
const { cases } = JSON.parse(
  readFileSync(new URL('../../../tests/golden/number_format.json', import.meta.url), 'utf8')
) as { cases: Case[] };

describe('numbers on screen', () => {
  it.each(cases.map((c) => [c.id, c] as const))('follow the golden case %s', (_id, { input, expected }) => {
    const text =
      input.state === 'shown'
        ? formatNumber(input.value!, input.kind!, { negative: input.negative })
        : input.state === 'zero_or_withheld'
          ? formatZeroOrWithheld(input.threshold!, 'ja')
          : formatAbsent(input.state as 'withheld' | 'missing' | 'not_computable', 'ja');
    expect(text).toBe(expected.text);
  });
  it('are rounded half away from zero and never show a signed zero', () => {
    expect(formatNumber(0.25, 'rate')).toBe('0.3');
    expect(formatNumber(-0.25, 'rate')).toBe('−0.3');
    expect(formatNumber(1.005, 'rate', { decimals: 2 })).toBe('1.01');
    expect(formatNumber(-0.04, 'rate')).toBe('0.0');
    expect(formatNumber(0, 'percent', { sign: 'always' })).toBe('±0.0%');
    expect(formatNumber(3.2, 'percent', { sign: 'always' })).toBe('+3.2%');
  });
  it('keep their digits whatever the size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 40 }),
        (n) => formatNumber(n, 'count').replaceAll(',', '') === String(n)
      )
    );
  });
  it('are said in 万 in Japanese sentences and in full or millions in English ones', () => {
    expect(formatSentenceCount(652_380, 'ja')).toBe('65万2千');
    expect(formatSentenceCount(9_999, 'ja')).toBe('9,999');
    expect(formatSentenceCount(699_700, 'ja')).toBe('70万');
    expect(formatSentenceCount(652_380, 'en')).toBe('652,000');
    expect(formatSentenceCount(1_964_400, 'en')).toBe('1.96 million');
    expect(formatAxis(45_000, 'ja')).toBe('4.5万');
    expect(formatAxis(45_000, 'en')).toBe('45k');
    expect(formatAxis(800, 'ja')).toBe('800');
  });
});
