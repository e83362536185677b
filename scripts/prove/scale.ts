import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, Progress, type Prover } from './proof.ts';
import { runPublisher, type MeasuredRun } from './run-publisher.ts';

/** Scales of the region profile, eight fiscal years, that give about these many visits. */
const SIZES = [
  { name: '2M', scale: '0.125' },
  { name: '20M', scale: '1.25' }
];
const PROTECT_SECONDS = 60;
const COST_RATIO = 1.5;

interface Measured extends MeasuredRun {
  readonly visits: number;
}
type State = Readonly<Record<string, Measured>>;

/** Publishes about 2 and 20 million invented visits and holds time and memory against what was promised. */
export const SCALE: Prover = {
  name: 'scale',
  about: `2 and 20 million visits: protect within ${PROTECT_SECONDS} s, cost per visit within ${COST_RATIO} times`,
  prove: async (until) => {
    const progress = new Progress<State>('scale', {});
    for (const { name, scale } of SIZES) {
      if (progress.state[name]) continue;
      if (until()) return null;
      const source = join(CACHE, 'scale', name);
      if (!existsSync(join(source, 'source.json'))) {
        console.log(`  inventing ${name} visits …`);
        rmSync(source, { recursive: true, force: true });
        await runPublisher(['synthesise', '--profile', 'region', '--scale', scale, '--out', source]);
      }
      console.log(`  publishing ${name} visits …`);
      const out = join(CACHE, 'scale', `${name}-channel`);
      rmSync(out, { recursive: true, force: true });
      const run = await runPublisher([
        'publish',
        '--source',
        source,
        '--optout',
        join(source, 'optout.csv'),
        '--as-of',
        '2026-06-30',
        '--out',
        out
      ]);
      const manifest = JSON.parse(readFileSync(join(out, '000001', 'manifest.json'), 'utf8')) as {
        coverage: { visits: number };
      };
      progress.keep({ ...progress.state, [name]: { ...run, visits: manifest.coverage.visits } });
      console.log(`  ${name}: ${JSON.stringify(progress.state[name])}`);
    }
    const { '2M': small, '20M': large } = progress.state as Record<'2M' | '20M', Measured>;
    const counting = ({ steps, visits }: Measured) =>
      ((steps['read'] ?? 0) + (steps['protect'] ?? 0)) / visits;
    const ratio = counting(large) / counting(small);
    const protect = small.steps['protect'] ?? Number.NaN;
    progress.forget();
    return {
      holds: protect <= PROTECT_SECONDS && ratio <= COST_RATIO,
      line: `${inWords(small)}; ${inWords(large)}; reading and protecting a visit of the larger costs ${ratio.toFixed(2)} times that of the smaller (at most ${COST_RATIO}); protect at 2M at most ${PROTECT_SECONDS} s`,
      figures: { small, large, ratio }
    };
  }
};

const inWords = ({ visits, seconds, steps, peakMiB }: Measured): string =>
  `${(visits / 1e6).toFixed(1)} M visits in ${Math.round(seconds)} s (${Object.entries(steps)
    .filter(([step]) => step !== 'start' && step !== 'end')
    .map(([step, s]) => `${step} ${s.toFixed(1)}`)
    .join(', ')}), peak ${peakMiB ?? '?'} MiB`;
