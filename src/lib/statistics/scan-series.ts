import { addMonths, type Month } from '#lib/domain/period.ts';
import { SCANNED_MONTHS, type MonthlySeries } from '#lib/domain/monthly-series.ts';
import { negativeBinomialQuantile, poissonQuantile } from './count-distribution.ts';
import { cusum } from './cusum.ts';
import { disruptionOf } from './disrupted-month.ts';
import { type Outcome, shown, withheld } from './outcome.ts';
import { tTwoSided } from './quantiles.ts';
import { PAST_EXCLUDED, seasonalExpectation, type SeasonalExpectation } from './seasonal-expectation.ts';

/** Months whose sum tells whether a level has shifted. */
export const SHIFT_MONTHS = 6;
/** Tail on either side of the expected range: that of the Farrington bound on months. */
export const RANGE_TAIL = 0.01;
/** Share of absent months from which a series has no expectation: absent months are small ones, so the others mislead. */
const MOST_ABSENT = 0.2;

/** A count held against what earlier years lead one to expect. */
export interface Surprise {
  readonly observed: number;
  readonly expected: number;
  /** Quasi-Poisson dispersion of the count. */
  readonly dispersion: number;
  /** Distance from the expected in standard deviations; below 0 for fewer. */
  readonly deviation: number;
  /** Two-sided p of a distance as large. */
  readonly pValue: number;
}

/** One month of a series. */
export interface MonthTest extends Surprise {
  readonly month: Month;
}
/** The latest half-year of a series, taken as one. */
export interface ShiftTest extends Surprise {
  /** The month from which the counts lie on the other level, by CUSUM; null where they do not add up to a shift. */
  readonly since: Month | null;
}

/** What a scan of one series gives. */
export interface SeriesScan {
  readonly months: readonly MonthTest[];
  /** Null where a month of the half-year has no expectation. */
  readonly shift: ShiftTest | null;
}

/** How a series is scanned. */
export interface ScanOptions {
  /** The days each month's counts follow, such as open days; counts are then compared per day. */
  readonly openDays?: readonly number[];
  /** Months looked at, the latest ones (12). */
  readonly scanned?: number;
}

/** A month with its expectation. */
export interface JudgedMonth {
  /** Position in the series. */
  readonly index: number;
  readonly expectation: SeasonalExpectation;
  readonly test: MonthTest;
}

/**
 * Looks at the latest months of a series, one by one and the last six together, for counts beyond what earlier years
 * lead one to expect; see `judgedMonths`.
 * Withheld: `too_short` where no month has an expectation.
 */
export function scanSeries(
  series: Pick<MonthlySeries, 'counts' | 'firstMonth'>,
  { openDays, scanned = SCANNED_MONTHS }: ScanOptions = {}
): Outcome<SeriesScan> {
  const { length } = series.counts;
  return scanOf(judgedMonths(series, Math.max(0, length - scanned), openDays), length - 1);
}

/**
 * Holds months of a series, from one on, against what earlier years lead one to expect. Expectations:
 * `seasonalExpectation` (Farrington flexible with a level for every calendar month); months of the earthquake and of
 * COVID-19 measures are no reference where enough others are. The p is Student's, on the 2/3 power of the count, with a
 * spread that holds the dispersion and the uncertainty of the expected (Farrington et al. 1996), so that thousands of
 * series can be compared. A month without a count or an expectation is left out.
 */
export function judgedMonths(
  { counts, firstMonth }: Pick<MonthlySeries, 'counts' | 'firstMonth'>,
  from: number,
  openDays?: readonly number[]
): JudgedMonth[] {
  const load = loadOf(counts.length, openDays);
  const perDay = counts.map((count, t) => (count === null ? null : count / load[t]!));
  const judged: JudgedMonth[] = [];
  for (let index = from; index < counts.length; index++) {
    const observed = counts[index]!;
    if (observed === null) continue;
    const rate = expectationAt(perDay, firstMonth, index);
    if (rate === null) continue;
    const expectation = { ...rate, expected: rate.expected * load[index]! };
    const test = { month: addMonths(firstMonth, index), ...surprise(observed, expectation) };
    judged.push({ index, expectation, test });
  }
  return judged;
}

/** The scan of judged months up to a last one. */
export function scanOf(judged: readonly JudgedMonth[], last: number): Outcome<SeriesScan> {
  if (judged.length === 0) return withheld('too_short');
  const months = judged.map(({ test }) => test);
  const half = judged.filter(({ index }) => index > last - SHIFT_MONTHS);
  return shown({
    months,
    shift:
      half.length < SHIFT_MONTHS
        ? null
        : shiftOf(
            half.map(({ expectation }) => expectation),
            months
          )
  });
}

