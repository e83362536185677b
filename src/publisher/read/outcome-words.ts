import { OUTCOMES } from './visit-contract.ts';

type Outcome = (typeof OUTCOMES)[number];

/** OMOP concepts of `discharged_to_concept_id`. */
const OUTCOME_OF_CONCEPT: Readonly<Record<number, Outcome>> = {
  8536: 'home', // Home
  581476: 'home', // Home Visit
  38004519: 'home', // Home Health Agency
  8717: 'transfer', // Inpatient Hospital
  9201: 'transfer', // Inpatient Visit
  8863: 'transfer', // Skilled Nursing Facility
  8676: 'transfer', // Nursing Facility
  8546: 'transfer', // Hospice
  8920: 'transfer', // Comprehensive Inpatient Rehabilitation Facility
  8971: 'transfer', // Inpatient Psychiatric Facility
  8615: 'transfer', // Assisted Living Facility
  4216643: 'death', // Patient died
  434489: 'death' // Dead
};

/** Words of `discharged_to_source_value`, the first rule that fits. */
const RULES: readonly (readonly [RegExp, Outcome])[] = [
  [/死亡|死去|逝去|\b(?:died|dead|death|deceased|expired)\b/i, 'death'],
  // discharged to one's own home, to be followed as an outpatient here or elsewhere
  [/外来|通院/, 'home'],
  [
    /転院|他院|他の病院|施設|老健|特養|老人ホーム|ホスピス|transfer|facility|hospice|nursing|rehab/i,
    'transfer'
  ],
  [/自宅|家庭|帰宅|在宅|\bhome\b/i, 'home']
];

/**
 * How an encounter ended (index in OUTCOMES), by the source's word and, where that says nothing, its OMOP concept;
 * 不明 where neither does.
 */
export function outcomeIndex(word: string | null, concept: number | null): number {
  const text = (word ?? '').normalize('NFKC').trim();
  const named = RULES.find(([pattern]) => pattern.test(text))?.[1];
  return OUTCOMES.indexOf(named ?? OUTCOME_OF_CONCEPT[concept ?? 0] ?? 'unknown');
}
