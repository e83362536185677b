import { AGE_LEAVES, DISEASE_LEAVES, GEOGRAPHY_LEAVES } from '../trees.ts';
import type { Policy } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';

/** Every pull order lists every leaf of its tree once. @throws PublisherError E_POLICY_ORDER */
export function checkOrders({ pull_order }: Policy): void {
  checkOrder('geography', pull_order.geography, GEOGRAPHY_LEAVES);
  checkOrder('age', pull_order.age, AGE_LEAVES);
  checkOrder('disease', pull_order.disease, DISEASE_LEAVES);
}

function checkOrder(tree: string, order: readonly string[], leaves: readonly string[]): void {
  const listed = new Set(order);
  const missing = leaves.filter((leaf) => !listed.has(leaf)).length;
  const repeated = order.length - listed.size;
  const unknown = [...listed].filter((leaf) => !leaves.includes(leaf)).length;
  refuseIf(
    missing + repeated + unknown > 0,
    'E_POLICY_ORDER',
    () =>
      `The pull order of ${tree} lacks ${missing} leaves, repeats ${repeated} and names ${unknown} unknown; list every leaf once.`
  );
}
