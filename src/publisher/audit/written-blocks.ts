import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { monthKey, type Month } from '#lib/domain/period.ts';
import type { FailingCell } from '../disclosure-verdict.ts';
import { refuse } from './audit-error.ts';
import { KEY_COLUMNS, keyOf, type ExactSide, type ExactSides } from './exact-sides.ts';

export type ExactTable = 'visits_by_age' | 'visits_by_disease';
export type WrittenValue = string | number | null;
/** Rows as they were written, values in the order of the table's columns. */
export type WrittenRows = readonly (readonly WrittenValue[])[];

/** The exact tables of one month. */
export interface WrittenMonth {
  readonly month: Month;
  readonly rows: Readonly<Record<ExactTable, WrittenRows>>;
}

/** One row of an exact table: where it stands and what it says. */
export interface WrittenBlock {
  /** Block of the geography tree the row is of: a leaf's number, or a node's as −1 − number. */
  readonly place: number;
  /** Block of the age or disease tree, likewise. */
  readonly at: number;
  readonly hiddenLeaves: number;
  readonly visits: number;
  readonly band: string;
}

/** Chapters that are sensitive as a whole, and those that cover them: published only together. */
const JOINED_CHAPTERS: ReadonlySet<WrittenValue> = new Set(
  CHAPTER_GROUPS.filter((group) => group.includes('+')).flatMap((group) => group.split('+'))
);

/**
 * Reads the rows of one side of a month.
 * @throws AuditError E_AUDIT_SENSITIVE for a chapter that may only stand in its group; E_AUDIT_COLUMN for a row whose
 * keys name no block of the trees
 */
export function writtenBlocks(
  { month, rows }: WrittenMonth,
  sides: ExactSides,
  name: 'age' | 'disease'
): WrittenBlock[] {
  const side = sides[name];
  const table = side.schema.name as ExactTable;
  const column = (wanted: string): number => side.schema.columns.findIndex((c) => c.name === wanted);
  const places = KEY_COLUMNS.place.map(column);
  const keys = KEY_COLUMNS[name].map(column);
  const [monthAt, chapterAt, hiddenAt, visitsAt, bandAt] = [
    'month',
    'chapter',
    'hidden_leaves',
    'visits',
    'patients_band'
  ].map(column) as [number, number, number, number, number];

  const failing = (wrong: WrittenRows): FailingCell[] =>
    wrong.map((row) => ({
      table,
      period: monthKey(month),
      cell: row.join(' '),
      lower: 0,
      upper: null,
      required: 0,
      droppable: []
    }));
  refuse(
    'E_AUDIT_SENSITIVE',
    failing(rows[table].filter((row) => JOINED_CHAPTERS.has(row[chapterAt] ?? null)))
  );

  const unknown: (readonly WrittenValue[])[] = [];
  const blocks = rows[table].flatMap((row): WrittenBlock[] => {
    const place = blockOf(sides.place, row, places);
    const at = blockOf(side, row, keys);
    const [hiddenLeaves, visits, band] = [row[hiddenAt], row[visitsAt], row[bandAt]];
    const isCount = Number.isInteger(hiddenLeaves) && Number.isInteger(visits) && typeof band === 'string';
    if (row[monthAt] !== month || place === undefined || at === undefined || !isCount) {
      unknown.push(row);
      return [];
    }
    return [{ place, at, hiddenLeaves: Number(hiddenLeaves), visits: Number(visits), band }];
  });
  refuse('E_AUDIT_COLUMN', failing(unknown));
  return blocks;
}

const blockOf = (side: ExactSide, row: readonly WrittenValue[], columns: readonly number[]) =>
  side.blockOf.get(keyOf(columns.map((column) => row[column]!)));
