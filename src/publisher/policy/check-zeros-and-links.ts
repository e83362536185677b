import { AGE5 } from '#lib/domain/age-band.ts';
import { readChapters } from '../reference/read-reference.ts';
import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES } from '../trees.ts';
import { defaultPolicy } from './default-policy.ts';
import type { Policy } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';

/**
 * Structural zeros are leaves, links are chapters and ages, and what the scheme links stays linked: a reader knows it
 * whatever the policy says.
 * @throws PublisherError E_POLICY_SHAPE, E_POLICY_WEAK
 */
export function checkZerosAndLinks({ structural_zeros, structural_links }: Policy): void {
  const leaves = new Set([...GEOGRAPHY_LEAVES, ...AGE_LEAVES, ...DISEASE_LEAVES]);
  const strange = structural_zeros.filter((leaf) => !leaves.has(leaf)).length;
  refuseIf(
    strange > 0,
    'E_POLICY_SHAPE',
    () => `The policy's structural_zeros name ${strange} that are no leaf of a tree; correct them.`
  );
  const chapters = new Set(readChapters().map((chapter) => chapter.roman));
  const bands: readonly string[] = AGE5;
  refuseIf(
    structural_links.some(
      (link) => !chapters.has(link.chapter) || !link.ages.every((age) => bands.includes(age))
    ),
    'E_POLICY_SHAPE',
    () => "The policy's structural_links name a chapter or five-year band that does not exist; correct them."
  );
  for (const { chapter, sex, ages } of defaultPolicy().structural_links)
    refuseIf(
      !structural_links.some(
        (link) => link.chapter === chapter && link.sex === sex && link.ages.every((age) => ages.includes(age))
      ),
      'E_POLICY_WEAK',
      () =>
        `The policy does not link chapter ${chapter} to the ages its patients are in; add it to structural_links.`
    );
}
