import { AGE5 } from '#lib/domain/age-band.ts';
import { MIYAGI } from '#lib/domain/geography.ts';
import { readPopulation, readUnits } from '../reference/read-reference.ts';
import { readStandardPopulations, type Standard } from '../reference/read-standard-populations.ts';

/** Five-year bands with a denominator: to 90+, without 不明. */
const BANDS = AGE5.length - 1;

/** Residents of a place in the register of 2025-01-01. */
export interface Residents {
  /** By five-year band to 90+, both sexes. */
  readonly byAge: readonly number[];
  /** With those whose age the source withholds. */
  readonly total: number;
}

const bandOf = (band: string): number | null =>
  band === 'unpublished' ? null : Math.min(BANDS - 1, Math.floor(Number.parseInt(band, 10) / 5));

let places: ReadonlyMap<string, Residents> | undefined;

/** Residents of a unit, a medical area or the prefecture; undefined for a place that is none of these. */
export function residentsOf(place: string): Residents | undefined {
  places ??= residentsByPlace();
  return places.get(place);
}

function residentsByPlace(): Map<string, Residents> {
  const found = new Map<string, { byAge: number[]; total: number }>();
  const belongs = new Map<string, readonly string[]>(
    readUnits().flatMap((u) => u.members.map((code) => [code, [u.unit, u.area, MIYAGI]] as const))
  );
  for (const { code, age_band, population } of readPopulation()) {
    const band = bandOf(age_band);
    for (const place of belongs.get(code) ?? []) {
      let residents = found.get(place);
      if (!residents) found.set(place, (residents = { byAge: Array<number>(BANDS).fill(0), total: 0 }));
      residents.total += population;
      if (band !== null) residents.byAge[band]! += population;
    }
  }
  return found;
}

/** Values by five-year band to 90+, joined to the bands of a standard population. */
export interface OnStandard {
  readonly weights: readonly number[];
  /** Sums values over the bands each weight stands for. */
  readonly join: (values: readonly number[]) => number[];
}

/**
 * A standard population as data to 90+ can use it: bands the data do not tell apart are added together, and where the
 * standard ends earlier (1985 at 85+) so do the data.
 */
export function onStandard(standard: Standard): OnStandard {
  const bands = readStandardPopulations().filter((band) => band.standard === standard);
  const weights: number[] = [];
  for (const band of bands) {
    const at = Math.min(BANDS - 1, band.from / 5);
    weights[at] = (weights[at] ?? 0) + band.population;
  }
  const last = weights.length - 1;
  return {
    weights,
    join: (values) => [...values.slice(0, last), values.slice(last).reduce((sum, value) => sum + value, 0)]
  };
}
