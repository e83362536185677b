/**
 * Time bands of an emergency request: 平日日中 (open days 8–17), 休日日中 (closed days 8–17), 準夜 (17–22, every day)
 * and 深夜 (22–8, every day).
 */
export const TIME_BANDS = ['weekday_day', 'holiday_day', 'evening', 'night'] as const;
export type TimeBand = (typeof TIME_BANDS)[number];

/** The band of an hour 0–23 on an open or closed day (土日・祝日・年末年始). */
export function timeBandOf(hour: number, closedDay: boolean): TimeBand {
  if (hour >= 22 || hour < 8) return 'night';
  if (hour >= 17) return 'evening';
  return closedDay ? 'holiday_day' : 'weekday_day';
}

/** Why a request could not be met (応需できなかった理由); `other` is その他・不明. */
export const REFUSAL_REASONS = [
  'beds_full',
  'treating_others',
  'no_doctor',
  'out_of_specialty',
  'equipment',
  'other'
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const REFUSAL_REASON_NAMES: Readonly<
  Record<RefusalReason, { readonly ja: string; readonly en: string }>
> = {
  beds_full: { ja: '満床', en: 'No free bed' },
  treating_others: { ja: '処置中・他の救急対応中', en: 'Treating other patients' },
  no_doctor: { ja: '医師不在・手術中', en: 'No doctor free' },
  out_of_specialty: { ja: '専門外', en: 'Outside our specialties' },
  equipment: { ja: '検査・設備の都合', en: 'Equipment not available' },
  other: { ja: 'その他・不明', en: 'Other or unknown' }
};

export const TIME_BAND_NAMES: Readonly<Record<TimeBand, { readonly ja: string; readonly en: string }>> = {
  weekday_day: { ja: '平日日中（8〜17時）', en: 'Weekday, 8–17' },
  holiday_day: { ja: '休日日中（8〜17時）', en: 'Weekend or holiday, 8–17' },
  evening: { ja: '準夜（17〜22時）', en: 'Evening, 17–22' },
  night: { ja: '深夜（22〜8時）', en: 'Night, 22–8' }
};
