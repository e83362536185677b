import { isMonth, type Month } from '#lib/domain/period.ts';
import { YEAR_EXTENTS, type YearExtent } from '../audit/joint-sample.ts';
import { quoted, usage } from './read-arguments.ts';

/** A month written 2025-04. @throws PublisherError E_USAGE */
export function monthValue(text: string, option: string): Month {
  const month = /^\d{4}-\d{2}$/.test(text) ? Number(text.replace('-', '')) : Number.NaN;
  if (!isMonth(month)) throw usage(`--${option} takes a month such as 2025-04, not ${quoted(text)}.`);
  return month;
}

/** A number above 0. @throws PublisherError E_USAGE */
export function positiveValue(text: string, option: string, whole = false): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value) || (whole && !Number.isSafeInteger(value)))
    throw usage(`--${option} takes a ${whole ? 'whole ' : ''}number above 0, not ${quoted(text)}.`);
  return value;
}

/** hospital or region. @throws PublisherError E_USAGE */
export function profileValue(text: string | undefined): 'hospital' | 'region' | undefined {
  if (text === undefined || text === 'hospital' || text === 'region') return text;
  throw usage(`--profile is hospital or region, not ${quoted(text)}.`);
}

/** every (the default) or sample. @throws PublisherError E_USAGE */
export function yearExtentValue(text: string | undefined): YearExtent {
  const extent = YEAR_EXTENTS.find((known) => known === (text ?? 'every'));
  if (extent) return extent;
  throw usage(`--audit-years is every or sample, not ${quoted(text!)}.`);
}
