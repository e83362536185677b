/** Where care was given: 入院 inpatient, 外来 outpatient, 救急 emergency. An inpatient visit counts in its month of admission. */
export const SETTINGS = ['inpatient', 'outpatient', 'emergency'] as const;
export type Setting = (typeof SETTINGS)[number];
