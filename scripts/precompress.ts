/** Writes .br beside every compressible file of a built site; large ones are kept by hash in .cache/ for the next build. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { brotliCompress, constants } from 'node:zlib';
import { promisify } from 'node:util';

const compress = promisify(brotliCompress);
const COMPRESSIBLE = /\.(?:html|js|css|json|svg|wasm|map|txt)$/;
/** The engine is 34 MB: the best quality takes a minute and gains a tenth. */
const QUALITY_OF_LARGE = 5;

/** Compresses a folder. @returns files written */
export async function precompress(directory: string, cache: string): Promise<number> {
  mkdirSync(cache, { recursive: true });
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
    (name) => COMPRESSIBLE.test(name) && statSync(join(directory, name)).size > 1024
  );
  for (const name of files) {
    const path = join(directory, name);
    const bytes = readFileSync(path);
    const large = bytes.length > 4_000_000;
    const kept = join(cache, `${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}.br`);
    if (large && existsSync(kept)) {
      copyFileSync(kept, `${path}.br`);
      continue;
    }
    const packed = await compress(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: large ? QUALITY_OF_LARGE : 9,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
      }
    });
    writeFileSync(`${path}.br`, packed);
    if (large) writeFileSync(kept, packed);
  }
  return files.length;
}
