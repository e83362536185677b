import { AGE_PLANNING } from '#lib/domain/planning-group.ts';
import { monthsOfPeriod } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { SEXES } from '#lib/domain/sex.ts';
import { countPeriod } from '../../count/count-period.ts';
import {
  neededIn,
  placeOf,
  placeRestriction,
  rounder,
  yearOf,
  type Row,
  type TableMaker
} from './rounded-source.ts';

/** `planning_groups`: fiscal year × area × {0–64, 65–74, 75+} × sex × setting × planning group. */
export const planningGroups: TableMaker = async (source, period) => {
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'planning_groups', period);
  const [areas, ages, sexes, settings, groups, visits, patients] = [
    'area',
    'age_planning',
    'sex',
    'setting',
    'planning_group',
    'visits',
    'patients'
  ].map((name) => counted.numbers(name)) as number[][];
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    const place = placeOf(areas![i]!);
    const group = source.diseases.planning[groups![i]!]!;
    if (patients![i]! < neededIn(source.policy, place, group.sensitive)) continue;
    const age = AGE_PLANNING[ages![i]!]!;
    const sex = SEXES[sexes![i]!]!;
    const setting = SETTINGS[settings![i]!]!;
    const population = { ...placeRestriction(place), age, sex, ...group.population, setting };
    rows.push([
      yearOf(period),
      place,
      age,
      sex,
      setting,
      group.id,
      round('visits', population, visits![i]!),
      round('patients', population, patients![i]!)
    ]);
  }
  return rows;
};

/** `planning_monthly`: month × area × planning group, all settings together. */
export const planningMonthly: TableMaker = async (source, period) => {
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'planning_monthly', period);
  const [areas, groups, visits, patients] = ['area', 'planning_group', 'visits', 'patients'].map((name) =>
    counted.numbers(name)
  ) as number[][];
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    const place = placeOf(areas![i]!);
    const group = source.diseases.planning[groups![i]!]!;
    if (patients![i]! < neededIn(source.policy, place, group.sensitive)) continue;
    const population = { ...placeRestriction(place), ...group.population };
    rows.push([
      monthsOfPeriod(period)[0]!,
      place,
      group.id,
      round('visits', population, visits![i]!),
      round('patients', population, patients![i]!)
    ]);
  }
  return rows;
};
