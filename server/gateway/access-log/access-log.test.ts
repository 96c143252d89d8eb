import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, testEngines } from '#tests/support/database.ts';
import { type Access, type AccessLog, createAccessLog } from './access-log.ts';
import { createTokenMode } from '../auth/token-mode.ts';
import { type ExportOptions, exportAccessLog } from './export.ts';

describe.each(testEngines)('the access log on %s', (engine) => {
  let view: Access;
  let pool: Pool;
  let log: AccessLog;
  beforeAll(async () => {
    pool = await createTestDatabase(engine);
    const session = await createTokenMode('token').sessions.find('token');
    if (session === null) throw new Error('the session is missing');
    view = {
      session,
      clinic: '1',
      appointment: '9223372036854775808',
      requestId: 'request-1',
      clientRequestId: 'client-1',
    };
  });
  afterAll(() => pool.end());
  beforeEach(async () => {
    // The replica role disables the append-only triggers, which requires a superuser.
    await pool.query(`begin; set local session_replication_role = replica;
      delete from gateway.access_log; delete from gateway.recent_views;
      delete from gateway.recent_listings; commit`);
    log = createAccessLog({ pool, secret: 'x'.repeat(32), token: 'token', idleMinutes: 15 });
  });

  const insertAt = (...times: string[]) =>
    pool.query(
      `insert into gateway.access_log (occurred_at, actor, tenant_id, appointment_id, action, request_id)
       select unnest($1::timestamptz[]), 'user:u1', '1', '42', 'opened', 'request-1'`,
      [times],
    );
  const exported = async (options: Partial<ExportOptions> = {}, pageSize?: number): Promise<string> => {
    let text = '';
    for await (const line of exportAccessLog(
      pool,
      { timeZone: 'UTC', format: 'jsonl', ...options },
      pageSize,
    ))
      text += line;
    return text;
  };
  const entries = async (options: Partial<ExportOptions> = {}, pageSize?: number) =>
    (await exported(options, pageSize))
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Record<string, string> => JSON.parse(line));
  const times = async (options: Partial<ExportOptions>, pageSize?: number) =>
    (await entries(options, pageSize)).map(({ at }) => at);

  test('exports all entries in order for any page size', async () => {
    await log.opened(view);
    await log.prefetched(view);
    await log.revealed(view);
    await log.reported(view, 'printed');
    await log.reported(view, 'copied');
    const all = await entries();
    expect(all.map(({ action }) => action)).toEqual([
      'opened',
      'prefetched',
      'revealed',
      'printed',
      'copied',
    ]);
    expect(all[0]).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      who: expect.stringMatching(/^token:/),
      clinic: '1',
      appointment: '9223372036854775808',
      action: 'opened',
      request_id: 'request-1',
      client_request_id: 'client-1',
    });
    expect(await entries({}, 2)).toEqual(all);
    expect(await entries({}, 5)).toEqual(all);
  });

  test('exports searches, listed records, customers and day sheets', async () => {
    await log.searched(view, 'name_and_phone', 3);
    await log.listed(view, ['7', '42', '7']);
    await log.customerOpened(view, '1187');
    await log.printed(view, ['42', '7']);
    const common = {
      at: expect.any(String),
      who: expect.any(String),
      clinic: '1',
      request_id: 'request-1',
      client_request_id: 'client-1',
    };
    expect(await entries()).toEqual([
      { ...common, action: 'searched', search_key: 'name_and_phone', results: 3 },
      { ...common, action: 'listed', appointment: '42' },
      { ...common, action: 'listed', appointment: '7' },
      { ...common, action: 'customer_opened', customer: '1187' },
      { ...common, action: 'printed', appointment: '42' },
      { ...common, action: 'printed', appointment: '7' },
    ]);
  });

  test('writes one entry for a record that is listed again within 15 minutes, also concurrently', async () => {
    await Promise.all([
      log.listed(view, ['1', '2']),
      log.listed(view, ['2', '1']),
      log.listed(view, ['2', '3']),
      log.customerOpened(view, '1'),
      log.customerOpened(view, '1'),
    ]);
    expect(await entries()).toHaveLength(4);
    await log.listed(view, []);
    await pool.query("update gateway.recent_listings set last_listed_at = now() - interval '15 minutes'");
    await log.listed(view, ['1']);
    expect(await entries()).toHaveLength(5);
    await log.sweep();
    expect((await pool.query('select record_id from gateway.recent_listings')).rows).toEqual([
      { record_id: '1' },
    ]);
  });

  test.each([
    "update gateway.access_log set actor = 'user:nobody'",
    'delete from gateway.access_log',
    'truncate gateway.access_log',
    "insert into gateway.access_log (id, actor, tenant_id, appointment_id, action, request_id) overriding system value values (1, '', '', '', 'opened', '') on conflict (id) do update set actor = ''",
    "insert into gateway.access_log (actor, tenant_id, appointment_id, action, request_id) values ('', '', '', 'erased', '')",
  ])('rejects the statement: %s', async (statement) => {
    await log.opened(view);
    const before = await entries();
    await expect(pool.query(statement)).rejects.toThrow(/append-only|violates check/);
    expect(await entries()).toEqual(before);
  });

  test('writes one entry for concurrent and repeated views, and another 15 minutes after the last view', async () => {
    const advanceTime = (minutes: number) =>
      pool.query(
        "update gateway.recent_views set last_viewed_at = last_viewed_at - $1 * interval '1 minute'",
        [minutes],
      );
    await Promise.all(Array.from({ length: 20 }, () => log.opened(view)));
    expect(await entries()).toHaveLength(1);
    for (let n = 0; n < 3; n += 1) {
      await advanceTime(14);
      await log.sweep();
      await log.opened(view);
    }
    expect(await entries()).toHaveLength(1);
    await advanceTime(15);
    await log.opened(view);
    expect(await entries()).toHaveLength(2);
    await log.opened({ ...view, appointment: '7' });
    expect(await entries()).toHaveLength(3);
    await advanceTime(15);
    await log.sweep();
    expect((await pool.query('select * from gateway.recent_views')).rows).toEqual([]);
    expect(await entries()).toHaveLength(3);
  });

  test.each([
    ['2026-11-01', '2026-11-01', 'UTC', '2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'],
    ['2026-11-01', '2026-12-31', 'Europe/Istanbul', '2026-10-31T21:00:00.000Z', '2026-12-31T21:00:00.000Z'],
    ['2026-12-31', '2026-12-31', 'Asia/Tokyo', '2026-12-30T15:00:00.000Z', '2026-12-31T15:00:00.000Z'],
    // The clocks change on these days, which have 23 and 25 hours.
    ['2026-03-29', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', '2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    [
      '2026-11-01T09:00Z',
      '2026-11-01T12:30:00.5+03:00',
      'Asia/Tokyo',
      '2026-11-01T09:00:00.000Z',
      '2026-11-01T09:30:00.500Z',
    ],
  ])(
    'exports from %s to %s in the time zone %s as the range from %s to %s',
    async (since, until, timeZone, first, end) => {
      const before = (time: string) => new Date(Date.parse(time) - 1).toISOString();
      await insertAt(before(first), first, before(end), end);
      expect(await times({ since, until, timeZone })).toEqual([first, before(end)]);
    },
  );

  test('exports CSV with formulas escaped as text', async () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠x', 'a","b\r\nc'];
    await pool.query(
      `insert into gateway.access_log (occurred_at, actor, tenant_id, appointment_id, action, request_id)
       select '2026-11-01T09:00:00.123Z', unnest($1::text[]), '1', '42', 'opened', 'request-1'`,
      [texts],
    );
    const line = (cell: string) =>
      `"2026-11-01T09:00:00.123Z",${cell},"1","42","opened","request-1","","","",""\r\n`;
    expect(await exported({ format: 'csv' })).toBe(
      'at,who,clinic,appointment,action,request_id,client_request_id,customer,search_key,results\r\n' +
        texts
          .slice(0, -1)
          .map((text) => line(`"'${text}"`))
          .join('') +
        line('"a"",""b\r\nc"'),
    );
  });
});
