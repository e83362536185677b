import type { Pyramid } from './age-sex-pyramid.ts';

/** Patients (or visits) and residents of one band and sex; null where the rounded table has no row. */
export interface PatientsByAgeSex {
  /** As the table writes it: 0-4 … 90+, or a coarser group. Youngest first over the rows. */
  readonly age: string;
  readonly sex: 'male' | 'female';
  readonly patients: number | null;
  readonly population: number;
}

/** A pyramid of patients, and how much of it is old. */
export interface PatientPyramid extends Pyramid {
  /** Shares (0–100) of people of 75 and over, and their ratio; null without patients or residents. */
  readonly aged75: { readonly patients: number | null; readonly residents: number | null };
  /** Sum of the published cells. */
  readonly counted: number;
  /** Bands × sexes the table has no row for. */
  readonly absent: number;
  /** Whether too much is absent for shares to mean the whole: over half the cells, or a fifth of the total. */
  readonly partial: boolean;
}

const first = (age: string): number => Number.parseInt(age, 10);
const total = (rows: readonly PatientsByAgeSex[], value: (row: PatientsByAgeSex) => number | null): number =>
  rows.reduce((sum, row) => sum + (value(row) ?? 0), 0);

/**
 * Shares by band and sex among the patients of published bands, against residents of the same bands.
 * @param whole rounded total of the same population, where a row gives it
 */
export function patientPyramidOf(
  rows: readonly PatientsByAgeSex[],
  whole: number | null = null
): PatientPyramid {
  const counted = total(rows, (row) => row.patients);
  const residents = total(rows, (row) => row.population);
  const ages = [...new Set(rows.map((row) => row.age))];
  const at = (age: string, sex: string) => rows.find((row) => row.age === age && row.sex === sex);
  const patientShare = (age: string, sex: string): number | null => {
    const patients = at(age, sex)?.patients ?? null;
    return patients === null || counted === 0 ? null : (100 * patients) / counted;
  };
  const residentShare = (age: string, sex: string): number =>
    residents === 0 ? 0 : (100 * (at(age, sex)?.population ?? 0)) / residents;
  const aged = (from: number) => {
    const old = rows.filter((row) => first(row.age) >= from);
    return {
      patients: counted === 0 ? null : (100 * total(old, (row) => row.patients)) / counted,
      residents: residents === 0 ? null : (100 * total(old, (row) => row.population)) / residents
    };
  };
  const aged65 = aged(65);
  return {
    bands: ages.map((age) => ({
      age5: age,
      visits: { male: patientShare(age, 'male'), female: patientShare(age, 'female') },
      residents: { male: residentShare(age, 'male'), female: residentShare(age, 'female') }
    })),
    covered: rows.length === 0 ? 0 : rows.filter((row) => row.patients !== null).length / rows.length,
    aged65: { visits: aged65.patients, residents: aged65.residents ?? 0 },
    aged75: aged(75),
    counted,
    partial:
      2 * rows.filter((row) => row.patients === null).length > rows.length ||
      (whole !== null && counted < 0.8 * whole),
    absent: rows.filter((row) => row.patients === null).length
  };
}
