import type { PatientPyramid, PatientsByAgeSex } from '#lib/charts/patient-pyramid.ts';
import { diseaseAreas } from '#lib/i18n/disease-areas.ts';
import { figure } from '#lib/i18n/figure.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { formatNumber } from '#lib/i18n/number-format.ts';
import { number, text, withheldCell, type Cell, type TableModel } from '#lib/ui/table-model.ts';

/** The rows behind a pyramid of patients, oldest first: rounded counts and shares by band and sex, beside residents. */
export function patientTable(
  rows: readonly PatientsByAgeSex[],
  { bands }: PatientPyramid,
  measure: 'patients' | 'visits',
  caption: string,
  locale: Locale
): TableModel {
  const [shared, words] = [figure[locale], diseaseAreas[locale].pyramid];
  const share = (value: number | null): Cell =>
    value === null ? withheldCell(words.absent) : number(value, formatNumber(value, 'percent'));
  const count = (age: string, sex: string): Cell => {
    const patients = rows.find((row) => row.age === age && row.sex === sex)?.patients ?? null;
    return patients === null ? withheldCell(words.absent) : number(patients, formatNumber(patients, 'count'));
  };
  const heads = (['male', 'female'] as const).flatMap((sex) => [
    { label: `${shared[sex]} ${words[measure]}`, numeric: true },
    { label: `${shared[sex]} ${shared.share}`, numeric: true },
    { label: words.residentShare(shared[sex]), numeric: true }
  ]);
  return {
    caption,
    columns: [{ label: shared.age, numeric: false }, ...heads],
    rows: [...bands]
      .reverse()
      .map((band) => [
        text(band.age5.replace('-', '–')),
        ...(['male', 'female'] as const).flatMap((sex) => [
          count(band.age5, sex),
          share(band.visits[sex]),
          number(band.residents[sex], formatNumber(band.residents[sex], 'percent'))
        ])
      ])
  };
}
