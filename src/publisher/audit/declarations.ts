import type { Policy, PolicyTree, TableDeclaration } from '../policy.ts';
import { PublisherError } from '../publisher-error.ts';

type Declared = Pick<TableDeclaration, 'name' | 'protection' | 'separator' | 'variables'>;

/** First and last age of a group, both included. */
export type AgeRange = readonly [first: number, last: number];

/**
 * Whether the policy says what makes the exact tables safe: a star with the separator {month, unit}, and groups of
 * every level made of whole groups below.
 * @throws PublisherError E_TABLES_NOT_STAR, E_HIER_NOT_NESTED
 */
export function judgeDeclarations({ tables, levels, age_groups, trees }: Policy): void {
  judgeStar(tables, levels);
  const ranges = age_groups.map((groups) => groups.map(([, first, last]): AgeRange => [first, last]));
  ranges.slice(1).forEach((coarse, i) => judgeNesting(ranges[i]!, coarse));
  for (const [name, tree] of Object.entries(trees)) judgeTree(name, tree);
}

/**
 * Every exact table shares month and unit with the others, and nothing else: then no sum of one says anything of a
 * part of another. Two levels of one variable are one variable.
 * @throws PublisherError E_TABLES_NOT_STAR
 */
export function judgeStar(tables: readonly Declared[], levels: Policy['levels']): void {
  const variableOf = new Map(
    Object.entries(levels).flatMap(([variable, names]) => [
      [variable, variable] as const,
      // a level named like another variable ("all" is in each) tells nothing
      ...names.filter((name) => !(name in levels)).map((name) => [name, variable] as const)
    ])
  );
  const known = (name: string): string => variableOf.get(name) ?? name;
  const taken = new Map([
    ['month', 'the separator'],
    ['unit', 'the separator']
  ]);
  for (const { name, separator, variables } of tables.filter((table) => table.protection === 'exact')) {
    const own = new Set(separator);
    if (own.size !== 2 || separator.length !== 2 || !own.has('month') || !own.has('unit'))
      throw notStar(`${name} is separated by {${separator.join(', ')}}`);
    for (const variable of new Set(variables.map(known))) {
      const other = taken.get(variable);
      if (other !== undefined) throw notStar(`${name} shares ${variable} with ${other}`);
      taken.set(variable, name);
    }
  }
}

/**
 * Every coarse group is made of whole fine ones, and both reach as far.
 * @throws PublisherError E_HIER_NOT_NESTED
 */
export function judgeNesting(fine: readonly AgeRange[], coarse: readonly AgeRange[]): void {
  const starts = new Set(fine.map(([first]) => first));
  const ends = new Set(fine.map(([, last]) => last));
  const length = (ranges: readonly AgeRange[]): number =>
    ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  const whole = coarse.every(([first, last]) => starts.has(first) && ends.has(last));
  if (!whole || length(fine) !== length(coarse))
    throw notNested('some age group is not made of whole groups of the level below');
}

/** Every node hangs on one parent, and every tree has a leaf 不明. @throws PublisherError E_HIER_NOT_NESTED */
function judgeTree(name: string, tree: PolicyTree): void {
  const children = Object.values(tree).flat();
  if (new Set(children).size !== children.length)
    throw notNested(`some node of the tree of ${name} hangs on two parents`);
  const roots = Object.keys(tree).filter((node) => !children.includes(node));
  if (roots.length !== 1) throw notNested(`the tree of ${name} has ${roots.length} roots`);
  if (!children.some((child) => child.split('|').includes('unknown')))
    throw notNested(`the tree of ${name} has no leaf for what is unknown`);
}

const notStar = (what: string): PublisherError =>
  new PublisherError(
    'E_TABLES_NOT_STAR',
    `Exact table ${what}; exact tables share exactly {month, unit}. Declare one of them rounded.`
  );

const notNested = (what: string): PublisherError =>
  new PublisherError('E_HIER_NOT_NESTED', `In the policy ${what}; change its groups.`);

/** Table declarations, or two partitions of ages written `0-4`. */
export type StarCase =
  | { readonly tables: readonly Declared[]; readonly levels: Policy['levels'] }
  | { readonly partition_fine: readonly string[]; readonly partition_coarse: readonly string[] };

export type StarVerdict = { readonly ok: true } | { readonly code: string; readonly exit: number };

/** The verdict on a small case. */
export function judgeStarCase(given: StarCase): StarVerdict {
  const rangeOf = (group: string): AgeRange => {
    const [first, last] = group.replace('+', '-130').split('-').map(Number) as [number, number?];
    return [first, last ?? first];
  };
  try {
    if ('tables' in given) judgeStar(given.tables, given.levels);
    else judgeNesting(given.partition_fine.map(rangeOf), given.partition_coarse.map(rangeOf));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof PublisherError)) throw error;
    return { code: error.code, exit: error.exitCode };
  }
}
