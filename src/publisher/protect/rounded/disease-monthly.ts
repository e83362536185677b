import { monthsOfPeriod } from '#lib/domain/period.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { countPeriod } from '../../count/count-period.ts';
import { blockPopulation } from './disease-groups.ts';
import { neededIn, placeOf, placeRestriction, rounder, type Row, type TableMaker } from './rounded-source.ts';

/** `disease_monthly`: month × area, and prefecture, × ICD-10 block × setting. */
export const diseaseMonthly: TableMaker = async (source, period) => {
  const { policy, diseases } = source;
  const month = monthsOfPeriod(period)[0]!;
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'disease_monthly', period);
  const area = counted.numbers('area');
  const settings = counted.numbers('setting');
  const chapters = counted.numbers('chapter');
  const blocks = counted.numbers('block');
  const visits = counted.numbers('visits');
  const patients = counted.numbers('patients');
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    const part = diseases.partOf(chapters[i]!, blocks[i]!);
    const place = placeOf(area[i]!);
    if (!part.shown || patients[i]! < neededIn(policy, place, part.sensitive)) continue;
    const chapter = diseases.chapters[chapters[i]!]!;
    const setting = SETTINGS[settings[i]!]!;
    const population = { ...placeRestriction(place), ...blockPopulation(chapter, part.name), setting };
    rows.push([month, place, setting, chapter, part.name, round('visits', population, visits[i]!)]);
  }
  return rows;
};
