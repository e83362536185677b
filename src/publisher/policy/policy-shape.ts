import type { Protection } from '#lib/release/tables.ts';

/** Residents under `below` (null: any number) need `threshold` distinct patients a cell; null: no cell of their own. */
export interface Tier {
  readonly below: number | null;
  readonly threshold: number | null;
}

/** Children of every inner node. */
export type PolicyTree = Readonly<Record<string, readonly string[]>>;

/** One table as the policy declares it. */
export interface TableDeclaration {
  readonly name: string;
  readonly protection: Protection;
  /** What an exact table shares with every other: month and unit. Rounded tables have none. */
  readonly separator: readonly string[];
  /** What its rows are told apart by, beside the separator, as levels of the policy's variables. */
  readonly variables: readonly string[];
  /** Totals that are rows of their own: each a list of the variables summed over. None but these is published. */
  readonly totals?: readonly (readonly string[])[];
  /** Levels of residence (or of a partner's or facility's place) at which it has rows; left out: it has no place. */
  readonly places?: readonly PlaceLevel[];
  /** Columns of the released table, in order. */
  readonly columns?: readonly string[];
}

export const PLACE_LEVELS = ['unit', 'area', 'prefecture'] as const;
export type PlaceLevel = (typeof PLACE_LEVELS)[number];

/** Three-character categories, first and last of a range. */
export type CodeRange = readonly [first: string, last: string];

/** What counts as sensitive (配慮を要する) and how it may appear. */
export interface SensitivePolicy {
  readonly codes: readonly CodeRange[];
  /** Major diagnostic categories of DPC. */
  readonly mdc: readonly number[];
  /** Patients a sensitive cell needs. */
  readonly threshold: number;
  /** By chapter (Roman numeral): the blocks joined in its row `<chapter>:other`, sensitive ones and the others that cover them. */
  readonly chapter_other: Readonly<Record<string, readonly string[]>>;
}

/** Rules of rounded tables. */
export interface RoundingPolicy {
  readonly base: number;
  /** Requests of the emergency log, which names no person, a cell needs. */
  readonly request_threshold: number;
  /** Magnitudes: facilities with a contribution above 0, p of the p% rule, n and k of the dominance rule. */
  readonly minimum_facilities: number;
  readonly p_percent: number;
  readonly n_k: readonly [n: number, k: number];
  /** Events an indicator needs. */
  readonly minimum_events: number;
  /** Least product of patients and the smaller tail in per mille for a quantile. */
  readonly quantile_product: number;
  /** Mean variance of the rounding, by which the intervals of indicators are widened. */
  readonly rounding_variance: number;
  /** Significant digits of an age-standardised rate. */
  readonly significant_digits: number;
}

/** A chapter that only some people can have, so that the two exact tables are linked by it. */
export interface StructuralLink {
  readonly chapter: string;
  readonly sex: 'male' | 'female' | null;
  /** Five-year bands its patients can be in. */
  readonly ages: readonly string[];
}

/** sdc.policy.json: every parameter of disclosure control. Published with the release, hashed into its manifest. */
export interface Policy {
  readonly version: string;
  readonly register_date: string;
  readonly freeze_lag_months: number;
  readonly expires_after_days: number;
  /** Thresholds by number of residents, fewest first. */
  readonly tiers: readonly Tier[];
  /** Patients a cell of a unit needs, by unit. Anything not listed is `default_threshold`. */
  readonly default_threshold: number;
  readonly thresholds: Readonly<Record<string, number>>;
  /** Register population the thresholds were judged by. */
  readonly populations: Readonly<Record<string, number>>;
  /** Municipalities under 2,000 residents, the partner of each, and the unit both are merged into. */
  readonly merges: Readonly<Record<string, string>>;
  /** Levels of every variable: two of one variable are the same to the star rule. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** Age groups of every level as [first, last] ages; the coarser must be made of the finer. */
  readonly age_groups: readonly (readonly (readonly [name: string, first: number, last: number])[])[];
  /** The trees the exact tables are rolled up along. */
  readonly trees: Readonly<Record<'geography' | 'age' | 'disease', PolicyTree>>;
  readonly tables: readonly TableDeclaration[];
  /** Classes distinct patients are published in. */
  readonly patients_bands: readonly string[];
  readonly structural_zeros: readonly string[];
  readonly structural_links: readonly StructuralLink[];
  readonly sensitive: SensitivePolicy;
  readonly rounding: RoundingPolicy;
  /** Planning groups and their codes, so that a release says what its names mean. */
  readonly planning_groups: Readonly<Record<string, readonly CodeRange[]>>;
  readonly pull_order: {
    readonly geography: readonly string[];
    readonly age: readonly string[];
    readonly disease: readonly string[];
  };
}

/** The threshold of a geography leaf, area or prefecture. */
export const thresholdOf = (policy: Policy, place: string): number =>
  Object.hasOwn(policy.thresholds, place) ? policy.thresholds[place]! : policy.default_threshold;
