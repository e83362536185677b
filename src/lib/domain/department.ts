/** Department groups (診療科群) a visit or a letter belongs to; `unknown` (不明) where not recorded. */
export const DEPARTMENTS = [
  'internal',
  'surgery',
  'orthopaedics',
  'neuro',
  'paediatrics_obstetrics',
  'psychiatry',
  'sense_organs',
  'skin_urology',
  'other',
  'unknown'
] as const;
export type Department = (typeof DEPARTMENTS)[number];

export const DEPARTMENT_NAMES: Readonly<Record<Department, { readonly ja: string; readonly en: string }>> = {
  internal: { ja: '内科系', en: 'Internal medicine' },
  surgery: { ja: '外科系', en: 'Surgery' },
  orthopaedics: { ja: '整形外科・リハビリテーション', en: 'Orthopaedics and rehabilitation' },
  neuro: { ja: '脳神経系', en: 'Neurology and neurosurgery' },
  paediatrics_obstetrics: { ja: '小児・産婦人科', en: 'Paediatrics, obstetrics and gynaecology' },
  psychiatry: { ja: '精神科', en: 'Psychiatry' },
  sense_organs: { ja: '眼科・耳鼻咽喉科', en: 'Eye, ear, nose and throat' },
  skin_urology: { ja: '皮膚・泌尿器科', en: 'Dermatology and urology' },
  other: { ja: 'その他', en: 'Other' },
  unknown: { ja: '不明', en: 'Unknown' }
};
