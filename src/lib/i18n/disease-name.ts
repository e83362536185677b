import { icd10Block } from '../domain/icd10-blocks.ts';
import { planningGroup } from '../domain/planning-group.ts';
import type { Locale } from './locale.ts';

/** Names of chapter groups: [Japanese, English]. Source: icd10_chapters of the release, shortened. */
const CHAPTERS: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  I: ['感染症及び寄生虫症', 'Infectious and parasitic diseases'],
  II: ['新生物＜腫瘍＞', 'Neoplasms'],
  III: ['血液・造血器・免疫機構の障害', 'Blood and immune disorders'],
  IV: ['内分泌・栄養・代謝疾患', 'Endocrine, nutritional and metabolic diseases'],
  'V+VI': ['精神・行動の障害、神経系の疾患', 'Mental disorders and diseases of the nervous system'],
  VII: ['眼及び付属器の疾患', 'Diseases of the eye'],
  VIII: ['耳及び乳様突起の疾患', 'Diseases of the ear'],
  IX: ['循環器系の疾患', 'Diseases of the circulatory system'],
  X: ['呼吸器系の疾患', 'Diseases of the respiratory system'],
  XI: ['消化器系の疾患', 'Diseases of the digestive system'],
  XII: ['皮膚及び皮下組織の疾患', 'Diseases of the skin'],
  XIII: ['筋骨格系及び結合組織の疾患', 'Musculoskeletal diseases'],
  XIV: ['腎尿路生殖器系の疾患', 'Genitourinary diseases'],
  XV: ['妊娠・分娩・産じょく', 'Pregnancy and childbirth'],
  'XVI+XVII': ['周産期の病態、先天奇形', 'Perinatal conditions and congenital anomalies'],
  XVIII: ['症状・徴候・異常所見', 'Symptoms and abnormal findings'],
  XIX: ['損傷・中毒・外因の影響', 'Injury and poisoning'],
  XX: ['傷病の外因', 'External causes'],
  XXI: ['健康状態・保健サービスの利用', 'Factors influencing health status'],
  XXII: ['特殊目的用コード', 'Codes for special purposes']
};

/** The name of a chapter group, or of the group a chapter is published in; a chapter that has none by its number. */
export function chapterName(chapter: string, locale: Locale): string {
  if (chapter === 'unknown') return locale === 'ja' ? '病名不明' : 'Diagnosis unknown';
  const group = Object.keys(CHAPTERS).find((id) => id === chapter || id.split('+').includes(chapter));
  return group === undefined ? chapter : CHAPTERS[group]![locale === 'ja' ? 0 : 1];
}

/** The name of a disease: a planning group, a chapter (group), a block, or what of a chapter is joined with sensitive blocks. */
export function diseaseName(id: string, locale: Locale): string {
  const named = planningGroup(id) ?? icd10Block(id);
  if (named) return named[locale];
  const other = /^(\w+):other$/.exec(id);
  if (!other) return chapterName(id, locale);
  const chapter = chapterName(other[1]!, locale);
  return locale === 'ja'
    ? `${chapter}のその他（配慮を要する疾患を含む合算）`
    : `${chapter}: other (joined with sensitive blocks)`;
}

/** The codes of a disease as a reader writes them: J12–J18. */
export function diseaseCodes(id: string): string {
  const group = planningGroup(id);
  if (group)
    return group.codes.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(' ');
  return icd10Block(id) ? id.replace('-', '–') : id;
}
