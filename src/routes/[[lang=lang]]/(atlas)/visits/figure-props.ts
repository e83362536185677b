import type { Locale } from '#lib/i18n/locale.ts';
import type { Manifest } from '#lib/release/manifest.ts';
import type { VisitsSelection } from '#lib/selection/visits-selection.ts';
import type { SaveFigure } from '../figure-saver.ts';

/** What every figure of the page is told. */
export interface FigureProps {
  readonly selection: VisitsSelection;
  /** The people of the chosen place, in words. */
  readonly people: string;
  readonly manifest: Manifest;
  readonly locale: Locale;
  readonly hrefOf: (next: Partial<VisitsSelection>) => string;
  readonly save: SaveFigure;
}
