import {
  adjustedLimits,
  AS_EXPECTED,
  controlLimits,
  sideOf,
  type ControlLimits,
  type Outside
} from './control-limits.ts';
import { crudeRate, PER_100K } from './crude-rate.ts';
import { empiricalBayes } from './empirical-bayes.ts';
import { FALSE_DISCOVERY_RATE, falseDiscoveryRate } from './false-discovery-rate.ts';
import { type Interval, type Outcome, shown, withheld, type Withholding } from './outcome.ts';
import { ratioOverdispersion } from './overdispersion.ts';
import { ratioPValue } from './ratio-p-value.ts';
import { standardisedRatio } from './standardised-ratio.ts';

/** An estimate as a release carries it. */
export interface PublishedEstimate extends Interval {
  readonly value: number;
}

/** A count that is a sum of so many cells rounded to tens. */
export interface RoundedEvents {
  readonly count: number;
  readonly cells: number;
}

/** What is known of one place in one fiscal year, from either source, or that nothing is published. */
export type PlaceYear = {
  readonly code: string;
  readonly fiscalYear: number;
  /** Residents, persons. */
  readonly population: number;
} & (
  | {
      /** Counted in the exact tables: every month of the year is published. */
      readonly source: 'exact';
      readonly observed: number;
      /** Events if the prefecture's rates held here; null where they are not known. */
      readonly expected: number | null;
    }
  | {
      /** Made from a rounded count: rows of the `indicators` table, or of one or more cells of a rounded table. */
      readonly source: 'indicator';
      /** Per 100,000. */
      readonly crude: PublishedEstimate | null;
      readonly asr: PublishedEstimate | null;
      /** Prefecture = 100. */
      readonly sir: PublishedEstimate | null;
      /** Class of the count, where the release gives no more. */
      readonly eventsBand: string;
      /** The rounded count itself, where a table holds it; else one cell lies behind the estimates. */
      readonly rounded?: RoundedEvents | null;
      readonly method: string;
    }
  | { readonly source: 'absent'; readonly reason: 'hidden' | 'not_reported' }
);

/** Control limits at a place's expected count and on which side of them it lies. */
export interface FunnelVerdict extends ControlLimits {
  readonly outside: Outside;
}

/** One place against the prefecture. */
export interface ComparedPlace {
  readonly code: string;
  readonly population: number;
  /** Why nothing is published here; null where something is. */
  readonly absent: 'hidden' | 'not_reported' | null;
  /** The exact count, the rounded one, or only its class where the release gives no more. */
  readonly events:
    | { readonly kind: 'exact'; readonly count: number }
    | ({ readonly kind: 'rounded' } & RoundedEvents)
    | { readonly kind: 'band'; readonly band: string }
    | null;
  /** The count the methods work with: exact, or the publisher's rounded one read back from its rate. Never printed. */
  readonly observed: number | null;
  readonly expected: number | null;
  /** Per 100,000. */
  readonly crude: Outcome<PublishedEstimate>;
  readonly asr: Outcome<PublishedEstimate>;
  /** Reference = 100 (see `Basis`); `sparse`: fewer than one event expected. */
  readonly sir: Outcome<PublishedEstimate & { readonly sparse: boolean }>;
  /** Ratio drawn towards the mean of all published places, prefecture = 100. */
  readonly smoothed: Outcome<{ value: number }>;
  /** Crude rate drawn towards the mean of all published places, per 100,000. */
  readonly smoothedRate: Outcome<{ value: number }>;
  readonly funnel: Outcome<FunnelVerdict>;
  /** The same with limits widened by τ², for how much places vary among themselves. */
  readonly adjusted: Outcome<FunnelVerdict>;
  /** Whether the 95 % interval of the ratio misses 100, and on which side. */
  readonly differs: 'higher' | 'lower' | null;
  /** Whether the difference is beyond chance among all places compared (false discovery rate 5 %), and on which side. */
  readonly beyond: 'higher' | 'lower' | null;
}

/**
 * What places are compared with. `standardised`: the prefecture's rates at each place's ages and sexes. `crude`: the
 * crude rate of the published places together, where the rates by age are not published; ages are not adjusted for.
 */
export type Basis = 'standardised' | 'crude';

/** All places of one year against their reference. */
export interface AreaComparison {
  readonly basis: Basis;
  readonly places: readonly ComparedPlace[];
  /** How much places vary beyond chance; withheld for fewer than two places. */
  readonly spread: Outcome<{ phi: number; tau2: number; enoughAreas: boolean }>;
}

const HIDDEN = withheld('no_value');

/** The publisher's rounded count, read back from its crude rate: what the release says of the count, and no more. */
const roundedCount = (crude: PublishedEstimate, population: number): number =>
  Math.round((crude.value * population) / PER_100K);

