/** Five-year age bands with an open top band, as every exact table uses them; `unknown` (不明) is a leaf of its own. */
export const AGE5 = [
  '0-4',
  '5-9',
  '10-14',
  '15-19',
  '20-24',
  '25-29',
  '30-34',
  '35-39',
  '40-44',
  '45-49',
  '50-54',
  '55-59',
  '60-64',
  '65-69',
  '70-74',
  '75-79',
  '80-84',
  '85-89',
  '90+',
  'unknown'
] as const;
/** The six age groups of planning tables. */
export const AGE6 = ['0-14', '15-39', '40-64', '65-74', '75-84', '85+', 'unknown'] as const;
/** The three broad age groups of official statistics (年少・生産年齢・老年). */
export const AGE3 = ['0-14', '15-64', '65+', 'unknown'] as const;

export type Age5 = (typeof AGE5)[number];
export type Age6 = (typeof AGE6)[number];
export type Age3 = (typeof AGE3)[number];

/** The five-year band of an age in whole years; 90 and over is `90+`, null or out of 0–130 is `unknown`. */
export function age5Of(age: number | null): Age5 {
  if (age === null || !Number.isInteger(age) || age < 0 || age > 130) return 'unknown';
  return AGE5[Math.min(18, Math.floor(age / 5))]!;
}

/** The six-group parent of a five-year band. */
export function age6Of(band: Age5): Age6 {
  const index = AGE5.indexOf(band);
  if (band === 'unknown') return 'unknown';
  if (index < 3) return '0-14';
  if (index < 8) return '15-39';
  if (index < 13) return '40-64';
  if (index < 15) return '65-74';
  return index < 17 ? '75-84' : '85+';
}

/** The three-group parent of a six-group band. */
export function age3Of(group: Age6): Age3 {
  if (group === '0-14' || group === 'unknown') return group;
  return group === '15-39' || group === '40-64' ? '15-64' : '65+';
}

/** The planning-table parent of a six-group band: until 64, 65–74, 75 and over. */
export function agePlanningOf(group: Age6): '0-64' | '65-74' | '75+' | 'unknown' {
  if (group === 'unknown' || group === '65-74') return group;
  return group === '75-84' || group === '85+' ? '75+' : '0-64';
}
