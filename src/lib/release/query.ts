/** What a query may be asked with. Bound, never spliced into the text. */
export type QueryValue = string | number | boolean | null;

/**
 * One SQL question from `queries/`. `text` has positional `$1…`; `params` names them in order.
 * The row and parameter types are written by `npm run queries` and checked against the real tables.
 * @typeParam Row one row of the answer @typeParam Params named parameters
 */
export interface Query<
  Row = Record<string, unknown>,
  Params extends Record<string, QueryValue> = Record<string, QueryValue>
> {
  readonly name: string;
  readonly text: string;
  readonly params: readonly (keyof Params & string)[];
  /** Phantom: never present at run time. */
  readonly row?: Row;
}

const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_]\w*)/g;

/**
 * Reads the text of a query file: named `$year` becomes positional `$3` (the WASM engine binds by position only),
 * outside strings, quoted names and comments.
 * @param name the file's name without `.sql`
 */
export function parseQuery(name: string, sql: string): Query {
  const params: string[] = [];
  const text = sql.replace(TOKEN, (token: string, param: string | undefined) => {
    if (param === undefined) return token;
    const known = params.indexOf(param);
    return `$${known >= 0 ? known + 1 : params.push(param)}`;
  });
  return { name, text, params };
}

/** One query with its parameters: what a page asks and what a snapshot answers. */
export interface Question<Row = Record<string, unknown>> {
  readonly query: Query<Row, never> | Query<Row, Record<string, QueryValue>>;
  readonly params: Readonly<Record<string, QueryValue>>;
}

/** The key of a question inside one release: query name and parameters in the query's own order. */
export function questionKey(
  query: Pick<Query, 'name' | 'params'>,
  params: Readonly<Record<string, QueryValue>>
): string {
  return JSON.stringify([query.name, ...query.params.map((p) => params[p] ?? null)]);
}
