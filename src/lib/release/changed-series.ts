import { TIME_BANDS } from '../domain/emergency-request.ts';
import { MIYAGI } from '../domain/geography.ts';
import type { MonthlySeries, SeriesSubject } from '../domain/monthly-series.ts';
import { SETTINGS } from '../domain/setting.ts';

interface Counted {
  readonly first_month: number;
  /** Counts joined by commas, nothing where there is none. */
  readonly counts: string;
}
/** Rows of the queries `changed_*`, by what they count. */
export interface ChangedRows {
  readonly totals: readonly (Counted & { level: string; area: string; city: string; unit: string })[];
  readonly chapters: readonly (Counted & {
    area: string;
    city: string;
    unit: string;
    setting: string;
    chapter: string;
  })[];
  readonly blocks: readonly (Counted & { area: string; setting: string; chapter: string; block: string })[];
  readonly planning: readonly (Counted & { area: string; planning_group: string })[];
  readonly acceptance: readonly (Counted & { band: string; outcome: string })[];
}

/** What a series is of, before its counts. */
type Named = Pick<MonthlySeries, 'subject' | 'within' | 'rounded'>;

const known = <T extends string>(values: readonly T[], value: string): T => {
  const found = values.find((one) => one === value);
  if (found === undefined) throw new RangeError(`a series cannot be of ${JSON.stringify(value)}`);
  return found;
};

/**
 * The monthly series of a release from the rows of its `changed_*` queries.
 * @throws RangeError for a setting, band or outcome that no release has, and for counts that are no numbers
 */
export function changedSeries(rows: ChangedRows): MonthlySeries[] {
  const exact = (row: { area: string; city: string; unit: string }, subject: SeriesSubject): Named => ({
    subject,
    within: [...new Set([row.unit, row.city, row.area, MIYAGI])],
    rounded: false
  });
  const rounded = (area: string, subject: SeriesSubject): Named => ({
    subject,
    within: [...new Set([area, MIYAGI])],
    rounded: true
  });
  return [
    ...rows.totals.map((row) => series(row, exact(row, { kind: 'total' }))),
    ...rows.chapters.map((row) =>
      series(
        row,
        exact(row, { kind: 'chapter', chapter: row.chapter, setting: known(SETTINGS, row.setting) })
      )
    ),
    ...rows.blocks.map((row) =>
      series(
        row,
        rounded(row.area, {
          kind: 'block',
          chapter: row.chapter,
          block: row.block,
          setting: known(SETTINGS, row.setting)
        })
      )
    ),
    ...rows.planning.map((row) =>
      series(row, rounded(row.area, { kind: 'planning', group: row.planning_group }))
    ),
    ...rows.acceptance.map((row) =>
      series(
        row,
        rounded(MIYAGI, {
          kind: 'acceptance',
          band: known(TIME_BANDS, row.band),
          outcome: known(['accepted', 'refused'], row.outcome)
        })
      )
    )
  ];
}

function series({ first_month, counts }: Counted, named: Named): MonthlySeries {
  return {
    ...named,
    place: named.within[0]!,
    firstMonth: first_month,
    counts: counts.split(',').map((count) => {
      if (count === '') return null;
      if (!/^\d+$/.test(count)) throw new RangeError('a count is a whole number');
      return Number(count);
    })
  };
}
