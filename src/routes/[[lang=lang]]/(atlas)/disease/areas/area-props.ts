import type { Locale } from '#lib/i18n/locale.ts';
import type { Manifest } from '#lib/release/manifest.ts';
import type { SaveFigure } from '../../figure-saver.ts';

/** What every figure by place is given. */
export interface AreaFigureProps {
  readonly locale: Locale;
  readonly manifest: Manifest;
  /** What is counted, in the locale: 75歳以上の肺炎入院. */
  readonly subject: string;
  readonly save: SaveFigure;
}

/** The place all figures point at together. */
export interface Brushing {
  readonly highlight: string | null;
  readonly onhighlight: (code: string | null) => void;
}
