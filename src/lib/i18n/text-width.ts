/** Widths in units of the letters' size, a little generous: no font is the same on every machine. */
const LATIN: readonly (readonly [RegExp, number])[] = [
  [/[\u2E80-\uFFEF]/, 1],
  [/[\d+±−–~]/, 0.58],
  [/[A-Z%]/, 0.68],
  [/[ijlft.,:;'’!|()[\]\s]/, 0.33]
];

/**
 * How wide a text will be, in units of its size. Estimated, so that the server, which has no fonts, and every
 * browser come to the same layout.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += LATIN.find(([set]) => set.test(character))?.[1] ?? 0.57;
  return width;
}
