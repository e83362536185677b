import { fiscalYearLabel, type FiscalYear } from '#lib/domain/period.ts';
import { disease } from '#lib/i18n/disease.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { logLinearPercentChange, MINIMUM_YEARS } from '#lib/statistics/annual-percent-change.ts';
import { joinpointRegression } from '#lib/statistics/joinpoint.ts';
import type { YearChange, YearCounts } from './year-counts.ts';

/** Years on years of a place in sentences: on the year compared, a year over all years, and where the slope changed. */
export function yearSentences(
  counts: YearCounts,
  place: string,
  years: readonly FiscalYear[],
  now: FiscalYear,
  before: FiscalYear | null,
  /** Of the same place between the same years; null where it cannot be told. */
  change: YearChange['change'],
  locale: Locale
): string[] {
  const words = disease[locale];
  const sentences: string[] = [];
  const label = (year: FiscalYear) => fiscalYearLabel(year, locale);
  if (change && before !== null)
    sentences.push(
      words.trend.yearChange(label(now), change.value, change.lower, change.upper, label(before))
    );
  const known = years.flatMap((year) => {
    const { count } = counts(place, year);
    return count === null ? [] : [{ year, count }];
  });
  if (known.length < MINIMUM_YEARS) return [...sentences, words.unfit.gaps.text];
  const [at, values] = [known.map(({ year }) => year), known.map(({ count }) => count)];
  const line = logLinearPercentChange(at, values);
  if (line.kind === 'withheld')
    return [...sentences, words.unfit[line.reason === 'zero_rate' ? 'zero_rate' : 'gaps'].text];
  sentences.push(words.trend.apc(line.apc, line.lower, line.upper, label(at[0]!), label(at.at(-1)!)));
  const bent = joinpointRegression(at, values);
  if (bent.kind === 'shown')
    sentences.push(words.trend.bends(bent.models[bent.chosen]!.joinpoints.map(label)));
  return sentences;
}
