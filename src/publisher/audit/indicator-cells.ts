import { fiscalYearOf, type PeriodKey } from '#lib/domain/period.ts';
import { INDICATORS } from '#lib/release/tables.ts';
import { answer, ask } from './audit-answer.ts';
import { refuse } from './audit-error.ts';
import { boundsOf, indexOf, type RoundedInputs } from './rounded-cells.ts';

const KEYS = ['place_level', 'place', 'disease', 'setting'] as const;
const Z95 = 1.959963984540054;
/** Mean variance of the rounding error, by which each arm of an interval is widened. */
const ROUNDING_VARIANCE = 16.5;

/** Byar's limits of a count (Breslow & Day 1987); the auditor's own. */
function byar(count: number): readonly [lower: number, upper: number] {
  const limit = (x: number, sign: number) => x * (1 - 1 / (9 * x) + (sign * Z95) / (3 * Math.sqrt(x))) ** 3;
  return [limit(count, -1), limit(count + 1, 1)];
}

/**
 * Holds the estimates of one fiscal year against the records: enough patients and events, a rounded numerator within
 * its base of the truth, an interval no narrower than the widened one.
 * @returns estimates compared
 * @throws AuditError E_AUDIT_INDICATOR
 */
export async function judgeIndicators(
  { connection, policy, parts }: RoundedInputs,
  period: PeriodKey
): Promise<number> {
  const bounds = boundsOf(period);
  const truth = await ask(connection, 'rounded_indicators', bounds);
  const found = indexOf(truth, KEYS);
  const [events, patients] = ['events', 'patients'].map(truth.numbers);
  const rows = await answer(
    connection,
    `with residents as (
       select 'unit' as place_level, unit as place, sum(population)::double as persons from audited_population group by all
       union all select 'area', area, sum(population)::double from audited_population group by all)
     select i.place_level, i.place, i.disease, i.setting, i.indicator, i.value, i.lower, i.upper, r.persons
     from audited_indicators i join residents r using (place_level, place) where i.fiscal_year = $1`,
    [fiscalYearOf(bounds.first_month)]
  );
  const texts = KEYS.map(rows.texts);
  const indicators = rows.texts('indicator');
  const [value, lower, upper, persons] = ['value', 'lower', 'upper', 'persons'].map(rows.numbers);
  const { base, minimum_events } = policy.rounding;
  const failing = Array.from({ length: rows.rows }, (_, i) => i).filter((i) => {
    const key = texts.map((column) => column[i]!);
    const at = found.get(key.join('|'));
    const [, place, disease] = key as [string, string, string, string];
    const unit = policy.thresholds[place] ?? policy.default_threshold;
    const threshold = parts.sensitivePlanning.has(disease)
      ? Math.max(unit, policy.sensitive.threshold)
      : unit;
    if (at === undefined || patients![at]! < threshold || events![at]! < minimum_events) return true;
    if (!(lower![i]! <= value![i]! && value![i]! <= upper![i]!)) return true;
    if (indicators[i] !== 'crude') return false;
    const per = persons![i]! / 100_000;
    const rounded = value![i]! * per;
    const nearest = Math.round(rounded / base) * base;
    if (Math.abs(rounded - nearest) > 1e-3 || Math.abs(nearest - events![at]!) >= base) return true;
    const [low, high] = byar(nearest);
    const widening = Math.sqrt(1 + ROUNDING_VARIANCE / nearest);
    // limits carry six significant digits
    const slack = 1e-4 * nearest;
    return (
      lower![i]! * per > nearest - (nearest - low) * widening + slack ||
      upper![i]! * per < nearest + (high - nearest) * widening - slack
    );
  });
  refuse(
    'E_AUDIT_INDICATOR',
    failing.map((i) => ({
      table: INDICATORS.name,
      period,
      cell: [...texts.map((column) => column[i]!), indicators[i]!].join(' '),
      lower: 0,
      upper: null,
      required: minimum_events,
      droppable: []
    }))
  );
  return rows.rows;
}
