import { dateOf, eraDateLabel, eraMonthLabel } from '#lib/domain/era-label.ts';
import { icd10Class } from '#lib/domain/icd10.ts';
import { fiscalQuarterOf, fiscalYearLabel, fiscalYearOf } from '#lib/domain/period.ts';
import {
  formatAbsent,
  formatNumber,
  formatZeroOrWithheld,
  type NumberKind
} from '#lib/i18n/number-format.ts';
import { bedNeed2025, bedNeed2040, type Demand2040 } from '#lib/statistics/bed-need.ts';
import { acceptanceRate, bedUse, referralIndicators } from '#lib/statistics/hospital-indicators.ts';
import { jmapDemandIndex } from '#lib/statistics/jmap-demand-index.ts';
import { lengthOfStay } from '#lib/statistics/length-of-stay.ts';
import { demandDecomposition, utilisationProjection } from '#lib/statistics/utilisation-projection.ts';
import type { Operation } from './operation.ts';

type Beds = Record<string, number>;

/** Demand, beds, indicators, labels and numbers, by method and operation. */
export const PLANNING_OPERATIONS = {
  'jmap_demand_index/index': (i: {
    years: number[];
    base_year?: number;
    age_bands: string[];
    populations: number[][];
  }) => jmapDemandIndex(i.years, i.age_bands, i.populations, i.base_year),
  'utilisation_projection/demand': (i: { populations: number[][]; rates_per_100k: number[] }) =>
    utilisationProjection(i.populations, i.rates_per_100k),
  'utilisation_projection/decompose': (i: {
    populations_0: number[];
    populations_1: number[];
    rates_0: number[];
    rates_1: number[];
  }) =>
    demandDecomposition(
      { populations: i.populations_0, ratesPer100k: i.rates_0 },
      { populations: i.populations_1, ratesPer100k: i.rates_1 }
    ),
  'bed_need/rule_2025': (i: { patients_per_day: Beds; occupancy?: Beds; reported_beds?: Beds }) =>
    bedNeed2025(i.patients_per_day as Parameters<typeof bedNeed2025>[0], {
      occupancy: i.occupancy,
      reportedBeds: i.reported_beds
    }),
  'bed_need/rule_2040': (i: {
    patients_per_day: Demand2040;
    occupancy?: Beds;
    reported_beds?: Beds;
    share_to_inclusive?: number;
  }) =>
    bedNeed2040(i.patients_per_day, {
      occupancy: i.occupancy,
      reportedBeds: i.reported_beds,
      shareToInclusive: i.share_to_inclusive
    }),
  'length_of_stay/summary': (i: { days: number[]; limit?: number; minimum_stays?: number }) =>
    lengthOfStay(i.days, { limit: i.limit, minimumStays: i.minimum_stays }),
  'hospital_indicators/acceptance': (i: {
    accepted: number;
    requests: number;
    excluded_by_instruction?: number;
  }) => acceptanceRate({ ...i, excludedByInstruction: i.excluded_by_instruction }),
  'hospital_indicators/referral': (i: Beds) =>
    referralIndicators({
      firstVisits: i['first_visits']!,
      referred: i['referred']!,
      emergency: i['emergency']!,
      counterReferred: i['counter_referred']!,
      repeatVisits: i['repeat_visits']!
    }),
  'hospital_indicators/bed_use': (i: Beds) =>
    bedUse({
      patientDays: i['patient_days']!,
      admissions: i['admissions']!,
      discharges: i['discharges']!,
      beds: i['beds']!,
      days: i['days']!
    }),
  'japanese_calendar/labels': (i: { date: string }) => {
    const date = dateOf(i.date);
    const month = Math.floor(date / 100);
    const fiscalYear = fiscalYearOf(month);
    return {
      fiscalYear,
      fiscalQuarter: fiscalQuarterOf(month),
      eraDate: eraDateLabel(date),
      eraMonth: eraMonthLabel(date),
      fiscalLabel: fiscalYearLabel(fiscalYear, 'ja')
    };
  },
  'icd10/classify': (i: { code: string | null }) => icd10Class(i.code),
  'number_format/format': (i: {
    state: 'shown' | 'zero_or_withheld' | 'withheld' | 'missing' | 'not_computable';
    value?: number;
    kind?: NumberKind;
    negative?: 'minus' | 'triangle';
    threshold?: number;
  }) => ({
    text:
      i.state === 'shown'
        ? formatNumber(i.value!, i.kind!, { negative: i.negative })
        : i.state === 'zero_or_withheld'
          ? formatZeroOrWithheld(i.threshold!, 'ja')
          : formatAbsent(i.state, 'ja')
  })
} as const satisfies Readonly<Record<string, Operation>>;
