import type { Month } from '#lib/domain/period.ts';
import { SETTINGS, type Setting } from '#lib/domain/setting.ts';

/** A change put into a synthetic source on purpose, so that a method that looks for one can be held against it. */
export interface Injection {
  readonly id: string;
  /** `outbreak`: more for some months. `shift`: another level from a month on. `drop`: fewer for some months. */
  readonly kind: 'outbreak' | 'shift' | 'drop';
  /** Medical area of residence; null for the whole prefecture. */
  readonly area: string | null;
  /** Beginnings of the codes concerned. */
  readonly codes: readonly string[];
  readonly settings: readonly Setting[];
  /** Bands of five years (0 is 0–4) from and to; null for every age. */
  readonly bands: readonly [number, number] | null;
  readonly from: Month;
  /** Last month; null where it lasts. */
  readonly to: Month | null;
  /** Visits expected with the change for each one without it. */
  readonly factor: number;
  readonly note: string;
}

/** Every change, in order of its first month. */
export const INJECTIONS: readonly Injection[] = [
  {
    id: 'gastroenteritis-2019',
    kind: 'outbreak',
    area: '0403',
    codes: ['A08', 'A09'],
    settings: SETTINGS,
    bands: null,
    from: 201905,
    to: 201906,
    factor: 2.2,
    note: 'Infectious gastroenteritis out of season in 仙台.'
  },
  {
    id: 'bronchiolitis-2021',
    kind: 'outbreak',
    area: null,
    codes: ['J20'],
    settings: SETTINGS,
    bands: [0, 0],
    from: 202106,
    to: 202108,
    factor: 3,
    note: 'Bronchitis of the youngest in summer, over the whole prefecture.'
  },
  {
    id: 'eye-clinic-2021',
    kind: 'drop',
    area: '0409',
    codes: ['H0', 'H1', 'H2', 'H3', 'H4', 'H5'],
    settings: ['outpatient'],
    bands: null,
    from: 202109,
    to: 202112,
    factor: 0.45,
    note: 'Eye outpatients of 石巻・登米・気仙沼 fall away for four months, as if a department had closed.'
  },
  {
    id: 'hip-fracture-2022',
    kind: 'shift',
    area: '0401',
    codes: ['S72'],
    settings: ['inpatient', 'emergency'],
    bands: null,
    from: 202210,
    to: null,
    factor: 1.5,
    note: 'Femoral fractures of 仙南 stay at a higher level.'
  },
  {
    id: 'heat-2023',
    kind: 'outbreak',
    area: null,
    codes: ['T67'],
    settings: SETTINGS,
    bands: null,
    from: 202307,
    to: 202309,
    factor: 3.5,
    note: 'A summer of heat strokes, over the whole prefecture.'
  },
  {
    id: 'heart-failure-2024',
    kind: 'shift',
    area: '0409',
    codes: ['I50'],
    settings: ['inpatient'],
    bands: null,
    from: 202404,
    to: null,
    factor: 1.35,
    note: 'Admissions for heart failure of 石巻・登米・気仙沼 stay at a higher level.'
  },
  {
    id: 'influenza-2024',
    kind: 'outbreak',
    area: '0406',
    codes: ['J10'],
    settings: SETTINGS,
    bands: null,
    from: 202412,
    to: 202501,
    factor: 3.2,
    note: 'Influenza of 大崎・栗原 far above its season.'
  },
  {
    id: 'mycoplasma-2026',
    kind: 'outbreak',
    area: '0401',
    codes: ['J15'],
    settings: SETTINGS,
    bands: null,
    from: 202602,
    to: 202603,
    factor: 6,
    note: 'Mycoplasma pneumonia of 仙南 in the last two months.'
  }
];

/** Whether a change is at work in a month. */
export const isActive = ({ from, to }: Injection, month: Month): boolean =>
  month >= from && (to === null || month <= to);

/** Whether a change concerns a code. */
export const concerns = ({ codes }: Injection, code: string): boolean =>
  codes.some((start) => code.startsWith(start));
