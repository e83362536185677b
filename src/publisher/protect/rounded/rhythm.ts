import { ARRIVALS } from '#lib/domain/arrival.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { countPeriod } from '../../count/count-period.ts';
import { rounder, yearOf, type Row, type TableMaker } from './rounded-source.ts';

/** `rhythm`: fiscal year × weekday × hour × setting × arrival, over all visits whose hour is recorded. */
export const rhythm: TableMaker = async (source, period) => {
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'rhythm', period);
  const [weekdays, hours, settings, arrivals, visits, patients] = [
    'weekday',
    'hour',
    'setting',
    'arrival',
    'visits',
    'patients'
  ].map((name) => counted.numbers(name)) as number[][];
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    if (patients![i]! < source.policy.default_threshold) continue;
    const weekday = weekdays![i]!;
    const hour = hours![i]!;
    const setting = SETTINGS[settings![i]!]!;
    const arrival = ARRIVALS[arrivals![i]!]!;
    const count = round('visits', { setting, arrival, weekday, hour }, visits![i]!);
    rows.push([yearOf(period), weekday, hour, setting, arrival, count]);
  }
  return rows;
};
