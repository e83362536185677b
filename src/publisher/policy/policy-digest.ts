import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/release/canonical-json.ts';
import type { Policy } from './policy-shape.ts';

/** SHA-256 of the policy as a release carries it: canonical JSON. */
export const policySha256 = (policy: Policy): string =>
  createHash('sha256').update(canonicalJson(policy)).digest('hex');
