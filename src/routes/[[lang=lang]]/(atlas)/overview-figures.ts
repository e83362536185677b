import { shown, withheld, type Estimate } from '#lib/domain/estimate.ts';
import type { FiscalYear } from '#lib/domain/period.ts';

/** Visits of one place in one fiscal year and how far each split of them is published. */
export interface YearRow {
  readonly fiscal_year: number;
  readonly visits: number | null;
  readonly hidden_months: number;
  readonly inpatient: number | null;
  readonly emergency: number | null;
  /** Visits whose setting is published: the base of the two counts above. */
  readonly known_setting: number | null;
  readonly age75: number | null;
  /** Visits whose six-group age is published: the base of the share of people of 75 and over. */
  readonly known_age: number | null;
}

/** A headline figure: its value, its change on the year before, its course, and the share of visits it rests on. */
export interface Headline {
  readonly current: Estimate;
  /** Relative change in per cent, or difference in points for a share; withheld where the two years do not compare. */
  readonly change: Estimate;
  readonly course: readonly { readonly fiscalYear: FiscalYear; readonly value: number | null }[];
  /** Share (0–1) of the place's visits for which this split is published; 1 where nothing is withheld. */
  readonly covered: number;
}

export interface Headlines {
  readonly visits: Headline;
  readonly inpatient: Headline;
  readonly emergency: Headline;
  readonly aged75: Headline;
}

/** Two partial sums compare only when both cover nearly everything (95 % of visits) and equally much of it (within half a point). */
const comparableCover = (now: number, before: number): boolean =>
  Math.min(now, before) >= 0.95 && Math.abs(now - before) <= 0.005;

type Part = 'inpatient' | 'emergency';

const hidden = withheld('hidden');
const share = (part: number | null, whole: number | null): number =>
  part === null || whole === null || whole === 0 ? 0 : part / whole;

function counted(
  rows: readonly YearRow[],
  year: FiscalYear,
  value: (row: YearRow) => number | null,
  covered: (row: YearRow) => number
): Headline {
  const at = (y: FiscalYear) => rows.find((row) => row.fiscal_year === y);
  const estimate = (row: YearRow | undefined): Estimate => {
    if (!row) return withheld('not_reported');
    const number = value(row);
    return number === null ? hidden : shown(number, number);
  };
  const now = at(year);
  const before = at(year - 1);
  const current = estimate(now);
  const previous = estimate(before);
  const comparable = now && before && comparableCover(covered(now), covered(before));
  let change: Estimate = before ? hidden : withheld('not_reported');
  if (comparable && current.kind === 'shown' && previous.kind === 'shown' && previous.value > 0) {
    change = shown((100 * (current.value - previous.value)) / previous.value, current.count);
  }
  return {
    current,
    change,
    course: rows.map((row) => ({ fiscalYear: row.fiscal_year, value: value(row) })),
    covered: now ? covered(now) : 0
  };
}

/** The four headline figures of a place, from the rows of `year_figures`. */
export function headlinesOf(rows: readonly YearRow[], year: FiscalYear): Headlines {
  const whole = (row: YearRow) => (row.visits === null ? 0 : 1);
  const setting = (row: YearRow) => share(row.known_setting, row.visits);
  const age = (row: YearRow) => share(row.known_age, row.visits);
  const part = (name: Part) =>
    counted(rows, year, (row) => (row.visits === null ? null : row[name]), setting);
  const ageShare = (row: YearRow): number | null =>
    row.visits === null || row.age75 === null || !row.known_age ? null : (100 * row.age75) / row.known_age;

  const aged = counted(rows, year, ageShare, age);
  const now = rows.find((row) => row.fiscal_year === year);
  const before = rows.find((row) => row.fiscal_year === year - 1);
  const points = now && before ? [ageShare(now), ageShare(before)] : [null, null];
  const comparable = now && before && comparableCover(age(now), age(before));
  const change =
    comparable && points[0] != null && points[1] != null
      ? shown(points[0] - points[1], now.age75 ?? 0)
      : before
        ? hidden
        : withheld('not_reported');
  return {
    visits: counted(rows, year, (row) => row.visits, whole),
    inpatient: part('inpatient'),
    emergency: part('emergency'),
    aged75: { ...aged, change }
  };
}

/**
 * How much of a rise in visits the people of 75 and over make up, in tenths (1–10); null where visits did not rise,
 * the two years do not compare, or the part is not between one tenth and the whole.
 */
export function tenthsOfRiseFrom75(rows: readonly YearRow[], year: FiscalYear): number | null {
  const now = rows.find((row) => row.fiscal_year === year);
  const before = rows.find((row) => row.fiscal_year === year - 1);
  if (
    !now ||
    !before ||
    now.visits === null ||
    before.visits === null ||
    now.age75 === null ||
    before.age75 === null
  )
    return null;
  if (!comparableCover(share(now.known_age, now.visits), share(before.known_age, before.visits))) return null;
  const rise = now.visits - before.visits;
  if (rise < before.visits * 0.002) return null;
  const tenths = Math.round((10 * (now.age75 - before.age75)) / rise);
  return tenths >= 1 && tenths <= 10 ? tenths : null;
}
