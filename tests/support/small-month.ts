import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { patientsBandOf } from '../../src/lib/domain/patients-band.ts';
import type { WrittenMonth, WrittenValue } from '../../src/publisher/audit/written-blocks.ts';
import {
  AGE_LEAVES,
  ageColumns,
  DISEASE_LEAVES,
  diseaseColumns,
  GEOGRAPHY_LEAVES,
  geographyColumns
} from '../../src/publisher/trees.ts';

export const MONTH = 202504;

/** Visits of one place by leaf of each tree; both lists hold as many. A patient is in one leaf of each. */
export interface SmallPlace {
  readonly age: Readonly<Record<string, number>>;
  readonly disease: Readonly<Record<string, number>>;
}

/** One visit of the visit table, by numbers of leaves. */
export type SmallVisit = readonly [
  month: number,
  patient: number,
  place: number,
  age: number,
  disease: number
];

/** One visit a patient, place by place. */
export function smallVisits(places: Readonly<Record<string, SmallPlace>>, month = MONTH): SmallVisit[] {
  let patient = 0;
  return Object.entries(places).flatMap(([place, { age, disease }]) => {
    const spread = (counts: Readonly<Record<string, number>>, leaves: readonly string[]): number[] =>
      Object.entries(counts).flatMap(([leaf, n]) => Array<number>(n).fill(leaves.indexOf(leaf)));
    const diseases = spread(disease, DISEASE_LEAVES);
    return spread(age, AGE_LEAVES).map((leaf, i): SmallVisit => [
      month,
      patient++,
      GEOGRAPHY_LEAVES.indexOf(place),
      leaf,
      diseases[i]!
    ]);
  });
}

/** A database whose table `visit` holds these. */
export async function visitTable(
  visits: readonly SmallVisit[]
): Promise<{ readonly connection: DuckDBConnection } & Disposable> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    'create table visit (month integer, patient integer, geography utinyint, age_leaf utinyint, disease_leaf utinyint)'
  );
  if (visits.length > 0)
    await connection.run(`insert into visit values ${visits.map((v) => `(${v.join(',')})`).join(',')}`);
  return {
    connection,
    [Symbol.dispose]: () => {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

/** A row to write: place and block as leaf names, or nodes with a final `*`; visits; leaves hidden; patients. */
export type SmallRow = readonly [
  place: string,
  block: string,
  visits: number,
  hidden?: number,
  patients?: number
];

function row(
  month: number,
  [place, block, visits, hidden = 0, patients = visits]: SmallRow,
  columnsOf: (node: string, rest: boolean) => readonly string[]
): readonly WrittenValue[] {
  const split = (name: string): [string, boolean] => [name.replace(/\*$/, ''), name.endsWith('*')];
  return [
    month,
    ...geographyColumns(...split(place)),
    ...columnsOf(...split(block)),
    hidden,
    visits,
    patients < 10 ? '10-19' : patientsBandOf(patients)
  ];
}

/** The exact tables of a month with these rows. */
export const writtenMonth = (
  age: readonly SmallRow[],
  disease: readonly SmallRow[],
  month = MONTH
): WrittenMonth => ({
  month,
  rows: {
    visits_by_age: age.map((r) => row(month, r, ageColumns)),
    visits_by_disease: disease.map((r) => row(month, r, diseaseColumns))
  }
});
