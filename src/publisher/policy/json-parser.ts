import { PublisherError } from '../publisher-error.ts';

/** Turns a part of a JSON file into its type. `path` names it in errors; undefined: the key is absent. */
export type Parser<T> = (value: unknown, path: string) => T;
export type Fields<T> = { readonly [K in keyof T]-?: Parser<T[K]> };

/** Keys that mean something else to JavaScript: no name of a record. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

function refuse(path: string, wanted: string): never {
  throw new PublisherError(
    'E_POLICY_SHAPE',
    `The policy's ${path.slice(0, 120)} ${wanted}; correct the file.`
  );
}

const entriesOf = (value: unknown, path: string): [string, unknown][] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(path, value === undefined ? 'is missing' : 'should be an object');
  const entries = Object.entries(value);
  const reserved = entries.find(([key]) => RESERVED.has(key));
  if (reserved) refuse(at(path, reserved[0]), 'is a name JavaScript reserves');
  return entries;
};

const at = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const kind =
  <T>(is: (value: unknown) => boolean, wanted: string): Parser<T> =>
  (value, path) =>
    is(value) ? (value as T) : refuse(path, value === undefined ? 'is missing' : `should be ${wanted}`);

export const text = kind<string>((value) => typeof value === 'string' && value !== '', 'a text');
export const wholeNumber = kind<number>(
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  'a whole number, 0 or more'
);
export const number = kind<number>(
  (value) => Number.isFinite(value) && (value as number) >= 0,
  'a number, 0 or more'
);
/** Text of a form, such as a date. */
export const matching = (form: RegExp, wanted: string): Parser<string> =>
  kind<string>((value) => typeof value === 'string' && form.test(value), wanted);

export const oneOf = <const T extends string | null>(...allowed: readonly T[]): Parser<T> =>
  kind<T>((value) => allowed.includes(value as T), `one of ${allowed.map(String).join(', ')}`);

export const orNull =
  <T>(parse: Parser<T>): Parser<T | null> =>
  (value, path) =>
    value === null ? null : parse(value, path);

export const optional =
  <T>(parse: Parser<T>): Parser<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : parse(value, path);

export const list =
  <T>(parse: Parser<T>): Parser<readonly T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((item, i) => parse(item, `${path}[${i}]`))
      : refuse(path, value === undefined ? 'is missing' : 'should be a list');

/** A list of fixed length, each item of its own kind. */
export const tuple =
  <T extends readonly unknown[]>(...parsers: { readonly [K in keyof T]: Parser<T[K]> }): Parser<T> =>
  (value, path) => {
    const items = list((item) => item)(value, path);
    if (items.length !== parsers.length) refuse(path, `should be a list of ${parsers.length}`);
    return parsers.map((parse, i) => parse(items[i], `${path}[${i}]`)) as unknown as T;
  };

/** Names of one's own, each with a value of one kind. */
export const record =
  <T>(parse: Parser<T>): Parser<Readonly<Record<string, T>>> =>
  (value, path) =>
    Object.fromEntries(entriesOf(value, path).map(([key, item]) => [key, parse(item, at(path, key))]));

/** The keys of an object, each of its own kind; a key it does not know is refused by name. */
export const object =
  <T extends object>(fields: Fields<T>): Parser<T> =>
  (value, path) => {
    const given = new Map(known(fields, value, path));
    const parsed = Object.entries<Parser<unknown>>(fields).map(
      ([key, parse]) => [key, parse(given.get(key), at(path, key))] as const
    );
    return Object.fromEntries(parsed.filter(([, item]) => item !== undefined)) as T;
  };

/** Those keys of an object that are given; each may be left out. */
export const part =
  <T extends object>(fields: Fields<T>): Parser<Partial<T>> =>
  (value, path) =>
    Object.fromEntries(
      known(fields, value, path).map(([key, item]) => [key, fields[key as keyof T](item, at(path, key))])
    ) as Partial<T>;

function known(fields: object, value: unknown, path: string): [string, unknown][] {
  const entries = entriesOf(value, path === '' ? 'file' : path);
  const unknown = entries.find(([key]) => !Object.hasOwn(fields, key));
  if (unknown) refuse(at(path, unknown[0]), 'is a key this version does not know');
  return entries;
}
