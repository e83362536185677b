/** What a source column holds. `time` is a date with a clock time, in Japan's. */
export type ColumnKind = 'integer' | 'date' | 'time' | 'text' | 'boolean';

/** Type a kind has in the engine. */
export const ENGINE_TYPE: Readonly<Record<ColumnKind, string>> = {
  integer: 'bigint',
  date: 'date',
  time: 'timestamp',
  text: 'varchar',
  boolean: 'boolean'
};

/** What an operator calls a kind. */
export const KIND_NAME: Readonly<Record<ColumnKind, string>> = {
  integer: 'whole numbers',
  date: 'dates',
  time: 'dates with a clock time',
  text: 'text',
  boolean: 'true or false (or 1 and 0)'
};

/** Integers that always fit in 64 bits: a cast of anything wider could fail with the value in its message. */
const NARROW_INTEGERS = /^(?:(?:TINY|SMALL|BIG)?INT(?:EGER)?|U(?:TINY|SMALL)?INT(?:EGER)?)$/;
const WIDE_INTEGERS = /^(?:U?HUGEINT|UBIGINT)$/;
/** Numbers that may hold whole numbers written as decimals (12.0), as some exports do. */
const DECIMALS = /^(?:DOUBLE|FLOAT|DECIMAL.*)$/;
const LOCAL_TIMES = /^(?:DATE|TIMESTAMP(?:_S|_MS|_NS)?)$/;
const INSTANTS = /^TIMESTAMP WITH TIME ZONE$/;
const UNTYPED = /^"?NULL"?$/;

/** How to read a column: `exact` needs no look at its values; `checked` gives null for a value it cannot read. */
export type Reading =
  { readonly how: 'exact' | 'checked'; readonly sql: string } | { readonly how: 'refused' };

/**
 * SQL that reads a column of an engine type as a kind.
 * @param ref quoted column name
 * @param text whether every column of the file is text (CSV)
 */
export function readingOf(kind: ColumnKind, ref: string, type: string, text: boolean): Reading {
  const checked = (sql: string): Reading => ({ how: 'checked', sql });
  const exact = (sql: string): Reading => ({ how: 'exact', sql });
  if (kind === 'text') return exact(`trim(${ref}::varchar)`);
  // an all-null column of an export often has no type of its own
  if (UNTYPED.test(type)) return checked(`try_cast(${ref} as ${ENGINE_TYPE[kind]})`);
  const written = text || type === 'VARCHAR';
  switch (kind) {
    case 'integer':
      // the engine would round 1.5 to 2
      if (text)
        return checked(
          `case when regexp_full_match(trim(${ref}), '[+-]?\\d+(?:\\.0*)?') then try_cast(regexp_replace(trim(${ref}), '\\.0*$', '') as bigint) end`
        );
      if (NARROW_INTEGERS.test(type)) return exact(`${ref}::bigint`);
      if (WIDE_INTEGERS.test(type)) return checked(`try_cast(${ref} as bigint)`);
      if (DECIMALS.test(type))
        return checked(
          `case when isfinite(${ref}::double) and ${ref} = floor(${ref}) then try_cast(${ref} as bigint) end`
        );
      return { how: 'refused' };
    case 'boolean':
      if (type === 'BOOLEAN') return exact(ref);
      if (written)
        return checked(
          `case lower(trim(${ref})) when 'true' then true when '1' then true when 'false' then false when '0' then false end`
        );
      return NARROW_INTEGERS.test(type)
        ? checked(`case ${ref} when 1 then true when 0 then false end`)
        : { how: 'refused' };
    case 'date':
      if (LOCAL_TIMES.test(type)) return exact(`${ref}::date`);
      if (INSTANTS.test(type)) return exact(`${inJapan(ref)}::date`);
      return written ? checked(`try_cast(left(trim(${ref}), 10) as date)`) : { how: 'refused' };
    case 'time':
      if (LOCAL_TIMES.test(type)) return exact(`${ref}::timestamp`);
      if (INSTANTS.test(type)) return exact(inJapan(ref));
      return written ? checked(writtenTime(`trim(${ref})`)) : { how: 'refused' };
  }
}

/** Japan keeps UTC+9 without summer time, so that no machine's own zone need be asked. */
const inJapan = (ref: string): string => `make_timestamp(epoch_us(${ref}) + 32400000000)`;

/** A written time: without an offset or with +09:00 as it stands, with Z or +00:00 turned into Japan's; other offsets are not read. */
function writtenTime(ref: string): string {
  const bare = (offset: string) => `try_cast(regexp_replace(${ref}, '\\s*${offset}$', '') as timestamp)`;
  const ends = (offset: string) => `regexp_matches(${ref}, ':\\d\\d(?:\\.\\d+)?\\s*${offset}$')`;
  const utc = '(?:Z|[+-]00(?::?00)?)';
  const japan = '\\+09(?::?00)?';
  return `case when ${ends(utc)} then ${bare(utc)} + interval 9 hours when ${ends(japan)} then ${bare(japan)} when not ${ends('[+-]\\d\\d(?::?\\d\\d)?')} then try_cast(${ref} as timestamp) end`;
}
