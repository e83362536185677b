import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordPublication, surviveAll } from '../../tests/support/channel-states.ts';
import { killOnce, killRange, type KillRange } from '../../tests/support/killed-publisher.ts';
import { refusedStep } from '../../tests/support/refused-step.ts';
import { seeded } from '../../tests/support/seeded.ts';
import { CACHE, Progress, type Proof, type Prover } from './proof.ts';

const POINTS = 500;
const SEED = 28;
const CODES = ['ENOSPC', 'EIO', 'EACCES'] as const;

interface State {
  /** The range with its manifest as base64. */
  readonly range?: Omit<KillRange, 'expected'> & { readonly expected: string };
  readonly points: number;
  readonly served: Readonly<Record<'before' | 'after' | 'late', number>>;
  readonly leftovers: number;
}
const FRESH: State = { points: 0, served: { before: 0, after: 0, late: 0 }, leftovers: 0 };

/** Kills real publishers at 500 moments, then plays every power cut and every refused step. */
export const CRASHES: Prover = {
  name: 'crashes',
  about: `kill -9 at ${POINTS} moments of care-atlas publish; a power cut and a refused step at every step`,
  prove: async (until) => {
    const progress = new Progress<State>('crashes', FRESH);
    const range = await rangeOf(progress);
    while (progress.state.points < POINTS) {
      if (until()) return null;
      const { points, served, leftovers } = progress.state;
      const killed = await killOnce(range, seeded(SEED * 1_000_003 + points), true);
      progress.keep({
        ...progress.state,
        points: points + 1,
        served: { ...served, [killed.served]: served[killed.served] + 1 },
        leftovers: leftovers + (killed.leftovers ? 1 : 0)
      });
      if ((points + 1) % 10 === 0) console.log(`  ${points + 1} of ${POINTS} kills, none torn`);
    }
    const cuts = await powerCuts();
    const refused = await refusedSteps();
    const { points, served, leftovers } = progress.state;
    progress.forget();
    return proof({ points, served, leftovers, cuts, refused });
  }
};

const proof = (found: {
  points: number;
  served: State['served'];
  leftovers: number;
  cuts: number;
  refused: number;
}): Proof => ({
  holds: true,
  line: `${found.points} kills, 0 torn: ${found.served.before} kept the release before, ${found.served.after} had the one after, ${found.served.late} came too late; ${found.leftovers} left something behind, which the next run removed. ${found.cuts} power cuts and ${found.refused} refused steps, 0 torn`,
  figures: { seed: SEED, ...found }
});

async function rangeOf(progress: Progress<State>): Promise<KillRange> {
  const folder = join(CACHE, 'crashes');
  const kept = progress.state.range;
  if (kept && existsSync(join(folder, 'after', 'current.json')))
    return { ...kept, expected: Buffer.from(kept.expected, 'base64') };
  console.log('  making a source and two releases …');
  const range = await killRange(folder);
  progress.keep({ ...FRESH, range: { ...range, expected: range.expected.toString('base64') } });
  return range;
}

/** The power goes before and during every step, and the disk forgets nothing, everything or any one change. */
async function powerCuts(): Promise<number> {
  let cuts = 0;
  const withdrawals = [{ period: '2025-05', reason: 'a faulty export' }];
  for (const [earlier, more] of [
    [[], {}],
    [[202504, 202505], {}],
    [[202504, 202505], { withdrawals }]
  ] as const) {
    using recorded = await recordPublication(earlier, 202506, more);
    for (let done = 0; done <= recorded.steps.length; done++)
      for (const during of [false, true]) cuts += (await surviveAll(recorded, done, during)).length;
  }
  console.log(`  ${cuts} power cuts, none torn`);
  return cuts;
}

/** Every step is refused once with each error. */
async function refusedSteps(): Promise<number> {
  using recorded = await recordPublication([202504, 202505], 202506);
  let steps = 0;
  for (const code of CODES)
    for (let nth = 1; (await refusedStep(recorded.before, recorded.channel, nth, code)).refused; nth++)
      steps++;
  console.log(`  ${steps} refused steps, none torn`);
  return steps;
}
