import type { Locale } from './locale.ts';

/** A place's name as maps and titles have room for it: in English without -shi, -machi, -cho, -mura, -ku. */
export const shortName = (name: string, locale: Locale): string =>
  locale === 'en' ? name.replace(/-(?:shi|machi|cho|mura|ku)\b/g, '') : name;
