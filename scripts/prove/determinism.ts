import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf } from '../../tests/support/scratch-folder.ts';
import { CACHE, Progress, type Prover } from './proof.ts';
import { runPublisher } from './run-publisher.ts';

const RECORDS = join('data-samples', 'records');
const PLACES = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.UTF-8' },
  { TZ: 'Asia/Tokyo', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'UTC', LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.UTF-8' }
];
const THREADS = ['1', '2'];

/** Publishes the shipped records under every time zone, language and number of threads; the bytes must be equal. */
export const DETERMINISM: Prover = {
  name: 'determinism',
  about: 'the same bytes under TZ=UTC and Asia/Tokyo, LANG=C and ja_JP, one and two threads',
  prove: async (until) => {
    const progress = new Progress<Record<string, string>>('determinism', {});
    for (const place of PLACES)
      for (const threads of THREADS) {
        const key = `${place.TZ} ${place.LANG} ${threads}`;
        if (progress.state[key] !== undefined) continue;
        if (until()) return null;
        const out = join(CACHE, 'determinism');
        rmSync(out, { recursive: true, force: true });
        await runPublisher(
          [
            'publish',
            '--source',
            RECORDS,
            '--optout',
            join(RECORDS, 'optout.csv'),
            '--as-of',
            '2026-06-30',
            '--audit-years',
            'sample',
            '--threads',
            threads,
            '--out',
            out
          ],
          place
        );
        const release = [...contentOf(out)].filter(([name]) => !/\/\.[^/]*$/.test(name));
        const digest = createHash('sha256').update(JSON.stringify(release)).digest('hex');
        progress.keep({ ...progress.state, [key]: digest });
        console.log(`  ${key} threads: ${digest.slice(0, 12)}`);
      }
    const digests = progress.state;
    const different = new Set(Object.values(digests)).size;
    progress.forget();
    return {
      holds: different === 1,
      line: `${Object.keys(digests).length} publications of the shipped records under two time zones, two languages, one and two threads: ${different === 1 ? 'the same bytes' : `${different} different releases`}`,
      figures: { digests }
    };
  }
};
