import type { DuckDBConnection } from '@duckdb/node-api';
import type { PeriodKey } from '#lib/domain/period.ts';
import { tableSchema } from '#lib/release/tables.ts';
import { answer } from './audit-answer.ts';
import { refuse } from './audit-error.ts';
import type { DiseaseParts } from './disease-parts.ts';
import { inPeriod } from './joint-rounded.ts';

/** Columns that name a disease. */
const DISEASES = ['chapter', 'block', 'disease', 'planning_group'];

/**
 * No municipality's row may be of a sensitive disease alone, nor any row of a sensitive block: chapters V and XVII stand
 * by municipality only inside V+VI and XVI+XVII, a block only inside its chapter's `:other`.
 * @throws AuditError E_AUDIT_SENSITIVE
 */
export async function judgeSensitiveRows(
  connection: DuckDBConnection,
  parts: DiseaseParts,
  newPeriods: readonly { readonly table: string; readonly period: PeriodKey }[]
): Promise<void> {
  const alone = new Set([...parts.sensitiveChapters, ...parts.sensitivePlanning]);
  for (const { table, period } of newPeriods) {
    const names = tableSchema(table).columns.map((column) => column.name);
    const diseases = DISEASES.filter((name) => names.includes(name));
    if (diseases.length === 0) continue;
    const level = names.includes('place_level')
      ? 'place_level'
      : `'${names.includes('unit') ? 'unit' : 'area'}'`;
    const rows = await answer(
      connection,
      `select distinct ${level} as level, ${diseases.join(', ')} from audited_${table} where ${inPeriod(period)} order by all`
    );
    const levels = rows.texts('level');
    const words = diseases.map((name) => ({ name, texts: rows.texts(name) }));
    const exposed = Array.from({ length: rows.rows }, (_, i) => i).filter((i) =>
      words.some(
        ({ name, texts }) =>
          parts.isSensitiveBlock(texts[i]!) ||
          (alone.has(texts[i]!) &&
            (levels[i] === 'unit' || (name === 'chapter' && diseases.includes('block'))))
      )
    );
    refuse(
      'E_AUDIT_SENSITIVE',
      exposed.map((i) => ({
        table,
        period,
        cell: words.map(({ texts }) => texts[i]).join(' '),
        lower: 0,
        upper: null,
        required: parts.sensitiveThreshold,
        droppable: []
      }))
    );
  }
}
