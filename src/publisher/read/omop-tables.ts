import type { DuckDBConnection } from '@duckdb/node-api';
import { PublisherError } from '../publisher-error.ts';
import { openTable, type TableContract } from './open-table.ts';
import { withoutValues } from './without-values.ts';

/** Columns the publisher reads, by OMOP CDM v5.4 table. A table that is not required may be missing: its facts become 不明. */
const CONTRACTS: Readonly<Record<string, TableContract & { readonly required: boolean }>> = {
  person: {
    required: true,
    columns: { person_id: 'integer', gender_concept_id: 'integer', year_of_birth: 'integer' },
    optional: {
      month_of_birth: 'integer',
      day_of_birth: 'integer',
      birth_datetime: 'date',
      location_id: 'integer',
      person_source_value: 'text'
    }
  },
  visit_occurrence: {
    required: true,
    columns: {
      visit_occurrence_id: 'integer',
      person_id: 'integer',
      visit_concept_id: 'integer',
      visit_start_date: 'date'
    },
    optional: {
      visit_start_datetime: 'time',
      visit_end_date: 'date',
      provider_id: 'integer',
      care_site_id: 'integer',
      admitted_from_concept_id: 'integer',
      admitted_from_source_value: 'text',
      discharged_to_concept_id: 'integer',
      discharged_to_source_value: 'text',
      preceding_visit_occurrence_id: 'integer'
    }
  },
  condition_occurrence: {
    required: false,
    columns: {
      condition_occurrence_id: 'integer',
      visit_occurrence_id: 'integer',
      condition_source_value: 'text'
    },
    optional: { condition_status_concept_id: 'integer' }
  },
  observation: {
    required: false,
    columns: {
      observation_id: 'integer',
      visit_occurrence_id: 'integer',
      observation_source_value: 'text',
      value_as_string: 'text'
    },
    optional: {}
  },
  provider: {
    required: false,
    columns: { provider_id: 'integer', specialty_source_value: 'text' },
    optional: {}
  },
  location: {
    required: false,
    columns: { location_id: 'integer', location_source_value: 'text' },
    optional: {}
  },
  care_site: { required: false, columns: { care_site_id: 'integer' }, optional: { location_id: 'integer' } }
};

/**
 * Makes a view for each OMOP table of a folder (Parquet or CSV, names in any case), with lower-case columns of
 * known types; a table that may be missing becomes an empty view.
 * @throws PublisherError E_INPUT_READ, E_INPUT_HASH, E_SCHEMA_MISSING_COLUMN, E_SCHEMA_TYPE, E_VALUE_RANGE
 */
export async function openOmopTables(connection: DuckDBConnection, directory: string): Promise<void> {
  for (const [table, contract] of Object.entries(CONTRACTS)) {
    const present = await withoutValues(`table ${table}`, () =>
      openTable(connection, directory, table, contract)
    );
    if (!present && contract.required)
      throw new PublisherError(
        'E_INPUT_READ',
        `The source has no ${table} table; put ${table}.parquet or ${table}.csv into ${directory}.`
      );
  }
}
