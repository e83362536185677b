import { DEPARTMENTS } from '#lib/domain/department.ts';
import { fiscalQuarterOf, monthsOfPeriod } from '#lib/domain/period.ts';
import { countPeriod } from '../../count/count-period.ts';
import { AREA_CODES } from '../../read/visit-contract.ts';
import { GEOGRAPHY_LEAVES } from '../../trees.ts';
import { magnitudeMayShow, magnitudesOf } from './magnitudes.ts';
import {
  neededIn,
  rounder,
  yearOf,
  type RoundedSource,
  type Row,
  type TableMaker
} from './rounded-source.ts';

const DIRECTIONS = ['in', 'out'] as const;
const KEYS = ['geography', 'area', 'department', 'direction'] as const;

/** Letters by partner's place, department group and direction that may be shown: the partners count as facilities. */
async function lettersOf(
  source: RoundedSource,
  period: string,
  place: {
    readonly column: 'geography' | 'area';
    readonly codes: readonly string[];
    readonly as: 'unit' | 'area';
  }
): Promise<[place: string, department: string, direction: string, letters: number][]> {
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'referrals', period);
  const letters = magnitudesOf(counted, KEYS);
  const at = KEYS.indexOf(place.column);
  // partners are many whatever the source, so the rule of three facilities holds for one hospital too
  const rule = { policy: source.policy, facilities: Number.POSITIVE_INFINITY };
  const shown: [string, string, string, number][] = [];
  for (const address of letters.keys()) {
    const key = address.split('/');
    if (key[at] === '') continue;
    const code = place.codes[Number(key[at])]!;
    const cell = letters.get(address)!;
    if (!magnitudeMayShow(cell, neededIn(source.policy, code, false), rule)) continue;
    const department = DEPARTMENTS[Number(key[2])]!;
    const direction = DIRECTIONS[Number(key[3])]!;
    const population = { [place.as]: code, department, direction };
    shown.push([code, department, direction, round('letters', population, cell.facilities.total)]);
  }
  return shown;
}

/** `referrals`: fiscal year × municipality or ward of the partner × department group × direction. */
export const referrals: TableMaker = async (source, period) =>
  (await lettersOf(source, period, { column: 'geography', codes: GEOGRAPHY_LEAVES, as: 'unit' })).map(
    (letters): Row => [yearOf(period), ...letters]
  );

/** `referrals_quarterly`: fiscal quarter × area of the partner × department group × direction. */
export const referralsQuarterly: TableMaker = async (source, period) => {
  const quarter = fiscalQuarterOf(monthsOfPeriod(period)[0]!);
  return (await lettersOf(source, period, { column: 'area', codes: AREA_CODES, as: 'area' })).map(
    (letters): Row => [yearOf(period), quarter, ...letters]
  );
};
