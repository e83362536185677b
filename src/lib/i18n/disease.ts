import { diseaseEn } from './disease-en.ts';
import { diseaseJa, type DiseaseWords } from './disease-ja.ts';
import type { Locale } from './locale.ts';

export type { DiseaseFacts, DiseaseWords, Unfit } from './disease-ja.ts';

/** Words of the disease page. */
export const disease: Readonly<Record<Locale, DiseaseWords>> = { ja: diseaseJa, en: diseaseEn };
