/**
 * `npm run prove -- [mutation|crashes|bitflips|determinism|detection|scale|all] [--minutes N] [--fresh]`: the proofs that take
 * longer than a test may. Each goes on where it stopped (.cache/prove/) and keeps its result, dated, in docs/proof/.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BITFLIPS } from './prove/bitflips.ts';
import { CRASHES } from './prove/crashes.ts';
import { DETECTION } from './prove/detection.ts';
import { DETERMINISM } from './prove/determinism.ts';
import { MUTATION } from './prove/mutation.ts';
import { CACHE, keepProof, type Prover } from './prove/proof.ts';
import { SCALE } from './prove/scale.ts';

const PROVERS: readonly Prover[] = [DETERMINISM, BITFLIPS, DETECTION, CRASHES, MUTATION, SCALE];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' }, fresh: { type: 'boolean', default: false } }
});
const asked =
  positionals.length === 0 || positionals.includes('all') ? PROVERS.map((p) => p.name) : positionals;
const unknown = asked.find((name) => !PROVERS.some((prover) => prover.name === name));
if (unknown !== undefined) {
  console.error(
    `There is no proof ${JSON.stringify(unknown)}; there are ${PROVERS.map((p) => p.name).join(', ')} and all.`
  );
  process.exit(2);
}

const started = Date.now();
const minutes = values.minutes === undefined ? Number.POSITIVE_INFINITY : Number(values.minutes);
const timeIsUp = (): boolean => Date.now() - started > minutes * 60_000;
let failed = 0;
for (const prover of PROVERS.filter(({ name }) => asked.includes(name))) {
  console.log(`${prover.name}: ${prover.about}`);
  if (values.fresh) rmSync(join(CACHE, `${prover.name}.json`), { force: true });
  try {
    const proof = await prover.prove(timeIsUp);
    if (proof === null) {
      console.log('  not finished; the same command goes on');
      continue;
    }
    keepProof(prover.name, proof);
    console.log(`  ${proof.holds ? 'holds' : 'FAILS'}: ${proof.line}`);
    if (!proof.holds) failed++;
  } catch (error) {
    console.error(`  FAILS: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    failed++;
  }
}
process.exit(failed === 0 ? 0 : 1);
