import { AGE5, AGE6 } from '#lib/domain/age-band.ts';
import { SETTINGS } from '#lib/domain/setting.ts';
import { SEXES } from '#lib/domain/sex.ts';
import { countPeriod } from '../../count/count-period.ts';
import type { Restrictions } from '../rounding.ts';
import { cellAddress, magnitudeMayShow, magnitudesOf } from './magnitudes.ts';
import {
  neededIn,
  placeOf,
  placeRestriction,
  rounder,
  yearOf,
  type Row,
  type TableMaker
} from './rounded-source.ts';

const KEYS = ['area', 'age6', 'age5', 'sex', 'chapter', 'setting'] as const;
const ALL = 'all';

/**
 * `disease_profile`: fiscal year × area × six ages × sex × chapter × setting; five-year bands for the prefecture;
 * totals area × age × sex and area × chapter × setting. Bed-days are those of inpatients, whatever the row sums over.
 */
export const diseaseProfile: TableMaker = async (source, period) => {
  const { policy, diseases } = source;
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'disease_profile', period);
  const stays = magnitudesOf(await countPeriod(source.connection, 'disease_profile_bed_days', period), KEYS);
  const keys = KEYS.map((name) => counted.numbers(name));
  const visits = counted.numbers('visits');
  const patients = counted.numbers('patients');
  const rows: Row[] = [];
  for (let i = 0; i < counted.rows; i++) {
    const own = keys.map((column) => column[i]!);
    const [area, age6, age5, sexNo, chapterNo, settingNo] = own as (number | null)[];
    const place = placeOf(area!);
    const chapter = chapterNo == null ? undefined : diseases.chapters[chapterNo]!;
    const needed = neededIn(policy, place, chapter !== undefined && diseases.sensitiveChapters.has(chapter));
    if (patients[i]! < needed) continue;
    const age = age5 != null ? AGE5[age5] : age6 != null ? AGE6[age6] : undefined;
    const sex = sexNo == null ? undefined : SEXES[sexNo]!;
    const setting = settingNo == null ? undefined : SETTINGS[settingNo]!;
    const people: Restrictions = { ...placeRestriction(place), age, sex, chapter };
    const population = { ...people, setting };
    const stay = stays.get(cellAddress(own));
    rows.push([
      yearOf(period),
      place,
      age ?? ALL,
      sex ?? ALL,
      chapter ?? ALL,
      setting ?? ALL,
      round('visits', population, visits[i]!),
      round('patients', population, patients[i]!),
      stay && magnitudeMayShow(stay, needed, source)
        ? round('bed_days', { ...people, setting: 'inpatient' }, stay.patients.total)
        : null
    ]);
  }
  return rows;
};
