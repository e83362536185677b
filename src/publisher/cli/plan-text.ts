import type { HiddenPlan } from '../hidden-plan.ts';

/** A dry run's plan for people: new periods by table, and what would stand in merged rows, where and why. */
export function planText(plan: HiddenPlan): string {
  const fresh = plan.periods.filter(({ periods }) => periods.length > 0);
  return [
    `Release ${plan.release} would add ${plan.months} months with ${plan.visits} visits. Nothing was written.`,
    '',
    ...(fresh.length === 0 ? ['No period is new.'] : ['New periods']),
    ...aligned(
      fresh.map(({ table, periods }) => [
        table,
        String(periods.length),
        periods.length === 1 ? periods[0]! : `${periods[0]} to ${periods.at(-1)}`
      ])
    ),
    '',
    ...(plan.hidden.length === 0
      ? ['Nothing would be hidden in the exact tables.']
      : ['Hidden in merged rows of the exact tables, and in merged units']),
    ...aligned([
      ...(plan.hidden.length === 0 ? [] : [['table', 'level', 'why', 'rows', 'leaves', 'visits', 'share']]),
      ...plan.hidden.map(({ table, level, why, rests, leaves, visits }) => [
        table,
        level,
        why,
        String(rests),
        String(leaves),
        String(visits),
        plan.visits === 0 ? '' : `${((100 * visits) / plan.visits).toFixed(1)} %`
      ])
    ]),
    ''
  ].join('\n');
}

/** Lines of cells in columns; numbers stand to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    `  ${row.map((cell, i) => (/^[\d.]+( %)?$/.test(cell) ? cell.padStart(width(i)) : cell.padEnd(width(i)))).join('  ')}`.trimEnd()
  );
}
