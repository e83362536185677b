import { requireCount } from './numerics/input-check.ts';
import { type Outcome, shown, withheld } from './outcome.ts';

/** Emergency requests met, in percent. */
export interface AcceptanceRate {
  readonly percent: number;
  /** Over requests less those excluded by instruction; null if none are left. */
  readonly revisedPercent: number | null;
  /** Hospitals publish values above 100 %: shown as they are, with a note. */
  readonly above100: boolean;
}

/**
 * 救急応需率. Withheld: `no_requests`. (日本病院会 QIプロジェクト)
 * @param counts `accepted`, `requests`, `excludedByInstruction` (0)
 */
export function acceptanceRate({
  accepted,
  requests,
  excludedByInstruction = 0
}: {
  readonly accepted: number;
  readonly requests: number;
  readonly excludedByInstruction?: number;
}): Outcome<AcceptanceRate> {
  for (const [name, value] of Object.entries({ accepted, requests, excludedByInstruction }))
    requireCount(name, value);
  if (requests === 0) return withheld('no_requests');
  const percent = (100 * accepted) / requests;
  const left = requests - excludedByInstruction;
  return shown({
    percent,
    revisedPercent: left > 0 ? (100 * accepted) / left : null,
    above100: percent > 100
  });
}

/** The four referral indicators; null over an empty base. Two pairs of different bases: never show one for the other. */
export interface ReferralIndicators {
  /** 紹介率, %, of 地域医療支援病院: first visits must leave out ambulance and night or holiday cases. */
  readonly referralRatePercent: number | null;
  /** 逆紹介率, %, over the same first visits. */
  readonly counterReferralRatePercent: number | null;
  /** 紹介割合, %, of 特定機能病院 (2022): referred and emergency over first visits. */
  readonly referralSharePercent: number | null;
  /** 逆紹介割合, ‰: over first and repeat visits. */
  readonly counterReferralSharePermille: number | null;
}

/** 紹介率・逆紹介率・紹介割合・逆紹介割合 from visits of one period. (令和4年度診療報酬改定) */
export function referralIndicators(counts: {
  readonly firstVisits: number;
  readonly referred: number;
  readonly emergency: number;
  readonly counterReferred: number;
  readonly repeatVisits: number;
}): ReferralIndicators {
  for (const [name, value] of Object.entries(counts)) requireCount(name, value);
  const { firstVisits, referred, emergency, counterReferred, repeatVisits } = counts;
  return {
    referralRatePercent: per(100, referred, firstVisits),
    counterReferralRatePercent: per(100, counterReferred, firstVisits),
    referralSharePercent: per(100, referred + emergency, firstVisits),
    counterReferralSharePermille: per(1000, counterReferred, firstVisits + repeatVisits)
  };
}

/** How beds were used; null over an empty base. */
export interface BedUse {
  /** 平均在院日数: patient-days over the mean of admissions and discharges. */
  readonly averageLengthOfStayDays: number | null;
  /** 病床利用率: patients in the beds at midnight. */
  readonly utilisationPercent: number | null;
  /** 病床稼働率: discharged patients counted too; the rule of needed beds takes this one. */
  readonly operatingPercent: number | null;
}

/** 平均在院日数・病床利用率・病床稼働率 of a period of `days`. (病院報告) */
export function bedUse(counts: {
  readonly patientDays: number;
  readonly admissions: number;
  readonly discharges: number;
  readonly beds: number;
  readonly days: number;
}): BedUse {
  for (const [name, value] of Object.entries(counts)) requireCount(name, value);
  const { patientDays, admissions, discharges, beds, days } = counts;
  return {
    averageLengthOfStayDays: per(1, patientDays, (admissions + discharges) / 2),
    utilisationPercent: per(100, patientDays, beds * days),
    operatingPercent: per(100, patientDays + discharges, beds * days)
  };
}

const per = (scale: number, part: number, whole: number): number | null =>
  whole === 0 ? null : (scale * part) / whole;
