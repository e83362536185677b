import { describe, expect, it } from 'vitest';
import { itFollowsGolden } from '../../../scripts/golden/in-tests.ts';
import { acceptanceRate, bedUse, referralIndicators } from './hospital-indicators.ts';

describe('hospital indicators', () => {
  itFollowsGolden('hospital_indicators');
  it('have no revised acceptance where every request was excluded', () => {
    expect(acceptanceRate({ accepted: 3, requests: 5, excludedByInstruction: 5 })).toMatchObject({
      percent: 60,
      revisedPercent: null
    });
    expect(acceptanceRate({ accepted: 3, requests: 5 })).toMatchObject({
      revisedPercent: 60,
      above100: false
    });
  });
  it('are null over an empty base, each by its own', () => {
    expect(
      referralIndicators({ firstVisits: 0, referred: 0, emergency: 0, counterReferred: 4, repeatVisits: 100 })
    ).toEqual({
      referralRatePercent: null,
      counterReferralRatePercent: null,
      referralSharePercent: null,
      counterReferralSharePermille: 40
    });
    expect(bedUse({ patientDays: 0, admissions: 0, discharges: 0, beds: 0, days: 30 })).toEqual({
      averageLengthOfStayDays: null,
      utilisationPercent: null,
      operatingPercent: null
    });
  });
  it('refuse negative counts', () => {
    expect(() => acceptanceRate({ accepted: -1, requests: 5 })).toThrow(RangeError);
  });
});
