import { INTEGER, type DuckDBConnection } from '@duckdb/node-api';
import { AGE5, AGE6, age6Of, agePlanningOf } from '#lib/domain/age-band.ts';
import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { OUTSIDE, UNKNOWN } from '#lib/domain/geography.ts';
import { AGE_PLANNING } from '#lib/domain/planning-group.ts';
import { fill } from '../read/fill-table.ts';
import { AREA_CODES, categoryNumber } from '../read/visit-contract.ts';
import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES, geographyColumns } from '../trees.ts';

/** A range of three-character ICD-10 categories, both ends included. */
export type CodeRange = readonly [first: string, last: string];

/** What the rounded tables count by beyond the leaves of the trees: numbers stand for positions in these lists. */
export interface CountedGroups {
  /** Blocks with a row of their own. A category in none of them counts in its chapter's row `:other`. */
  readonly blocks: readonly { readonly chapter: number; readonly codes: CodeRange }[];
  readonly planningGroups: readonly { readonly codes: readonly CodeRange[] }[];
}

/** The medical area of a geography leaf, as its place in AREA_CODES; null outside the prefecture. */
export function areaOfLeaf(leaf: string): number | null {
  if (leaf === OUTSIDE || leaf === UNKNOWN) return null;
  return AREA_CODES.indexOf(geographyColumns(leaf, false)[1]);
}

function categoriesIn([first, last]: CodeRange): number[] {
  const from = categoryNumber(first);
  return Array.from({ length: categoryNumber(last) - from + 1 }, (_, i) => from + i);
}

/**
 * Lays beside the visits what each leaf and category counts as: small tables that the counting queries join, so that
 * no grouping is written into SQL.
 */
export async function fillDimensions(connection: DuckDBConnection, groups: CountedGroups): Promise<void> {
  const table = (name: string, columns: readonly string[], rows: readonly (readonly (number | null)[])[]) =>
    fill(
      connection,
      name,
      columns.map((column) => `${column} integer`),
      columns.map(() => INTEGER),
      rows
    );
  await table(
    'cell_place',
    ['geography', 'area'],
    GEOGRAPHY_LEAVES.map((leaf, i) => [i, areaOfLeaf(leaf)])
  );
  await table(
    'cell_age',
    ['age_leaf', 'sex', 'age5', 'age6', 'age_planning'],
    AGE_LEAVES.map((_, i) => {
      const band = i % AGE5.length;
      const six = age6Of(AGE5[band]!);
      return [
        i,
        Math.floor(i / AGE5.length),
        band,
        AGE6.indexOf(six),
        AGE_PLANNING.indexOf(agePlanningOf(six))
      ];
    })
  );
  await table(
    'cell_disease',
    ['disease_leaf', 'setting', 'chapter_group'],
    DISEASE_LEAVES.map((_, i) => [i, Math.floor(i / CHAPTER_GROUPS.length), i % CHAPTER_GROUPS.length])
  );
  await table(
    'cell_block',
    ['chapter', 'category', 'block'],
    groups.blocks.flatMap(({ chapter, codes }, block) =>
      categoriesIn(codes).map((category) => [chapter, category, block])
    )
  );
  await table(
    'cell_planning',
    ['category', 'planning_group'],
    groups.planningGroups.flatMap(({ codes }, group) =>
      [...new Set(codes.flatMap(categoriesIn))].map((category) => [category, group])
    )
  );
}
