import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { ICD10_BLOCKS } from '#lib/domain/icd10-blocks.ts';
import { inPlanningGroup, PLANNING_GROUPS } from '#lib/domain/planning-group.ts';
import { icd10Category } from '#lib/domain/icd10.ts';
import { diseaseCodes, diseaseName } from '#lib/i18n/disease-name.ts';
import { diseaseKind, type DiseaseKind } from '#lib/release/disease-offer.ts';

/** A disease a reader may choose. */
export interface DiseaseOption {
  readonly id: string;
  readonly kind: DiseaseKind;
  /** Chapter group it stands under; empty for planning groups. */
  readonly chapter: string;
  readonly ja: string;
  readonly en: string;
  readonly codes: string;
}

const option = (id: string, chapter: string): DiseaseOption => ({
  id,
  kind: diseaseKind(id)!,
  chapter,
  ja: diseaseName(id, 'ja'),
  en: diseaseName(id, 'en'),
  codes: diseaseCodes(id)
});

/** Every disease: planning groups first, then each chapter with its blocks. */
export const DISEASES: readonly DiseaseOption[] = [
  ...PLANNING_GROUPS.map(({ id }) => option(id, '')),
  ...CHAPTER_GROUPS.filter((group) => group !== 'unknown').flatMap((group) => [
    option(group, group),
    ...ICD10_BLOCKS.filter((block) => group.split('+').includes(block.chapter)).map(({ id }) =>
      option(id, group)
    ),
    ...(['I', 'XV', 'XXI'].includes(group) ? [option(`${group}:other`, group)] : [])
  ])
];

/** Full-width letters and digits, capitals and kana of one word compare alike. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s–-]+/g, '');
const FOLDED = new Map(DISEASES.map((d) => [d.id, [d.ja, d.en, d.codes].map(folded)]));
const planning = new Map(PLANNING_GROUPS.map((group) => [group.id, group]));

function holdsCategory({ id, kind }: DiseaseOption, category: string): boolean {
  const group = planning.get(id);
  if (group) return inPlanningGroup(category, group);
  return kind === 'block' && !id.includes(':') && category >= id.slice(0, 3) && category <= id.slice(4);
}

/** Diseases whose Japanese or English name or codes hold the words typed, or whose range holds the code typed (J15, i21.0). */
export function searchDiseases(text: string): DiseaseOption[] {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).map(folded).filter(Boolean);
  if (words.length === 0) return [...DISEASES];
  const category = icd10Category(text.normalize('NFKC'));
  return DISEASES.filter(
    (disease) =>
      words.every((word) => FOLDED.get(disease.id)!.some((part) => part.includes(word))) ||
      (category !== null && holdsCategory(disease, category))
  );
}
