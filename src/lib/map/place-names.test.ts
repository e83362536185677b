import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeNames } from './place-names.ts';

const frame = { left: 0, top: 0, right: 500, bottom: 500 };
const name = (code: string, text: string, x: number, y: number) => ({ code, text, x, y });

describe('names on the map', () => {
  it('stand where they belong when there is room', () => {
    const names = [name('a', '石巻市', 100, 100), name('b', '栗原市', 300, 200)];
    expect(placeNames(names, 12, frame)).toEqual(names);
  });
  it('give way to a more important one: two in a row never read as one name', () => {
    const [first, second] = placeNames(
      [name('a', 'Tome', 300, 100), name('b', 'Minamisanriku', 362, 100)],
      12,
      frame
    );
    expect(first).toMatchObject({ x: 300, y: 100 });
    expect(second!.y).not.toBe(100);
  });
  it('stay inside the frame, and are left out where no place is free', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => name(`c${i}`, '気仙沼市', 498, 250));
    const placed = placeNames(crowd, 12, frame);
    expect(placed.length).toBeGreaterThan(1);
    expect(placed.length).toBeLessThan(40);
    expect(Math.max(...placed.map((p) => p.x))).toBeLessThanOrEqual(500 - 24);
  });
  it('never cover each other', () => {
    const anywhere = fc.record({
      code: fc.string(),
      text: fc.constantFrom('仙台市', '白石市・七ヶ宿町', 'Ishinomaki', 'Zao'),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 500 })
    });
    fc.assert(
      fc.property(fc.array(anywhere, { maxLength: 30 }), (names) => {
        const placed = placeNames(names, 12, frame);
        for (const [i, a] of placed.entries())
          for (const b of placed.slice(i + 1))
            // centres of two names at least half as tall as they are and as wide as the shortest are apart
            expect(Math.abs(a.y - b.y) >= 14 || Math.abs(a.x - b.x) >= 20).toBe(true);
      })
    );
  });
});
