import { type Outcome, shown, withheld } from './outcome.ts';

/** 平成27年（2015年）モデル人口, bands of five years from 0–4 to 95 and over. (厚生労働省 2020) */
const JAPAN_2015 = [
  5026000, 5369000, 5711000, 6053000, 6396000, 6738000, 7081000, 7423000, 7766000, 8108000, 8451000, 8793000,
  9135000, 9246000, 7892000, 6306000, 4720000, 3134000, 1548000, 423000
] as const;

/** 昭和60年（1985年）モデル人口, 0–4 to 85 and over: for series that began with it, never beside rates of 2015. */
const JAPAN_1985 = [
  8180000, 8338000, 8497000, 8655000, 8814000, 8972000, 9130000, 9289000, 9400000, 8651000, 7616000, 6581000,
  5546000, 4511000, 3476000, 2441000, 1406000, 784000
] as const;

/** The models a rate can be standardised on, and the names that must stand under it. */
export const STANDARD_POPULATIONS = {
  japan_2015: { bands: JAPAN_2015, ja: '平成27年モデル人口', en: '2015 model population of Japan' },
  japan_1985: { bands: JAPAN_1985, ja: '昭和60年モデル人口', en: '1985 model population of Japan' }
} as const;
export type StandardPopulation = keyof typeof STANDARD_POPULATIONS;

/**
 * Weights of a standard population 基準人口 for data in five-year bands with an open top band, which takes the sum of
 * the model's bands it covers. Withheld: `band_not_in_model` when the model has no band that begins there.
 * @param openBandFrom first age of the data's open band, e.g. 85 or 90
 * @returns persons per band 0–4, 5–9 … open, and their total
 */
export function standardPopulation(
  openBandFrom: number,
  model: StandardPopulation = 'japan_2015'
): Outcome<{ weights: readonly number[]; total: number }> {
  const bands: readonly number[] = STANDARD_POPULATIONS[model].bands;
  const closed = openBandFrom / 5;
  if (!Number.isInteger(closed) || closed < 0 || closed >= bands.length) return withheld('band_not_in_model');
  const total = bands.reduce((a, b) => a + b, 0);
  const open = bands.slice(closed).reduce((a, b) => a + b, 0);
  return shown({ weights: [...bands.slice(0, closed), open], total });
}
