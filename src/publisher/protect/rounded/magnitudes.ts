import type { CountedColumns } from '../../count/count-period.ts';
import { dominanceOfLargest, type DominanceRule, type LargestContributions } from '../dominance.ts';
import type { RoundedSource } from './rounded-source.ts';

/** A magnitude and its largest contributions, over patients and over facilities. */
export interface Magnitude {
  readonly patients: LargestContributions;
  readonly facilities: LargestContributions;
}

const NOTHING: LargestContributions = { total: 0, largest: 0, second_largest: 0, contributors: 0 };

/** The address of a counted cell by its key columns; null where a row sums over one. */
export const cellAddress = (keys: readonly (number | null)[]): string => keys.join('/');

/**
 * Gathers the rows of a contribution query, one for each kind of contributor, by cell. Letters that name nobody
 * (`unnamed`) each count as a contributor of their own.
 */
export function magnitudesOf(
  counted: CountedColumns,
  keyColumns: readonly string[]
): ReadonlyMap<string, Magnitude> {
  const kinds = counted.texts('contributor');
  const keys = keyColumns.map((name) => counted.numbers(name));
  const [contributors, totals, largest, second] = ['contributors', 'total', 'largest', 'second_largest'].map(
    (name) => counted.numbers(name)
  ) as [number[], number[], number[], number[]];
  const cells = new Map<string, { patients: LargestContributions; facilities: LargestContributions }>();
  for (let i = 0; i < counted.rows; i++) {
    const address = cellAddress(keys.map((column) => column[i]!));
    let cell = cells.get(address);
    if (!cell) cells.set(address, (cell = { patients: NOTHING, facilities: NOTHING }));
    const part: LargestContributions = {
      total: totals[i]!,
      largest: largest[i]!,
      second_largest: second[i]!,
      contributors: contributors[i]!
    };
    if (kinds[i] === 'facility') cell.facilities = part;
    else
      cell.patients =
        kinds[i] === 'patient' ? joined(part, cell.patients) : joined(cell.patients, unnamed(part.total));
  }
  return cells;
}

/** As many contributors of one each. */
const unnamed = (letters: number): LargestContributions => ({
  total: letters,
  largest: Math.min(1, letters),
  second_largest: letters > 1 ? 1 : 0,
  contributors: letters
});

function joined(a: LargestContributions, b: LargestContributions): LargestContributions {
  const [largest, second_largest] = [a.largest, a.second_largest, b.largest, b.second_largest].sort(
    (x, y) => y - x
  ) as [number, number];
  return {
    total: a.total + b.total,
    largest,
    second_largest,
    contributors: a.contributors + b.contributors
  };
}

/**
 * Whether a magnitude may be published: enough patients, none of whom dominates, and enough facilities, none of which
 * does, unless the source has one only (DISCLOSURE §4).
 */
export function magnitudeMayShow(
  { patients, facilities }: Magnitude,
  threshold: number,
  { policy, facilities: inSource }: Pick<RoundedSource, 'policy' | 'facilities'>
): boolean {
  const rule = dominanceRuleOf(policy);
  if (patients.contributors < threshold) return false;
  if (!dominanceOfLargest(patients, { ...rule, minimum: 0 }).published) return false;
  return inSource === 1 || dominanceOfLargest(facilities, rule).published;
}

/** The policy's dominance rule. */
export const dominanceRuleOf = ({ rounding }: RoundedSource['policy']): DominanceRule => ({
  minimum: rounding.minimum_facilities,
  pPercent: rounding.p_percent,
  k: rounding.n_k[1]
});
