import type { DuckDBConnection } from '@duckdb/node-api';
import type { PeriodKey } from '#lib/domain/period.ts';
import type { Policy } from '../policy.ts';
import { answer } from './audit-answer.ts';
import { inPeriod } from './joint-rounded.ts';
import { mustStayPossible, type JointSystem } from './joint-system.ts';

/** One count an estimate can be read back to. */
export interface IndicatorCell {
  readonly level: 'unit' | 'area';
  readonly place: string;
  readonly disease: string;
  readonly setting: string;
  readonly threshold: number;
  readonly part: string;
}

/** The rounded numerators that the written crude rates of one year give away: rate × residents. */
export class IndicatorCounts {
  readonly #counts = new Map<string, number>();

  private constructor(
    private readonly period: PeriodKey,
    private readonly policy: Policy
  ) {}

  static async of(connection: DuckDBConnection, period: PeriodKey, policy: Policy): Promise<IndicatorCounts> {
    const found = new IndicatorCounts(period, policy);
    const columns = await answer(
      connection,
      `with residents as (
         select 'unit' as level, unit as place, sum(population) as persons from audited_population group by all
         union all select 'area', area, sum(population) from audited_population group by all)
       select i.place_level, i.place, i.disease, i.setting, i.value * r.persons / 100000 as events
       from audited_indicators i join residents r on r.level = i.place_level and r.place = i.place
       where i.${inPeriod(period)} and i.indicator = 'crude'`
    );
    const { base } = policy.rounding;
    const events = columns.numbers('events');
    const keys = ['place_level', 'place', 'disease', 'setting'].map(columns.texts);
    for (let i = 0; i < columns.rows; i++)
      found.#counts.set(keys.map((key) => key[i]).join('|'), base * Math.round(events[i]! / base));
    return found;
  }

  /** Every numerator that is given away. */
  all(): { level: string; place: string; disease: string; setting: string; value: number }[] {
    return [...this.#counts].map(([key, value]) => {
      const [level, place, disease, setting] = key.split('|') as [string, string, string, string];
      return { level, place, disease, setting, value };
    });
  }

  /** States a published numerator as the sum of counts and a constant; an absent one becomes a target if asked. */
  enter(
    system: JointSystem,
    cell: IndicatorCell,
    parts: readonly number[],
    known: number,
    target: boolean
  ): void {
    const { level, place, disease, setting, threshold, part } = cell;
    const value = this.#counts.get([level, place, disease, setting].join('|'));
    if (value === undefined) {
      if (target && parts.length > 0)
        system.target({
          variable: system.total(parts, 0, Number.POSITIVE_INFINITY, part),
          required: mustStayPossible(threshold),
          table: 'indicators',
          period: this.period,
          cell: [place, disease, setting].join('|'),
          alike: 1
        });
      return;
    }
    const { base, minimum_events } = this.policy.rounding;
    const keys = [Number(this.period.slice(0, 4)), place, level, 'crude', disease, setting];
    system.sum(
      parts,
      Math.max(minimum_events, value - base + 1) - known,
      value + base - 1 - known,
      undefined,
      { address: { table: 'indicators', period: this.period, keys }, value, total: true }
    );
  }
}
