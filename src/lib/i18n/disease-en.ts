import { monthLabel } from '../domain/period.ts';
import type { DiseaseWords } from './disease-ja.ts';
import { formatNumber } from './number-format.ts';

const percent = (value: number): string => formatNumber(value, 'percent', { sign: 'always' });
const range = (lower: number, upper: number): string => `${percent(lower)} to ${percent(upper)}`;
const few = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;

/** English words of the disease page. */
export const diseaseEn: DiseaseWords = {
  title: 'Disease',
  label: {
    disease: 'Disease',
    age: 'Age',
    sex: 'Sex',
    setting: 'Setting',
    measure: 'Measure',
    standard: 'Standard population',
    year: 'Period',
    compare: 'Compared with',
    area: 'Place',
    level: 'Map units',
    view: 'Map values',
    limits: 'Control limits',
    seed: 'Random seed',
    vs: 'Second disease'
  },
  age: { all: 'All ages', '0-64': '0–64', '65-74': '65–74', '75+': '75 and over' },
  sex: { all: 'Both sexes', male: 'Men', female: 'Women' },
  setting: { inpatient: 'Inpatient', outpatient: 'Outpatient', emergency: 'Emergency' },
  allSettings: 'all settings together',
  measure: {
    visits: 'Visits',
    patients: 'Patients (rounded)',
    crude: 'Crude rate (per 100,000)',
    asr: 'Age-standardised rate (per 100,000)',
    sir: 'Standardised ratio (indirect)'
  },
  standard: { '2015': 'Japan 2015 model', '1985': 'Japan 1985 model', who: 'WHO world' },
  compare: { before: 'Year before', '2019': 'FY2019 (before 2020)' },
  level: { unit: 'Municipalities', area: 'Medical areas' },
  refused: {
    ages_only_of_planning_groups: 'planning groups only',
    units_without_ages: 'municipalities: all ages and both sexes only',
    units_only_inpatient: 'municipalities: inpatient only',
    blocks_only_by_area: 'blocks: by medical area only',
    patients_only_of_planning_groups: 'planning groups only',
    patients_only_by_area: 'by medical area only',
    standardised_only_whole: 'all ages and both sexes only',
    no_expected_of_chapters_by_unit: 'too few rates by age of chapters',
    no_rates_of_blocks: 'blocks have no figures by age',
    counts_as_bands: 'municipal counts are bands only'
  },
  option: (label, why) => `${label} (not published: ${why})`,
  favourite: { add: '☆ Add to favourites', remove: '★ Remove from favourites' },
  picker: {
    open: 'Choose a disease',
    search: 'Search by name (Japanese or English) or ICD-10 code',
    recent: 'Recent',
    favourites: 'Favourites',
    planning: 'Planning groups (five diseases, six services)',
    chapter: (roman, name) => `${roman}  ${name}`,
    chapterAll: 'whole chapter',
    found: (n) => `${n} found`,
    none: 'No disease matches. Try another name or code.',
    withheld: 'not published',
    close: 'Close',
    vs: 'Choose a disease to set beside it',
    noVs: 'Remove the second disease'
  },
  ignored: (name, asked) =>
    `${name} “${asked}” is not held by this release at this grain. Another choice is shown instead.`,
  pending: 'The engine is starting. Figures of diseases are computed from the tables of the release.',
  finding: (f) => {
    const than =
      f.basis === 'crude' ? 'the mean of published places (not adjusted for age)' : 'the prefecture';
    const of = `${f.wider ? 'of all visits' : 'of visits'} by month${f.place === null ? '' : ` in ${f.place}`}, `;
    const month = f.above
      ? [`; ${of}`, { accent: monthLabel(f.above, 'en') }, ' exceeded the expected range']
      : [];
    const quiet =
      f.above === null
        ? `; ${of}none of the ${f.tested} judged this fiscal year exceeded the expected range`
        : '';
    const what = `${f.subject} in FY${f.fiscalYear}`;
    if (f.compared === 0) return [`${f.subject}: places cannot be compared`, ...month, quiet];
    if (f.higher.length > 0)
      return [`${what}: more than ${than} in `, { accent: few(f.higher) }, ...month, quiet];
    if (f.lower.length > 0)
      return [`${what}: fewer than ${than} in `, { accent: few(f.lower) }, ...month, quiet];
    return [`${what}: differences between places are `, { accent: 'within chance' }, ...month, quiet];
  },
  cover: {
    region: (name) =>
      `All visits to the facilities of ${name}. Not every facility in Miyagi, and not incidence. No cause is shown.`,
    hospital: (name) =>
      `Visits to ${name} only: the share of care this hospital carries, not how common a disease is. No cause is shown.`
  },
  facts: {
    numerator: 'Numerator',
    denominator: 'Denominator',
    denominatorText: 'resident register, 1 January 2025',
    standard: 'Standard',
    standardOf: {
      sir: 'Miyagi’s rates by age and sex = 100',
      crude: 'not adjusted for age',
      visits: 'not adjusted for age',
      patients: 'not adjusted for age'
    },
    interval: 'Interval',
    intervalOf: { byar: '95% (Byar)', rounded: '95% (Byar), widened for rounding', gamma: '95% (gamma)' },
    exact: 'exact',
    rounded: 'rounded',
    definitions: 'Definitions and methods',
    count: (n, unit) => `${n} ${unit}`
  },
  unit: { visits: 'visits', patients: 'patients', rate: 'per 100,000' },
  trend: {
    above: (month) => `${monthLabel(month, 'en')} exceeded the expected range`,
    within: (year, tested) => `No month of ${year} exceeded the expected range (${tested} judged)`,
    untested: (year) => `No month of ${year} can be judged`,
    short: 'Too few years for an expected range',
    judging: 'By month; the expected range is being computed',
    allWithheld: 'Every month is withheld',
    sub: (place, what, unit, coarser) =>
      `${place}${coarser ? ' (months by municipality are not published: its medical area)' : ''}, ${what}, ${unit}. Tint: 95% interval; grey: expected value to upper limit (99%)`,
    panel: (place, units) => `${place} (the ${units} municipalities published every month)`,
    sumOfAreas: 'sum of four rounded areas',
    covid: 'COVID-19 measures',
    withheld: 'withheld',
    gone: 'taken back',
    expectedTo: (expected, limit) => `expected ${expected}, limit ${limit}`,
    flagged: (month, value, expected, upper) => `${month}  ${value}\nexpected ${expected}, limit ${upper}`,
    yearsOf: (subject) => `By fiscal year, ${lower(subject)}:`,
    yearChange: (now, change, low, high, before) =>
      `${now}: ${percent(change)} on ${before} (95% CI ${range(low, high)}).`,
    apc: (change, low, high, from, to) =>
      `${from} to ${to}: ${percent(change)} a year (95% CI ${range(low, high)}).${low <= 0 && high >= 0 ? ' The direction is within chance.' : ''}`,
    bends: (years) =>
      years.length
        ? `The slope changed in ${years.join(', ')} (chosen by BIC).`
        : 'No change of slope (chosen by BIC).',
    stl: 'Show the seasonal decomposition (STL)',
    stlParts: { trend: 'Trend', seasonal: 'Season', remainder: 'Remainder' },
    stlNote: (scale) => `Split on the ${scale} scale; missing months are bridged by straight lines`,
    scale: { log: 'log', square_root: 'square root' },
    vs: (name) => `Dashed: ${name}.`,
    noVs: (name) => `${name} has no months of the same measure here, so it cannot stand beside.`,
    summary: (place, what, from, to, low, high, flagged, withheld) =>
      `Line of ${what} by month in ${place}, ${from} to ${to}. Lowest ${low}, highest ${high}. ${flagged} months above the expected range, ${withheld} without a value.`,
    cols: ['Month', 'Value', 'Lower', 'Upper', 'Expected', 'Expected limit', 'Verdict'],
    verdict: { above: 'above', within: 'within', none: 'none' },
    define: [
      'Value: visits of the month, or visits per 100,000 residents.',
      '95% interval: Byar (exact under ten). Values rounded to tens are widened by the variance of rounding.',
      'Expected range: Farrington flexible on months, one-sided 99% limit, from the same season of the 3–7 years before.',
      'Months appear two months late: this tells what changed, it is not surveillance.',
      'February 2020 to May 2023 are shaded as years of COVID-19 measures.'
    ]
  },
  change: {
    title: (place, change, beyond, year) =>
      beyond
        ? `${year}: largest ${change > 0 ? 'rise' : 'fall'} in ${place} (${percent(change)}), more than chance`
        : `${year}: every change within chance (largest: ${place} ${percent(change)})`,
    none: 'No medical area can be compared',
    sub: (what, now, before) =>
      `${lower(what)}, ${now} against ${before} by medical area. Bars: 95% interval; filled: more than chance (5% false discovery rate over the four areas)`,
    noYear: {
      title: 'No year to compare with',
      text: 'The release does not hold that year, or it is the same year. Choose another year or comparison.'
    },
    zero: 'no change',
    withheld: 'withheld',
    row: (name, change, low, high, beyond) =>
      `${name} ${percent(change)}, ${range(low, high)}, ${beyond ? 'more than chance' : 'within chance'}`,
    cols: (unit) => [
      'Place',
      `Year compared (${unit})`,
      `This year (${unit})`,
      'Change',
      'Lower',
      'Upper',
      'Verdict'
    ],
    verdict: { beyond: 'more than chance', chance: 'within chance' },
    note: 'Residents of 1 January 2025 in both years',
    panels: (units) => `Municipalities published every month (${units})`,
    cut: 'Arrows: beyond the scale',
    define: [
      'Change = this year ÷ the year compared − 1. Both years use one population, so this is the ratio of rates.',
      'Interval: exact limits of a rate ratio (binomial), widened on the log scale for rounding to tens.',
      'More than chance: p-values of the four areas, held to a false discovery rate of 5% (Benjamini–Hochberg 1995). The prefecture is judged by itself.',
      'Readmissions are not independent: intervals may be somewhat too narrow.'
    ]
  },
  multiples: {
    title: (up, down, compared) =>
      compared === 0
        ? 'No medical area can be compared with the year before'
        : up.length === 0 && down.length === 0
          ? 'On the year before, every area is within chance'
          : `On the year before, ${[
              ...(up.length ? [`${few(up)} rose`] : []),
              ...(down.length ? [`${few(down)} fell`] : [])
            ].join('; ')}`,
    sub: (what) => `${what}, per 100,000 residents by month. One scale; dotted: Miyagi`,
    yearOnYear: (change, beyond) =>
      `Visits ${percent(change)} on the year before${beyond ? '' : ' (within chance)'}`,
    none: 'On the year before …',
    empty: 'Months are withheld',
    cols: (names) => ['Month', ...names],
    summary: (name, change) => `Line by month of ${name}. ${change}`,
    define: [
      'Visits per 100,000 residents (1 January 2025); the four medical areas on one scale.',
      'On the year before: ratio of the totals of two fiscal years; a year that lacks months is not compared. Only changes beyond a 5% false discovery rate over the four areas are told.'
    ]
  },
  season: {
    title: (months) => `Highest in ${months.join(', ')}`,
    flat: 'Little difference between seasons',
    none: 'No month to show',
    sub: (place, what, unit) =>
      `${place}, ${what}, fiscal year × month, ${unit}. Orange frame: above the expected range`,
    total: 'Year',
    cols: (months, total) => ['Fiscal year', ...months, total],
    summary: (from, to, most) => `Grid of fiscal years and months, ${from} to ${to}. Highest: ${most}.`,
    define: [
      'Cell: value of the month; darker is more. Classes are fifths of the values.',
      'Year: only where all twelve months are published.',
      'Orange frame: above the expected range (one-sided 99%).'
    ]
  },
  unfit: {
    too_short: {
      title: 'Too few years',
      text: 'An expected range needs three years and a month of values before the month judged.'
    },
    all_withheld: {
      title: 'All withheld',
      text: 'Fewer than 10 patients (20 in small towns): nothing is published at this grain. Choose a medical area or a wider disease.'
    },
    zero_rate: {
      title: 'No annual change',
      text: 'A year with none: a line through logarithms cannot be fitted.'
    },
    gaps: { title: 'No annual change', text: 'Fewer than six fiscal years with all twelve months.' }
  },
  noPlaces: {
    title: 'Not published by place',
    text: 'For this disease and setting no estimates by municipality or area are published. Planning groups and chapters can be compared.'
  },
  noPyramid: {
    title: 'Not published by age and sex',
    text: 'There is no table of ICD-10 blocks by age. Choose a planning group or a chapter.'
  },
  noPyramidOfTwo: {
    title: 'No ages of two chapters together',
    text: 'Patients are published by chapter. Some were in both, so the two cannot be added.'
  },
  failedJudging: 'The expected range could not be computed. Reload the page.'
};
