import type { Month } from '#lib/domain/period.ts';

/** Broad ages that codes go by: under 15, 15–64, 65–74, 75 and over. */
export type BroadAge = 0 | 1 | 2 | 3;

/** Whom a code befalls, as weights by broad age beside other codes of its chapter. */
const AGES = {
  any: [1, 1, 1, 1],
  child: [4, 0.6, 0.3, 0.2],
  adult: [0.02, 1, 1, 1],
  old: [0.004, 0.12, 0.8, 2.2],
  ends: [1.2, 0.5, 1, 2]
} as const;

/** A code synthetic visits may carry, with its weight in its chapter. */
export interface CodeChoice {
  readonly code: string;
  readonly weight: number;
  readonly ages: readonly number[];
  /** Only for this sex, where the disease has one. */
  readonly sex?: 'male' | 'female';
}

/** `code:weight`, then `:m` or `:f` for one sex, `:child`, `:adult`, `:old` or `:ends` for an age. */
const choices = (text: string): CodeChoice[] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [code, weight, ...marks] = entry.split(':') as [string, string, ...string[]];
      const age = marks.find((mark): mark is keyof typeof AGES => mark in AGES) ?? 'any';
      return {
        code,
        weight: Number(weight),
        ages: AGES[age],
        ...(marks.includes('m') ? { sex: 'male' as const } : {}),
        ...(marks.includes('f') ? { sex: 'female' as const } : {})
      };
    });

/** Common diagnoses of Japanese hospitals by ICD-10 chapter number; chapter 20 is never a main diagnosis and has none. */
export const CODES: Readonly<Record<number, readonly CodeChoice[]>> = {
  1: choices(
    'A09:20:ends A08.4:8:child A41.9:5:old A49.9:4 B02.9:10:adult B18.1:8:adult B18.2:7:adult B34.9:18:child B35.1:12:adult B37.9:4 A15.0:2:old A31.0:4:old B20:1:adult A53.9:1:adult'
  ),
  2: choices(
    'C16.9:9:adult C18.9:8:adult C20:4:adult C22.0:5:adult C25.9:4:adult C34.9:9:adult C50.9:11:f:adult C61:9:m:old C53.9:4:f:adult C54.1:3:f:adult C56:3:f:adult C67.9:4:adult C73:4:adult C83.3:4 C90.0:2:old C92.0:1 D12.6:8:adult D25.9:4:f:adult D18.0:2:child D36.9:3'
  ),
  3: choices('D50.9:30 D69.3:8 D64.9:20 D61.9:5 D70:6 D86.9:6 D72.8:4 D47.3:1'),
  4: choices(
    'E11.9:34:adult E10.9:4 E14.9:3:adult E78.5:26:adult E78.0:8:adult E03.9:8 E05.0:6:adult E87.1:3:old E86:5:ends E79.0:6:adult E66.9:2'
  ),
  5: choices(
    'F32.9:22:adult F20.9:20:adult F41.9:12:adult F31.9:8:adult F43.2:8 F51.0:9:adult F03:6:old F10.2:3:adult F84.0:5:child F90.0:3:child'
  ),
  6: choices(
    'G47.3:14:adult G40.9:14:child G20:12:old G43.9:9 G30.9:14:old G62.9:6:adult G45.9:6:old G56.0:5:adult G35:3 G70.0:3 G12.2:2'
  ),
  7: choices(
    'H25.9:24:old H40.1:20:adult H52.1:10:child H10.1:10:child H35.3:9:old H36.0:7:adult H04.1:9 H43.1:3:adult H33.0:2:adult'
  ),
  8: choices(
    'H66.9:20:child H81.0:10:adult H81.1:14:adult H90.3:18:old H91.2:8:adult H61.2:14 H93.1:8:adult'
  ),
  9: choices(
    'I10:44:adult I20.9:8:adult I25.1:7:adult I21.9:3:adult I48:9:old I50.9:9:old I63.9:8:old I61.9:3:adult I60.9:1:adult I69.3:5:old I70.2:2:old I71.4:2:old'
  ),
  10: choices(
    'J06.9:20:child J20.9:12:child J18.9:14:ends J15.7:2:child J45.9:16:child J44.9:9:old J30.1:12 J10.1:6 J69.0:6:old J84.1:4:old J32.9:4 J03.9:4:child'
  ),
  11: choices(
    'K21.0:12:adult K25.9:7:adult K29.7:8:adult K02.9:16:child K05.3:14:adult K52.9:7:child K59.0:9:ends K57.3:4:adult K80.2:6:adult K35.8:3:child K40.9:4:old K56.7:4:old K74.6:3:adult K50.9:2 K51.9:4'
  ),
  12: choices('L20.9:22:child L30.9:18 L40.0:9:adult L50.9:10 L03.9:8:adult L70.0:8 L89.9:3:old L23.9:7'),
  13: choices(
    'M17.1:16:old M54.5:18 M48.0:12:old M81.9:12:old M06.9:13:adult M51.2:8:adult M75.0:7:adult M16.1:4:old M32.9:3 M10.9:4:adult'
  ),
  14: choices(
    'N18.5:18:adult N18.9:16:adult N17.9:2:old N19:1:old N40:12:m:old N39.0:12 N20.1:7:adult N20.0:5:adult N92.0:5:f:adult N80.9:5:f:adult N04.9:3:child N10:5 N76.0:4:f:adult'
  ),
  15: choices(
    'O80:20:f O34.2:8:f O60.1:6:f O26.9:16:f O20.0:10:f O14.9:5:f O24.4:8:f O02.1:4:f O42.9:5:f O47.0:6:f'
  ),
  16: choices('P07.3:22 P22.0:8 P59.9:20 P22.1:10 P36.9:4 P05.1:9 P70.4:8'),
  17: choices('Q21.0:16 Q21.1:12 Q90.9:10 Q53.9:6:m Q65.8:8 Q35.9:6 Q62.1:5 Q25.0:7'),
  18: choices(
    'R10.4:16 R50.9:16:child R42:12:adult R51:12 R07.4:10:adult R55:7 R06.0:6:old R56.8:5:child R31:5:adult R05:8'
  ),
  19: choices(
    'S72.0:9:old S72.1:8:old S06.0:8:ends S52.5:10:ends S01.0:9 S82.8:6 S32.0:8:old S93.4:9 S61.0:8 S42.2:5:old T78.4:6:child T14.9:7 T81.4:3:adult T67.9:3'
  ),
  21: choices(
    'Z00.0:30 Z09.9:14 Z12.9:10:adult Z23:10:child Z34.9:6:f:adult Z46.3:14:adult Z51.1:9:adult Z94.0:3:adult Z95.0:4:old'
  ),
  22: choices('U07.1:1')
};

