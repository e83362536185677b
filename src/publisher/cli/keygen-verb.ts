import { generateKeys } from '../keys/generate-keys.ts';
import type { Verb } from './verb.ts';

/** `care-atlas keygen`. */
export const KEYGEN: Verb = {
  name: 'keygen',
  summary: 'makes the keys of a hospital, once',
  options: [
    { name: 'out', value: 'DIR', required: true, help: 'folder for the keys; none may be in it yet' }
  ],
  notes: [
    '  signing.key   signs releases                          secret',
    '  next.key      signs after it; may be kept elsewhere   secret',
    '  rounding.key  decides how counts are rounded; back it up, it can never be made again   secret',
    '  trusted-keys.json  is built into the site: ATLAS_TRUSTED_KEYS=DIR/trusted-keys.json npm run build'
  ].join('\n'),
  examples: [
    'care-atlas keygen --out keys',
    'care-atlas publish --source source --optout optout.csv --keys keys --out releases/hospital'
  ],
  run: (given, terminal) => {
    const out = given.must('out');
    const { current, next } = generateKeys(out);
    terminal.out(
      `Made keys in ${out}: ${current.key_id} signs, ${next!.key_id} follows it. Back up rounding.key, and build the site with ATLAS_TRUSTED_KEYS=${out}/trusted-keys.json\n`
    );
  }
};
