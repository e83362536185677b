import {
  fineness,
  nestedPlaces,
  overlappingSubjects,
  seriesKey,
  type MonthlySeries
} from '#lib/domain/monthly-series.ts';
import { addMonths, monthsBetween, type Month } from '#lib/domain/period.ts';
import { FALSE_DISCOVERY_RATE, falseDiscoveryRate } from './false-discovery-rate.ts';
import type { Outcome } from './outcome.ts';
import {
  expectedRange,
  SHIFT_MONTHS,
  type MonthTest,
  type SeriesScan,
  type Surprise
} from './scan-series.ts';

/** p below which a month outside its expected range is listed as a candidate even if it may be chance. */
export const CANDIDATE_P = 0.01;
/** Candidates listed at most. */
const MOST_CANDIDATES = 200;
/** Digits of surprise (−log₁₀ p) beyond which one finding is no more sure than another. */
const MOST_SURPRISE = 12;
/** Months shown with a change. */
export const MONTHS_SHOWN = 36;

/** A series and what its scan gave. */
export interface ScannedSeries {
  readonly series: MonthlySeries;
  readonly scan: Outcome<SeriesScan>;
}

/** A change of one series: some months, or the level of the latest half-year. */
export interface Change {
  readonly key: string;
  readonly series: Pick<MonthlySeries, 'subject' | 'place' | 'within' | 'rounded'>;
  readonly kind: 'months' | 'shift';
  readonly direction: 'more' | 'fewer';
  /** First and last month concerned. */
  readonly from: Month;
  readonly to: Month;
  /** How many months lie beyond chance (of a shift: those it is told by). */
  readonly months: number;
  /** The most surprising month; of a shift the sum of its months. */
  readonly observed: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** The month `observed` is of; null for a sum of months. */
  readonly month: Month | null;
  readonly pValue: number;
  /** The least false discovery rate at which it would still be told (Benjamini–Hochberg). */
  readonly adjusted: number;
  /** Whether it is beyond chance: `adjusted` within the accepted rate and the count outside its expected range. */
  readonly beyondChance: boolean;
  /** Rank: relative and absolute size times surprise. */
  readonly score: number;
  /** The latest counts, as far as `MONTHS_SHOWN`, and the month they begin. */
  readonly recent: readonly (number | null)[];
  readonly recentFrom: Month;
}

/** A change as it is told: with the changes of wider, narrower or overlapping series that it speaks for. */
export interface ToldChange extends Change {
  readonly also: readonly Change[];
}

/** What a scan of all series found. */
export interface WhatChanged {
  /** Series judged, and series too short or too often withheld to be. */
  readonly judged: number;
  readonly notJudged: number;
  /** Counts tested: months and half-years. */
  readonly tests: number;
  /** Changes beyond chance, each told once, the largest first. */
  readonly told: readonly ToldChange[];
  /** Every change beyond chance and every month outside its range with p < 0.01, most surprising first. */
  readonly candidates: readonly Change[];
}

/**
 * Finds what changed 注目の変化 among scanned series: all their tests are corrected together for a false discovery rate of
 * 5 %; those that remain are ranked by size and surprise; a change that a more surprising one of an overlapping series
 * explains is grouped under it. The order of the series does not matter. (Benjamini & Hochberg 1995)
 */
export function whatChanged(scanned: readonly ScannedSeries[]): WhatChanged {
  const judged = scanned.flatMap(({ series, scan }) => (scan.kind === 'shown' ? [{ series, scan }] : []));
  const pValues = judged.flatMap(({ scan }) => [
    ...scan.months.map(({ pValue }) => pValue),
    ...(scan.shift ? [scan.shift.pValue] : [])
  ]);
  const adjusted = falseDiscoveryRate(pValues);
  let at = 0;
  const changes = judged.flatMap(({ series, scan }) => {
    const months = scan.months.map((test) => ({ test, adjusted: adjusted[at++]! }));
    const shift = scan.shift ? { test: scan.shift, adjusted: adjusted[at++]! } : null;
    return (['more', 'fewer'] as const).flatMap((direction) => {
      const change =
        (shift && shiftChange(series, direction, shift)) ?? monthsChange(series, direction, months);
      return change ? [change] : [];
    });
  });
  const told = toldOnce(changes.filter(({ beyondChance }) => beyondChance));
  return {
    judged: judged.length,
    notJudged: scanned.length - judged.length,
    tests: pValues.length,
    told,
    candidates: [...changes].sort(bySurprise).slice(0, MOST_CANDIDATES)
  };
}

