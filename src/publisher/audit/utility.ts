import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableUtility, UtilityGoal } from '#lib/release/certificate.ts';
import { answer } from './audit-answer.ts';
import type { ExactTable } from './written-blocks.ts';

/** Share of visits hoped for at the finest level, on a source of two million visits a year. */
const GOALS: Readonly<Record<ExactTable, { readonly level: string; readonly goal: number }>> = {
  visits_by_age: { level: 'age5', goal: 0.95 },
  visits_by_disease: { level: 'chapter', goal: 0.85 }
};

const share = (part: number, whole: number): number => Math.floor((10_000 * part) / whole) / 10_000;

/** How much detail each exact table keeps, from its written rows. */
export async function utilityOf(connection: DuckDBConnection): Promise<TableUtility[]> {
  const tables: TableUtility[] = [];
  for (const table of ['visits_by_age', 'visits_by_disease'] as const) {
    const levels = await answer(
      connection,
      `select level, sum(visits)::double as visits,
         coalesce(sum(visits) filter (prefecture = '04'), 0)::double as inside,
         coalesce(sum(visits) filter (prefecture = '04' and city not in ('04100', '*REST')), 0)::double as towns
       from audited_${table} group by level order by level`
    );
    const names = levels.texts('level');
    const [visits, inside, towns] = ['visits', 'inside', 'towns'].map(levels.numbers);
    const all = visits!.reduce((a, b) => a + b, 0);
    const { level, goal } = GOALS[table];
    const at = names.indexOf(level);
    const reached = (population: UtilityGoal['population'], counts: Float64Array): UtilityGoal => {
      const whole = counts.reduce((a, b) => a + b, 0);
      return { population, goal, share: whole === 0 ? null : share(at < 0 ? 0 : counts[at]!, whole) };
    };
    tables.push({
      table,
      visits: all,
      levels: names.map((name, i) => ({ level: name, share: share(visits![i]!, all) })),
      goals: [reached('prefecture', inside!), reached('towns', towns!)]
    });
  }
  return tables;
}
