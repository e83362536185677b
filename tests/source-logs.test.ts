import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { DEPARTMENTS } from '../src/lib/domain/department.ts';
import { REFUSAL_REASONS, TIME_BANDS } from '../src/lib/domain/emergency-request.ts';
import { readEmergencyRequests } from '../src/publisher/read/emergency-requests.ts';
import { readReferrals } from '../src/publisher/read/referrals.ts';
import { EMERGENCY_REQUEST_COLUMNS, REFERRAL_COLUMNS } from '../src/publisher/read/visit-contract.ts';
import { GEOGRAPHY_LEAVES } from '../src/publisher/trees.ts';
import { scratch } from './support/scratch-folder.ts';
import {
  CLOSED,
  columnsOf,
  plain,
  readSource,
  rowsOf,
  withConnection,
  type Change,
  type Row
} from './support/reading.ts';
import type { TestSource } from './support/small-source.ts';

/** Reads a source and one of its logs. */
async function readLog<T>(
  read: (connection: DuckDBConnection, directory: string) => Promise<T>,
  table: 'emergency_request' | 'referral',
  source: TestSource,
  change?: Change
): Promise<{ readonly read: T; readonly rows: readonly Row[] }> {
  using folder = scratch();
  return withConnection(async (connection) => {
    await readSource(connection, folder.path, source, change);
    return { read: await read(connection, folder.path), rows: await rowsOf(connection, table) };
  });
}

const requestsOf = (source: TestSource, change?: Change) =>
  readLog(
    (connection, directory) => readEmergencyRequests(connection, directory, CLOSED),
    'emergency_request',
    source,
    change
  );
const lettersOf = (source: TestSource, change?: Change) =>
  readLog(
    (connection, directory) => readReferrals(connection, directory, { column: 'person_id' }, CLOSED),
    'referral',
    source,
    change
  );

const request = (more: Readonly<Record<string, string | number | boolean | null>> = {}) => ({
  request_id: 'R1',
  requested_at: '2026-01-15 10:00:00',
  care_site_id: 1,
  accepted: 'true',
  reason: '',
  ...more
});

