import { PublisherError } from '../publisher-error.ts';
import { defaultPolicy } from './default-policy.ts';
import {
  list,
  matching,
  number,
  object,
  oneOf,
  optional,
  orNull,
  part,
  record,
  text,
  tuple,
  wholeNumber,
  type Fields,
  type Parser
} from './json-parser.ts';
import {
  PLACE_LEVELS,
  type CodeRange,
  type Policy,
  type PolicyTree,
  type RoundingPolicy,
  type SensitivePolicy,
  type StructuralLink,
  type TableDeclaration,
  type Tier
} from './policy-shape.ts';

const texts = list(text);
const category = matching(/^[A-Z]\d\d$/, 'a category such as I20');
const codeRange: Parser<CodeRange> = tuple<[string, string]>(category, category);
const tree: Parser<PolicyTree> = record(texts);

const FIELDS: Fields<Policy> = {
  version: text,
  register_date: matching(/^\d{4}-\d\d-\d\d$/, 'a date such as 2025-01-01'),
  freeze_lag_months: wholeNumber,
  expires_after_days: wholeNumber,
  tiers: list(object<Tier>({ below: orNull(wholeNumber), threshold: orNull(wholeNumber) })),
  default_threshold: wholeNumber,
  thresholds: record(wholeNumber),
  populations: record(wholeNumber),
  merges: record(text),
  levels: record(texts),
  age_groups: list(list(tuple<[string, number, number]>(text, wholeNumber, wholeNumber))),
  trees: object<Policy['trees']>({ geography: tree, age: tree, disease: tree }),
  tables: list(
    object<TableDeclaration>({
      name: text,
      protection: oneOf('exact', 'rounded', 'public'),
      separator: texts,
      variables: texts,
      totals: optional(list(texts)),
      places: optional(list(oneOf(...PLACE_LEVELS))),
      columns: optional(texts)
    })
  ),
  patients_bands: texts,
  structural_zeros: texts,
  structural_links: list(
    object<StructuralLink>({ chapter: text, sex: oneOf('male', 'female', null), ages: texts })
  ),
  sensitive: object<SensitivePolicy>({
    codes: list(codeRange),
    mdc: list(wholeNumber),
    threshold: wholeNumber,
    chapter_other: record(texts)
  }),
  rounding: object<RoundingPolicy>({
    base: wholeNumber,
    request_threshold: wholeNumber,
    minimum_facilities: wholeNumber,
    p_percent: number,
    n_k: tuple<[number, number]>(wholeNumber, number),
    minimum_events: wholeNumber,
    quantile_product: wholeNumber,
    rounding_variance: number,
    significant_digits: wholeNumber
  }),
  planning_groups: record(list(codeRange)),
  pull_order: object<Policy['pull_order']>({ geography: texts, age: texts, disease: texts })
};

/**
 * Reads a policy file: JSON with the keys of the default policy; what it leaves out stays as the default has it.
 * @throws PublisherError E_POLICY_SHAPE naming the key that is unknown or of another shape
 */
export function parsePolicy(json: string): Policy {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new PublisherError('E_POLICY_SHAPE', 'The policy is no JSON; correct the file.', { cause });
  }
  return { ...defaultPolicy(), ...part(FIELDS)(value, '') };
}
