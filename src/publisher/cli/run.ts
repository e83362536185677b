import { PublisherError } from '../publisher-error.ts';
import { helpOf, overview, verbNamed } from './help.ts';
import { readArguments } from './read-arguments.ts';
import type { Terminal } from './terminal.ts';
import type { Verb } from './verb.ts';

const HELP = new Set(['help', '--help', '-h']);

/**
 * Runs one command line.
 * @returns its exit code; what went wrong stands on standard error in one sentence
 */
export async function run(
  verbs: readonly Verb[],
  argv: readonly string[],
  terminal: Terminal
): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || HELP.has(name)) {
      terminal.out(rest[0] === undefined ? overview(verbs) : helpOf(verbNamed(verbs, rest[0])));
      return 0;
    }
    const verb = verbNamed(verbs, name);
    if (rest.some((word) => HELP.has(word) && word !== 'help')) {
      terminal.out(helpOf(verb));
      return 0;
    }
    await verb.run(readArguments(verb, rest), terminal);
    return 0;
  } catch (error) {
    const told =
      error instanceof PublisherError
        ? { code: error.code as string, message: error.message, exit: error.exitCode }
        : {
            code: 'E_INTERNAL',
            message: error instanceof Error ? (error.stack ?? error.message) : String(error),
            exit: 1
          };
    terminal.err(
      rest.includes('--log-json')
        ? `${JSON.stringify({ time: terminal.now().toISOString(), code: told.code, message: told.message, exit: told.exit })}\n`
        : `${terminal.watched ? '\r\u001b[2K' : ''}${told.code}: ${told.message}\n`
    );
    return told.exit;
  }
}