describe('the log of emergency requests', () => {
  const read = (rows: Parameters<typeof request>[0][], change?: Change) =>
    requestsOf({ ...plain, sites: [[1, '04202']], emergencyRequests: rows.map(request) }, change);

  it('has the columns and types of its contract', async () => {
    using folder = scratch();
    await withConnection(async (connection) => {
      await readSource(connection, folder.path, { ...plain, emergencyRequests: [request()] });
      await readEmergencyRequests(connection, folder.path, CLOSED);
      expect(await columnsOf(connection, 'emergency_request')).toEqual(
        Object.entries(EMERGENCY_REQUEST_COLUMNS)
      );
    });
  });

  it('puts every request into its time band: weekday, closed day, evening, night', async () => {
    const bands: readonly (readonly [string, string])[] = [
      ['2026-01-15 08:00:00', 'weekday_day'],
      ['2026-01-15 16:59:59', 'weekday_day'],
      ['2026-01-15 07:59:59', 'night'],
      ['2026-01-15 17:00:00', 'evening'],
      ['2026-01-15 22:00:00', 'night'],
      ['2026-01-17 10:00:00', 'holiday_day'],
      ['2026-01-12 10:00:00', 'holiday_day'],
      ['2025-12-29 10:00:00', 'holiday_day'],
      ['2026-01-03 10:00:00', 'holiday_day'],
      ['2026-01-05 10:00:00', 'weekday_day'],
      ['2026-02-23 18:00:00', 'evening']
    ];
    // a site of its own tells which request a row is
    const { rows } = await read(bands.map(([requested_at], i) => ({ requested_at, care_site_id: i + 1 })));
    const found = [...rows].sort((a, b) => Number(a['facility']) - Number(b['facility']));
    expect(found.map((row) => TIME_BANDS[Number(row['band'])])).toEqual(bands.map(([, band]) => band));
  });

  it('keeps reasons of refusals only; none given is その他・不明', async () => {
    const { read: said, rows } = await read([
      { accepted: '1' },
      { accepted: 'TRUE', reason: 'beds_full' },
      { accepted: '0', reason: 'Beds_Full' },
      { accepted: 'false', reason: '' },
      { accepted: 'false', reason: 'no_doctor' }
    ]);
    expect(rows.map((row) => row['reason']).sort()).toEqual(
      [
        -1,
        -1,
        ...['beds_full', 'other', 'no_doctor'].map((r) => REFUSAL_REASONS.indexOf(r as 'other'))
      ].sort()
    );
    expect(said).toMatchObject({
      present: true,
      requests: 5,
      acceptedWithReason: 1,
      refusedWithoutReason: 1
    });
  });

  it('keeps what was excluded by instruction, of refusals', async () => {
    const { rows } = await read([
      { accepted: 'true', excluded_by_instruction: 'true' },
      { accepted: 'false', excluded_by_instruction: 'true' },
      { accepted: 'false', excluded_by_instruction: '' }
    ]);
    expect(rows.map((row) => [row['accepted'], row['by_instruction']])).toEqual([
      [false, false],
      [false, true],
      [true, false]
    ]);
  });

  it('tells facility and area, also of a site no visit names', async () => {
    const { rows } = await read([{ care_site_id: 1 }, { care_site_id: 77 }, { care_site_id: '' }]);
    expect(rows.map((row) => [row['facility'], row['facility_area']])).toEqual([
      [-1, -1],
      [0, 3],
      [1, -1]
    ]);
  });

  it('leaves out months not yet closed and counts those that stay', async () => {
    const { read: said } = await read([
      { requested_at: '2026-03-31 23:59:59' },
      { requested_at: '2026-04-01 00:10:00' },
      { requested_at: '2026-02-01 10:00:00' }
    ]);
    expect(said).toMatchObject({ requests: 2, notYetClosed: 1 });
    expect([...said.requestsByMonth]).toEqual([
      [202602, 1],
      [202603, 1]
    ]);
  });

  it('is empty, and says so, where there is none', async () => {
    const { read: said, rows } = await requestsOf(plain);
    expect(said).toMatchObject({ present: false, requests: 0 });
    expect(rows).toEqual([]);
  });

  it('P02 a column its contract does not know', async () => {
    await expect(read([{ patient_name: '' }])).rejects.toMatchObject({
      code: 'E_SCHEMA_UNKNOWN_COLUMN',
      exitCode: 3,
      message: expect.stringMatching(/emergency_request.*patient_name/)
    });
  });

  it('P01 a required column that is absent', async () => {
    const rows = [
      { request_id: 'R1', requested_at: '2026-01-15 10:00:00', care_site_id: 1, accepted: 'true' }
    ];
    await expect(requestsOf({ ...plain, emergencyRequests: rows })).rejects.toMatchObject({
      code: 'E_SCHEMA_MISSING_COLUMN',
      message: expect.stringMatching(/emergency_request.*reason/)
    });
  });

  it('P03 an answer that is neither yes nor no', async () => {
    await expect(read([{ accepted: 'maybe' }])).rejects.toMatchObject({ code: 'E_SCHEMA_TYPE' });
  });

  it('P04 an unknown reason, whose words stay in the hospital', async () => {
    await expect(read([{ accepted: 'false', reason: '佐藤さん対応中' }])).rejects.toMatchObject({
      code: 'E_CODE_UNKNOWN',
      message: expect.stringMatching(/^1 rows of table emergency_request.*beds_full/)
    });
  });

  it('P05 a request without time or answer, before holidays are known, or a log of dates only', async () => {
    const dates = Array.from({ length: 12 }, () => ({ requested_at: '2026-01-15' }));
    for (const rows of [
      [{ requested_at: '' }],
      [{ accepted: '' }],
      [{ requested_at: '2003-01-01 10:00:00' }],
      dates
    ])
      await expect(read(rows)).rejects.toMatchObject({ code: 'E_VALUE_RANGE' });
  });

  it('P07 a log that differs from its hash', async () => {
    const sign =
      (text: string): Change =>
      (directory) =>
        writeFileSync(join(directory, 'emergency_request.csv.sha256'), text);
    await expect(read([{}], sign('0'.repeat(64)))).rejects.toMatchObject({
      code: 'E_INPUT_HASH',
      exitCode: 6
    });
    const right: Change = (directory) =>
      sign(
        `${createHash('sha256')
          .update(readFileSync(join(directory, 'emergency_request.csv')))
          .digest('hex')}  emergency_request.csv`
      )(directory);
    expect((await read([{}], right)).rows).toHaveLength(1);
  });
});

const letter = (more: Readonly<Record<string, string | number | null>> = {}) => ({
  letter_id: 'L1',
  letter_date: '2026-01-15',
  person_id: 1,
  direction: 'in',
  partner_id: 'C1',
  partner_municipality: '04202',
  department: '内科',
  care_site_id: 1,
  ...more
});

