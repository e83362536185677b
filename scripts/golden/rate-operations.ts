import {
  negativeBinomialCdf,
  negativeBinomialQuantile,
  poissonCdf
} from '#lib/statistics/count-distribution.ts';
import { countInterval } from '#lib/statistics/count-interval.ts';
import { crudeRate } from '#lib/statistics/crude-rate.ts';
import { directlyStandardisedRate } from '#lib/statistics/directly-standardised-rate.ts';
import { proportionFunnelLimits, ratioFunnelLimits } from '#lib/statistics/funnel-limits.ts';
import { lifeExpectancy } from '#lib/statistics/life-expectancy.ts';
import { proportionOverdispersion, ratioOverdispersion } from '#lib/statistics/overdispersion.ts';
import { poissonRegression } from '#lib/statistics/poisson-regression.ts';
import { proportionInterval } from '#lib/statistics/proportion-interval.ts';
import {
  betaQuantile,
  chiSquareQuantile,
  gammaQuantile,
  normalQuantile,
  tQuantile
} from '#lib/statistics/quantiles.ts';
import { rateRatio } from '#lib/statistics/rate-ratio.ts';
import { smallAreaVariation } from '#lib/statistics/small-area-variation.ts';
import { standardPopulation, type StandardPopulation } from '#lib/statistics/standard-population.ts';
import {
  facilityAndResidenceRatio,
  indirectlyStandardisedRatio,
  standardisedRatio
} from '#lib/statistics/standardised-ratio.ts';
import type { Operation } from './operation.ts';

interface Level {
  readonly confidence?: number;
  readonly scale?: number;
  readonly per?: number;
}

/** Rates, ratios and their distributions, by method and operation. */
export const RATE_OPERATIONS = {
  'count_interval/count_interval': (i: Level & { count: number }) => countInterval(i.count, i.confidence),
  'count_interval/rate': (i: Level & { count: number; population: number }) =>
    crudeRate(i.count, i.population, i),
  'proportion_interval/wilson': (i: Level & { numerator: number; denominator: number }) =>
    proportionInterval(i.numerator, i.denominator, i.confidence),
  'directly_standardised_rate/directly_standardised_rate': (
    i: Level & { counts: number[]; populations: number[]; weights: number[]; minimum_events?: number }
  ) => {
    const rate = directlyStandardisedRate(i, { ...i, minimumEvents: i.minimum_events });
    if (rate.kind === 'withheld') return rate;
    const { lower: gammaLower, upper: gammaUpper, dobson, ...rest } = rate;
    return {
      ...rest,
      gammaLower,
      gammaUpper,
      dobsonLower: dobson && dobson.lower,
      dobsonUpper: dobson && dobson.upper
    };
  },
  'standard_population/weights': (i: { model?: StandardPopulation; open_band_from: number }) =>
    standardPopulation(i.open_band_from, i.model),
  'standardised_ratio/ratio': (i: Level & { observed: number; expected: number }) =>
    standardisedRatio(i.observed, i.expected, i),
  'standardised_ratio/indirect_standardisation': (
    i: Level & {
      counts: number[];
      populations: number[];
      reference_counts: number[];
      reference_populations: number[];
    }
  ) =>
    indirectlyStandardisedRatio(i, { counts: i.reference_counts, populations: i.reference_populations }, i),
  'standardised_ratio/facility_and_residence_ratio': (
    i: Level & { observed_by_facility: number; observed_by_residence: number; expected: number }
  ) =>
    facilityAndResidenceRatio(
      { byFacility: i.observed_by_facility, byResidence: i.observed_by_residence },
      i.expected,
      i
    ),
  'rate_ratio/rate_ratio': (
    i: Level & { count_a: number; population_a: number; count_b: number; population_b: number }
  ) =>
    rateRatio(
      { count: i.count_a, population: i.population_a },
      { count: i.count_b, population: i.population_b },
      i.confidence
    ),
  'poisson_regression/poisson_regression': (i: {
    design: number[][];
    response: number[];
    offset?: number[];
    weights?: number[];
  }) => poissonRegression(i.design, i.response, i),
  'funnel/ratio_limits': (i: Level & { expected: number[]; target?: number }) =>
    ratioFunnelLimits(i.expected, i),
  'funnel/proportion_limits': (i: Level & { denominators: number[]; target: number }) =>
    proportionFunnelLimits(i.denominators, i.target, i.confidence),
  'funnel/overdispersion_ratio': (i: {
    observed: number[];
    expected: number[];
    target?: number;
    trim?: number;
  }) => ratioOverdispersion(i.observed, i.expected, i),
  'funnel/overdispersion_proportion': (i: { numerators: number[]; denominators: number[]; trim?: number }) =>
    proportionOverdispersion(i.numerators, i.denominators, i.trim),
  'small_area_variation/variation': (i: { observed: number[]; expected: number[] }) =>
    smallAreaVariation(i.observed, i.expected),
  'life_expectancy/life_table': (
    i: Level & { start_ages: number[]; populations: number[]; deaths: number[]; fraction_lived?: number[] }
  ) => lifeExpectancy({ ...i, startAges: i.start_ages, fractionLived: i.fraction_lived }, i.confidence),
  'special_functions/qnorm': (i: { p: number }) => ({ value: normalQuantile(i.p) }),
  'special_functions/qchisq': (i: { p: number; df: number }) => ({ value: chiSquareQuantile(i.p, i.df) }),
  'special_functions/qgamma': (i: { p: number; shape: number; scale: number }) => ({
    value: gammaQuantile(i.p, i.shape, i.scale)
  }),
  'special_functions/qbeta': (i: { p: number; shape1: number; shape2: number }) => ({
    value: betaQuantile(i.p, i.shape1, i.shape2)
  }),
  'special_functions/qt': (i: { p: number; df: number }) => ({ value: tQuantile(i.p, i.df) }),
  'special_functions/ppois': (i: { q: number; lambda: number }) => ({ value: poissonCdf(i.q, i.lambda) }),
  'special_functions/qnbinom': (i: { p: number; size: number; mu: number }) => ({
    value: negativeBinomialQuantile(i.p, i.size, i.mu)
  }),
  'special_functions/pnbinom': (i: { q: number; size: number; mu: number }) => ({
    value: negativeBinomialCdf(i.q, i.size, i.mu)
  })
} as const satisfies Readonly<Record<string, Operation>>;
