import { MIYAGI } from '#lib/domain/geography.ts';
import { fiscalYearLabel } from '#lib/domain/period.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { overview } from '#lib/i18n/overview.ts';

/** A place as the list of places names it. */
export interface ListedPlace {
  readonly code: string;
  readonly level: string;
  readonly area: string | null;
  readonly parent: string | null;
  readonly name_ja: string;
  readonly name_en: string;
}

interface OptionGroup {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const SENDAI = '04100';

/**
 * The prefecture, then each medical area with its municipalities.
 * @param withCity whether Sendai as a whole can be chosen above its wards
 */
export function areaGroups(places: readonly ListedPlace[], locale: Locale, withCity: boolean): OptionGroup[] {
  const words = overview[locale];
  const nameOf = (place: ListedPlace): string => (locale === 'ja' ? place.name_ja : place.name_en);
  return [
    { label: '', options: [{ value: MIYAGI, label: words.wholePrefecture }] },
    ...places
      .filter((place) => place.level === 'area')
      .map((area) => ({
        label: nameOf(area),
        options: [
          { value: area.code, label: words.medicalArea(nameOf(area)) },
          ...places
            .filter(
              ({ area: of, level }) =>
                of === area.code && (level === 'unit' || (withCity && level === 'city'))
            )
            .map((place) => ({
              value: place.code,
              // wards stand a step in from their city
              label: withCity && place.parent === SENDAI ? `　${nameOf(place)}` : nameOf(place)
            }))
        ]
      }))
  ];
}

/** Fiscal years, the latest first. */
export const yearGroups = (years: readonly number[], locale: Locale): OptionGroup[] => [
  {
    label: '',
    options: [...years]
      .reverse()
      .map((year) => ({ value: String(year), label: fiscalYearLabel(year, locale) }))
  }
];
