import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../src/lib/release/manifest.ts';
import { refuseApproximate } from '../src/publisher/count/engine.ts';
import { realFiles } from '../src/publisher/effects.ts';
import { defaultPolicy } from '../src/publisher/policy.ts';
import { readUnits } from '../src/publisher/reference/read-reference.ts';
import { ask, codeOf, contentOf, publishFolder, quiet, scratch } from './support/publishing.ts';
import { writeSource, type TestPerson, type TestSource, type TestVisit } from './support/small-source.ts';

const RECORDS = fileURLToPath(new URL('../data-samples/records', import.meta.url));
const thresholds = new Map(readUnits().map((u) => [u.unit, u.threshold]));

/** Forty people of two wards, once a month for two months: enough to be published. */
function plainSource(more: Partial<TestSource> = {}): TestSource {
  const persons: TestPerson[] = Array.from({ length: 80 }, (_, i) => ({
    id: i + 1,
    gender: i % 2 ? 8507 : 8532,
    birth: `19${40 + (i % 50)}-05-01`,
    residence: i % 2 ? '04101' : '04102'
  }));
  const visits: TestVisit[] = ['2026-01', '2026-02'].flatMap((month) =>
    persons.map((p): TestVisit => ({ person: p.id, date: `${month}-10`, concept: 9202, code: 'I10' }))
  );
  return { persons, visits, ...more };
}

async function publishing(
  source: TestSource,
  more: Parameters<typeof publishFolder>[2] = {}
): Promise<string> {
  using folder = scratch();
  writeSource(folder.path, source);
  return await codeOf(publishFolder(folder.path, join(folder.path, 'out'), more));
}

