import { createHmac } from 'node:crypto';
import type { PeriodKey } from '#lib/domain/period.ts';

/**
 * Variables a population can be restricted by, each line one dimension, in the one order a key names them. A
 * population has at most one restriction of a dimension.
 */
const DIMENSIONS = [
  ['area', 'city', 'unit', 'prefecture'],
  ['facility_area'],
  ['age'],
  ['sex'],
  ['chapter', 'block', 'group', 'mdc'],
  ['setting'],
  ['arrival'],
  ['weekday'],
  ['hour'],
  ['band'],
  ['outcome'],
  ['reason'],
  ['department'],
  ['direction']
] as const;

export type RestrictedVariable = (typeof DIMENSIONS)[number][number];
export type Restrictions = Readonly<Partial<Record<RestrictedVariable, string | number>>>;

/** A population and what is counted in it. */
export interface RoundedPopulation {
  readonly measure: 'visits' | 'patients' | 'bed_days' | 'letters' | 'requests';
  readonly period: PeriodKey;
  /** Only the variables that restrict it: a total leaves them out. */
  readonly restrictions: Restrictions;
}

/**
 * The name a population is rounded by: `measure=…|period=…|` and its restrictions in one fixed order. It says no
 * table, so one population has one rounded value in every table, total and release (DISCLOSURE §4).
 * @throws RangeError if two restrictions are of one dimension, so that the population would have two names
 */
export function cellKey({ measure, period, restrictions }: RoundedPopulation): string {
  const parts = [`measure=${measure}`, `period=${period}`];
  for (const dimension of DIMENSIONS) {
    const named = dimension.filter((variable) => restrictions[variable] !== undefined);
    if (named.length > 1)
      throw new RangeError(`a population is restricted once by ${dimension.join(', ')}, not by all of them`);
    for (const variable of named) parts.push(`${variable}=${restrictions[variable]}`);
  }
  return parts.join('|');
}

/** The first six bytes of HMAC-SHA256(key, cell) as a whole number below 2⁴⁸. */
export function u48Of(key: Uint8Array, cell: string): number {
  return createHmac('sha256', key).update(cell, 'utf8').digest().readUIntBE(0, 6);
}

const BASE = 10;

/**
 * A count rounded to one of its two neighbouring tens, up with probability (count mod 10) / 10: unbiased, off by less
 * than 10, and the same for the same cell whenever it is asked. Rule and vectors: tests/golden/rounding.json.
 * @throws RangeError unless the count is a whole number from 0
 */
export function roundedCount(key: Uint8Array, cell: string, count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('a count is a whole number from 0');
  const remainder = count % BASE;
  const up = BASE * u48Of(key, cell) >= (BASE - remainder) * 2 ** 48;
  return count - remainder + (up ? BASE : 0);
}
