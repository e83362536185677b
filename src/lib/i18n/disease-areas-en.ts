import type { diseaseAreasJa } from './disease-areas-ja.ts';
import { formatNumber } from './number-format.ts';

const THAN = { standardised: 'the prefecture', crude: 'the mean' } as const;

/** English words of the figures by place on the disease page. */
export const diseaseAreasEn: typeof diseaseAreasJa = {
  level: { unit: 'municipalities', area: 'medical areas' },
  measure: {
    visits: 'Visits',
    crude: 'Crude rate per 100,000',
    asr: 'Age-standardised rate per 100,000',
    sir: 'Standardised ratio (prefecture = 100)'
  },
  measureShort: { visits: 'Visits', crude: 'Crude rate', asr: 'Age-standardised rate', sir: 'Ratio' },
  unit: { visits: '', crude: '', asr: '', sir: '' },
  view: { raw: 'Raw', smoothed: 'Smoothed', significance: 'Beyond chance' },
  viewLabel: 'Values of the map',
  ratio: {
    standardised: 'Standardised ratio (prefecture = 100)',
    crude: 'Crude rate ratio (mean = 100, not adjusted for age)'
  },
  ratioShort: { standardised: 'Ratio', crude: 'Crude ratio' },
  test: { funnel: 'Against chance', lisa: 'Clusters' },
  testLabel: 'Kind of test',
  hospital: 'This hospital’s patients only, not how common the disease is',
  of: ({ names, count }, level) =>
    names.join(', ') +
    (count > names.length ? ` and ${count - names.length} more${level === 'unit' ? '' : ' areas'}` : ''),
  differ: {
    both: (than, higher, lower) => `Above ${THAN[than]}: ${higher}; below: ${lower}`,
    higher: (than, higher) => `Above ${THAN[than]}: ${higher}`,
    lower: (than, lower) => `Below ${THAN[than]}: ${lower}`,
    some: (than, differing, of) => `${differing} of ${of} places differ from ${THAN[than]} beyond chance`,
    none: (than, level, compared, all) =>
      compared < all
        ? `None of the ${compared} published places differs from ${THAN[than]} beyond chance`
        : `No ${level === 'unit' ? 'municipality' : 'area'} differs from ${THAN[than]} beyond chance`
  },
  spread: (measure, high, low, ratio) =>
    `${measure} is highest in ${high}, ${formatNumber(ratio, 'rate')} times that of ${low}`,
  highest: (measure, high) => `${measure} is highest in ${high}`,
  one: (name) => `Only ${name} has a published value`,
  nothing: 'No place has a published value',
  smoothed: {
    narrows: (from, to) => `With chance smoothed out, the range narrows from ${from} to ${to}`,
    same: 'Chance explains the differences: none remain once smoothed'
  },
  funnel: {
    both: (outer, inner) => `${outer} outside the 99.8% limits, ${inner} outside 95%`,
    inner: (inner) => `${inner} outside the 95% limits, none outside 99.8%`,
    none: 'Every place lies within the 95% limits of chance'
  },
  byChance: (count) => `About ${count} would lie outside 95% by chance alone`,
  lisa: {
    both: (high, low) => `High values cluster in ${high}; low ones in ${low}`,
    high: (high) => `High values cluster in ${high}`,
    low: (low) => `Low values cluster in ${low}`,
    odd: (names) => `Unlike their neighbours: ${names}`,
    none: 'No clusters of high or low neighbours',
    notTested: 'Clusters of neighbours cannot be tested',
    pending: 'Looking for clusters of neighbours',
    failed: 'Clusters could not be computed'
  },
  clusters: {
    'high-high': 'High cluster',
    'low-low': 'Low cluster',
    'high-low': 'High among low',
    'low-high': 'Low among high',
    none: 'May be chance'
  },
  outside: {
    '2': 'Above (outside 99.8%)',
    '1': 'Above (outside 95%)',
    '0': 'May be chance',
    '-1': 'Below (outside 95%)',
    '-2': 'Below (outside 99.8%)'
  },
  sub: {
    map: (measure, subject, shown, all, level, year) =>
      `${measure}, ${subject}, ${shown < all ? `${shown} of ` : ''}${all} ${level === 'unit' ? 'municipalities' : 'medical areas'}, ${year}`,
    smoothedOf: (measure) => `${measure}, smoothed`,
    outline: (ratio) =>
      `Thick outline: ${ratio.toLowerCase()} differs beyond chance (5% false discovery rate)`,
    lisa: (permutations) => `${permutations} permutations, 5% false discovery rate`,
    smoothed: 'Empirical Bayes; withheld places left out',
    ranking: (measure, subject, year) =>
      `${measure} with 95% interval, ${subject}, ${year}. Order means nothing where intervals overlap`,
    funnel: (ratio, subject, year) =>
      `${ratio}, ${subject}, ${year}. Band: 95% limits, dashed: 99.8%; inside may be chance`,
    adjusted: (ratio, subject, year) =>
      `${ratio}, ${subject}, ${year}. Limits allow for variation between places`,
    pyramid: (subject, counted, year) => `Share (%). Bars: ${counted}, ${subject}; line: residents. ${year}`
  },
  bold: (ratio) => `Bold and filled: ${ratio.toLowerCase()} differs beyond chance (5% false discovery rate)`,
  mapNote: 'Map: National Land Numerical Information, processed',
  mapHelp: 'Move with the arrow keys, choose with Enter.',
  mapList: 'Choose from a list',
  source: {
    exact: 'Exact counts; places with withheld months left out',
    indicator: 'Estimates from rounded counts; intervals widened for rounding'
  },
  interval: (lower, upper) => `95% CI ${lower}–${upper}`,
  events: (count) => `${count} visits`,
  roundedEvents: (count) => `about ${count} visits (rounded)`,
  band: (band) => `${band.replace('-', '–')} visits (class)`,
  verdict: {
    higher: 'Above beyond chance',
    lower: 'Below beyond chance',
    none: 'Difference may be chance'
  },
  verdictShort: { higher: 'above', lower: 'below', none: 'chance' },
  outsideShort: {
    '2': 'above 99.8%',
    '1': 'above 95%',
    '0': 'inside',
    '-1': 'below 95%',
    '-2': 'below 99.8%'
  },
  colon: ': ',
  smoothedValue: (value) => `Smoothed ${value}`,
  expectedEvents: (value) => `${value} expected`,
  leadsTo: (area) => `See ${area}`,
  hidden: 'Too few people to publish',
  reasons: {
    no_population: 'No residents: no rate',
    zero_expected: 'No event expected: no ratio',
    too_few_areas: 'Too few places with a value',
    no_variation: 'All values are equal',
    other: 'Not computable here'
  },
  states: {
    allHidden: {
      title: 'No place has a published value',
      text: 'Values by place are published only with at least 10 patients and 20 events. Switch to medical areas or choose a broader disease.'
    },
    fewAreas: {
      title: (have) => `Too few places with a value (${have} border one another)`,
      text: 'At least 20 municipalities with a value that border one another are needed. Use “Against chance” or “Raw”.'
    },
    noVariation: {
      title: 'All places have the same value',
      text: 'There is no variation in which to look for clusters.'
    },
    failed: {
      title: 'The computation stopped',
      text: 'Reload the page, or look at the raw values.'
    },
    noExpected: {
      title: 'No comparison with the prefecture',
      text: 'The prefecture’s figures by age, which expected counts need, are not published. Use the crude rate.'
    },
    onePlace: {
      title: 'Only one place has a value',
      text: 'There is nothing to compare it with, so no limits are drawn. The value is in the table.'
    },
    bandsOnly: {
      title: 'Counts are published as classes only',
      text: 'Counts of this disease by municipality are classes such as 20–49. Use the crude rate or the ratio.'
    },
    noPatients: {
      title: 'Nothing published by age',
      text: 'Every age and sex is 0 or withheld (under 10). Choose a broader disease or the whole prefecture.'
    }
  },
  years: { label: 'Fiscal year of the map', play: 'Play through the years', pause: 'Pause' },
  limits: { label: 'Kind of limits', chance: 'Chance only', adjusted: 'Chance and variation' },
  phi: (phi) => `Variation between places φ=${formatNumber(phi, 'rate')} (1: chance only)`,
  funnelAxis: 'Expected visits (right: more people, less chance)',
  reference: { standardised: 'Prefecture = 100', crude: 'Mean = 100' },
  pyramid: {
    title: {
      older: (subject, share, residents) =>
        `${subject}: ${share} of patients are 75 or over (residents ${residents})`,
      partial: 'Too little is published by age to tell the composition',
      none: 'Nothing published by age'
    },
    patients: 'Patients',
    visits: 'Visits',
    residents: 'Residents',
    residentShare: (sex) => `${sex} residents (%)`,
    absent: '0 or withheld',
    note: (absent) =>
      absent ? `Rounded; ${absent} cells are 0 or withheld (hatched, width means nothing)` : 'Rounded values'
  },
  columns: {
    place: 'Place',
    lower: 'Lower 95%',
    upper: 'Upper 95%',
    events: 'Visits',
    expected: 'Expected',
    smoothed: 'Smoothed',
    verdict: 'Difference (5% FDR)',
    limits: 'Control limits',
    cluster: 'Cluster'
  },
  about: (count) => `about ${count}`,
  summary: {
    map: (title, basis, shown, absent, higher, lower) =>
      `${title}. ${shown} places with a value, ${absent} without. Beyond chance, ${higher} above and ${lower} below ${THAN[basis]}.`,
    ranking: (title, shown, absent) =>
      `Values by place with 95% intervals. ${title}. ${shown} places with a value, ${absent} without.`,
    funnel: (title, shown) => `Funnel plot. ${title}. ${shown} places.`,
    pyramid: (title) => `Composition by age and sex. ${title}.`
  },
  define: {
    sir: [
      'Standardised ratio (SIR) = 100 × observed ÷ expected. Expected: what the place’s residents would have at the prefecture’s rates by age and sex (indirect method).',
      'The interval is 95% (Byar; exact below 10 events).',
      'Each place has age weights of its own: do not rank places by it. It shows no cause.'
    ],
    crude: [
      'Crude rate = visits ÷ residents (register, 1 January 2025) × 100,000. Includes differences in age.'
    ],
    asr: (standard) => [
      `Age-standardised rate (direct method): rates by age averaged with the weights of a standard population${standard ? ` (${standard})` : ''}, per 100,000.`,
      'The interval is 95% (gamma).'
    ],
    visits: ['Visits of residents of the place. Mirrors the size of its population.'],
    smoothed:
      'Smoothed value (for reference): drawn towards the mean of all published places, the more the fewer its events (empirical Bayes, Marshall 1991). Not to be mixed with raw values.',
    breaks: 'Classes are fixed over all years (Fisher–Jenks, five classes; ratios symmetric around 100).',
    funnel:
      'Funnel plot: by expected events, how far places at the prefecture’s rate scatter by chance (95% and 99.8%, Poisson; Spiegelhalter 2005).',
    crudeRatio:
      'Crude rate ratio = 100 × the place’s crude rate ÷ that of all published places together. The prefecture’s figures by age are not published, so ages are not adjusted for.',
    verdicts:
      'Fills, bold type and thick outlines: p-values of all places compared, held to a false discovery rate of 5% (Benjamini–Hochberg 1995). Of many places one in twenty has an interval that misses 100 by chance alone.',
    tau: 'φ tells how much places vary. Well above 1, the limits may be widened by τ².',
    lisa: (seed, permutations, generator) =>
      `Local Moran (LISA): neighbours with like values. Empirical-Bayes standardised, ${permutations} conditional permutations (generator ${generator}, seed ${seed}), false discovery rate held at 5%.`,
    islands: (names) => `Left out, having no neighbour with a value: ${names}.`,
    rounded:
      'Made from counts rounded to tens; counts are given as classes and intervals widened for the rounding.',
    hospital: 'Patients of this hospital only: not incidence, but partly the share of care it gives.',
    pyramid: (what) => [
      `Bars: share of all ${what} published by age and sex. Line: residents in the same age groups.`,
      'Values are rounded to tens; few are not published.'
    ]
  }
};
