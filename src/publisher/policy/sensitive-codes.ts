import type { CodeRange, SensitivePolicy } from './policy-shape.ts';

/** What the scheme calls sensitive, whatever a policy adds. */
export const SENSITIVE: Pick<SensitivePolicy, 'codes' | 'mdc'> = {
  codes: [
    ['A50', 'A64'],
    ['B20', 'B24'],
    ['F00', 'F99'],
    ['O00', 'O08'],
    ['Q00', 'Q99'],
    ['X60', 'X84'],
    ['Z21', 'Z21']
  ],
  mdc: [14, 17]
};

/** Every three-character category of a range: A50–B02 is A50 … A99, B00 … B02. */
export function categoriesOf([first, last]: CodeRange): string[] {
  const categories: string[] = [];
  for (let number = numberOf(first); number <= numberOf(last); number++)
    categories.push(
      String.fromCharCode(65 + Math.floor(number / 100)) + String(number % 100).padStart(2, '0')
    );
  return categories;
}

const numberOf = (category: string): number =>
  (category.charCodeAt(0) - 65) * 100 + Number(category.slice(1));

/** The categories of several ranges. */
export const categorySet = (ranges: readonly CodeRange[]): ReadonlySet<string> =>
  new Set(ranges.flatMap(categoriesOf));
