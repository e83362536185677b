import type { DuckDBConnection } from '@duckdb/node-api';
import { AGE5, age3Of, age6Of, agePlanningOf } from '#lib/domain/age-band.ts';
import { ARRIVALS } from '#lib/domain/arrival.ts';
import { DEPARTMENTS } from '#lib/domain/department.ts';
import { REFUSAL_REASONS, TIME_BANDS } from '#lib/domain/emergency-request.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import type { Policy } from '../policy.ts';
import { AREA_CODES } from '../read/visit-contract.ts';
import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES, geographyColumns } from '../trees.ts';
import { DiseaseParts } from './disease-parts.ts';
import { fillTable } from './fill-table.ts';

/**
 * Lays the auditor's own words beside the records, by the numbers the record tables hold: `audit_place`, `audit_age`,
 * `audit_disease`, `audit_diagnosis` (chapter × category), `audit_planning`, and numbered lists such as `audit_area`.
 */
export async function fillAuditDimensions(
  connection: DuckDBConnection,
  policy: Policy,
  diagnoses: readonly (readonly [chapter: number, category: number])[]
): Promise<DiseaseParts> {
  const parts = new DiseaseParts(policy);
  await fillTable(
    connection,
    'audit_place',
    { geography: 'integer', unit: 'varchar', city: 'varchar', area: 'varchar', inside: 'boolean' },
    GEOGRAPHY_LEAVES.map((leaf, i) => {
      const [prefecture, area, city, unit] = geographyColumns(leaf, false);
      return [i, unit, city, area, prefecture === MIYAGI];
    })
  );
  await fillTable(
    connection,
    'audit_age',
    {
      age_leaf: 'integer',
      sex: 'varchar',
      age5: 'varchar',
      age6: 'varchar',
      age3: 'varchar',
      age_planning: 'varchar'
    },
    AGE_LEAVES.map((leaf, i) => {
      const [sex, band] = leaf.split('|') as [string, (typeof AGE5)[number]];
      const six = age6Of(band);
      return [i, sex, band, six, age3Of(six), agePlanningOf(six)];
    })
  );
  await fillTable(
    connection,
    'audit_disease',
    { disease_leaf: 'integer', setting: 'varchar', chapter_group: 'varchar' },
    DISEASE_LEAVES.map((leaf, i) => [i, ...leaf.split('|')])
  );
  await fillTable(
    connection,
    'audit_diagnosis',
    {
      chapter: 'integer',
      category: 'integer',
      roman: 'varchar',
      part: 'varchar',
      atom: 'integer',
      bundle: 'integer'
    },
    diagnoses.map(([chapter, category]) => [
      chapter,
      category,
      parts.roman[chapter]!,
      parts.partOf(chapter, category),
      parts.atomOf(chapter, category),
      parts.bundleOf(chapter, category)
    ])
  );
  await fillTable(
    connection,
    'audit_planning',
    { category: 'integer', planning_group: 'varchar' },
    [...new Set(diagnoses.map(([, category]) => category))].flatMap((category) =>
      parts.planningOf(category).map((id) => [category, id])
    )
  );
  const lists = {
    area: AREA_CODES,
    arrival: ARRIVALS,
    band: TIME_BANDS,
    reason: REFUSAL_REASONS,
    department: DEPARTMENTS
  };
  for (const [word, list] of Object.entries(lists))
    await fillTable(
      connection,
      `audit_${word}`,
      { number: 'integer', [word]: 'varchar' },
      list.map((text, i) => [i, text])
    );
  return parts;
}
