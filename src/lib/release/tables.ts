import { VISITS_BY_AGE, VISITS_BY_DISEASE } from './tables/exact-tables.ts';
import { GEOGRAPHY, ICD10_CHAPTERS, POPULATION } from './tables/public-tables.ts';
import { ROUNDED_TABLES } from './tables/rounded-tables.ts';
import type { TableSchema } from './tables/table-schema.ts';

export * from './tables/table-schema.ts';
export * from './tables/exact-tables.ts';
export * from './tables/rounded-tables.ts';
export * from './tables/public-tables.ts';

/** Every table a release may hold, in the order the manifest lists them. The data dictionary is made from this list. */
export const TABLES: readonly TableSchema[] = [
  VISITS_BY_AGE,
  VISITS_BY_DISEASE,
  ...ROUNDED_TABLES,
  GEOGRAPHY,
  POPULATION,
  ICD10_CHAPTERS
];

/** The schema of a table by name. @throws RangeError for a name that is no table */
export function tableSchema(name: string): TableSchema {
  const schema = TABLES.find((table) => table.name === name);
  if (!schema) throw new RangeError(`there is no released table ${name}`);
  return schema;
}
