import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../src/lib/release/canonical-json.ts';
import { AUDIT_STEPS, parseCertificate } from '../src/lib/release/certificate.ts';
import type { Ledger } from '../src/publisher/ledger/ledger.ts';
import {
  auditOf,
  changed,
  codeOfAudit,
  protectedRelease,
  rewriteJson,
  rewriteTable,
  valueOf,
  withRows,
  type UnwrittenRelease,
  type Verdict
} from './support/audited-release.ts';
import { quiet } from './support/publishing.ts';

type Row = readonly (string | number | null)[];

let good: Extract<Verdict, { kind: 'passed' }>;
let release: UnwrittenRelease;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'care-atlas-audit-state-'));
  const made = await protectedRelease();
  const verdict = await auditOf(made, { repair: true });
  if (verdict.kind === 'refused') throw new Error(`${verdict.error.message} ${verdict.privateText}`);
  good = verdict;
  release = { ...made, rows: verdict.rows };
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The release with one table's rows changed. */
const planted = (table: string, change: (rows: readonly Row[]) => readonly Row[], period?: string) => ({
  ...release,
  rows: withRows(release.rows, table, change, period)
});
const firstOf = (table: string, period: string): readonly Row[] =>
  release.rows.find((part) => part.table === table && part.period === period)!.rows;

describe('a good release', () => {
  it('passes with a certificate that says what every step tested', () => {
    const { certificate } = good;
    expect(certificate.steps.map(({ step }) => step)).toEqual([...AUDIT_STEPS]);
    const joint = certificate.steps.find(({ step }) => step === 'joint_programme')!;
    expect(joint.extent).toBe('exhaustive');
    expect(joint.targets).toBeGreaterThan(1000);
    expect(joint.narrowest).toBeGreaterThanOrEqual(5);
    expect(certificate.insiders.patients).toBeGreaterThan(0);
    expect(certificate.periods).toMatchObject({ frozen: 0, withdrawn: 0 });
    expect(certificate.utility.map(({ table }) => table)).toEqual(['visits_by_age', 'visits_by_disease']);
    expect(parseCertificate(canonicalJson(certificate))).toEqual(certificate);
    expect(canonicalJson(certificate)).not.toMatch(/04101|70-74|I63/);
  });

  it('gives the same certificate again, step by step from what a stopped audit left', async () => {
    const stateFile = join(folder, 'state.json');
    const steps: string[] = [];
    const stopped = quiet({
      progress: (step) => {
        steps.push(step);
        if (step.includes('joint') && steps.filter((s) => s.includes('joint')).length > 8)
          throw new Error('power cut');
      }
    });
    await expect(auditOf(release, { inputs: { stateFile }, effects: stopped })).rejects.toThrow('power cut');
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    const kept = Object.keys(JSON.parse(readFileSync(stateFile, 'utf8')) as object).length;
    expect(kept).toBeGreaterThan(8);
    const again = await auditOf(release, { inputs: { stateFile } });
    expect(again).toMatchObject({ kind: 'passed' });
    if (again.kind === 'passed')
      expect(canonicalJson(again.certificate)).toBe(canonicalJson(good.certificate));
  }, 200_000);

  it('tests everything again where what was kept cannot be read', async () => {
    const stateFile = join(folder, 'broken.json');
    writeFileSync(stateFile, '{');
    chmodSync(stateFile, 0o600);
    const newPeriods = [{ table: 'disease_monthly', period: '2025-04' }];
    expect(await codeOfAudit(release, { inputs: { stateFile, newPeriods } })).toBe('passed');
    expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toBeTypeOf('object');
  });
});

describe('what was published before', () => {
  const ledgerOf = (): Ledger => JSON.parse(readFileSync(join(good.folder, 'ledger.json'), 'utf8')) as Ledger;
  const stone = { period: '2019-04', since_release: 1, reason: 'test' };

  it('P22 refuses a closed month whose block now counts one more', async () => {
    const other = planted('visits_by_age', (rows) =>
      rows.map((row, i) =>
        i === 0
          ? changed('visits_by_age', row, { visits: Number(valueOf('visits_by_age', row, 'visits')) + 1 })
          : row
      )
    );
    expect(await codeOfAudit(other, { previous: ledgerOf() })).toBe('E_AUDIT_RELEASE_DIFF');
  });
  it('P22 refuses a ledger that forgets a tombstone, or shows a period it took back', async () => {
    const before = { ...ledgerOf(), withdrawn: [stone] };
    expect(await codeOfAudit(release, { previous: before })).toBe('E_AUDIT_RELEASE_DIFF');
    const spoil = ({ folder: at }: { folder: string }) =>
      rewriteJson(at, 'ledger.json', (ledger: Ledger) => ({
        ...ledger,
        withdrawn: [{ ...stone, period: '2025-04' }]
      }));
    expect(await codeOfAudit(release, { spoil })).toBe('E_AUDIT_RELEASE_DIFF');
  });
  it('P22 refuses a digest that is not of its rows', async () => {
    const spoil = ({ folder: at }: { folder: string }) =>
      rewriteJson(at, 'ledger.json', (ledger: Ledger) => ({
        ...ledger,
        periods: ledger.periods.map((entry, i) => (i === 0 ? { ...entry, sha256: 'a'.repeat(64) } : entry))
      }));
    expect(await codeOfAudit(release, { spoil })).toBe('E_AUDIT_RELEASE_DIFF');
  });
  it('compares closed periods by digest and never solves them again', async () => {
    const verdict = await auditOf(release, { previous: ledgerOf(), inputs: { newPeriods: [] } });
    expect(verdict).toMatchObject({ kind: 'passed', certificate: { periods: { tested: 0 } } });
  });
});

