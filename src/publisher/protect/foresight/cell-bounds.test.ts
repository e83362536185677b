import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellBounds } from './cell-bounds.ts';

const row = (name: string) => [name];
const cell = (name: string, value: number, total = false) => ({
  rows: [name],
  value,
  least: 10,
  required: 5,
  total
});

describe('closing bounds', () => {
  it('takes back the smallest published count of an exact sum that leaves a hidden one too few values', () => {
    const bounds = new CellBounds<string>();
    // 51 in all: 60 can only have been 51, and 20 must be at least 11
    const large = bounds.published(cell('large', 40));
    const small = bounds.published(cell('small', 20));
    const hidden = bounds.hidden(5);
    bounds.equal([large, small, hidden], [], 45);
    expect(bounds.pinning()).toEqual(new Set(row('small')));
  });

  it('takes nothing where every hidden count keeps its values', () => {
    const bounds = new CellBounds<string>();
    const parts = [bounds.published(cell('a', 40)), bounds.published(cell('b', 20)), bounds.hidden(5)];
    bounds.equal(parts, [], 46);
    expect(bounds.pinning()).toEqual(new Set());
    const all = new CellBounds<string>();
    all.equal([all.hidden(5), all.hidden(5)], [], 12);
    expect(all.pinning()).toEqual(new Set());
  });

  it('takes a rounded total before its parts', () => {
    const bounds = new CellBounds<string>();
    const parts = [bounds.published(cell('a', 10)), bounds.hidden(5)];
    bounds.equal(parts, [bounds.published(cell('total', 10, true))]);
    expect(bounds.pinning()).toEqual(new Set());
    const tight = new CellBounds<string>();
    const own = [tight.published({ ...cell('a', 29), least: 27 }), tight.hidden(5)];
    tight.equal(own, [tight.published(cell('total', 20, true))]);
    expect(tight.pinning()).toEqual(new Set(['total']));
  });

  it('takes every row that gives one count away', () => {
    const bounds = new CellBounds<string>();
    const known = bounds.published({ ...cell('a', 20), rows: ['profile', 'crude', 'sir'] });
    bounds.equal([known, bounds.hidden(5)], [], 12);
    expect(bounds.pinning()).toEqual(new Set(['profile', 'crude', 'sir']));
  });

  it('leaves alone what no row can mend: a count that exact rows pin', () => {
    const bounds = new CellBounds<string>();
    bounds.equal([bounds.hidden(5)], [], 3);
    expect(bounds.pinning()).toEqual(new Set());
  });

  it('looks next door when the binding sum has nothing published', () => {
    const bounds = new CellBounds<string>();
    const [pinned, other] = [bounds.hidden(5), bounds.hidden(0)];
    bounds.equal([pinned], [other]);
    bounds.equal([other, bounds.published(cell('near', 30))], [], 22);
    expect(bounds.pinning()).toEqual(new Set(['near']));
  });

  it('knows that a part is no larger than its whole', () => {
    const bounds = new CellBounds<string>();
    const whole = bounds.hidden(0, 12);
    const part = bounds.hidden(10);
    bounds.atLeast([whole, bounds.published(cell('b', 10))], [part]);
    expect(bounds.pinning()).toEqual(new Set());
    const small = new CellBounds<string>();
    const shown = small.published(cell('part', 20));
    const rest = small.hidden(5, 13);
    small.atLeast([rest], [shown]);
    expect(small.pinning()).toEqual(new Set(['part']));
  });

  it('never excludes the truth, and leaves nothing pinned that a row could free', () => {
    const truth = fc.array(fc.nat(60), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(truth, fc.func(fc.boolean()), (counts, up) => {
        const bounds = new CellBounds<number>();
        const total = counts.reduce((sum, count) => sum + count, 0);
        const values = counts.map((count, i) => count - (count % 10) + (count % 10 && up(i) ? 10 : 0));
        const cells = counts.map((count, i) =>
          count < 10
            ? bounds.hidden(5)
            : bounds.published({ rows: [i], value: values[i]!, least: 10, required: 5 })
        );
        bounds.equal(cells, [], total);
        const gone = bounds.pinning();
        const shown = counts.map((count, i) => (count >= 10 && !gone.has(i) ? values[i]! : null));
        const least = shown.reduce<number>((sum, v) => sum + (v === null ? 0 : Math.max(10, v - 9)), 0);
        const hidden = shown.filter((value) => value === null).length;
        expect(total - least).toBeGreaterThanOrEqual(0);
        // what is left for a hidden count: from nothing, or from what the others cannot hold
        const most = shown.reduce<number>((sum, v) => sum + (v === null ? Infinity : v + 9), 0);
        if (hidden === 0 || shown.every((value) => value === null)) return;
        const from =
          hidden === 1 ? Math.max(0, total - shown.reduce<number>((s, v) => s + (v ?? -9) + 9, 0)) : 0;
        expect(most).toBeGreaterThanOrEqual(0);
        expect(total - least - from + 1).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: 300 }
    );
  });
});