interface Counts {
  readonly observed: number | null;
  readonly expected: number | null;
}

/**
 * Observed and expected events. Of an `indicators` row both are read back from the published rate and ratio; the ratio
 * has three significant digits, so the expected count is right to half a per cent.
 */
function countsOf(row: PlaceYear): Counts {
  if (row.source === 'absent') return { observed: null, expected: null };
  if (row.source === 'exact') return { observed: row.observed, expected: row.expected };
  const observed = row.crude && row.population > 0 ? roundedCount(row.crude, row.population) : null;
  const expected =
    observed !== null && row.sir && row.sir.value > 0 ? (100 * observed) / row.sir.value : null;
  return { observed, expected };
}

const published = (estimate: PublishedEstimate | null): Outcome<PublishedEstimate> =>
  estimate ? shown({ ...estimate }) : HIDDEN;

function ratesOf(row: PlaceYear, { expected }: Counts): Pick<ComparedPlace, 'crude' | 'asr' | 'sir'> {
  if (row.source === 'absent') return { crude: HIDDEN, asr: HIDDEN, sir: HIDDEN };
  if (row.source === 'indicator') {
    return {
      crude: published(row.crude),
      asr: published(row.asr),
      sir: row.sir ? shown({ ...row.sir, sparse: expected !== null && expected < 1 }) : HIDDEN
    };
  }
  const crude = crudeRate(row.observed, row.population);
  const ratio =
    row.expected === null ? HIDDEN : standardisedRatio(row.observed, row.expected, { scale: AS_EXPECTED });
  return {
    crude:
      crude.kind === 'shown' ? shown({ value: crude.rate, lower: crude.lower, upper: crude.upper }) : crude,
    asr: HIDDEN,
    sir:
      ratio.kind === 'shown'
        ? shown({ value: ratio.ratio, lower: ratio.lower, upper: ratio.upper, sparse: ratio.sparse })
        : ratio
  };
}

/** Rounded cells behind a row's count. */
export const cellsOf = (row: PlaceYear): number =>
  row.source === 'indicator' ? (row.rounded?.cells ?? 1) : 0;

function funnelOf(ratio: Outcome<PublishedEstimate>, expected: number | null, cells: number) {
  if (ratio.kind === 'withheld') return ratio;
  const limits = expected === null ? null : controlLimits(expected, cells);
  return limits ? shown({ ...limits, outside: sideOf(ratio.value, limits) }) : withheld('zero_expected');
}

/** Values drawn towards their mean (Marshall 1991), over the places that have both counts; null elsewhere. */
function smoothedValues(
  counts: readonly (number | null)[],
  bases: readonly (number | null)[]
): readonly (number | Withholding)[] {
  const taking = counts.flatMap((count, i) => (count === null || bases[i] === null ? [] : [i]));
  const result = new Array<number | Withholding>(counts.length).fill('no_value');
  if (taking.length < 2) {
    for (const i of taking) result[i] = 'too_few_areas';
    return result;
  }
  const outcome = empiricalBayes(
    taking.map((i) => counts[i]!),
    taking.map((i) => bases[i]!)
  );
  taking.forEach((place, k) => {
    result[place] = outcome.kind === 'shown' ? outcome.estimates[k]! : outcome.reason;
  });
  return result;
}

const asOutcome = (value: number | Withholding, scale: number): Outcome<{ value: number }> =>
  typeof value === 'number' ? shown({ value: value * scale }) : withheld(value);

/**
 * Places of one fiscal year against the prefecture: crude rate, standardised ratio with its interval, funnel limits,
 * and values smoothed by empirical Bayes, which use published places only. A withheld place takes no part anywhere.
 * (Breslow & Day 1987; Spiegelhalter 2005; Marshall 1991)
 * @param given one row a place
 */
export function compareAreas(given: readonly PlaceYear[]): AreaComparison {
  const { basis, rows } = onBasis(given);
  const counts = rows.map(countsOf);
  const observed = counts.map((c) => c.observed);
  const expected = counts.map((c) => (c.expected !== null && c.expected > 0 ? c.expected : null));
  const ratios = smoothedValues(observed, expected);
  const rates = smoothedValues(
    observed,
    rows.map((row) => (row.population > 0 ? row.population : null))
  );
  const taking = rows.flatMap((_, i) => (observed[i] === null || expected[i] === null ? [] : [i]));
  const spread = ratioOverdispersion(
    taking.map((i) => observed[i]!),
    taking.map((i) => expected[i]!)
  );
  const beyond = beyondChance(rows, counts);
  const places = rows.map((row, i): ComparedPlace => {
    const shares = ratesOf(row, counts[i]!);
    const { sir } = shares;
    return {
      code: row.code,
      population: row.population,
      absent: row.source === 'absent' ? row.reason : null,
      events: eventsOf(row),
      ...counts[i]!,
      ...shares,
      smoothed: asOutcome(ratios[i]!, AS_EXPECTED),
      smoothedRate: asOutcome(rates[i]!, PER_100K),
      funnel: funnelOf(sir, expected[i] ?? null, cellsOf(row)),
      adjusted: adjustedOf(sir, expected[i] ?? null, spread),
      differs: differs(sir),
      beyond: beyond[i]!
    };
  });
  return {
    basis,
    places,
    spread:
      spread.kind === 'shown'
        ? shown({ phi: spread.phi, tau2: spread.tau2, enoughAreas: spread.enoughAreas })
        : spread
  };
}

