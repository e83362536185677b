import { CHAPTER_GROUPS } from '#lib/domain/chapter-group.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { countPeriod } from '../../count/count-period.ts';
import { AREA_CODES } from '../../read/visit-contract.ts';
import { GEOGRAPHY_LEAVES } from '../../trees.ts';
import { neededIn, rounder, yearOf, type Row, type TableMaker } from './rounded-source.ts';

/**
 * `flows`: fiscal year × unit of residence × area of the facility × setting × chapter group; visits to a facility whose
 * area is not recorded stand nowhere. With facilities in one area only it would repeat visits_by_disease, so the caller
 * does not ask for it then.
 */
export const flows: TableMaker = async (source, period) => {
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'flows', period);
  const [leaves, areas, settings, groups, visits, patients] = [
    'geography',
    'facility_area',
    'setting',
    'chapter_group',
    'visits',
    'patients'
  ].map((name) => counted.numbers(name)) as number[][];
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    const unit = GEOGRAPHY_LEAVES[leaves![i]!]!;
    if (patients![i]! < neededIn(source.policy, unit, false)) continue;
    const facility_area = AREA_CODES[areas![i]!]!;
    const setting = SETTINGS[settings![i]!]!;
    const chapter = CHAPTER_GROUPS[groups![i]!]!;
    const population = { unit, facility_area, chapter, setting };
    rows.push([
      yearOf(period),
      unit,
      facility_area,
      setting,
      chapter,
      round('visits', population, visits![i]!)
    ]);
  }
  return rows;
};
