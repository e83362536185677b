import { describe, expect, it } from 'vitest';
import { dateOf, eraDateLabel, eraMonthLabel } from './era-label.ts';

describe('dates by era', () => {
  it('change era overnight, within one month', () => {
    expect(eraDateLabel(19890107)).toBe('昭和64年1月7日');
    expect(eraDateLabel(19890108)).toBe('平成元年1月8日');
    expect(eraMonthLabel(20190430)).toBe('平成31年4月');
  });
  it('take the Western year before 昭和', () => {
    expect(eraDateLabel(19261224)).toBe('1926年12月24日');
  });
  it('are days that a calendar has', () => {
    expect(dateOf('2024-02-29')).toBe(20240229);
    for (const text of ['2025-02-29', '1900-02-29', '2025-13-01', '2025-04-00', '2025-4-1', ''])
      expect(() => dateOf(text)).toThrow(RangeError);
  });
});
