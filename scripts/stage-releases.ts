/**
 * Puts the releases a site serves under static/releases/: of each channel the current one and the one before.
 * Channels come from data-samples/release, or from the folder named by ATLAS_RELEASES.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(ROOT, 'static', 'releases');
/** The channel a reader meets first, where it is served. */
const PREFERRED = 'region';

/** Stages the channels of a folder. @throws Error in one sentence if there is no release */
export function stageReleases(
  from: string = process.env['ATLAS_RELEASES'] ?? join(ROOT, 'data-samples', 'release')
): string[] {
  const channels = existsSync(from)
    ? readdirSync(from)
        .filter((name) => existsSync(join(from, name, 'current.json')))
        .sort()
    : [];
  if (channels.length === 0)
    throw new Error(
      `There is no release in ${from}; publish one with "npm run care-atlas -- publish", or make the sample with "npm run samples".`
    );
  rmSync(TARGET, { recursive: true, force: true });
  for (const channel of channels) {
    const { release } = JSON.parse(readFileSync(join(from, channel, 'current.json'), 'utf8')) as {
      release: number;
    };
    mkdirSync(join(TARGET, channel), { recursive: true });
    cpSync(join(from, channel, 'current.json'), join(TARGET, channel, 'current.json'));
    for (const number of [release, release - 1]) {
      const folder = String(number).padStart(6, '0');
      if (existsSync(join(from, channel, folder)))
        cpSync(join(from, channel, folder), join(TARGET, channel, folder), { recursive: true });
    }
  }
  const first = channels.includes(PREFERRED) ? PREFERRED : channels[0]!;
  const ordered = [first, ...channels.filter((channel) => channel !== first)];
  writeFileSync(join(TARGET, 'index.json'), `${JSON.stringify({ default: first, channels: ordered })}\n`);
  return ordered;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(`releases staged: ${stageReleases().join(', ')}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(3);
  }
}
