import type { AuditStep, Certificate } from '#lib/release/certificate.ts';
import { realFiles } from '../effects.ts';
import { tellMachines, tellPeople } from './progress.ts';
import { positiveValue, yearExtentValue } from './values.ts';
import type { Verb } from './verb.ts';

/** `care-atlas audit`. */
export const AUDIT: Verb = {
  name: 'audit',
  summary: 'tests a finished release once more, against the records it was made from',
  words: ['RELEASE'],
  options: [
    { name: 'source', value: 'DIR', required: true, help: 'the records the release was made from' },
    { name: 'optout', value: 'FILE', help: 'the list of people who asked to stop, as it was then' },
    {
      name: 'audit-years',
      value: 'every|sample',
      help: 'hidden counts of a fiscal year to test: every one, or 2,995 at random (every)'
    },
    { name: 'threads', value: 'NUMBER', help: 'processors to use (2)' },
    { name: 'memory', value: 'SIZE', help: 'memory the engine may use (4GB)' },
    { name: 'log-json', help: 'one JSON object a line on standard error' }
  ],
  examples: [
    'care-atlas audit releases/hospital/000001 --source source --optout source/optout.csv',
    '    a stopped audit goes on where it was; failing cells go to a 0600 file beside the release'
  ],
  run: async (given, terminal) => {
    const { auditRelease } = await import('../audit-release.ts');
    const certificate = await auditRelease(
      {
        release: given.words[0]!.replace(/\/+$/, ''),
        source: given.must('source'),
        optOut: given.text('optout'),
        yearExtent: yearExtentValue(given.text('audit-years')),
        threads: positiveValue(given.text('threads') ?? '2', 'threads', true),
        memory: given.text('memory') ?? '4GB'
      },
      {
        clock: terminal.now,
        files: realFiles,
        ...(given.flag('log-json') ? tellMachines : tellPeople)(terminal)
      }
    );
    terminal.out(textOf(certificate));
  }
};

const textOf = ({ release, periods, steps }: Certificate): string =>
  [
    `Release ${release} passed: ${periods.tested} periods tested, ${periods.frozen} compared with what was published before.`,
    ...steps.map((step) => `  ${lineOf(step)}`),
    ''
  ].join('\n');

const lineOf = ({ step, cells, targets, narrowest, extent }: AuditStep): string =>
  `${step.replaceAll('_', ' ').padEnd(18)} ${cells} cells${targets > 0 ? `, ${targets} hidden counts${extent === 'sampled' ? ' (sample)' : ''}` : ''}${narrowest === null ? '' : `, at least ${narrowest} possible values each`}`;
