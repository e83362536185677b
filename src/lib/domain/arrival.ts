/** How a patient arrived: 独歩 walk-in, 救急車 ambulance, 紹介 referral; `unknown` (不明) where not recorded. */
export const ARRIVALS = ['walk_in', 'ambulance', 'referral', 'unknown'] as const;
export type Arrival = (typeof ARRIVALS)[number];
