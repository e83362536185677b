const NOT_CODE = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * Which of the tables a query names. A column or an alias of the same name counts as well: one table too many is
 * loaded, never one too few.
 */
export function tablesOfQuery(sql: string, tables: Iterable<string>): string[] {
  const words = new Set(
    sql
      .replace(NOT_CODE, ' ')
      .toLowerCase()
      .match(/[a-z_][a-z0-9_]*/g)
  );
  return [...tables].filter((name) => words.has(name));
}
