import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killOnce, killRange } from './support/killed-publisher.ts';
import { scratch } from './support/scratch-folder.ts';
import { seeded } from './support/seeded.ts';

/** A tenth of what `npm run prove -- crashes` does. */
const KILLS = 50;
/** Every so many kills the next publisher runs to its end; readers look after each. */
const RECOVERED = 10;

describe('care-atlas publish, killed', () => {
  it(`P28 at ${KILLS} random moments leaves readers a whole release, and the next run succeeds`, async () => {
    using folder = scratch();
    const range = await killRange(join(folder.path, 'range'));
    const served = { before: 0, after: 0, late: 0 };
    let leftovers = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const killed = await killOnce(range, seeded(28_000 + kill), kill % RECOVERED === 0);
      served[killed.served]++;
      if (killed.leftovers) leftovers++;
    }
    expect(served.before + served.after + served.late).toBe(KILLS);
    // if none left anything behind, the signal came too early every time and nothing was tested
    expect(leftovers).toBeGreaterThan(KILLS / 10);
  }, 1_800_000);
});