describe('the log of letters', () => {
  const read = (rows: Parameters<typeof letter>[0][], more: Partial<TestSource> = {}, change?: Change) =>
    lettersOf({ ...plain, sites: [[1, '04101']], referrals: rows.map(letter), ...more }, change);

  it('has the columns and types of its contract', async () => {
    using folder = scratch();
    await withConnection(async (connection) => {
      await readSource(connection, folder.path, { ...plain, referrals: [letter()] });
      await readReferrals(connection, folder.path, { column: 'person_id' }, CLOSED);
      expect(await columnsOf(connection, 'referral')).toEqual(Object.entries(REFERRAL_COLUMNS));
    });
  });

  it('names patients, partners and places by the numbers of this run', async () => {
    const { rows } = await read([
      { person_id: 2, partner_id: 'C9', direction: 'OUT', partner_municipality: '13104', department: '眼科' },
      { person_id: '', partner_id: '', partner_municipality: '', department: '' }
    ]);
    expect(rows).toEqual([
      {
        month: 202601,
        patient: -1,
        partner: -1,
        partner_geography: GEOGRAPHY_LEAVES.indexOf('unknown'),
        facility: 0,
        department: DEPARTMENTS.indexOf('unknown'),
        direction: 0
      },
      {
        month: 202601,
        patient: 2,
        partner: 0,
        partner_geography: GEOGRAPHY_LEAVES.indexOf('outside'),
        facility: 0,
        department: DEPARTMENTS.indexOf('sense_organs'),
        direction: 1
      }
    ]);
  });

  it('P09 leaves out the letters of people who asked to stop, whether or not they ever came', async () => {
    const { read: said, rows } = await read(
      [{ person_id: 1 }, { person_id: 2 }, { person_id: 99 }, { person_id: 98 }],
      {
        optOuts: [2, 99]
      }
    );
    expect(said).toMatchObject({ letters: 2, optedOut: 2, nameless: 0 });
    expect(rows.map((row) => row['patient'])).toEqual([1, 2]);
  });

  it('refuses people it cannot ask the opt-out list about', async () => {
    using folder = scratch();
    await withConnection(async (connection) => {
      await readSource(connection, folder.path, { ...plain, referrals: [letter({ person_id: 99 })] });
      await expect(
        readReferrals(connection, folder.path, { column: 'person_source_value' }, CLOSED)
      ).rejects.toMatchObject({ code: 'E_VALUE_RANGE' });
    });
  });

  it('leaves out months not yet closed', async () => {
    const { read: said } = await read([{ letter_date: '2026-04-01' }, { letter_date: '2026-03-31' }]);
    expect(said).toMatchObject({ present: true, letters: 1, notYetClosed: 1 });
    expect([...said.lettersByMonth]).toEqual([[202603, 1]]);
  });

  it('is empty, and says so, where there is none', async () => {
    const { read: said, rows } = await lettersOf(plain);
    expect(said).toMatchObject({ present: false, letters: 0 });
    expect(rows).toEqual([]);
  });

  it('P02 a column its contract does not know', async () => {
    await expect(read([{ memo: '' }])).rejects.toMatchObject({
      code: 'E_SCHEMA_UNKNOWN_COLUMN',
      exitCode: 3,
      message: expect.stringMatching(/referral.*memo/)
    });
  });

  it('P04 an unknown municipality, counted, with codes but nobody’s id', async () => {
    const run = read([{ partner_municipality: '04999' }, { partner_municipality: '04999', person_id: 2 }]);
    await expect(run).rejects.toMatchObject({
      code: 'E_CODE_UNKNOWN',
      exitCode: 3,
      message: expect.stringMatching(/^2 letters carry 1 .*04999/)
    });
  });

  it('P04 a direction that is neither in nor out', async () => {
    await expect(read([{ direction: '紹介' }])).rejects.toMatchObject({
      code: 'E_CODE_UNKNOWN',
      message: expect.stringMatching(/in, out/)
    });
  });

  it('P05 a letter without a date', async () => {
    await expect(read([{ letter_date: '' }])).rejects.toMatchObject({ code: 'E_VALUE_RANGE' });
  });

  it('P07 a log that differs from the hash in source.json', async () => {
    await expect(
      read([{}], {}, (directory) =>
        writeFileSync(
          join(directory, 'source.json'),
          JSON.stringify({ files: { 'referral.csv': 'f'.repeat(64) } })
        )
      )
    ).rejects.toMatchObject({ code: 'E_INPUT_HASH' });
  });
});
