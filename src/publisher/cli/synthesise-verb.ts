import { tellMachines, tellPeople } from './progress.ts';
import { monthValue, positiveValue, profileValue } from './values.ts';
import type { Verb } from './verb.ts';

/** `care-atlas synthesise`. */
export const SYNTHESISE: Verb = {
  name: 'synthesise',
  summary: 'invents an OMOP CDM v5.4 source; same options, same bytes',
  options: [
    { name: 'out', value: 'DIR', required: true, help: 'folder to write the source into' },
    {
      name: 'profile',
      value: 'hospital|region',
      help: 'one hospital, or several partners pooled (hospital)'
    },
    { name: 'from', value: 'MONTH', help: 'first month (2018-04)' },
    { name: 'to', value: 'MONTH', help: 'last month (2026-03)' },
    { name: 'scale', value: 'NUMBER', help: 'share of the full size (1)' },
    { name: 'seed', value: 'NUMBER', help: 'whole number everything is drawn from (20260401)' },
    { name: 'no-injections', help: 'without the outbreaks and gaps that are put in for tests' },
    { name: 'log-json', help: 'one JSON object a line on standard error' }
  ],
  examples: [
    'care-atlas synthesise --out source',
    'care-atlas synthesise --profile region --from 2025-04 --to 2026-03 --scale 0.1 --out source'
  ],
  run: async (given, terminal) => {
    const { synthesise } = await import('../synthesise/synthesise.ts');
    const { progress } = (given.flag('log-json') ? tellMachines : tellPeople)(terminal);
    const out = given.must('out');
    const options = {
      profile: profileValue(given.text('profile')) ?? ('hospital' as const),
      from: monthValue(given.text('from') ?? '2018-04', 'from'),
      to: monthValue(given.text('to') ?? '2026-03', 'to'),
      scale: positiveValue(given.text('scale') ?? '1', 'scale'),
      seed: positiveValue(given.text('seed') ?? '20260401', 'seed', true),
      injections: !given.flag('no-injections'),
      out
    };
    const made = await synthesise(options, {
      progress: (done, total) => progress('synthesise', done / total)
    });
    terminal.out(`Invented ${made.visits} visits of ${made.persons} persons in ${out}\n`);
  }
};
