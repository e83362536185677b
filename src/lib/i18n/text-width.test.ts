import { expect, it } from 'vitest';
import { textWidth } from './text-width.ts';

it('a Japanese character is as wide as it is high, Latin letters and digits about half', () => {
  expect(textWidth('宮城県')).toBe(3);
  expect(textWidth('2,034,965')).toBeGreaterThan(4);
  expect(textWidth('2,034,965')).toBeLessThan(5.5);
  expect(textWidth('Ishinomaki')).toBeLessThan(6);
  expect(textWidth('')).toBe(0);
});
