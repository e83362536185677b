import type { Locale } from '#lib/i18n/locale.ts';
import type { Manifest } from '#lib/release/manifest.ts';
import type { VisitsSelection } from '#lib/selection/visits-selection.ts';
import type { TableModel } from '#lib/ui/table-model.ts';

/** Saves a figure as a picture or its rows as a file. */
export type SaveFigure = (
  kind: 'png' | 'svg' | 'csv',
  element: HTMLElement,
  name: string,
  table: TableModel,
  title: string,
  sub: string
) => void;

/** What every figure of the page is told. */
export interface FigureProps {
  readonly selection: VisitsSelection;
  /** The chosen place in words. */
  readonly place: string;
  readonly manifest: Manifest;
  readonly locale: Locale;
  readonly hrefOf: (next: Partial<VisitsSelection>) => string;
  readonly save: SaveFigure;
}
