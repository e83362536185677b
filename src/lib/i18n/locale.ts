/** Languages of the atlas; Japanese is the default and has no prefix in the address. */
export const LOCALES = ['ja', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The language of a route's parameter. */
export const localeOf = (param: string | undefined): Locale => (param === 'en' ? 'en' : 'ja');

/** The address of a page in a language, below the site's base. @param page '' for the overview, else e.g. 'data' */
export function pathOf(base: string, locale: Locale, page: string): string {
  const parts = [locale === 'en' ? 'en' : '', page].filter(Boolean);
  return `${base}/${parts.map((part) => `${part}/`).join('')}`;
}
