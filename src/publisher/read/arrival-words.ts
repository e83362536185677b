import { ARRIVALS, type Arrival } from '#lib/domain/arrival.ts';

/**
 * OMOP concepts of `admitted_from_concept_id` that tell how a patient came: ambulances; a doctor's office, clinic or
 * another hospital, from which one comes with a letter; home. 0 is "no matching concept" and tells nothing.
 */
const ARRIVAL_OF_CONCEPT: Readonly<Record<number, Arrival>> = {
  8668: 'ambulance', // Ambulance - Land
  8850: 'ambulance', // Ambulance - Air or Water
  581478: 'ambulance', // Ambulance Visit
  8940: 'referral', // Office
  581477: 'referral', // Office Visit
  38004207: 'referral', // Ambulatory Clinic / Center
  8717: 'referral', // Inpatient Hospital
  8536: 'walk_in' // Home
};

/** Words of `admitted_from_source_value`, the first rule that fits. A word that denies a means does not name one. */
const RULES: readonly (readonly [RegExp, Arrival])[] = [
  [
    /(?:救急車|ヘリ|搬送|ambulance|helicopter).*(?:以外|なし|無し?$)|(?:not|no|without)\b.*ambulance/i,
    'unknown'
  ],
  [/救急車|救急搬送|ドクターカー|ヘリ|ambulance|helicopter|^emergency transport$/i, 'ambulance'],
  [/紹介(?:状)?(?:なし|無)|非紹介|self[-_ ]?refer|(?:no|not|without)\b.*referr|unreferred/i, 'walk_in'],
  [/紹介|転院|referr|transfer/i, 'referral'],
  [
    /独歩|徒歩|歩行|自力|自家用車|タクシー|車椅子|車いす|自宅|家庭|直接来院|walk|^home$|private car|taxi/i,
    'walk_in'
  ]
];

/**
 * How a patient arrived (index in ARRIVALS), by the source's word and, where that says nothing, its OMOP concept;
 * 不明 where neither does.
 */
export function arrivalIndex(word: string | null, concept: number | null): number {
  const text = (word ?? '').normalize('NFKC').trim();
  const named = RULES.find(([pattern]) => pattern.test(text))?.[1];
  const known = ARRIVALS.find((arrival) => arrival === text.toLowerCase());
  return ARRIVALS.indexOf(known ?? named ?? ARRIVAL_OF_CONCEPT[concept ?? 0] ?? 'unknown');
}
