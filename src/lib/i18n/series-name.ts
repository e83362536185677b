import { TIME_BAND_NAMES } from '../domain/emergency-request.ts';
import type { SeriesSubject } from '../domain/monthly-series.ts';
import type { Setting } from '../domain/setting.ts';
import { chapterName, diseaseName } from './disease-name.ts';
import type { Locale } from './locale.ts';

const SETTING_NAMES: Readonly<Record<Locale, Readonly<Record<Setting, string>>>> = {
  ja: { inpatient: '入院', outpatient: '外来', emergency: '救急' },
  en: { inpatient: 'inpatients', outpatient: 'outpatients', emergency: 'emergencies' }
};

/** What a series counts, as a noun without its place: 肺炎の外来, 深夜の救急応需, Pneumonia, outpatients. */
export function seriesName(subject: SeriesSubject, locale: Locale): string {
  const ja = locale === 'ja';
  if (subject.kind === 'total') return ja ? 'すべての受診' : 'All visits';
  if (subject.kind === 'planning')
    return `${diseaseName(subject.group, locale)}${ja ? 'の受診' : ', all settings'}`;
  if (subject.kind === 'acceptance') {
    const band = TIME_BAND_NAMES[subject.band][locale];
    if (ja) return `${band}の${subject.outcome === 'accepted' ? '救急応需' : '応需できなかった救急要請'}`;
    return `${subject.outcome === 'accepted' ? 'Emergency requests accepted' : 'Emergency requests not accepted'} (${band})`;
  }
  const disease =
    subject.kind === 'chapter' ? chapterName(subject.chapter, locale) : diseaseName(subject.block, locale);
  const setting = SETTING_NAMES[locale][subject.setting];
  return ja ? `${disease}の${setting}` : `${disease}, ${setting}`;
}
