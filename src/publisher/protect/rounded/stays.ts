import { AGE6 } from '#lib/domain/age-band.ts';
import { countPeriod } from '../../count/count-period.ts';
import { quantileMayShow } from '../quantile-rule.ts';
import { cellAddress, magnitudeMayShow, magnitudesOf } from './magnitudes.ts';
import { neededIn, placeOf, rounder, yearOf, type Row, type TableMaker } from './rounded-source.ts';

const KEYS = ['area', 'mdc', 'age6'] as const;
/** The quantiles of stay, in per mille, as the query names them. */
const QUANTILES = [
  ['q25', 250],
  ['q50', 500],
  ['q75', 750],
  ['q90', 900]
] as const;

/** Whole days, half up; the tail of a binary fraction does not decide. */
const wholeDays = (days: number): number => Math.floor(days + 0.5 + 1e-9);

/** `stays`: fiscal year of admission × area × major diagnostic category 01–18 × six ages. */
export const stays: TableMaker = async (source, period) => {
  const { policy } = source;
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'stays', period);
  const bedDays = magnitudesOf(await countPeriod(source.connection, 'stays_bed_days', period), KEYS);
  const keys = KEYS.map((name) => counted.numbers(name));
  const [admissions, patients] = ['admissions', 'patients'].map((name) =>
    counted.numbers(name)
  ) as number[][];
  const quantiles = QUANTILES.map(([column, perMille]) => ({ perMille, days: counted.numbers(column) }));
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    const own = keys.map((column) => column[i]!) as [number, number, number];
    const place = placeOf(own[0]);
    const needed = neededIn(policy, place, policy.sensitive.mdc.includes(own[1]));
    if (patients![i]! < needed) continue;
    const mdc = String(own[1]).padStart(2, '0');
    const age = AGE6[own[2]]!;
    const population = { area: place, age, mdc, setting: 'inpatient' };
    const days = bedDays.get(cellAddress(own))!;
    rows.push([
      yearOf(period),
      place,
      mdc,
      age,
      round('visits', population, admissions![i]!),
      magnitudeMayShow(days, needed, source) ? round('bed_days', population, days.patients.total) : null,
      ...quantiles.map(({ perMille, days: of }) =>
        quantileMayShow(patients![i]!, perMille, needed, policy.rounding.quantile_product)
          ? wholeDays(of[i]!)
          : null
      )
    ]);
  }
  return rows;
};
