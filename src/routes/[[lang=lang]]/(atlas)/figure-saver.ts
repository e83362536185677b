import { fiscalYearLabel } from '#lib/domain/period.ts';
import { saveFigure } from '#lib/export/save-figure.ts';
import { figure } from '#lib/i18n/figure.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { shell } from '#lib/i18n/shell.ts';
import type { Manifest } from '#lib/release/manifest.ts';
import type { TableModel } from '#lib/ui/table-model.ts';

/** Saves a figure as a picture, or its rows as a file, with its title and source. */
export type SaveFigure = (
  kind: 'png' | 'svg' | 'csv',
  element: HTMLElement,
  name: string,
  table: TableModel,
  title: string,
  sub: string
) => void;

/**
 * Saves figures of one release and fiscal year; their files are named after the figure and what was chosen.
 * @param chosen place, disease or whatever else tells the file from that of another choice
 */
export const figureSaver =
  (manifest: Manifest, fiscalYear: number, chosen: string, locale: Locale): SaveFigure =>
  (kind, element, name, table, title, sub) =>
    void saveFigure(
      kind,
      element,
      `miyagi-${name}-${chosen.replaceAll(/[^\w-]/g, '-')}-${fiscalYear}`,
      table,
      {
        title,
        sub,
        source: [
          locale === 'ja' ? manifest.source.name_ja : manifest.source.name_en,
          shell[locale].release(manifest.release),
          fiscalYearLabel(fiscalYear, locale),
          shell[locale].name
        ].join('　'),
        stamp: manifest.source.synthetic ? figure[locale].synthetic : null
      }
    );
