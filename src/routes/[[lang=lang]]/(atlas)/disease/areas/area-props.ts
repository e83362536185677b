import type { Locale } from '#lib/i18n/locale.ts';
import type { Manifest } from '#lib/release/manifest.ts';
import type { SaveFigure } from '../../figure-saver.ts';

/** What every figure by place is given. */
export interface AreaFigureProps {
  readonly locale: Locale;
  readonly manifest: Manifest;
  /** Words in the locale: 肺炎, 入院, 宮城県. */
  readonly subject: { readonly disease: string; readonly setting: string; readonly place: string };
  readonly save: SaveFigure;
}

/** The place all figures point at together. */
export interface Brushing {
  readonly highlight: string | null;
  readonly onhighlight: (code: string | null) => void;
}

/** 肺炎の入院 / pneumonia, inpatient. */
export const subjectText = (subject: AreaFigureProps['subject'], locale: Locale): string =>
  locale === 'ja' ? `${subject.disease}の${subject.setting}` : `${subject.disease}, ${subject.setting}`;
