import { AGE5, age6Of, type Age5 } from '#lib/domain/age-band.ts';
import type { Setting } from '#lib/domain/setting.ts';
import {
  readPopulation,
  readUtilisationByAge,
  readUtilisationByChapter,
  readUtilisationModel
} from '../reference/read-reference.ts';
import type { Profile } from './profile.ts';

/** The 19 five-year bands a person can be in. */
export const BANDS = AGE5.filter((band): band is Exclude<Age5, 'unknown'> => band !== 'unknown');
export const BOTH_SEXES = ['male', 'female'] as const;
/** Chapter numbers a visit can carry, 0 standing for a diagnosis that was not recorded. */
export const CHAPTER_NUMBERS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 0
] as const;

/** Share of visits whose diagnosis is not recorded: enough for 不明 to stand as a cell of its own where it can. */
const UNRECORDED = 0.003;

/** Emergency visits have no survey: weights of ours, by chapter. */
const EMERGENCY_WEIGHTS: Readonly<Record<number, number>> = {
  1: 6,
  2: 2,
  3: 0.5,
  4: 2.5,
  5: 4,
  6: 5,
  7: 0.7,
  8: 2.5,
  9: 14,
  10: 15,
  11: 11,
  12: 2,
  13: 3,
  14: 7,
  15: 1,
  16: 0.2,
  17: 0.1,
  18: 13,
  19: 25,
  21: 0.5,
  22: 1.5
};

/** Mean stay in days by chapter, for turning patients of a day into admissions; a model of ours (overall about 15 days). */
export const STAY_DAYS: Readonly<Record<number, number>> = {
  0: 12,
  1: 14,
  2: 14,
  3: 15,
  4: 14,
  5: 60,
  6: 24,
  7: 4,
  8: 6,
  9: 18,
  10: 16,
  11: 9,
  12: 13,
  13: 18,
  14: 11,
  15: 7,
  16: 11,
  17: 10,
  18: 9,
  19: 20,
  21: 4,
  22: 13
};

/** What a university hospital sees more or less of than the region as a whole; a model of ours. */
const HOSPITAL_CASE_MIX: Readonly<Record<number, number>> = {
  2: 3.2,
  3: 2.5,
  5: 0.6,
  10: 0.5,
  13: 0.7,
  15: 2,
  16: 4,
  17: 6,
  21: 0.6,
  11: 0.8,
  12: 0.8,
  6: 1.6,
  7: 1.5,
  9: 1.1
};

function broadGroup(band: Age5): '0-14' | '15-64' | '65-74' | '75+' {
  const group = age6Of(band);
  if (group === '0-14' || group === '65-74') return group;
  return group === '75-84' || group === '85+' ? '75+' : '15-64';
}

/** Women of 15–49 by band, for chapter XV (births and care around them). */
const CHILDBEARING: Readonly<Partial<Record<Age5, number>>> = {
  '15-19': 2,
  '20-24': 12,
  '25-29': 30,
  '30-34': 33,
  '35-39': 19,
  '40-44': 4
};

/**
 * Relative weight of a visit by setting, chapter, sex and band: the expected visits of one resident, up to one
 * factor. Chapter totals follow the 受療率 of Miyagi (患者調査 2023), ages those of the nation (five chapters)
 * or the model shape (the others), as the source has no finer figures.
 * @returns `weight(setting, chapter index, sex index, band index)`; their population-weighted sum per setting is 1
 */
export function visitWeights(
  profile: Profile
): (setting: Setting, chapter: number, sex: number, band: number) => number {
  const population = new Float64Array(BOTH_SEXES.length * BANDS.length);
  for (const row of readPopulation()) {
    if (row.code !== '04000' || row.age_band === 'unpublished') continue;
    population[BOTH_SEXES.indexOf(row.sex) * BANDS.length + bandIndex(row.age_band)]! += row.population;
  }
  const model = new Map(
    readUtilisationModel().map((r) => [`${r.setting}/${r.sex}/${r.age_band}`, r.rate_per_100k])
  );
  const byAge = new Map(
    readUtilisationByAge().map((r) => [`${r.chapter_no}/${r.setting}/${r.age_group}`, r.rate_per_100k])
  );
  const byChapter = new Map(
    readUtilisationByChapter()
      .filter((r) => r.region === 'miyagi')
      .map((r) => [`${r.chapter_no}/${r.setting}`, r.rate_per_100k])
  );

  const shape = (survey: 'inpatient' | 'outpatient', no: number, sex: number, band: number): number => {
    const age = BANDS[band]!;
    if (no === 15) return sex === 1 ? (CHILDBEARING[age] ?? 0) : 0;
    if (no === 16) return age === '0-4' ? 1 : 0;
    const base = model.get(`${survey}/${BOTH_SEXES[sex]}/${age}`) ?? 0;
    if (no === 17) return base * (band < 3 ? 12 : band < 8 ? 2 : 0.3);
    const group = byAge.get(`${no}/${survey}/${broadGroup(age)}`);
    const whole = byAge.get(`0/${survey}/${broadGroup(age)}`);
    return group === undefined || whole === undefined ? base : (base * group) / whole;
  };

  const weights = {
    inpatient: table('inpatient'),
    outpatient: table('outpatient'),
    emergency: table('emergency')
  };
  const cell = (chapter: number, sex: number, band: number) =>
    (chapter * BOTH_SEXES.length + sex) * BANDS.length + band;
  return (setting, chapter, sex, band) => weights[setting][cell(chapter, sex, band)]!;

  function table(setting: Setting): Float64Array {
    const out = new Float64Array(CHAPTER_NUMBERS.length * population.length);
    const survey = setting === 'outpatient' ? 'outpatient' : 'inpatient';
    let sum = 0;
    CHAPTER_NUMBERS.forEach((no, c) => {
      if (no === 0) return;
      const rate = byChapter.get(`${no}/${survey}`) ?? 0;
      const mix = profile.name === 'hospital' ? (HOSPITAL_CASE_MIX[no] ?? 1) : 1;
      const amount =
        setting === 'emergency'
          ? EMERGENCY_WEIGHTS[no]!
          : (setting === 'inpatient' ? rate / STAY_DAYS[no]! : rate) * mix;
      let people = 0;
      for (let i = 0; i < population.length; i++)
        people += population[i]! * shape(survey, no, Math.floor(i / BANDS.length), i % BANDS.length);
      if (people === 0) return;
      for (let i = 0; i < population.length; i++) {
        const value = (amount * shape(survey, no, Math.floor(i / BANDS.length), i % BANDS.length)) / people;
        out[c * population.length + i] = value;
        sum += value * population[i]!;
      }
    });
    const unrecorded = CHAPTER_NUMBERS.indexOf(0) * population.length;
    for (let i = 0; i < population.length; i++) {
      let all = 0;
      for (let c = 0; c < CHAPTER_NUMBERS.length - 1; c++) all += out[c * population.length + i]!;
      out[unrecorded + i] = all * UNRECORDED;
    }
    return out.map((value) => value / (sum * (1 + UNRECORDED)));
  }
}

/** Index of a register band (0-4 … 100+) among the 19 bands, 90 and over together. */
export function bandIndex(band: string): number {
  return Math.min(BANDS.length - 1, Math.floor(Number.parseInt(band, 10) / 5));
}
