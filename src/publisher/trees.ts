import { AGE5, age3Of, age6Of, AGE3, AGE6, type Age6 } from '#lib/domain/age-band.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { MIYAGI, OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { SEXES } from '#lib/domain/sex.ts';
import type { RollupTree } from './protect/rollup-shape.ts';
import { readUnits } from './reference/read-reference.ts';

/** 仙台市; as a leaf, Sendai with the ward unknown. */
export const SENDAI = '04100';

const units = readUnits();

/** Leaves of the geography tree: 38 units, Sendai with the ward unknown, 県外, 不明. */
export const GEOGRAPHY_LEAVES: readonly string[] = [...units.map((u) => u.unit), SENDAI, OUTSIDE, UNKNOWN];

const CITY_NODE = `${SENDAI}/`;

/** all → prefecture → medical area → 仙台市 → wards; municipalities hang on their area. Sendai's node is `04100/`, its leaf `04100`. */
export const GEOGRAPHY_TREE: RollupTree = {
  root: 'all',
  children: new Map<string, readonly string[]>([
    ['all', [MIYAGI, OUTSIDE, UNKNOWN]],
    [MIYAGI, [...new Set(units.map((u) => u.area))].sort()],
    ...[...new Set(units.map((u) => u.area))].map((area): [string, readonly string[]] => [
      area,
      [
        ...units.filter((u) => u.area === area && u.city !== SENDAI).map((u) => u.unit),
        ...(units.some((u) => u.area === area && u.city === SENDAI) ? [CITY_NODE] : [])
      ]
    ]),
    [CITY_NODE, [...units.filter((u) => u.city === SENDAI).map((u) => u.unit), SENDAI]]
  ])
};

/** Geography columns of a block: of a leaf, or of a REST at an inner node. */
export function geographyColumns(
  node: string,
  rest: boolean
): readonly [prefecture: string, area: string, city: string, unit: string] {
  if (!rest) {
    if (node === OUTSIDE || node === UNKNOWN) return [node, node, node, node];
    if (node === SENDAI) return [MIYAGI, '0403', SENDAI, SENDAI];
    const unit = units.find((u) => u.unit === node)!;
    return [MIYAGI, unit.area, unit.city, unit.unit];
  }
  const REST = '*REST';
  if (node === 'all') return [REST, REST, REST, 'all*REST'];
  if (node === MIYAGI) return [MIYAGI, REST, REST, `${MIYAGI}${REST}`];
  if (node === CITY_NODE) return [MIYAGI, '0403', SENDAI, `${SENDAI}${REST}`];
  return [MIYAGI, node, REST, `${node}${REST}`];
}

/** Leaves of the age tree, `sex|band`. */
export const AGE_LEAVES: readonly string[] = SEXES.flatMap((sex) => AGE5.map((band) => `${sex}|${band}`));

const groupsOf = (age3: string): Age6[] => AGE6.filter((g) => age3Of(g) === age3);

/** S → three groups → six groups → (group, sex) → (five-year band, sex). */
export const AGE_TREE: RollupTree = {
  root: 'S',
  children: new Map<string, readonly string[]>([
    ['S', AGE3.map((g) => `age3:${g}`)],
    ...AGE3.map((g): [string, readonly string[]] => [`age3:${g}`, groupsOf(g).map((six) => `age6:${six}`)]),
    ...AGE6.map((g): [string, readonly string[]] => [`age6:${g}`, SEXES.map((sex) => `sex:${g}|${sex}`)]),
    ...AGE6.flatMap((g) =>
      SEXES.map((sex): [string, readonly string[]] => [
        `sex:${g}|${sex}`,
        AGE5.filter((b) => age6Of(b) === g).map((b) => `${sex}|${b}`)
      ])
    )
  ])
};

/** Columns age3, age6, sex, age5 and level of a block of the age tree. */
export function ageColumns(
  node: string,
  rest: boolean
): readonly [age3: string, age6: string, sex: string, age5: string, level: string] {
  const REST = '*REST';
  if (!rest) {
    const [sex, band] = node.split('|') as [string, (typeof AGE5)[number]];
    return [age3Of(age6Of(band)), age6Of(band), sex, band, 'age5'];
  }
  const deep = deepest(AGE_TREE, node);
  if (deep === 'S') return [REST, REST, REST, REST, 'unit'];
  const [kind, key] = deep.split(':') as [string, string];
  if (kind === 'age3') return [key, REST, REST, REST, 'age3'];
  if (kind === 'age6') return [age3Of(key as Age6), key, REST, REST, 'age6'];
  const [six, sex] = key.split('|') as [Age6, string];
  return [age3Of(six), six, sex, REST, 'sex'];
}

/** Leaves of the disease tree, `setting|chapter group`. */
export const DISEASE_LEAVES: readonly string[] = SETTINGS.flatMap((setting) =>
  CHAPTER_GROUPS.map((chapter) => `${setting}|${chapter}`)
);

/** S → setting → chapter group. */
export const DISEASE_TREE: RollupTree = {
  root: 'S',
  children: new Map<string, readonly string[]>([
    ['S', [...SETTINGS]],
    ...SETTINGS.map((setting): [string, readonly string[]] => [
      setting,
      CHAPTER_GROUPS.map((chapter) => `${setting}|${chapter}`)
    ])
  ])
};

/** Columns setting, chapter and level of a block of the disease tree. */
export function diseaseColumns(
  node: string,
  rest: boolean
): readonly [setting: string, chapter: string, level: string] {
  if (!rest) {
    const [setting, chapter] = node.split('|') as [string, string];
    return [setting, chapter, 'chapter'];
  }
  return node === 'S' ? ['*REST', '*REST', 'unit'] : [node, '*REST', 'setting'];
}

/** The last of a chain of only children: a REST at 0–14 of three groups is known at 0–14 of six. */
function deepest(tree: RollupTree, node: string): string {
  const children = tree.children.get(node);
  return children?.length === 1 && tree.children.has(children[0]!) ? deepest(tree, children[0]!) : node;
}
