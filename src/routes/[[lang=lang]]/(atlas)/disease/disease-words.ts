import { disease } from '#lib/i18n/disease.ts';
import { diseaseName } from '#lib/i18n/disease-name.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { monthlySetting } from '#lib/release/disease-offer.ts';
import type { DiseaseSelection } from '#lib/selection/disease-selection.ts';

const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;

/** 75歳以上の女の肺炎の入院 / Pneumonia, inpatient, 75 and over, women. */
export function subjectOf(selection: DiseaseSelection, locale: Locale): string {
  const words = disease[locale];
  const { age, sex } = selection;
  const name = diseaseName(selection.disease, locale);
  const setting = words.setting[selection.setting];
  if (locale === 'ja')
    return `${age === 'all' ? '' : `${words.age[age]}の`}${sex === 'all' ? '' : `${words.sex[sex]}の`}${name}${setting}`;
  return [
    name,
    lowered(setting),
    ...(age === 'all' ? [] : [`ages ${lowered(words.age[age])}`]),
    ...(sex === 'all' ? [] : [lowered(words.sex[sex])])
  ].join(', ');
}

/** What the monthly figures show, which may be wider than the choice: 肺炎、入院・外来・救急の計、全年齢. */
export function monthlySubjectOf(selection: DiseaseSelection, locale: Locale): string {
  const words = disease[locale];
  const setting = monthlySetting(selection.disease, selection.setting);
  return [
    diseaseName(selection.disease, locale),
    setting === 'all' ? words.allSettings : words.setting[setting],
    locale === 'ja' ? words.age.all : lowered(words.age.all)
  ].join(locale === 'ja' ? '、' : ', ');
}
