import type { DuckDBConnection } from '@duckdb/node-api';
import { MIYAGI } from '#lib/domain/geography.ts';
import type { PeriodKey } from '#lib/domain/period.ts';
import { thresholdOf, type Policy } from '../../policy.ts';
import { AREA_CODES } from '../../read/visit-contract.ts';
import { cellKey, roundedCount, type Restrictions, type RoundedPopulation } from '../rounding.ts';
import type { ReleasedValue } from '../safe-rows.ts';
import type { DiseaseGroups } from './disease-groups.ts';

export type Row = readonly ReleasedValue[];

/** What every rounded table is made from. */
export interface RoundedSource {
  readonly connection: DuckDBConnection;
  readonly policy: Policy;
  /** The hospital's rounding key. */
  readonly key: Uint8Array;
  /** Facilities of the source; 1: the publishing hospital itself, of which nothing is hidden. */
  readonly facilities: number;
  /** Medical areas that have facilities. */
  readonly facilityAreas: number;
  readonly diseases: DiseaseGroups;
}

/** Makes the rows of one table and period, in the order of its columns; sorting comes after. */
export type TableMaker = (source: RoundedSource, period: PeriodKey) => Promise<Row[]>;

/** The fiscal year of a period such as 2025FY or 2025-Q1. */
export const yearOf = (period: PeriodKey): number => Number.parseInt(period, 10);

/** The code of a counted area; null is the prefecture. */
export const placeOf = (area: number | null): string => (area === null ? MIYAGI : AREA_CODES[area]!);

/** The restriction a medical area or the prefecture stands for. */
export const placeRestriction = (place: string): Restrictions =>
  place === MIYAGI ? { prefecture: place } : { area: place };

/** Patients a cell of a place needs; sensitive ones need more (DISCLOSURE §2). */
export const neededIn = (policy: Policy, place: string, sensitive: boolean): number =>
  Math.max(thresholdOf(policy, place), sensitive ? policy.sensitive.threshold : 0);

/** Rounds by the population's own name, whichever table it stands in. */
export const rounder =
  (source: Pick<RoundedSource, 'key'>, period: PeriodKey) =>
  (measure: RoundedPopulation['measure'], restrictions: Restrictions, count: number): number =>
    roundedCount(source.key, cellKey({ measure, period, restrictions }), count);
