import { describe, expect, it } from 'vitest';
import { unionOf } from './patient-union.ts';

describe('distinct patients of several leaves', () => {
  const union = unionOf(
    [3, 2, 40, 2],
    new Map([
      [0, [7, 8, 9]],
      [1, [9, 10]],
      [3, [11, 12]]
    ])
  );

  it('count everybody once where all leaves are small, time after time', () => {
    for (let i = 0; i < 2; i++) {
      expect(union([0, 1])).toBe(4);
      expect(union([0, 1, 3])).toBe(6);
      expect(union([1])).toBe(2);
      expect(union([])).toBe(0);
    }
  });

  it('are at least those of a large leaf, whose patients are not named', () => {
    expect(union([2])).toBe(40);
    expect(union([0, 2])).toBe(40);
    expect(unionOf([1, 3], new Map([[1, [1, 2, 3]]]))([0, 1])).toBe(3);
  });
});
