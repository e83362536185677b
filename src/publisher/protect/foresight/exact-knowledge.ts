import { age3Of, age6Of, type Age5, type Age6 } from '#lib/domain/age-band.ts';
import { MIYAGI, OUTSIDE, REST, UNKNOWN } from '#lib/domain/geography.ts';
import type { Month } from '#lib/domain/period.ts';
import { geographyColumns } from '../../trees.ts';
import type { ProtectedMonth, ProtectedUnit } from '../protect-month.ts';
import { possibleValues } from '../rollup.ts';
import type { CellBounds } from './cell-bounds.ts';

/** What the exact tables say of a count: known up to what RESTs may hold of it. */
export interface Known {
  readonly low: number;
  readonly high: number;
  /** The largest threshold of a unit that hides some of it; 0 if nothing is hidden. */
  readonly hiding: number;
  /** How many counts of one unit and month are hidden in it. */
  readonly parts: number;
}

/** Nothing is known of it. */
export const OPEN: Known = { low: 0, high: Number.POSITIVE_INFINITY, hiding: 0, parts: 0 };

/** Counts by place and leaf as the exact tables give them, over one month or several. */
export interface ExactKnowledge {
  /** @param place a medical area, the prefecture, or a geography leaf */
  readonly disease: (place: string, setting: string, group: string) => Known;
  /** Six age groups × sex. */
  readonly age: (place: string, six: string, sex: string) => Known;
}

/** States that counts add up to what is known, and that each count a REST hides of them must stay in doubt. */
export function equalKnown<Row>(
  bounds: CellBounds<Row>,
  counts: readonly number[],
  { low, high, hiding, parts }: Known
): void {
  if (high === Number.POSITIVE_INFINITY || counts.length === 0) return;
  const room = high - low;
  // one of them may be anything up to all that is hidden, while the others can make up the rest
  const hidden = [
    ...(parts > 0 ? [bounds.hidden(possibleValues(hiding), room)] : []),
    ...(parts > 1 ? [bounds.hidden(0, room)] : [])
  ];
  bounds.equal(counts, hidden, low);
}

type Counts = Map<string, { low: number; high: number; hiding: number; parts: number }>;

function add(counts: Counts, key: string, { low, high, hiding, parts }: Known): void {
  const known = counts.get(key);
  if (!known) {
    counts.set(key, { low, high, hiding, parts });
    return;
  }
  known.low += low;
  known.high += high;
  known.hiding = Math.max(known.hiding, hiding);
  known.parts += parts;
}

/** The places a unit may be counted in, and whether it lies in them whole. */
function placesOf(unit: ProtectedUnit): { place: string; whole: boolean }[] {
  const of = (leaf: string): string[] =>
    leaf === OUTSIDE || leaf === UNKNOWN ? [leaf] : [leaf, geographyColumns(leaf, false)[1], MIYAGI];
  const places = new Map<string, number>();
  for (const leaf of unit.leaves)
    for (const place of of(leaf)) places.set(place, (places.get(place) ?? 0) + 1);
  return [...places].map(([place, count]) => ({ place, whole: count === unit.leaves.length }));
}

/** Gathers what all units of a month say, into counts by `place|leaf`. */
function gather(month: ProtectedMonth, disease: Counts, age: Counts): void {
  const units = new Map(month.units.map((unit) => [unit.unit, { unit, places: placesOf(unit) }]));
  const enter = (name: string, counts: Counts, leaf: string, low: number, high: number) => {
    const { unit, places } = units.get(name)!;
    for (const { place, whole } of places) {
      const known = whole && low === high;
      add(counts, `${place}|${leaf}`, {
        low: whole ? low : 0,
        high,
        hiding: known ? 0 : unit.threshold,
        parts: known ? 0 : 1
      });
    }
  };
  const rests = new Map<string, number>();
  for (const { keys, visits } of month.visits_by_disease) {
    const [unit, setting, chapter] = [keys[4] as string, keys[5], keys[6]];
    if (chapter === REST) rests.set(`${unit}|${setting}`, visits);
    else enter(unit, disease, `${setting}|${chapter}`, visits, visits);
  }
  for (const { unit, hidden } of month.units)
    for (const leaf of hidden.visits_by_disease) {
      const rest = rests.get(`${unit}|${leaf.split('|')[0]}`) ?? rests.get(`${unit}|${REST}`)!;
      enter(unit, disease, leaf, 0, rest);
    }

  const ageRests = new Map<string, number>();
  for (const { keys, visits } of month.visits_by_age) {
    const [unit, three, six, sex, five] = keys.slice(4) as string[];
    if (sex !== REST) enter(unit!, age, `${six}|${sex}`, visits, visits);
    if (five === REST) ageRests.set([unit, three, six, sex].join('|'), visits);
  }
  for (const { unit, hidden } of month.units) {
    const groups = new Set(
      hidden.visits_by_age.map((leaf) => {
        const [sex, band] = leaf.split('|') as [string, Age5];
        return `${age6Of(band)}|${sex}`;
      })
    );
    for (const group of groups) {
      const [six, sex] = group.split('|') as [Age6, string];
      const three = age3Of(six);
      // what a REST of the group and sex itself holds is part of their sum
      if (ageRests.has([unit, three, six, sex].join('|'))) continue;
      const visits = [
        [three, six, REST],
        [three, REST, REST],
        [REST, REST, REST]
      ].flatMap((known) => ageRests.get([unit, ...known].join('|')) ?? []);
      enter(unit, age, group, 0, visits[0]!);
    }
  }
}

/** What the exact tables say over some months; null if a month is not at hand. */
export function exactKnowledge(
  months: readonly Month[],
  exact: ReadonlyMap<Month, ProtectedMonth>
): ExactKnowledge | null {
  const disease: Counts = new Map();
  const age: Counts = new Map();
  for (const month of months) {
    const known = exact.get(month);
    if (!known) return null;
    gather(known, disease, age);
  }
  const nothing: Known = { low: 0, high: 0, hiding: 0, parts: 0 };
  return {
    disease: (place, setting, group) => disease.get(`${place}|${setting}|${group}`) ?? nothing,
    age: (place, six, sex) => age.get(`${place}|${six}|${sex}`) ?? nothing
  };
}
