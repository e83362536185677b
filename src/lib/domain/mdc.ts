/** Major diagnostic categories 主要診断群（MDC）of the DPC classification 診断群分類. Source: 厚生労働省 DPC電子点数表 */
export const MDC_NAMES: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = {
  '01': { ja: '神経系', en: 'Nervous system' },
  '02': { ja: '眼科系', en: 'Eye' },
  '03': { ja: '耳鼻咽喉科系', en: 'Ear, nose and throat' },
  '04': { ja: '呼吸器系', en: 'Respiratory' },
  '05': { ja: '循環器系', en: 'Circulatory' },
  '06': { ja: '消化器・肝胆膵', en: 'Digestive, liver, pancreas' },
  '07': { ja: '筋骨格系', en: 'Musculoskeletal' },
  '08': { ja: '皮膚・皮下組織', en: 'Skin' },
  '09': { ja: '乳房', en: 'Breast' },
  '10': { ja: '内分泌・栄養・代謝', en: 'Endocrine and metabolic' },
  '11': { ja: '腎・尿路・男性生殖器', en: 'Kidney, urinary, male genital' },
  '12': { ja: '女性生殖器・産褥', en: 'Female genital, childbirth' },
  '13': { ja: '血液・造血器・免疫', en: 'Blood and immune' },
  '14': { ja: '新生児・先天性奇形', en: 'Newborn and congenital' },
  '15': { ja: '小児', en: 'Paediatric' },
  '16': { ja: '外傷・熱傷・中毒', en: 'Injury, burns, poisoning' },
  '17': { ja: '精神', en: 'Mental' },
  '18': { ja: 'その他', en: 'Other' }
};
