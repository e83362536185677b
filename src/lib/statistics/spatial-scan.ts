import { type Numbers, requireCounts, requireFinite, requireSameLength } from './numerics/input-check.ts';
import { sum } from './numerics/moments.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

const EARTH_RADIUS_KM = 6371.0088;
/** Distances closer than this differ by rounding. */
const SAME_DISTANCE_KM = 1e-9;

/** Areas as points with their events and people. */
export interface ScanInput {
  /** Degrees east and north, one pair an area. */
  readonly longitude: Numbers;
  readonly latitude: Numbers;
  readonly counts: Numbers;
  readonly populations: Numbers;
}

/** The circle whose excess chance explains least. */
export interface Cluster {
  /** Index of the area at its centre. */
  readonly centre: number;
  /** Indices of the areas inside, ascending. */
  readonly members: readonly number[];
  readonly cases: number;
  readonly population: number;
  readonly expected: number;
  /** Log likelihood ratio against no cluster. */
  readonly llr: number;
  /** Risk inside over outside; null when no event lies outside. */
  readonly relativeRisk: number | null;
  readonly radiusKm: number;
}

/** Circles around one centre: areas by distance, and how many of them each circle holds. */
interface Circles {
  readonly order: Int32Array;
  readonly distance: Float64Array;
  readonly sizes: Int32Array;
}

/** Every circle that may be a cluster, ready for any counts on the same areas. */
export interface ScanWindow {
  readonly circles: readonly Circles[];
  readonly populations: Float64Array;
  readonly total: number;
}

/**
 * Most likely cluster 空間スキャン統計量 (Poisson, high rates): circles grow around each area's point while they hold no
 * more than a share of all people. For its p see `spatialScanSignificance`.
 * Withheld: `no_population`, `too_few_events` (none), `no_variation` (no circle above expectation). (Kulldorff 1997)
 * @param maximumPopulationShare of all people a circle may hold, 0.5 unless told
 */
export function mostLikelyCluster(input: ScanInput, maximumPopulationShare = 0.5): Outcome<Cluster> {
  const { longitude, latitude, counts, populations } = input;
  requireSameLength({ longitude, latitude, counts, populations });
  requireCounts('counts', counts);
  const window = scanWindow(input, maximumPopulationShare);
  if (window.total === 0) return withheld('no_population');
  const events = sum(counts);
  if (events === 0) return withheld('too_few_events');
  const best = bestCircle(window, Float64Array.from(counts));
  if (!best) return withheld('no_variation');
  const { order, distance } = window.circles[best.centre]!;
  const inside = order.slice(0, best.size);
  const cases = inside.reduce((total, i) => total + counts[i]!, 0);
  const population = inside.reduce((total, i) => total + window.populations[i]!, 0);
  const expected = (events * population) / window.total;
  return shown({
    centre: best.centre,
    members: Array.from(inside).sort((a, b) => a - b),
    cases,
    population,
    expected,
    llr: best.llr,
    relativeRisk: cases === events ? null : cases / expected / ((events - cases) / (events - expected)),
    radiusKm: distance[best.size - 1]!
  });
}

/** All circles allowed on these areas. @throws RangeError for a share outside 0–1 or coordinates that are not degrees */
export function scanWindow(
  { longitude, latitude, populations }: Omit<ScanInput, 'counts'>,
  maximumPopulationShare: number
): ScanWindow {
  requireSameLength({ longitude, latitude, populations });
  requireFinite('longitude', longitude);
  requireFinite('latitude', latitude);
  requireCounts('populations', populations);
  if (!(maximumPopulationShare > 0 && maximumPopulationShare <= 1))
    throw new RangeError(`a share of people lies in 0–1, not ${maximumPopulationShare}`);
  const people = Float64Array.from(populations);
  const total = sum(people);
  const most = maximumPopulationShare * total * (1 + 1e-12);
  const circles = Array.from(people, (_, centre) => {
    const kilometres = Float64Array.from(people, (_p, i) =>
      greatCircle(longitude[centre]!, latitude[centre]!, longitude[i]!, latitude[i]!)
    );
    // the centre first, whatever stands at the same point
    const order = Int32Array.from(people.keys()).sort(
      (a, b) => kilometres[a]! - kilometres[b]! || Number(b === centre) - Number(a === centre) || a - b
    );
    const distance = Float64Array.from(order, (i) => kilometres[i]!);
    const sizes: number[] = [];
    let inside = 0;
    for (let k = 0; k < order.length; k++) {
      inside += people[order[k]!]!;
      if (inside > most) break;
      // areas at one distance enter together
      if (k + 1 === order.length || distance[k + 1]! > distance[k]! + SAME_DISTANCE_KM) sizes.push(k + 1);
    }
    return { order, distance, sizes: Int32Array.from(sizes) };
  });
  return { circles, populations: people, total };
}

/** The circle of the largest likelihood ratio for some counts; null when none lies above expectation. */
export function bestCircle(
  { circles, populations, total }: ScanWindow,
  counts: Float64Array
): { readonly centre: number; readonly size: number; readonly llr: number } | null {
  const events = sum(counts);
  let best: { centre: number; size: number; llr: number } | null = null;
  for (let centre = 0; centre < circles.length; centre++) {
    const { order, sizes } = circles[centre]!;
    let [k, cases, people] = [0, 0, 0];
    for (const size of sizes) {
      for (; k < size; k++) {
        cases += counts[order[k]!]!;
        people += populations[order[k]!]!;
      }
      const llr = logLikelihoodRatio(cases, (events * people) / total, events);
      if (llr > (best?.llr ?? 0)) best = { centre, size, llr };
    }
  }
  return best;
}

/** c ln(c/E) + (C−c) ln((C−c)/(C−E)) where c is above E, else 0. */
function logLikelihoodRatio(cases: number, expected: number, events: number): number {
  if (cases <= expected || expected === 0) return 0;
  const outside = events - cases;
  const rest = outside === 0 ? 0 : outside * Math.log(outside / (events - expected));
  return cases * Math.log(cases / expected) + rest;
}

function greatCircle(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const radians = Math.PI / 180;
  const haversine =
    Math.sin(((lat2 - lat1) * radians) / 2) ** 2 +
    Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
