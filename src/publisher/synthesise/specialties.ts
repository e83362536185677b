import type { Department } from '#lib/domain/department.ts';

/** Departments of a synthetic facility as it names them; a visit stores the index. */
export const SPECIALTIES: readonly (readonly [name: string, group: Department])[] = [
  ['総合内科', 'internal'],
  ['循環器内科', 'internal'],
  ['消化器内科', 'internal'],
  ['呼吸器内科', 'internal'],
  ['外科', 'surgery'],
  ['心臓血管外科', 'surgery'],
  ['整形外科', 'orthopaedics'],
  ['リハビリテーション科', 'orthopaedics'],
  ['脳神経内科', 'neuro'],
  ['脳神経外科', 'neuro'],
  ['小児科', 'paediatrics_obstetrics'],
  ['産婦人科', 'paediatrics_obstetrics'],
  ['精神科', 'psychiatry'],
  ['眼科', 'sense_organs'],
  ['耳鼻咽喉科', 'sense_organs'],
  ['皮膚科', 'skin_urology'],
  ['泌尿器科', 'skin_urology'],
  ['救急科', 'other'],
  ['歯科口腔外科', 'other']
];

const indexOf = (name: string): number => SPECIALTIES.findIndex(([own]) => own === name);

export const GENERAL = indexOf('総合内科');
export const PAEDIATRICS = indexOf('小児科');
export const EMERGENCY = indexOf('救急科');
/** A visit whose department was not recorded. */
export const NO_SPECIALTY = 31;

/** The specialty a diagnosis goes to first, by the beginning of its code; the first rule that fits. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^K0/, '歯科口腔外科'],
  [/^A0|^B18|^K(?:2[159]|5[0-29]|57|59|7)/, '消化器内科'],
  [/^C(?:16|18|20|22|25|50|73)|^D12|^K(?:35|40|56|80)|^T81/, '外科'],
  [/^A15|^A31|^C34|^J(?:1|20|44|45|69|84)/, '呼吸器内科'],
  [/^I(?:60|61)|^S06/, '脳神経外科'],
  [/^I(?:63|69)|^G/, '脳神経内科'],
  [/^I7|^Q2/, '心臓血管外科'],
  [/^I/, '循環器内科'],
  [/^F/, '精神科'],
  [/^O|^C5[346]|^D25|^N(?:76|80|92)|^Z34/, '産婦人科'],
  [/^P|^Q|^Z23/, '小児科'],
  [/^H[0-5]/, '眼科'],
  [/^H|^J(?:03|30|32)/, '耳鼻咽喉科'],
  [/^L|^B0|^B35|^C43|^D18/, '皮膚科'],
  [/^C6|^N(?:2|39|40|10)/, '泌尿器科'],
  [/^M54|^S93/, 'リハビリテーション科'],
  [/^M0|^M32|^M10/, '総合内科'],
  [/^M|^S/, '整形外科'],
  [/^T/, '救急科']
];

/** Index in SPECIALTIES of the department a code goes to first. */
export function specialtyOf(code: string | null): number {
  const name = RULES.find(([pattern]) => pattern.test(code ?? ''))?.[1];
  return name === undefined ? GENERAL : indexOf(name);
}
