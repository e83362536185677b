import type { Policy, TableDeclaration } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';
import { LEVELS, TABLE_DECLARATIONS } from './table-declarations.ts';

const STRENGTH = { public: 0, exact: 1, rounded: 2 } as const;
const sets = (lists: readonly (readonly string[])[] = []): string[] =>
  lists.map((list) => [...list].sort().join());

/** Levels of one variable that the scheme knows as one stay one. @throws PublisherError E_POLICY_WEAK */
export function checkLevels({ levels }: Policy): void {
  const split = Object.entries(LEVELS).find(
    ([variable, of]) =>
      !Object.hasOwn(levels, variable) || of.some((level) => !levels[variable]!.includes(level))
  );
  refuseIf(
    split !== undefined,
    'E_POLICY_WEAK',
    () =>
      `The policy's levels.${split![0]} leave out a level of that variable; the star rule needs all of them.`
  );
}

/**
 * Every table is declared once and publishes no more than the scheme: its protection, totals, places and columns.
 * @throws PublisherError E_POLICY_WEAK, E_POLICY_SHAPE
 */
export function checkTables({ tables }: Policy): void {
  const scheme = new Map(TABLE_DECLARATIONS.map((table) => [table.name, table]));
  const declared = new Set<string>();
  for (const table of tables) {
    const own = scheme.get(table.name);
    refuseIf(
      own === undefined || declared.has(table.name),
      'E_POLICY_SHAPE',
      () =>
        `The policy declares table ${table.name.slice(0, 40)}, which no release has or which stands twice; declare each once.`
    );
    declared.add(table.name);
    checkTable(table, own!);
  }
  const missing = [...scheme.keys()].filter((name) => !declared.has(name));
  refuseIf(
    missing.length > 0,
    'E_POLICY_SHAPE',
    () => `The policy declares no table ${missing.join(', ')}; declare every table of a release.`
  );
}

function checkTable(table: TableDeclaration, scheme: TableDeclaration): void {
  const weak = (wrong: boolean, what: string, cure: string): void =>
    refuseIf(wrong, 'E_POLICY_WEAK', () => `The policy ${what} table ${table.name}; ${cure}.`);
  weak(
    STRENGTH[table.protection] < STRENGTH[scheme.protection],
    `protects by "${table.protection}" what the scheme protects by "${scheme.protection}" in`,
    'protect it as the scheme does'
  );
  weak(
    [...table.separator, ...table.variables].some(
      (v) => ![...scheme.separator, ...scheme.variables].includes(v)
    ),
    'tells rows apart by more variables than the scheme in',
    'take them off'
  );
  weak(
    sets(table.totals).some((total) => !sets(scheme.totals).includes(total)),
    'declares totals beyond those of the scheme for',
    'take them off: a total is one more row to subtract by'
  );
  weak(
    (table.places ?? []).some((place) => !scheme.places?.includes(place)),
    'gives rows at more levels of geography than the scheme to',
    'take them off'
  );
  weak(
    (table.columns ?? []).some((column) => !scheme.columns!.includes(column)),
    'lets columns beyond those of the release into',
    'take them off'
  );
  refuseIf(
    table.columns?.join() !== scheme.columns!.join(),
    'E_POLICY_SHAPE',
    () =>
      `The policy does not list the columns of table ${table.name} as a release has them; list them in order.`
  );
}
