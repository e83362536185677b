/** A group of diseases that regional care plans speak of, made of whole ICD-10 categories; ranges are inclusive. */
export interface PlanningGroup {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  /** Three-character categories, first and last of each range. */
  readonly codes: readonly (readonly [first: string, last: string])[];
}

const group = (id: string, ja: string, en: string, codes: string): PlanningGroup => ({
  id,
  ja,
  en,
  codes: codes.split(' ').map((range) => {
    const [first, last] = range.split('-') as [string, string | undefined];
    return [first, last ?? first] as const;
  })
});

/**
 * The fixed list of planning groups: five diseases and six services (5疾病6事業) as far as diagnoses tell them apart,
 * and diseases of old age. 精神疾患 is chapter V as a whole, since no part of it may stand alone. The policy carries
 * the list, so that a release says what its names mean.
 */
export const PLANNING_GROUPS: readonly PlanningGroup[] = [
  group('cancer', 'がん', 'Cancer', 'C00-C97'),
  group('cancer_stomach', '胃がん', 'Stomach cancer', 'C16'),
  group('cancer_colorectal', '大腸がん', 'Colorectal cancer', 'C18-C20'),
  group('cancer_liver', '肝がん', 'Liver cancer', 'C22'),
  group('cancer_pancreas', '膵がん', 'Pancreatic cancer', 'C25'),
  group('cancer_lung', '肺がん', 'Lung cancer', 'C33-C34'),
  group('cancer_breast', '乳がん', 'Breast cancer', 'C50'),
  group('cancer_uterus', '子宮がん', 'Cancer of the uterus', 'C53-C55'),
  group('cancer_prostate', '前立腺がん', 'Prostate cancer', 'C61'),
  group('stroke', '脳卒中', 'Stroke', 'I60-I69'),
  group('ischaemic_heart', '虚血性心疾患', 'Ischaemic heart disease', 'I20-I25'),
  group('heart_failure', '心不全', 'Heart failure', 'I50'),
  group('diabetes', '糖尿病', 'Diabetes', 'E10-E14'),
  group('mental', '精神疾患', 'Mental disorders', 'F00-F99'),
  group('pneumonia', '肺炎', 'Pneumonia', 'J12-J18'),
  group('aspiration', '誤嚥性肺炎', 'Aspiration pneumonia', 'J69'),
  group('copd', '慢性閉塞性肺疾患', 'COPD', 'J44'),
  group('kidney_failure', '腎不全', 'Kidney failure', 'N17-N19'),
  group('hip_fracture', '大腿骨骨折', 'Femoral fracture', 'S72'),
  group('head_injury', '頭部外傷', 'Head injury', 'S00-S09'),
  group('covid', '新型コロナウイルス感染症', 'COVID-19', 'U07')
];

/** The group of an id; undefined for any other text. */
export const planningGroup = (id: string): PlanningGroup | undefined =>
  PLANNING_GROUPS.find((g) => g.id === id);

/** Whether a three-character category belongs to a group. */
export const inPlanningGroup = (category: string, { codes }: PlanningGroup): boolean =>
  codes.some(([first, last]) => category >= first && category <= last);

/** Age groups of the planning tables: until 64, 65–74 (前期高齢者), 75 and over (後期高齢者). */
export const AGE_PLANNING = ['0-64', '65-74', '75+', 'unknown'] as const;
export type AgePlanning = (typeof AGE_PLANNING)[number];