describe('publishing the shipped records', () => {
  it('P34 writes the same bytes whatever the time zone and language of the machine', async () => {
    using made = scratch();
    using one = scratch();
    using two = scratch();
    const run = (env: Record<string, string>, ...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/publisher/cli.ts', ...args], {
        cwd: fileURLToPath(new URL('..', import.meta.url)),
        env: { ...process.env, ...env }
      });
    // months only: `npm run prove -- determinism` compares the whole records, the year's tables too
    const months = ['--from', '2025-10', '--to', '2025-12', '--scale', '0.02'];
    await run({}, 'synthesise', ...months, '--out', made.path);
    const published = (env: Record<string, string>, out: string) =>
      run(
        env,
        ...['publish', '--source', made.path, '--optout', join(made.path, 'optout.csv')],
        ...['--as-of', '2026-06-30', '--out', out]
      );
    await Promise.all([
      published({ TZ: 'UTC', LANG: 'C' }, one.path),
      published({ TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8' }, two.path)
    ]);
    expect(contentOf(one.path)).toEqual(contentOf(two.path));
    expect(contentOf(one.path).size).toBeGreaterThan(10);
  }, 200_000);
});

describe('publishing any source', () => {
  const residences = ['04101', '04102', '04202', '04581', '04606', '04302', '04206', '13104', null];
  const source = fc
    .record({
      seed: fc.array(fc.tuple(fc.nat({ max: residences.length - 1 }), fc.nat({ max: 99 }), fc.boolean()), {
        minLength: 12,
        maxLength: 90
      }),
      visits: fc.array(
        fc.tuple(
          fc.nat(),
          fc.nat({ max: 1 }),
          fc.constantFrom(9201, 9202, 9203),
          fc.constantFrom('I10', 'F20.9', 'J18.9', 'O80', 'zzz', null)
        ),
        { minLength: 40, maxLength: 260 }
      )
    })
    .map(({ seed, visits }): TestSource => {
      const persons = seed.map(([r, age, male], i): TestPerson => ({
        id: i + 1,
        gender: male ? 8507 : 8532,
        birth: `${2025 - age}-03-03`,
        residence: residences[r]!
      }));
      const all = visits.map(([p, m, concept, code]): TestVisit => ({
        person: (p % persons.length) + 1,
        date: m ? '2026-02-03' : '2026-01-20',
        concept,
        code
      }));
      return {
        persons,
        visits: [
          ...all,
          ...persons.flatMap((p): TestVisit[] => [
            { person: p.id, date: '2026-01-20', concept: 9202, code: 'I10' },
            { person: p.id, date: '2026-02-03', concept: 9202, code: 'I10' }
          ])
        ]
      };
    });

  it('keeps totals, thresholds and shape, whoever visits', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (given) => {
        using folder = scratch();
        writeSource(folder.path, given);
        const code = await codeOf(publishFolder(folder.path, join(folder.path, 'out')));
        if (code === 'E_SDC_RESIDUAL') {
          expect(existsSync(join(folder.path, 'out', 'current.json'))).toBe(false);
          return;
        }
        expect(code).toBe('published');
        const release = join(folder.path, 'out', '000001');
        const total = given.visits.length;
        expect(
          await ask(
            release,
            'select (select sum(visits) from visits_by_age)::integer as a, (select sum(visits) from visits_by_disease)::integer as d'
          )
        ).toEqual([{ a: total, d: total }]);
        // distinct patients of every block, counted again from the records by a path of its own
        const birth = new Map(given.persons.map((p) => [p.id, p]));
        const blocks = await ask(
          release,
          'select month, unit, sex, age5, level, patients_band, hidden_leaves, visits from visits_by_age'
        );
        for (const block of blocks.filter(
          (b) => b['level'] === 'age5' && !String(b['unit']).endsWith('*REST')
        )) {
          const inside = given.visits.filter((v) => {
            const person = birth.get(v.person)!;
            const age =
              Number(v.date.slice(0, 4)) -
              Number(person.birth.slice(0, 4)) -
              (v.date.slice(5) < person.birth.slice(5) ? 1 : 0);
            const band = age >= 90 ? '90+' : `${Math.floor(age / 5) * 5}-${Math.floor(age / 5) * 5 + 4}`;
            const unit =
              person.residence === null
                ? 'unknown'
                : person.residence === '13104'
                  ? 'outside'
                  : ['04206', '04302'].includes(person.residence)
                    ? '04206+04302'
                    : person.residence;
            return (
              Number(v.date.slice(0, 7).replace('-', '')) === block['month'] &&
              unit === block['unit'] &&
              band === block['age5'] &&
              (person.gender === 8507 ? 'male' : 'female') === block['sex']
            );
          });
          const patients = new Set(inside.map((v) => v.person)).size;
          expect(inside.length).toBe(block['visits']);
          expect(patients).toBeGreaterThanOrEqual(thresholds.get(String(block['unit'])) ?? 10);
          expect(block['hidden_leaves']).toBe(0);
        }
        const rests = blocks.filter((b) => Number(b['hidden_leaves']) > 0);
        expect(rests.every((b) => b['level'] !== 'age5' && Number(b['hidden_leaves']) >= 2)).toBe(true);
      }),
      { numRuns: 25 }
    );
  }, 120_000);

  it('never gives 七ヶ宿町 a row of its own', async () => {
    using folder = scratch();
    const base = plainSource();
    writeSource(folder.path, {
      ...base,
      persons: base.persons.map((p) => ({
        ...p,
        residence: p.id % 4 === 0 ? '04101' : p.id % 2 ? '04302' : '04206'
      }))
    });
    await publishFolder(folder.path, join(folder.path, 'out'));
    expect(
      await ask(join(folder.path, 'out', '000001'), 'select distinct unit from visits_by_age order by unit')
    ).toEqual([{ unit: '04101' }, { unit: '04206+04302' }]);
  });
});

