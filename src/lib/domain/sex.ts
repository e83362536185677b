/** Sex as recorded; `unknown` (不明) is a leaf of its own. */
export const SEXES = ['male', 'female', 'unknown'] as const;
export type Sex = (typeof SEXES)[number];