describe('the bytes of a release', () => {
  it('P24 refuses a column or a type the contract does not have', async () => {
    for (const select of [
      "select *, 'a1b2c3' as patient_hash from tbl",
      'select * replace (make_date(2025, 4, 1) as month) from tbl',
      "select * replace ('Taro' as block) from tbl"
    ])
      expect(
        await codeOfAudit(release, { spoil: (written) => rewriteTable(written, 'disease_monthly', select) })
      ).toBe('E_AUDIT_COLUMN');
  });
  it('P25 refuses a footer that says more than the table', async () => {
    const spoil = (written: Parameters<typeof rewriteTable>[0]) =>
      rewriteTable(written, 'rhythm', 'from tbl', ", kv_metadata {source: '/home/somebody/visits.csv'}");
    expect(await codeOfAudit(release, { spoil })).toBe('E_AUDIT_METADATA');
  });
  it('P48 refuses a file, or bytes, that nothing refers to', async () => {
    const stray = ({ folder: at }: { folder: string }) => writeFileSync(join(at, 'tables/notes.txt'), 'x');
    expect(await codeOfAudit(release, { spoil: stray })).toBe('E_AUDIT_FILE');
    const loose = ({ folder: at, tables }: Parameters<typeof rewriteTable>[0]) => {
      const path = join(at, tables.find(({ name }) => name === 'rhythm')!.file);
      const bytes = readFileSync(path);
      writeFileSync(path, Buffer.concat([bytes.subarray(0, 4), bytes]));
    };
    expect(await codeOfAudit(release, { spoil: loose })).not.toBe('passed');
  });
  it('P42 refuses a snapshot that differs in one value from its query on the released files', async () => {
    const spoil = ({ folder: at }: { folder: string }) =>
      rewriteJson(at, 'snapshot.json', (snapshot: { answers: { columns: unknown[][] }[] }) => {
        const column = snapshot.answers
          .flatMap((answer) => answer.columns)
          .find((c) => typeof c[0] === 'number')!;
        column[0] = Number(column[0]) + 1;
        return snapshot;
      });
    expect(await codeOfAudit(release, { spoil })).toBe('E_AUDIT_SNAPSHOT');
  });
});

describe('rounded cells', () => {
  it('P26 refuses a sensitive block on its own, and chapter V by municipality', async () => {
    const block = planted(
      'disease_monthly',
      (rows) => [...rows, [202504, '0403', 'outpatient', 'V', 'F20-F29', 100]],
      '2025-04'
    );
    expect(await codeOfAudit(block)).toBe('E_AUDIT_SENSITIVE');
    const flow = planted(
      'flows',
      (rows) => [...rows, [2025, '04101', '0403', 'outpatient', 'V', 100]],
      '2025FY'
    );
    expect(await codeOfAudit(flow)).toBe('E_AUDIT_SENSITIVE');
    const exact = planted(
      'visits_by_disease',
      (rows) =>
        rows.map((row) =>
          valueOf('visits_by_disease', row, 'chapter') === 'V+VI'
            ? changed('visits_by_disease', row, { chapter: 'V' })
            : row
        ),
      '2025-04'
    );
    expect(await codeOfAudit(exact)).toBe('E_AUDIT_SENSITIVE');
  });
  it('refuses a count that is not rounded, and one that is off by the base', async () => {
    for (const by of [3, 20])
      expect(
        await codeOfAudit(
          planted(
            'disease_monthly',
            (rows) =>
              rows.map((row, i) =>
                i === 0
                  ? changed('disease_monthly', row, {
                      visits: Number(valueOf('disease_monthly', row, 'visits')) + by
                    })
                  : row
              ),
            '2025-04'
          )
        )
      ).toBe('E_AUDIT_TOTALS');
  });
  it('refuses a cell of nobody', async () => {
    const nobody = planted(
      'disease_monthly',
      (rows) => [...rows, [202504, '0403', 'inpatient', 'XI', 'K70-K77', 10]],
      '2025-04'
    );
    const verdict = await auditOf(nobody);
    expect(verdict).toMatchObject({ kind: 'refused', error: { code: 'E_AUDIT_THRESHOLD', count: 1 } });
    if (verdict.kind === 'refused') {
      expect(verdict.error.message).not.toMatch(/K70|0403/);
      expect(verdict.privateText).toContain('K70-K77');
    }
  });
});

describe('what pins a count', () => {
  it('refuses it by table and number, keeps cells for the owner alone, and lets a repair mend it', async () => {
    // one block is all that is shown of a chapter whose total is exact: rounded as far up as it goes, it is the total
    const month = firstOf('disease_monthly', '2025-04');
    const stroke = month.filter((row) => valueOf('disease_monthly', row, 'block') === 'I60-I69');
    const whole = stroke.find((row) => valueOf('disease_monthly', row, 'area') === '0409') ?? [];
    const tight = planted(
      'disease_monthly',
      (rows) => [...rows.filter((row) => row !== whole), [202504, '0409', 'inpatient', 'IX', 'I60-I69', 80]],
      '2025-04'
    );
    const privateFile = join(folder, 'failing.json');
    const refused = await auditOf(tight, { inputs: { privateFile } });
    expect(refused).toMatchObject({ kind: 'refused', error: { code: 'E_AUDIT_INTERVAL' } });
    if (refused.kind !== 'refused') return;
    expect(refused.error.message).not.toMatch(/0409|I60/);
    expect(statSync(privateFile).mode & 0o777).toBe(0o600);
    expect(refused.error.failing[0]!.droppable[0]).toMatchObject({ table: 'disease_monthly' });
    expect(await codeOfAudit(tight, { repair: true })).toBe('passed');
  }, 200_000);
});
