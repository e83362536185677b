import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf, protectedRelease, type UnwrittenRelease, type Verdict } from './support/audited-release.ts';

let release: UnwrittenRelease;
let good: Verdict;

beforeAll(async () => {
  release = await protectedRelease();
  good = await auditOf(release, { repair: true });
}, 300_000);

describe('a good release', () => {
  it('passes', () => {
    if (good.kind === 'refused') console.log(good.error.message, good.privateText?.slice(0, 2000));
    expect(good.kind).toBe('passed');
    if (good.kind === 'passed')
      console.log(
        JSON.stringify(
          good.certificate.steps.map((s) => [s.step, s.cells, s.targets, s.settled, s.narrowest])
        ),
        good.rows
          .map((r) => `${r.table} ${r.rows.length}`)
          .filter((x, i, a) => a.indexOf(x) === i)
          .join('; ')
      );
  });
});
