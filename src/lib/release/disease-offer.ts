import { CHAPTER_GROUPS } from '../domain/chapter-group.ts';
import { icd10Block } from '../domain/icd10-blocks.ts';
import { planningGroup } from '../domain/planning-group.ts';
import type { Setting } from '../domain/setting.ts';

/** How a disease is cut: a group of the care plans, a chapter (group) of ICD-10, or a block of it. */
export type DiseaseKind = 'planning' | 'chapter' | 'block';

export const DISEASE_AGES = ['all', '0-64', '65-74', '75+'] as const;
export type DiseaseAge = (typeof DISEASE_AGES)[number];
export const DISEASE_SEXES = ['all', 'male', 'female'] as const;
export type DiseaseSex = (typeof DISEASE_SEXES)[number];
export const DISEASE_MEASURES = ['visits', 'patients', 'crude', 'asr', 'sir'] as const;
export type DiseaseMeasure = (typeof DISEASE_MEASURES)[number];
export const DISEASE_LEVELS = ['unit', 'area'] as const;
export type DiseaseLevel = (typeof DISEASE_LEVELS)[number];

/** Why a release does not hold something. The words on screen hang on these codes. */
export type NotOffered =
  | 'ages_only_of_planning_groups'
  | 'units_without_ages'
  | 'units_only_inpatient'
  | 'blocks_only_by_area'
  | 'patients_only_of_planning_groups'
  | 'patients_only_by_area'
  | 'standardised_only_whole'
  | 'no_expected_of_chapters_by_unit'
  | 'no_rates_of_blocks'
  | 'counts_as_bands';

/** The part of a choice on which it depends what a release holds. */
export interface DiseaseGrain {
  readonly disease: string;
  readonly age: DiseaseAge;
  readonly sex: DiseaseSex;
  readonly setting: Setting;
  readonly level: DiseaseLevel;
}

/** What kind of disease an id names; null for any other text. 不明 is no disease. */
export function diseaseKind(id: string): DiseaseKind | null {
  if (planningGroup(id)) return 'planning';
  if (id !== 'unknown' && CHAPTER_GROUPS.some((group) => group === id)) return 'chapter';
  return icd10Block(id) || /^(?:I|XV|XXI):other$/.test(id) ? 'block' : null;
}

/** Whether an age other than all is published: only of planning groups, by area and fiscal year. */
export const ageRefused = (disease: string, age: DiseaseAge): NotOffered | null =>
  age === 'all' || diseaseKind(disease) === 'planning' ? null : 'ages_only_of_planning_groups';

/** Whether a sex is published on its own: as for ages. */
export const sexRefused = (disease: string, sex: DiseaseSex): NotOffered | null =>
  sex === 'all' || diseaseKind(disease) === 'planning' ? null : 'ages_only_of_planning_groups';

/** Whether places may be compared at a level: planning groups by unit are published inpatient and of all ages only. */
export function levelRefused(
  { disease, age, sex, setting }: Omit<DiseaseGrain, 'level'>,
  level: DiseaseLevel
): NotOffered | null {
  if (level === 'area') return null;
  const kind = diseaseKind(disease);
  if (kind === 'block') return 'blocks_only_by_area';
  if (kind === 'chapter') return null;
  if (age !== 'all' || sex !== 'all') return 'units_without_ages';
  return setting === 'inpatient' ? null : 'units_only_inpatient';
}

/** Whether a measure is published at the grain of a choice. */
export function measureRefused(grain: DiseaseGrain, measure: DiseaseMeasure): NotOffered | null {
  const kind = diseaseKind(grain.disease);
  const whole = grain.age === 'all' && grain.sex === 'all';
  switch (measure) {
    case 'patients':
      if (kind !== 'planning') return 'patients_only_of_planning_groups';
      return grain.level === 'area' ? null : 'patients_only_by_area';
    case 'visits':
      return kind === 'planning' && grain.level === 'unit' ? 'counts_as_bands' : null;
    case 'crude':
      return null;
    case 'asr':
      if (kind === 'block') return 'no_rates_of_blocks';
      if (!whole) return 'standardised_only_whole';
      return kind === 'chapter' && grain.level === 'unit' ? 'no_expected_of_chapters_by_unit' : null;
    case 'sir':
      if (kind === 'block') return 'no_rates_of_blocks';
      return kind === 'chapter' && grain.level === 'unit' ? 'no_expected_of_chapters_by_unit' : null;
  }
}

/** The first of a list that is not refused. */
export const firstOffered = <T>(values: readonly T[], refused: (value: T) => NotOffered | null): T =>
  values.find((value) => refused(value) === null)!;

/** Order in which a measure takes the place of one that is not offered. */
export const MEASURE_ORDER = [
  'sir',
  'crude',
  'visits',
  'patients',
  'asr'
] as const satisfies readonly DiseaseMeasure[];

/** Settings of monthly counts: planning groups are published by month with all settings together. */
export const monthlySetting = (disease: string, setting: Setting): Setting | 'all' =>
  diseaseKind(disease) === 'planning' ? 'all' : setting;
