import { quoted, usage } from './read-arguments.ts';
import { nearestWord } from './nearest-word.ts';
import type { OptionSpec, Verb } from './verb.ts';

const EXITS = `Exit codes: 0 done, 2 usage, 3 source, 4 policy, 5 audit, 6 integrity (hash, key, signature), 7 disk,
8 release, ledger or withdrawn period, 9 opt-outs, 10 locked. A run that fails leaves the release before as it was.
docs/errors.md tells what to do for each.
`;

const flagOf = (spec: OptionSpec): string => `--${spec.name}${spec.value ? ` ${spec.value}` : ''}`;

/** What the command line can do. */
export function overview(verbs: readonly Verb[]): string {
  return [
    'care-atlas: from records to a release in which no patient can be found',
    '',
    ...verbs.map((verb) => `  ${[verb.name, ...(verb.words ?? [])].join(' ').padEnd(14)} ${verb.summary}`),
    `  ${'help VERB'.padEnd(14)} options and examples of a verb`,
    '',
    EXITS
  ].join('\n');
}

/** Options and examples of one verb. */
export function helpOf(verb: Verb): string {
  const required = verb.options.filter((spec) => spec.required).map(flagOf);
  const width = Math.max(...verb.options.map((spec) => flagOf(spec).length));
  return [
    `care-atlas ${[verb.name, ...(verb.words ?? []), ...required].join(' ')} [options]`,
    '',
    `  ${verb.summary}`,
    '',
    ...verb.options.map(
      (spec) =>
        `  ${flagOf(spec).padEnd(width)}  ${spec.help}${spec.repeatable ? ' (repeatable)' : ''}${spec.alias ? ` (also --${spec.alias})` : ''}`
    ),
    ...(verb.notes ? ['', verb.notes] : []),
    '',
    'Examples',
    ...verb.examples.map((example) => `  ${example}`),
    '',
    EXITS
  ].join('\n');
}

/** A verb by its name. @throws PublisherError E_USAGE with the one that was most likely meant */
export function verbNamed(verbs: readonly Verb[], name: string): Verb {
  const verb = verbs.find((candidate) => candidate.name === name);
  if (verb) return verb;
  const names = verbs.map((candidate) => candidate.name);
  const near = nearestWord(name, [...names, 'help']);
  throw usage(
    `There is no verb ${quoted(name)}; ${near ? `did you mean ${near}?` : `the verbs are ${names.join(', ')}.`}`
  );
}
