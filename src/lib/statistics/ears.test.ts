import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { ears } from './ears.ts';

describe('EARS', () => {
  itFollowsGolden('ears');
  it('says nothing until its baseline is full: from 7, 9 and 11', () => {
    const flat = new Array<number>(14).fill(2);
    const firstOf = (method: 'c1' | 'c2' | 'c3') => {
      const outcome = ears(flat, method);
      return outcome.kind === 'shown' ? outcome.statistic.findIndex((value) => value !== null) : null;
    };
    expect([firstOf('c1'), firstOf('c2'), firstOf('c3')]).toEqual([7, 9, 11]);
    expect(ears(flat.slice(0, 7), 'c1')).toEqual({ kind: 'withheld', reason: 'too_short' });
  });
  it('takes a spread of at least a half, so that one case more is no alarm', () => {
    const outcome = ears([2, 2, 2, 2, 2, 2, 2, 3, 4], 'c1', { indices: [7] });
    expect(outcome).toMatchObject({ statistic: [2], alarm: [false] });
  });
  it('leaves two days out of the baseline of C2, where C1 has already got used to a rise', () => {
    const rise = [2, 2, 2, 2, 2, 2, 2, 9, 9, 9];
    const at9 = (method: 'c1' | 'c2') => {
      const outcome = ears(rise, method, { indices: [9] });
      return outcome.kind === 'shown' ? outcome.alarm[0] : null;
    };
    expect([at9('c1'), at9('c2')]).toEqual([false, true]);
  });
  it('has no verdict where a day of the baseline is missing', () => {
    const outcome = ears([2, 2, 2, null, 2, 2, 2, 3, 2, 2, 2, 2], 'c1', { indices: [7, 11] });
    expect(outcome).toMatchObject({ statistic: [null, expect.any(Number)], alarm: [null, false] });
  });
});
