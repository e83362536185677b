import { parseArgs } from 'node:util';
import { PublisherError } from '../publisher-error.ts';
import { nearestWord } from './nearest-word.ts';
import type { Given, OptionSpec, Verb } from './verb.ts';

/**
 * Reads what was typed after a verb.
 * @throws PublisherError E_USAGE in one sentence: what was typed, what was most likely meant
 */
export function readArguments(verb: Verb, args: readonly string[]): Given {
  const specs = new Map<string, OptionSpec>();
  for (const spec of verb.options)
    for (const name of [spec.name, spec.alias]) if (name) specs.set(name, spec);
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      [...specs].map(([name, spec]) => [
        name,
        { type: spec.value ? ('string' as const) : ('boolean' as const) }
      ])
    )
  });
  const values = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = specs.get(token.name);
    if (!spec) throw unknownOption(verb, token.rawName, [...specs.keys()]);
    if (!spec.value && token.value !== undefined)
      throw usage(`--${spec.name} is a flag and takes no value; leave it off.`);
    if (spec.value && (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))))
      throw usage(`--${token.name} needs a value: --${token.name} ${spec.value}.`);
    const own = values.get(spec.name) ?? [];
    if (own.length > 0 && !spec.repeatable) throw usage(`--${spec.name} was given twice; give it once.`);
    values.set(spec.name, [...own, token.value ?? '']);
  }
  const wanted = verb.words ?? [];
  if (words.length > wanted.length)
    throw usage(
      `${verb.name} takes ${wanted.length === 0 ? 'options only' : wanted.join(' ')}, not also ${quoted(words[wanted.length]!)}; see care-atlas help ${verb.name}.`
    );
  const missing = verb.options.find((spec) => spec.required && !values.has(spec.name));
  if (missing) throw usage(`${verb.name} needs --${missing.name} ${missing.value}: ${missing.help}.`);
  if (words.length < wanted.length)
    throw usage(`${verb.name} needs ${wanted[words.length]}; see care-atlas help ${verb.name}.`);
  return {
    text: (name) => values.get(name)?.[0],
    must: (name) => values.get(name)![0]!,
    all: (name) => values.get(name) ?? [],
    flag: (name) => values.has(name),
    words
  };
}

function unknownOption(verb: Verb, typed: string, names: readonly string[]): PublisherError {
  const near = nearestWord(typed.replace(/^-+/, ''), names);
  return usage(
    `${verb.name} has no option ${quoted(typed)}; ${near ? `did you mean --${near}?` : `see care-atlas help ${verb.name}.`}`
  );
}

/** An error in what was typed. */
export const usage = (sentence: string): PublisherError => new PublisherError('E_USAGE', sentence);

/** What was typed, short enough for a message. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 40));
