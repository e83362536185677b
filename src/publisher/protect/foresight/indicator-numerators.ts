import { INDICATORS } from '#lib/release/tables/rounded-tables.ts';
import { numeratorOf } from '../indicators.ts';
import type { Row } from '../rounded/rounded-source.ts';
import type { RoundedCount } from './published-rows.ts';

const [PLACE, INDICATOR, DISEASE, SETTING, VALUE] = ['place', 'indicator', 'disease', 'setting', 'value'].map(
  (name) => INDICATORS.columns.findIndex((column) => column.name === name)
) as [number, number, number, number, number];

/** The rounded counts that indicators stand on, by place, disease and setting. */
export interface IndicatorNumerators {
  readonly get: (place: string, disease: string, setting: string) => RoundedCount | undefined;
}

/** Reads every numerator back from its crude rate; all indicators of it give the same count away. */
export function indicatorNumerators(rows: readonly Row[], minimumEvents: number): IndicatorNumerators {
  const found = new Map<string, { rows: Row[]; value: number; least: number }>();
  for (const row of rows) {
    const key = [row[PLACE], row[DISEASE], row[SETTING]].join('|');
    let count = found.get(key);
    if (!count) found.set(key, (count = { rows: [], value: 0, least: minimumEvents }));
    count.rows.push(row);
    if (row[INDICATOR] === 'crude') count.value = numeratorOf(row[PLACE] as string, row[VALUE] as number);
  }
  return { get: (...keys) => found.get(keys.join('|')) };
}
