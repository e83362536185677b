/**
 * Levels of the geography tree, coarse to fine: all → prefecture (also `outside` 県外 and `unknown` 不明)
 * → secondary medical area 二次医療圏 → city → unit (municipality or ward). A municipality outside 仙台市 is
 * its own city; `04100` as a unit means Sendai with the ward unknown.
 */
export const GEOGRAPHY_LEVELS = ['prefecture', 'area', 'city', 'unit'] as const;
export type GeographyLevel = (typeof GEOGRAPHY_LEVELS)[number];

/** The prefecture. */
export const MIYAGI = '04';
/** Residence outside Miyagi (県外). */
export const OUTSIDE = 'outside';
/** Residence not recorded (不明). */
export const UNKNOWN = 'unknown';
/** 白石市 and 七ヶ宿町, one unit wherever patients are counted: 七ヶ宿町 has under 2,000 residents. */
export const MERGED_UNIT = '04206+04302';

/** Marks a block that stands for several withheld leaves of one node: the unit of a REST is `<node>*REST`. */
export const REST = '*REST';

/** Whether a key names a REST block (その他（秘匿）). */
export const isRest = (key: string): boolean => key.endsWith(REST);
