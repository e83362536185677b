import { MDC_NAMES } from '#lib/domain/mdc.ts';

export interface StayRow {
  readonly area: string;
  readonly mdc: string;
  readonly age: string;
  readonly admissions: number;
  readonly bed_days: number | null;
  readonly los_q25: number | null;
  readonly los_median: number | null;
  readonly los_q75: number | null;
  readonly los_p90: number | null;
}

/** Stays of one major diagnostic category, in days. */
export type Stay =
  | {
      readonly kind: 'shown';
      readonly mdc: string;
      readonly admissions: number;
      readonly median: number;
      /** Middle half; null where withheld. */
      readonly half: readonly [number, number] | null;
      readonly p90: number | null;
      /** Bed-days over admissions, both rounded; null where the bed-days are withheld. */
      readonly mean: number | null;
    }
  | { readonly kind: 'withheld'; readonly mdc: string; readonly admissions: number }
  | { readonly kind: 'absent'; readonly mdc: string };

/** The stays of one area and age group, longest median first; categories without a row last. */
export function staysOf(rows: readonly StayRow[], area: string, age: string): Stay[] {
  const own = new Map(
    rows.filter((row) => row.area === area && row.age === age).map((row) => [row.mdc, row])
  );
  const stays = Object.keys(MDC_NAMES)
    .sort()
    .map((mdc): Stay => {
      const row = own.get(mdc);
      if (!row) return { kind: 'absent', mdc };
      if (row.los_median === null) return { kind: 'withheld', mdc, admissions: row.admissions };
      return {
        kind: 'shown',
        mdc,
        admissions: row.admissions,
        median: row.los_median,
        half: row.los_q25 === null || row.los_q75 === null ? null : [row.los_q25, row.los_q75],
        p90: row.los_p90,
        mean: row.bed_days === null || row.admissions === 0 ? null : row.bed_days / row.admissions
      };
    });
  const rank = (stay: Stay): number =>
    stay.kind === 'shown' ? stay.median : stay.kind === 'withheld' ? -1 : -2;
  return stays.sort((a, b) => rank(b) - rank(a));
}

/** The area with most admissions in a year; null where none is published. */
export function largestArea(rows: readonly StayRow[]): string | null {
  const admissions = new Map<string, number>();
  for (const row of rows) admissions.set(row.area, (admissions.get(row.area) ?? 0) + row.admissions);
  return [...admissions].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