describe('bad input ends with its code and leaves the release before', () => {
  it('P01 a required column that is absent', async () => {
    using folder = scratch();
    writeSource(folder.path, plainSource());
    const file = join(folder.path, 'visit_occurrence.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('visit_start_date', 'visit_began'));
    await expect(publishFolder(folder.path, join(folder.path, 'out'))).rejects.toMatchObject({
      code: 'E_SCHEMA_MISSING_COLUMN',
      exitCode: 3,
      message: expect.stringMatching(/visit_occurrence.*visit_start_date/)
    });
  });

  it('P03 a whole-number column that holds text', async () => {
    expect(
      await publishing(
        plainSource({ visits: [{ person: 1, date: '2026-01-01', concept: Number.NaN, code: 'I10' }] })
      )
    ).toBe('E_SCHEMA_TYPE');
  });

  it('P04 an unknown residence code, named without its people', async () => {
    using folder = scratch();
    const base = plainSource();
    writeSource(folder.path, {
      ...base,
      persons: base.persons.map((p) => (p.id === 7 ? { ...p, residence: '04999' } : p))
    });
    await expect(publishFolder(folder.path, join(folder.path, 'out'))).rejects.toMatchObject({
      code: 'E_CODE_UNKNOWN',
      message: expect.stringMatching(/1 persons.*04999/)
    });
  });

  it('P04 codes as sources write them find their place', async () => {
    using folder = scratch();
    const base = plainSource();
    const written = ['04101', '041017', '4101.0', '4101', '04423', '13104', '131041', null];
    writeSource(folder.path, {
      ...base,
      persons: base.persons.map((p, i) => ({ ...p, residence: written[i % 8]! }))
    });
    expect(await codeOf(publishFolder(folder.path, join(folder.path, 'out')))).toBe('published');
    const units = await ask(
      join(folder.path, 'out', '000001'),
      'select unit, sum(visits)::integer as visits from visits_by_age group by unit order by unit'
    );
    expect(units).toEqual([
      { unit: '04101', visits: 80 },
      { unit: '04216', visits: 20 },
      { unit: 'outside', visits: 40 },
      { unit: 'unknown', visits: 20 }
    ]);
  });

  it('P05 a stay that ends before it starts', async () => {
    using folder = scratch();
    writeSource(folder.path, plainSource());
    const file = join(folder.path, 'visit_occurrence.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('2026-01-10,2026-01-10', '2026-01-10,2026-01-09'));
    expect(await codeOf(publishFolder(folder.path, join(folder.path, 'out')))).toBe('E_VALUE_RANGE');
  });

  it('P06 nothing to publish, and a month missing in the middle', async () => {
    expect(await publishing(plainSource({ visits: [] }))).toBe('E_INPUT_EMPTY');
    const base = plainSource();
    expect(
      await publishing({
        ...base,
        visits: base.visits.map((v) => ({ ...v, date: v.date.replace('2026-01', '2025-11') }))
      })
    ).toBe('E_MONTH_GAP');
  });

  it('P07 a source file that differs from its hash', async () => {
    using folder = scratch();
    cpSync(RECORDS, folder.path, { recursive: true });
    appendFileSync(join(folder.path, 'person.parquet'), 'x');
    await expect(publishFolder(folder.path, join(folder.path, 'out'))).rejects.toMatchObject({
      code: 'E_INPUT_HASH',
      exitCode: 6
    });
  });

  it('P08 no opt-out list, an unreadable one, one older than a day', async () => {
    expect(await publishing(plainSource(), { optOut: undefined })).toBe('E_OPTOUT_MISSING');
    expect(await publishing(plainSource(), { optOut: '/nowhere/optout.csv' })).toBe('E_OPTOUT_MISSING');
    expect(await publishing(plainSource({ exportedAt: 'yesterday' }))).toBe('E_OPTOUT_MISSING');
    expect(await publishing(plainSource({ exportedAt: '2026-06-29T09:00:00+09:00' }))).toBe('E_OPTOUT_STALE');
  });

  it('P09 a person who opted out is in no count, and the number removed is logged', async () => {
    using folder = scratch();
    writeSource(folder.path, plainSource({ optOuts: [1, 3, 5] }));
    const effects = quiet();
    const { manifest } = await publishFolder(folder.path, join(folder.path, 'out'), {}, effects);
    expect(manifest.coverage.visits).toBe(160 - 6);
    expect(effects.lines.join()).toMatch(/; 6 visits of people who asked to stop/);
  });

  it('P46 a month that is not yet closed is in no table', async () => {
    using folder = scratch();
    writeSource(folder.path, plainSource());
    const { manifest } = await publishFolder(folder.path, join(folder.path, 'out'), {
      asOf: '2026-04-30',
      optOut: optOutAt(folder.path, '2026-04-30')
    });
    expect(manifest.period).toEqual({ first_month: 202601, last_month: 202601 });
  });

  it('P32 a failed run and a second release of the same number leave the release before as it was', async () => {
    using folder = scratch();
    writeSource(folder.path, plainSource());
    const out = join(folder.path, 'out');
    await publishFolder(folder.path, out);
    const before = contentOf(out);
    // nothing is new a second time, so its certificate would say so: other bytes under the same number
    expect(await codeOf(publishFolder(folder.path, out, { release: 1 }))).toBe('E_RELEASE_EXISTS');
    writeSource(folder.path, plainSource({ optOuts: [2] }));
    expect(await codeOf(publishFolder(folder.path, out, { release: 1 }))).toBe('E_RELEASE_EXISTS');
    expect(await codeOf(publishFolder(folder.path, out, { optOut: undefined }))).toBe('E_OPTOUT_MISSING');
    expect(contentOf(out)).toEqual(before);
  });

  it.each(['write', 'rename', 'sync', 'makeDirectory'] as const)(
    'P29 a disk that is full at any %s leaves the release before',
    async (step) => {
      using folder = scratch();
      writeSource(folder.path, plainSource());
      const out = join(folder.path, 'out');
      await publishFolder(folder.path, out);
      const before = contentOf(out);
      for (let nth = 1; nth <= 20; nth++) {
        let count = 0;
        const files = {
          ...realFiles,
          [step]: (...args: [string, string]) => {
            if (++count === nth)
              throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
            return (realFiles[step] as (...a: string[]) => void)(...args);
          }
        };
        const code = await codeOf(publishFolder(folder.path, out, {}, quiet({ files })));
        if (count < nth) break;
        const current = (JSON.parse(readFileSync(join(out, 'current.json'), 'utf8')) as { release: number })
          .release;
        if (current > 1) {
          // the pointer names the new release: what the disk refuses is only the tidying up after it
          expect(['E_IO_NOSPACE', 'E_IO', 'published']).toContain(code);
          break;
        }
        expect(code).toBe('E_IO_NOSPACE');
        const served = join(out, String(current).padStart(6, '0'));
        expect(parseManifest(readFileSync(join(served, 'manifest.json'), 'utf8')).release).toBe(current);
        for (const [file, bytes] of before)
          if (!file.includes('/.')) expect(contentOf(out).get(file)).toBe(bytes);
      }
      expect(await codeOf(publishFolder(folder.path, out))).toBe('published');
    },
    300_000
  );

  it('P30 P31 a second publisher is refused, a dead one’s lock taken over with a warning', async () => {
    using folder = scratch();
    writeSource(folder.path, plainSource());
    const out = join(folder.path, 'out');
    mkdirSync(out);
    writeFileSync(join(out, '.lock'), `${process.ppid}\n`);
    expect(await codeOf(publishFolder(folder.path, out))).toBe('E_LOCKED');
    writeFileSync(join(out, '.lock'), '999999999\n');
    const effects = quiet();
    expect(await codeOf(publishFolder(folder.path, out, {}, effects))).toBe('published');
    expect(effects.lines.join()).toMatch(/taken over/);
  });

  it('P41 an approximate count is refused', () => {
    expect(() =>
      refuseApproximate({ name: 'x', text: 'select approx_count_distinct(patient) from visit' })
    ).toThrow(/exactly/);
  });
});

describe('a policy weaker than the scheme is refused', () => {
  const policy = defaultPolicy();
  const cases: [string, string, object][] = [
    ['P11 a threshold of nine', 'E_POLICY_WEAK', { default_threshold: 9 }],
    [
      'P11 ten patients in a town of under 25,000',
      'E_POLICY_WEAK',
      { thresholds: { ...policy.thresholds, '04581': 10 } }
    ],
    [
      'P12 七ヶ宿町 as a unit of its own',
      'E_GEO_POP_LT_2000',
      { populations: { ...policy.populations, '04302': 1213 } }
    ],
    [
      'P13 ten-year ages under 0-14',
      'E_HIER_NOT_NESTED',
      {
        age_groups: [
          [
            ['0-9', 0, 9],
            ['10-19', 10, 19],
            ['20+', 20, 130]
          ],
          [
            ['0-14', 0, 14],
            ['15+', 15, 130]
          ]
        ]
      }
    ],
    [
      'P14 a third exact table that shares a variable',
      'E_TABLES_NOT_STAR',
      {
        tables: [
          ...policy.tables,
          {
            name: 'disease_monthly',
            protection: 'exact',
            separator: ['month', 'unit'],
            variables: ['icd_block']
          }
        ]
      }
    ],
    [
      'P14 a separator other than month and unit',
      'E_TABLES_NOT_STAR',
      { tables: [{ ...policy.tables[0], separator: ['month', 'area'] }, policy.tables[1]] }
    ],
    [
      'P51 a pull order that lacks a leaf',
      'E_POLICY_ORDER',
      { pull_order: { ...policy.pull_order, age: policy.pull_order.age.slice(1) } }
    ],
    [
      'P51 a pull order that repeats a leaf',
      'E_POLICY_ORDER',
      { pull_order: { ...policy.pull_order, age: [...policy.pull_order.age, policy.pull_order.age[0]] } }
    ]
  ];
  it.each(cases)('%s', async (_name, code, change) => {
    using folder = scratch();
    writeSource(folder.path, plainSource());
    const path = join(folder.path, 'sdc.policy.json');
    writeFileSync(path, JSON.stringify(change));
    const run = publishFolder(folder.path, join(folder.path, 'out'), { policy: path });
    await expect(run).rejects.toMatchObject({ code, exitCode: 4 });
    expect(existsSync(join(folder.path, 'out', 'current.json'))).toBe(false);
  });
});

function optOutAt(folder: string, date: string): string {
  const path = join(folder, `optout-${date}.csv`);
  writeFileSync(path, `# exported_at: ${date}T12:00:00+09:00\nperson_id\n`);
  return path;
}
