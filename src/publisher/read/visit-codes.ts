import { BIGINT, INTEGER, UTINYINT, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { SEXES } from '#lib/domain/sex.ts';
import { GEOGRAPHY_LEAVES } from '../trees.ts';
import { arrivalIndex } from './arrival-words.ts';
import { askRows } from './ask-rows.ts';
import { departmentIndex } from './department-words.ts';
import { diagnosisOf } from './diagnosis.ts';
import { fill } from './fill-table.ts';
import { outcomeIndex } from './outcome-words.ts';
import { refuseCodes } from './refuse-codes.ts';
import { residenceLeaf } from './residence.ts';

const SEX_OF_CONCEPT: Readonly<Record<string, (typeof SEXES)[number]>> = { 8507: 'male', 8532: 'female' };

/** SQL that takes a diagnosis out of the one whole number it travels in: group, chapter and category, each in bits of its own. */
export const DIAGNOSIS_PART = {
  group: (code: string) => `(${code} & 31)`,
  chapter: (code: string) => `((${code} >> 5) & 31)`,
  category: (code: string) => `(${code} >> 10)`
} as const;

/** One code for each location, so that a location listed twice does not double its people. */
export const LOCATION_CODES =
  'select location_id, min(location_source_value) as code from source_location where location_id is not null group by location_id';

/** Maps every distinct word and code of the source once, here, into small tables that the visits are joined with. */
export async function mapCodes(connection: DuckDBConnection): Promise<void> {
  await mapResidences(connection);
  await mapSexes(connection);
  await mapDiagnoses(connection);
  await mapDepartments(connection);
  await mapWords(connection, 'arrival_of', 'admitted_from', arrivalIndex);
  await mapWords(connection, 'outcome_of', 'discharged_to', outcomeIndex);
}

/** `residence (code, leaf)` of the codes that persons live at; '' where none is recorded. @throws PublisherError E_CODE_UNKNOWN */
async function mapResidences(connection: DuckDBConnection): Promise<void> {
  const codes = await askRows(
    connection,
    `select coalesce(l.code, ''), count(*) from source_person p left join (${LOCATION_CODES}) l on l.location_id = p.location_id group by 1`
  );
  const strange = new Map<string, number>();
  const leaves = codes.flatMap(([written, people]) => {
    const code = String(written);
    const leaf = residenceLeaf(code);
    if (leaf === null) strange.set(code, Number(people));
    return leaf === null ? [] : [[code, GEOGRAPHY_LEAVES.indexOf(leaf)] as const];
  });
  refuseCodes(strange, 'residence codes (location_source_value)', 'persons');
  await fill(connection, 'residence', ['code varchar', 'leaf utinyint'], [VARCHAR, UTINYINT], leaves);
}

/** `sex_of (concept, sex)`; the concept may be null. */
async function mapSexes(connection: DuckDBConnection): Promise<void> {
  const concepts = await askRows(connection, 'select distinct gender_concept_id from source_person');
  await fill(
    connection,
    'sex_of',
    ['concept bigint', 'sex utinyint'],
    [BIGINT, UTINYINT],
    concepts.map(([concept]) => [
      concept === null ? null : BigInt(String(concept)),
      SEXES.indexOf(SEX_OF_CONCEPT[String(concept)] ?? 'unknown')
    ])
  );
}

/** `diagnosis_of (word, code)`: `code` as DIAGNOSIS_PART takes it apart; the word may be null. */
async function mapDiagnoses(connection: DuckDBConnection): Promise<void> {
  const words = await askRows(
    connection,
    'select distinct condition_source_value from source_condition_occurrence'
  );
  await fill(
    connection,
    'diagnosis_of',
    ['word varchar', 'code integer'],
    [VARCHAR, INTEGER],
    words.map(([word]) => {
      const { group, chapter, category } = diagnosisOf(word as string | null);
      return [word as string | null, group | (chapter << 5) | (category << 10)];
    })
  );
}

/** `department_of (provider_id, department)`. */
async function mapDepartments(connection: DuckDBConnection): Promise<void> {
  const providers = await askRows(
    connection,
    'select provider_id, min(specialty_source_value) from source_provider where provider_id is not null group by provider_id'
  );
  await fill(
    connection,
    'department_of',
    ['provider_id bigint', 'department utinyint'],
    [BIGINT, UTINYINT],
    providers.map(([provider, name]) => [BigInt(String(provider)), departmentIndex(name as string | null)])
  );
}

/** A table `(word, concept, index)` of the pairs of a word and a concept that visits carry; either may be null. */
async function mapWords(
  connection: DuckDBConnection,
  table: 'arrival_of' | 'outcome_of',
  column: 'admitted_from' | 'discharged_to',
  indexOf: (word: string | null, concept: number | null) => number
): Promise<void> {
  const pairs = await askRows(
    connection,
    `select distinct ${column}_source_value, ${column}_concept_id from source_visit_occurrence`
  );
  await fill(
    connection,
    table,
    ['word varchar', 'concept bigint', 'index utinyint'],
    [VARCHAR, BIGINT, UTINYINT],
    pairs.map(([word, concept]) => [
      word as string | null,
      concept === null ? null : BigInt(String(concept)),
      indexOf(word as string | null, concept === null ? null : Number(concept))
    ])
  );
}
