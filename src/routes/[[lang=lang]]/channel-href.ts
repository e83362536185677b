import { MIYAGI } from '#lib/domain/geography.ts';
import type { FiscalYear } from '#lib/domain/period.ts';
import { diseaseAddress, diseaseAskedOf, diseaseSelectionOf } from '#lib/selection/disease-selection.ts';
import { addressOf, askedOf, selectionOf } from '#lib/selection/selection.ts';

/**
 * The address of the page on screen in another release, with as much of the present choice as it may offer.
 * @param here the page, '' for the overview @param channel the release, or null for the default one
 */
export function channelHref(
  here: string,
  params: URLSearchParams | null,
  fiscalYears: readonly FiscalYear[],
  channel: string | null
): string {
  const latest = fiscalYears.at(-1)!;
  const offerOf = (area: string | null) => ({
    codes: new Set(area ? [area, MIYAGI] : [MIYAGI]),
    fiscalYears
  });
  if (here === 'disease') {
    const asked = diseaseAskedOf(params);
    return diseaseAddress(diseaseSelectionOf(asked, offerOf(asked.area)).selection, latest, channel) || '?';
  }
  const asked = askedOf(params);
  return addressOf(selectionOf(asked, offerOf(asked.area)).selection, latest, channel) || '?';
}
