import { diseaseAreasEn } from './disease-areas-en.ts';
import { diseaseAreasJa } from './disease-areas-ja.ts';
import type { Locale } from './locale.ts';

export type { AreaMeasure, AreaView, Named } from './disease-areas-ja.ts';

/** Words of the figures by place on the disease page. */
export const diseaseAreas: Readonly<Record<Locale, typeof diseaseAreasJa>> = {
  ja: diseaseAreasJa,
  en: diseaseAreasEn
};

/** The line on what a hospital’s figures are not; empty for a region. */
export const coverageNote = (profile: 'hospital' | 'region', locale: Locale): string =>
  profile === 'hospital' ? diseaseAreas[locale].hospital : '';