interface Tested<Test> {
  readonly test: Test;
  readonly adjusted: number;
}

const lies = ({ deviation }: Surprise): Change['direction'] => (deviation > 0 ? 'more' : 'fewer');
const outside = (test: Surprise): boolean => {
  const { lower, upper } = expectedRange(test);
  return test.observed > upper || test.observed < lower;
};

/** The months of a series that lie on one side beyond chance, or else its most surprising candidate. */
function monthsChange(
  series: MonthlySeries,
  direction: Change['direction'],
  months: readonly Tested<MonthTest>[]
): Change | null {
  const candidates = months.filter(
    ({ test }) => test.pValue < CANDIDATE_P && lies(test) === direction && outside(test)
  );
  if (candidates.length === 0) return null;
  const peak = candidates.reduce((most, month) => (month.test.pValue < most.test.pValue ? month : most));
  const beyond = candidates.filter((month) => month.adjusted <= FALSE_DISCOVERY_RATE);
  const named = beyond.length > 0 ? beyond : [peak];
  return changeOf(series, peak, {
    kind: 'months',
    direction,
    from: named[0]!.test.month,
    to: named.at(-1)!.test.month,
    months: named.length,
    month: peak.test.month,
    beyondChance: beyond.length > 0
  });
}

/** The half-year of a series, where it lies on one side beyond chance and its months add up to a shift. */
function shiftChange(
  series: MonthlySeries,
  direction: Change['direction'],
  shift: Tested<NonNullable<SeriesScan['shift']>>
): Change | null {
  const { test } = shift;
  if (
    test.since === null ||
    lies(test) !== direction ||
    shift.adjusted > FALSE_DISCOVERY_RATE ||
    !outside(test)
  )
    return null;
  return changeOf(series, shift, {
    kind: 'shift',
    direction,
    from: test.since,
    to: addMonths(series.firstMonth, series.counts.length - 1),
    months: SHIFT_MONTHS,
    month: null,
    beyondChance: true
  });
}

function changeOf(
  series: MonthlySeries,
  { test, adjusted }: Tested<Surprise>,
  facts: Pick<Change, 'kind' | 'direction' | 'from' | 'to' | 'months' | 'month' | 'beyondChance'>
): Change {
  const { subject, place, within, rounded, counts, firstMonth } = series;
  const recent = counts.slice(-MONTHS_SHOWN);
  const relative = Math.abs(Math.log((test.observed + 0.5) / (test.expected + 0.5)));
  const absolute = Math.log1p(Math.abs(test.observed - test.expected));
  return {
    ...facts,
    key: `${seriesKey(series)}|${facts.direction}`,
    series: { subject, place, within, rounded },
    observed: test.observed,
    expected: test.expected,
    ...expectedRange(test),
    pValue: test.pValue,
    adjusted,
    score: relative * absolute * surpriseOf(test.pValue),
    recent,
    recentFrom: addMonths(firstMonth, counts.length - recent.length)
  };
}

const surpriseOf = (pValue: number): number =>
  pValue > 0 ? Math.min(MOST_SURPRISE, -Math.log10(pValue)) : MOST_SURPRISE;

/** Most surprising first; of equals the finest, then by name, so that the order of the input leaves no trace. */
function bySurprise(a: Change, b: Change): number {
  return (
    surpriseOf(b.pValue) - surpriseOf(a.pValue) ||
    fineness(b.series) - fineness(a.series) ||
    (a.key < b.key ? -1 : 1)
  );
}

/** Groups each change under the most surprising one that may count the same visits at the same time. */
function toldOnce(changes: readonly Change[]): ToldChange[] {
  const heads: { change: Change; also: Change[] }[] = [];
  for (const change of [...changes].sort(bySurprise)) {
    const head = heads.find((other) => mayBeOne(other.change, change));
    if (head) head.also.push(change);
    else heads.push({ change, also: [] });
  }
  return heads
    .map(({ change, also }) => ({ ...change, also }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}

/** Whether two changes go the same way at the same time (a month apart at most) and may count the same visits. */
export const mayBeOne = (a: Change, b: Change): boolean =>
  a.direction === b.direction &&
  monthsBetween(a.from, b.to) >= -1 &&
  monthsBetween(b.from, a.to) >= -1 &&
  nestedPlaces(a.series, b.series) &&
  overlappingSubjects(a.series.subject, b.series.subject);
