import { checkNesting } from './check-nesting.ts';
import { checkOrders } from './check-order.ts';
import { checkRounding } from './check-rounding.ts';
import { checkSensitive } from './check-sensitive.ts';
import { checkStar } from './check-star.ts';
import { checkLevels, checkTables } from './check-tables.ts';
import { checkThresholds } from './check-thresholds.ts';
import { checkTrees } from './check-trees.ts';
import { checkZerosAndLinks } from './check-zeros-and-links.ts';
import type { Policy } from './policy-shape.ts';
import { refuseIf } from './refuse.ts';

/**
 * Refuses a policy that protects less than the scheme asks for.
 * @throws PublisherError E_POLICY_WEAK, E_GEO_POP_LT_2000, E_HIER_NOT_NESTED, E_TABLES_NOT_STAR, E_POLICY_ORDER,
 * E_POLICY_SHAPE
 */
export function checkPolicy(policy: Policy): void {
  checkThresholds(policy);
  refuseIf(
    policy.freeze_lag_months < 2,
    'E_POLICY_WEAK',
    () =>
      `The policy closes a month after ${policy.freeze_lag_months} months, at least 2 are needed; raise freeze_lag_months.`
  );
  checkNesting(policy.age_groups);
  checkSensitive(policy);
  checkTrees(policy);
  checkStar(policy.tables, policy.levels);
  checkLevels(policy);
  checkTables(policy);
  checkOrders(policy);
  checkZerosAndLinks(policy);
  checkRounding(policy);
}
