import type { DuckDBConnection } from '@duckdb/node-api';
import { MIYAGI } from '#lib/domain/geography.ts';
import type { PeriodKey } from '#lib/domain/period.ts';
import { tableSchema } from '#lib/release/tables.ts';
import type { Policy } from '../policy.ts';
import { readBlocks, readChapters } from '../reference/read-reference.ts';
import { answer } from './audit-answer.ts';
import { refuse } from './audit-error.ts';
import { IndicatorCounts } from './joint-indicators.ts';
import { inPeriod } from './joint-rounded.ts';

/** Tables whose populations can be the same, by the name each gives its count of visits. */
const VISITS_OF: Readonly<Record<string, string>> = {
  disease_monthly: 'visits',
  disease_profile: 'visits',
  planning_groups: 'visits',
  planning_monthly: 'visits',
  flows: 'visits',
  stays: 'admissions'
};
/** Columns that restrict a population; `all` restricts nothing. */
const RESTRICTING = ['area', 'unit', 'facility_area', 'age', 'sex', 'setting', 'mdc'];

interface Published {
  readonly table: string;
  readonly value: number;
}

/** Names a disease by its categories, so that a planning group that is a block, or a chapter, is called so. */
class DiseaseNames {
  readonly #canonical = new Map<string, string>();

  constructor(policy: Policy) {
    const nameOf = new Map<string, string>();
    for (const { first, last } of readBlocks()) nameOf.set(`${first}-${last}`, `${first}-${last}`);
    for (const { roman, first, last } of readChapters()) nameOf.set(`${first}-${last}`, roman);
    for (const [range, name] of nameOf) this.#canonical.set(range, name);
    for (const [id, ranges] of Object.entries(policy.planning_groups))
      if (ranges.length === 1) this.#canonical.set(id, nameOf.get(ranges[0]!.join('-')) ?? id);
  }

  of(name: string): string {
    return this.#canonical.get(name) ?? name;
  }
}

/**
 * One population has one rounded value, in whatever table it stands: two would intersect.
 * @returns values that were compared with another
 * @throws AuditError E_AUDIT_TOTALS
 */
export async function judgeEqualPopulations(
  connection: DuckDBConnection,
  policy: Policy,
  newPeriods: readonly { readonly table: string; readonly period: PeriodKey }[]
): Promise<number> {
  const names = new DiseaseNames(policy);
  const tablesOf = new Map<PeriodKey, string[]>();
  for (const { table, period } of newPeriods)
    if (table in VISITS_OF || table === 'indicators')
      tablesOf.set(period, [...(tablesOf.get(period) ?? []), table]);
  let compared = 0;
  for (const [period, tables] of tablesOf) {
    if (tables.length < 2) continue;
    const published = new Map<string, Published>();
    for (const table of tables)
      for (const [population, value] of await valuesOf(connection, policy, table, period, names)) {
        const other = published.get(population);
        published.set(population, { table, value });
        if (!other) continue;
        compared++;
        if (other.value !== value)
          refuse('E_AUDIT_TOTALS', [
            {
              table,
              period,
              cell: `${population} as in ${other.table}`,
              lower: value,
              upper: other.value,
              required: 0,
              droppable: []
            }
          ]);
      }
  }
  return compared;
}

/** Published visits of one table and period, by the canonical name of their population. */
async function valuesOf(
  connection: DuckDBConnection,
  policy: Policy,
  table: string,
  period: PeriodKey,
  names: DiseaseNames
): Promise<[population: string, value: number][]> {
  if (table === 'indicators') {
    const counts = await IndicatorCounts.of(connection, period, policy);
    return counts
      .all()
      .map(({ level, place, disease, setting, value }) => [
        populationOf({ [level]: place, setting }, disease, names),
        value
      ]);
  }
  const columns = tableSchema(table).columns.map((column) => column.name);
  const keys = RESTRICTING.filter((name) => columns.includes(name));
  const disease = ['block', 'planning_group', 'chapter'].find((name) => columns.includes(name));
  const rows = await answer(
    connection,
    `select ${[...keys, ...(disease ? [disease] : [])].join(', ')}, ${VISITS_OF[table]} as value from audited_${table} where ${inPeriod(period)}`
  );
  const texts = keys.map(rows.texts);
  const diseases = disease ? rows.texts(disease) : null;
  const values = rows.numbers('value');
  return Array.from(values, (value, i) => [
    populationOf(
      {
        ...Object.fromEntries(keys.map((key, k) => [key, texts[k]![i]!])),
        ...(table === 'stays' ? { setting: 'inpatient' } : {})
      },
      diseases?.[i] ?? 'all',
      names
    ),
    value
  ]);
}

function populationOf(
  restrictions: Readonly<Record<string, string>>,
  disease: string,
  names: DiseaseNames
): string {
  const place = restrictions['area'] === MIYAGI ? { area: 'prefecture' } : {};
  return Object.entries({ ...restrictions, ...place, disease: names.of(disease) })
    .filter(([, value]) => value !== 'all')
    .map(([variable, value]) => `${variable}=${value}`)
    .sort()
    .join('|');
}
