import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

describe('the generator', () => {
  it('repeats itself from the same seed and differs from another', () => {
    const draw = (...seed: number[]) =>
      Array.from(
        { length: 4 },
        (
          (r) => () =>
            r.integer()
        )(new Random(...seed))
      );
    expect(draw(1, 2)).toEqual(draw(1, 2));
    expect(draw(1, 2)).not.toEqual(draw(2, 1));
  });
  it('draws Poisson counts of the right mean and variance', () => {
    for (const mean of [0.3, 4, 80]) {
      const random = new Random(9, mean * 10);
      const draws = Array.from({ length: 20_000 }, () => random.poisson(mean));
      const average = draws.reduce((a, b) => a + b, 0) / draws.length;
      const variance = draws.reduce((a, b) => a + (b - average) ** 2, 0) / draws.length;
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / 20_000));
      expect(Math.abs(variance / mean - 1)).toBeLessThan(0.06);
    }
  });
});
