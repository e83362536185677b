import { ageSexPyramidOption, pyramidOf } from '#lib/charts/age-sex-pyramid.ts';
import { monthlyTrendOption, withWithdrawn } from '#lib/charts/monthly-trend.ts';
import { prerenderChart } from '#lib/charts/prerender-chart.ts';
import { figure } from '#lib/i18n/figure.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { overview } from '#lib/i18n/overview.ts';
import { withdrawnMonths, type Manifest } from '#lib/release/manifest.ts';
import type { Selection } from '#lib/selection/selection.ts';
import type { OverviewFigures } from './overview-query-plan.ts';

/** Heights of the plots in px; the live charts have the same, so that nothing moves. */
export const TREND_HEIGHT = 196;
export const PYRAMID_HEIGHT = 288;

/** Words of the trend's drawing. */
export const trendWords = (locale: Locale) => ({
  withheld: figure[locale].withheld,
  withdrawn: overview[locale].withdrawn,
  dip: overview[locale].dip,
  unit: locale === 'ja' ? '件' : ''
});
/** Words of the pyramid's drawing. */
export const pyramidWords = (locale: Locale) => ({
  male: figure[locale].male,
  female: figure[locale].female,
  visits: overview[locale].kpi.visits,
  residents: locale === 'ja' ? '住民' : 'residents'
});

/** The default view's charts as SVG, for the layouts of 1,440 and 390 px. */
export async function prerenderedFigures(
  figures: OverviewFigures,
  selection: Selection,
  manifest: Manifest,
  locale: Locale
) {
  const monthly = withWithdrawn(figures.monthly, withdrawnMonths(manifest));
  const trend = monthlyTrendOption(monthly, selection.fiscalYear, trendWords(locale), locale);
  const pyramid = ageSexPyramidOption(pyramidOf(figures.ageSex), pyramidWords(locale));
  return {
    trend: await prerenderChart('trend', trend, { wide: 788, narrow: 324 }, TREND_HEIGHT),
    pyramid: await prerenderChart('pyramid', pyramid, { wide: 370, narrow: 324 }, PYRAMID_HEIGHT)
  };
}
