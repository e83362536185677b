import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { falseDiscoveryRate } from './false-discovery-rate.ts';

describe('the false discovery rate', () => {
  itFollowsGolden('false_discovery_rate');
  it('never lowers a p, keeps their order, and lets none pass 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 }), (p) => {
        const adjusted = falseDiscoveryRate(p);
        p.forEach((value, i) => {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(value);
          expect(adjusted[i]!).toBeLessThanOrEqual(1);
          p.forEach((other, j) => {
            if (value < other) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      })
    );
  });
  it('refuses what is no probability', () => {
    expect(() => falseDiscoveryRate([0.1, 1.1])).toThrow(RangeError);
    expect(() => falseDiscoveryRate([Number.NaN])).toThrow(RangeError);
  });
});
