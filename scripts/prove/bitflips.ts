import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TRUSTED_KEYS } from '../../src/lib/release/trusted-keys.ts';
import type { TrustedKeys } from '../../src/lib/release/signature.ts';
import { currentRelease, releaseFolder } from '../../src/publisher/write/channel.ts';
import { verifyRelease } from '../../src/publisher/verify-release.ts';
import { fakePublication, FAKE_KEYS } from '../../tests/support/fake-publication.ts';
import { acceptedFlips, fileKinds } from '../../tests/support/flipped-bits.ts';
import { quiet } from '../../tests/support/scratch-folder.ts';
import { seeded } from '../../tests/support/seeded.ts';
import { CACHE, Progress, ROOT, type Prover } from './proof.ts';

const FLIPS = 2000;
/** Flips between two looks at the clock. */
const BATCH = 100;

interface State {
  readonly done: Readonly<Record<string, number>>;
  readonly accepted: Readonly<Record<string, number>>;
}

/** Flips single bits in every kind of file of a release; verify must accept none. */
export const BITFLIPS: Prover = {
  name: 'bitflips',
  about: `${FLIPS} single flipped bits in every kind of file; verify accepts none`,
  prove: async (until) => {
    const { folder, trusted, what } = await releaseToDamage();
    const progress = new Progress<State>('bitflips', { done: {}, accepted: {} });
    for (const [kind, file] of Object.entries(fileKinds(folder))) {
      for (let done = progress.state.done[kind] ?? 0; done < FLIPS; done += BATCH) {
        if (until()) return null;
        const random = seeded(kind.length * 100_003 + done);
        const accepted = await acceptedFlips(folder, file, BATCH, random, trusted);
        progress.keep({
          done: { ...progress.state.done, [kind]: done + BATCH },
          accepted: { ...progress.state.accepted, [kind]: (progress.state.accepted[kind] ?? 0) + accepted }
        });
      }
      console.log(`  ${kind}: ${FLIPS} flips, ${progress.state.accepted[kind]} accepted`);
    }
    const { done, accepted } = progress.state;
    const total = Object.values(accepted).reduce((sum, n) => sum + n, 0);
    progress.forget();
    return {
      holds: total === 0,
      line: `${FLIPS} flipped bits in each of ${Object.keys(done).length} kinds of file (${Object.keys(done).join(', ')}) of ${what}: ${total} accepted`,
      figures: { flips: done, accepted }
    };
  }
};

/** A copy of the sample release; before there is a signed one, of a made-up release. */
async function releaseToDamage(): Promise<{ folder: string; trusted: TrustedKeys; what: string }> {
  const copy = join(CACHE, 'bitflips');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  const sample = join(ROOT, 'data-samples', 'release', 'hospital');
  const release = join(sample, releaseFolder(currentRelease(sample)));
  if (existsSync(join(release, 'manifest.sig'))) {
    const folder = join(copy, 'release');
    cpSync(release, folder, { recursive: true });
    await verifyRelease(folder, TRUSTED_KEYS);
    return { folder, trusted: TRUSTED_KEYS, what: 'the sample release' };
  }
  await fakePublication({ channel: copy, last: 202603 }, quiet());
  return { folder: join(copy, '000001'), trusted: FAKE_KEYS.trusted, what: 'a made-up release' };
}
