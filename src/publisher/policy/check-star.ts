import { PublisherError } from '../publisher-error.ts';
import type { Policy, TableDeclaration } from './policy-shape.ts';

/**
 * Exact tables share exactly {month, unit} and nothing else; two levels of one tree are one variable.
 * @throws PublisherError E_TABLES_NOT_STAR
 */
export function checkStar(
  tables: readonly Pick<TableDeclaration, 'name' | 'protection' | 'separator' | 'variables'>[],
  levels: Policy['levels']
): void {
  const exact = tables.filter((table) => table.protection === 'exact');
  const variableOf = (name: string): string =>
    Object.entries(levels).find(([variable, of]) => variable === name || of.includes(name))?.[0] ?? name;
  const owner = new Map<string, string>();
  for (const { name, separator, variables } of exact) {
    if ([...separator].sort().join() !== 'month,unit')
      throw new PublisherError(
        'E_TABLES_NOT_STAR',
        `Exact table ${name} has the separator {${separator.join(', ')}}; it must be exactly {month, unit}, or the table rounded.`
      );
    for (const variable of new Set(variables.map(variableOf))) {
      if (variable === 'month' || variable === 'unit')
        throw new PublisherError(
          'E_TABLES_NOT_STAR',
          `Exact table ${name} crosses its own separator; declare it rounded.`
        );
      const other = owner.get(variable);
      if (other !== undefined)
        throw new PublisherError(
          'E_TABLES_NOT_STAR',
          `Exact tables ${other} and ${name} share ${variable}; only month and unit may be shared. Declare one of them rounded.`
        );
      owner.set(variable, name);
    }
  }
}
