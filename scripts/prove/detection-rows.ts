import { CHAPTER_GROUPS } from '../../src/lib/domain/chapter-group.ts';
import { icd10Class } from '../../src/lib/domain/icd10.ts';
import type { MonthlySeries, SeriesSubject } from '../../src/lib/domain/monthly-series.ts';
import { MIYAGI } from '../../src/lib/domain/geography.ts';
import { monthKey, monthsFrom, type Month } from '../../src/lib/domain/period.ts';
import { inPlanningGroup, PLANNING_GROUPS } from '../../src/lib/domain/planning-group.ts';
import { SETTINGS } from '../../src/lib/domain/setting.ts';
import { defaultPolicy } from '../../src/publisher/policy.ts';
import { diseaseGroupsOf } from '../../src/publisher/protect/rounded/disease-groups.ts';
import { cellKey, roundedCount, type Restrictions } from '../../src/publisher/protect/rounding.ts';
import { CODE_LIST } from '../../src/publisher/synthesise/icd10-codes.ts';
import { drawnCode, drawnSetting, MonthOfVisits } from '../../src/publisher/synthesise/month-of-visits.ts';
import { People } from '../../src/publisher/synthesise/people.ts';
import { profileOf } from '../../src/publisher/synthesise/profile.ts';
import { Cohorts, placesOf } from '../../src/publisher/synthesise/residents.ts';

/** Fewest visits a cell is published with here; the publisher asks for as many people, which is a little stricter. */
const THRESHOLD = 10;
/** Keys the rounding of the proof: any will do, and the same one gives the same rows. */
const ROUNDING_KEY = new Uint8Array(32).fill(7);

/** What is invented. */
export interface InventedSource {
  readonly from: Month;
  readonly to: Month;
  readonly scale: number;
  readonly seed: number;
  readonly injections: boolean;
}

interface Counted {
  readonly subject: SeriesSubject;
  readonly within: readonly string[];
  readonly rounded: boolean;
  readonly restrictions: Restrictions;
  readonly counts: Int32Array;
}

/** A code as the tables of a release know it: its chapter group, the part of its chapter, its planning groups. */
function partsOfCodes(): { chapter: string; roman: string; part: string | null; groups: string[] }[] {
  const groups = diseaseGroupsOf(defaultPolicy());
  return CODE_LIST.map((code) => {
    const { category, chapter } = icd10Class(code);
    const roman = chapter ?? 'unknown';
    const at = groups.chapters.indexOf(roman);
    const block = groups.counted.blocks.findIndex(
      ({ chapter: number, codes: [first, last] }) =>
        number === at && category !== null && category >= first && category <= last
    );
    const part = groups.partOf(at, block);
    return {
      roman,
      chapter: CHAPTER_GROUPS.find((group) => group.split('+').includes(roman)) ?? 'unknown',
      part: part.shown ? part.name : null,
      groups: PLANNING_GROUPS.filter((group) => category !== null && inPlanningGroup(category, group)).map(
        ({ id }) => id
      )
    };
  });
}

/**
 * The monthly series of an invented source, drawn as `synthesise` draws it and counted, thresholded and rounded as a
 * release holds them, without records in between: what a scan would read after each month closes. Cells of the exact
 * tables under the threshold are absent; the publisher also merges what would give them away, which hides a little more.
 */
export function inventedSeries(
  { from, to, scale, seed, injections }: InventedSource,
  progress: (done: number, of: number) => void
): MonthlySeries[] {
  const profile = profileOf('region');
  const people = new People(new Cohorts(placesOf(profile), profile.activeShare, scale));
  const { places } = people.cohorts;
  const draws = new MonthOfVisits(profile, people, scale, seed, injections);
  const months = monthsFrom(from, to);
  const parts = partsOfCodes();
  const series = new Map<string, Counted>();
  const add = (key: string, month: number, make: () => Omit<Counted, 'counts'>): void => {
    let counted = series.get(key);
    if (!counted) series.set(key, (counted = { ...make(), counts: new Int32Array(months.length) }));
    counted.counts[month]!++;
  };
  for (const [t, month] of months.entries()) {
    const drawn = draws.draw(month);
    const tally = new Map<number, number>();
    for (let i = 0; i < drawn.count; i++) {
      const cell =
        (people.cohorts.placeOf(drawn.person[i]!) * CODE_LIST.length + drawnCode(drawn.what[i]!)) *
          SETTINGS.length +
        drawnSetting(drawn.what[i]!);
      tally.set(cell, (tally.get(cell) ?? 0) + 1);
    }
    for (const [cell, count] of tally) {
      const setting = SETTINGS[cell % SETTINGS.length]!;
      const code = Math.floor(cell / SETTINGS.length) % CODE_LIST.length;
      const { area, code: unit } = places[Math.floor(cell / SETTINGS.length / CODE_LIST.length)]!;
      if (area === null || unit === null) continue;
      const { chapter, roman, part, groups } = parts[code]!;
      const path = [unit, area, MIYAGI];
      const exact = (subject: SeriesSubject, within: string[]) => ({
        subject,
        within,
        rounded: false,
        restrictions: {}
      });
      const counts = (key: string, make: () => Omit<Counted, 'counts'>): void => {
        add(key, t, make);
        series.get(key)!.counts[t]! += count - 1;
      };
      counts(`${unit}|${setting}|${chapter}`, () => exact({ kind: 'chapter', chapter, setting }, path));
      for (let level = 0; level < path.length; level++)
        counts(`${path[level]}|total`, () => exact({ kind: 'total' }, path.slice(level)));
      for (const place of [area, MIYAGI]) {
        const within = [...new Set([place, MIYAGI])];
        const restricted = place === MIYAGI ? { prefecture: MIYAGI } : { area: place };
        if (part !== null)
          counts(`${place}|${setting}|${roman}|${part}`, () => ({
            subject: { kind: 'block', chapter: roman, block: part, setting },
            within,
            rounded: true,
            restrictions: { ...restricted, block: part, setting }
          }));
        if (place !== MIYAGI)
          for (const group of groups)
            counts(`${place}|group|${group}`, () => ({
              subject: { kind: 'planning', group },
              within,
              rounded: true,
              restrictions: { ...restricted, group }
            }));
      }
    }
    progress(t + 1, months.length);
  }
  return [...series.values()].map(({ counts, within, restrictions, ...named }) => ({
    ...named,
    within,
    place: within[0]!,
    firstMonth: from,
    counts: Array.from(counts, (count, t) => published(count, months[t]!, named.rounded, restrictions))
  }));
}

/** A count as a release holds it; null where it holds none. */
function published(count: number, month: Month, rounded: boolean, restrictions: Restrictions): number | null {
  if (count < THRESHOLD) return null;
  if (!rounded) return count;
  const cell = cellKey({ measure: 'visits', period: monthKey(month), restrictions });
  return roundedCount(ROUNDING_KEY, cell, count);
}
