import { canonicalJson } from '#lib/release/canonical-json.ts';
import { readUnits } from '../reference/read-reference.ts';
import {
  AGE_LEAVES,
  AGE_TREE,
  DISEASE_LEAVES,
  DISEASE_TREE,
  GEOGRAPHY_LEAVES,
  GEOGRAPHY_TREE
} from '../trees.ts';
import { AGE_GROUPS, TREES } from './default-policy.ts';
import type { Policy, PolicyTree } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';

/**
 * Every tree nests: each leaf stands in it once, whole; and it is the tree this version counts by.
 * @throws PublisherError E_HIER_NOT_NESTED, E_POLICY_SHAPE
 */
export function checkTrees({ trees, age_groups }: Policy): void {
  checkTree('geography', trees.geography, GEOGRAPHY_TREE.root, GEOGRAPHY_LEAVES);
  refuseCutCities(trees.geography);
  checkTree('age', trees.age, AGE_TREE.root, AGE_LEAVES);
  checkTree('disease', trees.disease, DISEASE_TREE.root, DISEASE_LEAVES);
  for (const name of ['geography', 'age', 'disease'] as const)
    refuseIf(
      unordered(trees[name]) !== unordered(TREES[name]),
      'E_POLICY_SHAPE',
      () => `The policy's trees.${name} is not the tree this version counts by; leave it out of the file.`
    );
  refuseIf(
    canonicalJson(age_groups) !== canonicalJson(AGE_GROUPS),
    'E_POLICY_SHAPE',
    () => "The policy's age_groups are not those this version counts by; leave them out of the file."
  );
}

function checkTree(name: string, tree: PolicyTree, root: string, leaves: readonly string[]): void {
  const seen = new Set<string>();
  const found = new Set<string>();
  const walk = (node: string): void => {
    refuseIf(
      seen.has(node),
      'E_HIER_NOT_NESTED',
      () => `The tree of ${name} holds ${node.slice(0, 40)} twice; every node has one parent.`
    );
    seen.add(node);
    if (Object.hasOwn(tree, node)) tree[node]!.forEach(walk);
    else found.add(node);
  };
  walk(root);
  const missing = leaves.filter((leaf) => !found.has(leaf)).length;
  const unknown = [...found].filter((leaf) => !leaves.includes(leaf)).length;
  refuseIf(
    missing + unknown > 0,
    'E_HIER_NOT_NESTED',
    () =>
      `The tree of ${name} lacks ${missing} leaves and cuts or invents ${unknown}; let every leaf stand whole under one parent.`
  );
}

/** A catchment that holds some wards of a city cuts the city: its other wards would be a difference. */
function refuseCutCities(tree: PolicyTree): void {
  const parents = new Map(
    Object.entries(tree).flatMap(([node, children]) => children.map((child) => [child, node] as const))
  );
  const parentOfCity = new Map<string, string>();
  for (const { unit, city } of readUnits()) {
    const parent = parents.get(unit)!;
    refuseIf(
      (parentOfCity.get(city) ?? parent) !== parent,
      'E_HIER_NOT_NESTED',
      () => `The tree of geography cuts ${city}; keep its wards together.`
    );
    parentOfCity.set(city, parent);
  }
}

const unordered = (tree: PolicyTree): string =>
  canonicalJson(
    Object.fromEntries(Object.entries(tree).map(([node, children]) => [node, [...children].sort()]))
  );
