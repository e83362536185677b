/** How a table is protected; see the methods page. `public`: official figures, nothing to protect. */
export type Protection = 'exact' | 'rounded' | 'public';
/** How long a released period lasts: a row belongs to the period its `month`, `fiscal_year` (and `quarter`) columns say. */
export type PeriodKind = 'month' | 'quarter' | 'fiscal_year';
export type ColumnType = 'INTEGER' | 'VARCHAR' | 'DOUBLE' | 'BOOLEAN';

/** One column of a released table: its name, engine type and meaning in both languages. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly ja: string;
  readonly en: string;
  /** Whether the column may be null; columns of exact tables never are. */
  readonly nullable?: boolean;
  /** Unit of a measure, in the words of the terms list; keys have none. */
  readonly unit?: { readonly ja: string; readonly en: string };
}

/** One released table. `order` is how its rows are sorted in the file: what the atlas filters by, first. */
export interface TableSchema {
  readonly name: string;
  readonly protection: Protection;
  readonly ja: string;
  readonly en: string;
  readonly columns: readonly Column[];
  readonly order: readonly string[];
  /** What a period of the ledger is: the month, fiscal quarter or fiscal year a row belongs to. Public tables have none. */
  readonly period?: PeriodKind;
}