/** Open days of a month over the mean of all; 1 where counts do not follow them. */
function loadOf(length: number, openDays: readonly number[] | undefined): readonly number[] {
  if (!openDays) return new Array<number>(length).fill(1);
  if (openDays.length !== length || !openDays.every((days) => days > 0))
    throw new RangeError('every month of the series has open days');
  const mean = openDays.reduce((a, b) => a + b, 0) / length;
  return openDays.map((days) => days / mean);
}

/** What the years before a month lead one to expect; disrupted months count only where there are too few others. */
function expectationAt(
  values: readonly (number | null)[],
  firstMonth: Month,
  index: number
): SeasonalExpectation | null {
  const reference = Math.max(0, index - PAST_EXCLUDED);
  let absent = 0;
  for (let t = 0; t < reference; t++) if (values[t] === null) absent++;
  if (absent > MOST_ABSENT * reference) return null;
  const ordinary = (t: number): boolean => disruptionOf(addMonths(firstMonth, t)) === null;
  for (const isReference of [ordinary, () => true]) {
    const outcome = seasonalExpectation(values, index, isReference);
    if (outcome.kind === 'shown') return outcome;
    if (outcome.reason !== 'too_short') return null;
  }
  return null;
}

/** A count against its expectation, on the 2/3 power. (Farrington et al. 1996) */
function surprise(
  observed: number,
  { expected, dispersion, standardError, degreesOfFreedom }: SeasonalExpectation
): Surprise {
  const spread = Math.sqrt(dispersion + expected * standardError ** 2);
  const deviation = (1.5 * (observed ** (2 / 3) - expected ** (2 / 3))) / (expected ** (1 / 6) * spread);
  return { observed, expected, dispersion, deviation, pValue: tTwoSided(deviation, degreesOfFreedom) };
}

/** The expected range 期待の範囲 of a count: 1 % lie below it, 1 % above, as of the Farrington bound on months. */
export function expectedRange({ expected, dispersion }: Pick<Surprise, 'expected' | 'dispersion'>): {
  readonly lower: number;
  readonly upper: number;
} {
  const at = (p: number): number =>
    dispersion === 1
      ? poissonQuantile(p, expected)
      : negativeBinomialQuantile(p, expected / (dispersion - 1), expected);
  return { lower: at(RANGE_TAIL), upper: at(1 - RANGE_TAIL) };
}

/** The half-year as one count. The months' expectations rest on the same years, so that their errors add up in full. */
function shiftOf(half: readonly SeasonalExpectation[], months: readonly MonthTest[]): ShiftTest {
  const expected = half.reduce((total, month) => total + month.expected, 0);
  const weighted = (of: (month: SeasonalExpectation) => number): number =>
    half.reduce((total, month) => total + of(month) * month.expected, 0) / expected;
  const test = surprise(
    months.slice(-SHIFT_MONTHS).reduce((total, { observed }) => total + observed, 0),
    {
      expected,
      dispersion: weighted(({ dispersion }) => dispersion),
      standardError: weighted(({ standardError }) => standardError),
      degreesOfFreedom: Math.min(...half.map(({ degreesOfFreedom }) => degreesOfFreedom))
    }
  );
  return { ...test, since: shiftedSince(months, Math.sign(test.deviation)) };
}

/** A deviation as a count with mean 100, for which CUSUM's (y − m)/√m is the deviation again. */
const CUSUM_MEAN = 100;
/** Deviation from which a month lies on the other level, for the count of such months. */
const ON_OTHER_LEVEL = 0.5;

/** The month the cumulative sum last left zero, if it is in alarm at the end and all but one of the last six months lie on its side. */
function shiftedSince(months: readonly MonthTest[], side: number): Month | null {
  const beyond = months
    .slice(-SHIFT_MONTHS)
    .filter(({ deviation }) => side * deviation > ON_OTHER_LEVEL).length;
  if (beyond < SHIFT_MONTHS - 1) return null;
  const chart = cusum(
    months.map(({ deviation }) => Math.max(0, CUSUM_MEAN + 10 * side * deviation)),
    CUSUM_MEAN
  );
  if (chart.kind === 'withheld' || !chart.alarm.at(-1)) return null;
  return months[chart.statistic.lastIndexOf(0) + 1]!.month;
}