/**
 * What places can be compared with. Where no place has an expected count by age, all take the one of the published
 * places' common crude rate.
 */
export function onBasis(rows: readonly PlaceYear[]): { basis: Basis; rows: readonly PlaceYear[] } {
  const counted = rows.flatMap((row) => (row.source === 'exact' && row.population > 0 ? [row] : []));
  const unknown = rows.every((row) => countsOf(row).expected === null);
  if (!unknown || counted.length < 2) return { basis: 'standardised', rows };
  const rate =
    counted.reduce((sum, row) => sum + row.observed, 0) /
    counted.reduce((sum, row) => sum + row.population, 0);
  return {
    basis: 'crude',
    rows: rows.map((row) =>
      row.source === 'exact' && row.population > 0 ? { ...row, expected: rate * row.population } : row
    )
  };
}

function eventsOf(row: PlaceYear): ComparedPlace['events'] {
  if (row.source === 'absent') return null;
  if (row.source === 'exact') return { kind: 'exact', count: row.observed };
  return row.rounded ? { kind: 'rounded', ...row.rounded } : { kind: 'band', band: row.eventsBand };
}

function differs(sir: Outcome<PublishedEstimate>): 'higher' | 'lower' | null {
  if (sir.kind === 'withheld') return null;
  if (sir.lower > AS_EXPECTED) return 'higher';
  return sir.upper < AS_EXPECTED ? 'lower' : null;
}

/** Sides of the places whose ratio differs from 100 at a false discovery rate of 5 % over all that can be tested. */
function beyondChance(
  rows: readonly PlaceYear[],
  counts: readonly Counts[]
): readonly ('higher' | 'lower' | null)[] {
  const tested = counts.flatMap(({ observed, expected }, i) =>
    observed !== null && expected !== null && expected > 0
      ? [{ i, above: observed > expected, p: ratioPValue(observed, expected, cellsOf(rows[i]!)) }]
      : []
  );
  const sides = new Array<'higher' | 'lower' | null>(rows.length).fill(null);
  falseDiscoveryRate(tested.map(({ p }) => p)).forEach((q, k) => {
    const { i, above } = tested[k]!;
    if (q <= FALSE_DISCOVERY_RATE) sides[i] = above ? 'higher' : 'lower';
  });
  return sides;
}

function adjustedOf(
  sir: Outcome<PublishedEstimate>,
  expected: number | null,
  spread: AreaComparison['spread']
): Outcome<FunnelVerdict> {
  if (sir.kind === 'withheld') return sir;
  if (spread.kind === 'withheld') return spread;
  // with fewer places τ² is too uncertain to widen anything by
  if (!spread.enoughAreas) return withheld('too_few_areas');
  const limits = expected === null ? null : adjustedLimits(expected, spread.tau2);
  return limits ? shown({ ...limits, outside: sideOf(sir.value, limits) }) : withheld('zero_expected');
}

/** What a comparison finds, for a title. */
export interface AreaFinding {
  /** Codes of places above the reference beyond chance, highest first. */
  readonly higher: readonly string[];
  /** Codes of places below it beyond chance, lowest first. */
  readonly lower: readonly string[];
  readonly compared: number;
  readonly withheld: number;
  /** Places that would lie outside 95 % by chance alone, if none differed: one in twenty. */
  readonly byChance: number;
}

/** Places that differ from the prefecture beyond chance, at a false discovery rate of 5 % over all of them. */
export function areaFinding({ places }: AreaComparison): AreaFinding {
  const found = places.flatMap((p) => (p.sir.kind === 'shown' ? [{ ...p, ratio: p.sir.value }] : []));
  const sorted = [...found].sort((a, b) => b.ratio - a.ratio);
  return {
    higher: sorted.filter((p) => p.beyond === 'higher').map((p) => p.code),
    lower: sorted
      .filter((p) => p.beyond === 'lower')
      .reverse()
      .map((p) => p.code),
    compared: found.length,
    withheld: places.length - found.length,
    byChance: Math.round(found.length * 0.05)
  };
}
