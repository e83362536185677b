/** Distinct patients of a published block, as a band. Never summed: one person may stand in several blocks. */
export const PATIENTS_BANDS = ['10-19', '20-49', '50-99', '100-199', '200-499', '500+'] as const;
export type PatientsBand = (typeof PATIENTS_BANDS)[number];

/** The band of a number of distinct patients. @throws RangeError under 10, which may never be published */
export function patientsBandOf(patients: number): PatientsBand {
  if (!(patients >= 10)) throw new RangeError('a published block has at least 10 patients');
  if (patients < 20) return '10-19';
  if (patients < 50) return '20-49';
  if (patients < 100) return '50-99';
  if (patients < 200) return '100-199';
  return patients < 500 ? '200-499' : '500+';
}
