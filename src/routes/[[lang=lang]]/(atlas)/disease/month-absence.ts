import type { Month } from '#lib/domain/period.ts';
import { disease } from '#lib/i18n/disease.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatAbsent, formatZeroOrWithheld } from '#lib/i18n/number-format.ts';
import type { DiseaseKind } from '#lib/release/disease-offer.ts';
import { missingCell, withheldCell, type Cell } from '#lib/ui/table-model.ts';

/** Patients below which a rounded table has no row. */
const ROUNDED_FROM = 10;

/** What stands where a figure has no number: in a table, and short on a drawing. */
export interface Absence {
  readonly cell: Cell;
  readonly mark: string;
  readonly withheld: boolean;
}

/**
 * Why a month, or a year (null), has no number. Exact tables withhold; in rounded ones nobody can tell zero from withheld;
 * what was taken back has no figures at all. @param gone months taken back
 */
export function absenceIn(kind: DiseaseKind, gone: ReadonlySet<Month>, locale: Locale) {
  const word =
    kind === 'chapter' ? formatAbsent('withheld', locale) : formatZeroOrWithheld(ROUNDED_FROM, locale);
  const withheld: Absence = {
    cell: withheldCell(word),
    mark: formatAbsent('withheld', locale),
    withheld: true
  };
  const taken = disease[locale].trend.gone;
  const missing: Absence = { cell: missingCell(taken), mark: taken, withheld: false };
  return (month: Month | null): Absence => (month !== null && gone.has(month) ? missing : withheld);
}
export type AbsenceOf = ReturnType<typeof absenceIn>;