/** All codes in one list: a visit stores the index, 0 standing for no diagnosis. */
export const CODE_LIST: readonly (string | null)[] = [
  null,
  ...Object.values(CODES).flatMap((list) => list.map((choice) => choice.code))
];

/** Factors of January … December by the beginning of a code, mean about 1, beside the season of its chapter. */
const SEASONS: readonly (readonly [start: string, factors: readonly number[]])[] = [
  ['J10', [3.3, 2.7, 1.4, 0.6, 0.2, 0.05, 0.05, 0.05, 0.1, 0.3, 0.8, 2.4]],
  ['J30', [0.5, 2.2, 3.2, 2.2, 0.9, 0.4, 0.3, 0.4, 0.7, 0.5, 0.4, 0.3]],
  ['J18', [1.2, 1.15, 1.1, 1, 0.95, 0.85, 0.85, 0.9, 0.9, 0.95, 1.05, 1.15]],
  ['A08', [1.9, 1.6, 1.3, 1, 0.8, 0.5, 0.4, 0.4, 0.4, 0.6, 1.1, 2]],
  ['T67', [0, 0, 0, 0.05, 0.5, 1.2, 4.2, 4.6, 1.2, 0.15, 0, 0]],
  ['I50', [1.2, 1.15, 1.1, 1, 0.95, 0.9, 0.85, 0.85, 0.9, 0.95, 1.05, 1.15]],
  ['I63', [1.1, 1.08, 1.05, 1, 0.98, 0.95, 0.95, 0.95, 0.95, 0.97, 1, 1.05]],
  ['S72', [1.12, 1.1, 1.05, 0.98, 0.94, 0.92, 0.92, 0.94, 0.96, 1, 1.03, 1.1]]
];

/** No influenza to speak of went round in these months. */
const WITHOUT_INFLUENZA: readonly [Month, Month] = [202004, 202210];

/** Factor of a code in a month beside the season of its chapter. */
export function codeSeason(code: string, month: Month): number {
  if (code.startsWith('J10') && month >= WITHOUT_INFLUENZA[0] && month <= WITHOUT_INFLUENZA[1]) return 0.01;
  return SEASONS.find(([start]) => code.startsWith(start))?.[1][(month % 100) - 1] ?? 1;
}
