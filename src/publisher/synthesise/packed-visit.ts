/**
 * What a visit is, in one whole number, so that months of visits stay small in memory and in the table they are kept
 * in: code 9 bits, specialty 5, facility 4, setting 2, arrival 2, outcome 2, child 1.
 */
export const packVisit = (
  code: number,
  specialty: number,
  facility: number,
  setting: number,
  arrival: number,
  outcome: number,
  child: number
): number =>
  code |
  (specialty << 9) |
  (facility << 14) |
  (setting << 18) |
  (arrival << 20) |
  (outcome << 22) |
  (child << 24);

export const codeOf = (packed: number): number => packed & 511;
export const specialtyIndexOf = (packed: number): number => (packed >> 9) & 31;
export const facilityOf = (packed: number): number => (packed >> 14) & 15;
export const settingOf = (packed: number): number => (packed >> 18) & 3;
export const arrivalOf = (packed: number): number => (packed >> 20) & 3;
export const outcomeOf = (packed: number): number => (packed >> 22) & 3;

/** The same in SQL, of a column `packed`. */
export const PACKED = {
  code: '(packed & 511)',
  specialty: '((packed >> 9) & 31)',
  facility: '((packed >> 14) & 15)',
  setting: '((packed >> 18) & 3)',
  arrival: '((packed >> 20) & 3)',
  outcome: '((packed >> 22) & 3)',
  child: '((packed >> 24) & 1)'
} as const;
