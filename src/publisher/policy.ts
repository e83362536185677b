/** The one door to the disclosure policy: its shape, its default, how a file is read and what is refused. */
export * from './policy/policy-shape.ts';
export { checkNesting, checkPartition } from './policy/check-nesting.ts';
export { checkPolicy } from './policy/check-policy.ts';
export { checkStar } from './policy/check-star.ts';
export { checkTiersKept } from './policy/check-tiers-kept.ts';
export { defaultPolicy } from './policy/default-policy.ts';
export { parsePolicy } from './policy/parse-policy.ts';
export { policySha256 } from './policy/policy-digest.ts';
export { tierOf } from './policy/tier.ts';
