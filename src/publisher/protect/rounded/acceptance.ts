import { REFUSAL_REASONS, TIME_BANDS } from '#lib/domain/emergency-request.ts';
import { monthsOfPeriod, type PeriodKey } from '#lib/domain/period.ts';
import { countPeriod, type CountedColumns } from '../../count/count-period.ts';
import { AREA_CODES } from '../../read/visit-contract.ts';
import { dominanceOfLargest } from '../dominance.ts';
import { dominanceRuleOf } from './magnitudes.ts';
import { rounder, yearOf, type RoundedSource, type Row, type TableMaker } from './rounded-source.ts';

/** Which cells of requests may be shown: the log names no person, so each request is a contributor of its own. */
function shownRequests(counted: CountedColumns, { policy, facilities }: RoundedSource): (number | null)[] {
  const [contributors, totals, largest, second] = ['contributors', 'total', 'largest', 'second_largest'].map(
    (name) => counted.numbers(name)
  ) as number[][];
  return totals!.map((total, i) => {
    if (total < policy.rounding.request_threshold) return null;
    const asked = {
      total,
      largest: largest![i]!,
      second_largest: second![i]!,
      contributors: contributors![i]!
    };
    return facilities === 1 || dominanceOfLargest(asked, dominanceRuleOf(policy)).published ? total : null;
  });
}

/** `acceptance`: month × time band × accepted or refused, over all facilities. */
export const acceptance: TableMaker = async (source: RoundedSource, period: PeriodKey) => {
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'acceptance', period);
  const bands = counted.numbers('band');
  const accepted = counted.numbers('accepted');
  const rows: Row[] = [];
  for (const [i, requests] of shownRequests(counted, source).entries()) {
    if (requests === null) continue;
    const band = TIME_BANDS[bands[i]!]!;
    const outcome = accepted[i] === 1 ? 'accepted' : 'refused';
    rows.push([monthsOfPeriod(period)[0]!, band, outcome, round('requests', { band, outcome }, requests)]);
  }
  return rows;
};

/**
 * `acceptance_reasons`: fiscal year × area of the facility × time band × reason of refusal; requests to a facility whose
 * area is not recorded stand nowhere.
 */
export const acceptanceReasons: TableMaker = async (source, period) => {
  const round = rounder(source, period);
  const counted = await countPeriod(source.connection, 'acceptance_reasons', period);
  const areas = counted.numbers('facility_area');
  const bands = counted.numbers('band');
  const reasons = counted.numbers('reason');
  const rows: Row[] = [];
  for (const [i, requests] of shownRequests(counted, source).entries()) {
    if (requests === null) continue;
    const area = AREA_CODES[areas[i]!]!;
    const band = TIME_BANDS[bands[i]!]!;
    const reason = REFUSAL_REASONS[reasons[i]!]!;
    const facility_area = source.facilityAreas > 1 ? area : undefined;
    rows.push([
      yearOf(period),
      area,
      band,
      reason,
      round('requests', { facility_area, band, reason }, requests)
    ]);
  }
  return rows;
};
