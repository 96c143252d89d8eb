import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations.ts';
import { testEngines, type TestDatabase } from '#server/db/test-databases.ts';
import { createAccessLogStore, readEntries, type AccessLogStore, type Entry } from './store.ts';

const at = (seconds: number) => new Date(Date.parse('2026-11-22T09:00:00Z') + seconds * 1000);
const entry = (fields: Partial<Entry> = {}): Entry => ({
  at: at(0),
  who: 'user:u1',
  clinic: '1',
  appointment: '9223372036854775808',
  action: 'opened',
  requestId: 'request-1',
  ...fields,
});
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe.each(testEngines)('the access log in $engine', ({ open }) => {
  let database: TestDatabase;
  let store: AccessLogStore;
  beforeAll(async () => {
    database = await open();
    await migrate(database.db, migrations);
    store = createAccessLogStore(database.db);
  });
  afterAll(() => database.close());

  const entries = async (since = at(-1000), until: Date | null = null, page = 1000) => {
    const found: Entry[] = [];
    for await (const one of readEntries(database.db, { since, until }, page)) found.push(one);
    return found;
  };

  test('reads what was written, in a span of time, in pages', async () => {
    for (let n = 0; n < 5; n += 1) await store.add(entry({ at: at(n), action: 'printed' }));
    expect((await entries(at(1), at(4), 2)).map((one) => one.at)).toEqual([at(1), at(2), at(3)]);
    expect(await entries(at(4))).toEqual([entry({ at: at(4), action: 'printed' })]);
    expect(await entries(at(5))).toEqual([]);
  });

  test.each([
    "update gateway.access_log set actor = 'user:nobody'",
    'delete from gateway.access_log',
    'truncate gateway.access_log',
    "insert into gateway.access_log (id, occurred_at, actor, tenant_id, appointment_id, action, request_id) overriding system value values (1, now(), '', '', '', 'opened', '') on conflict (id) do update set actor = ''",
    "insert into gateway.access_log (occurred_at, actor, tenant_id, appointment_id, action, request_id) values (now(), '', '', '', 'erased', '')",
  ])('refuses: %s', async (sql) => {
    const before = await entries();
    await expect(database.db.query(sql)).rejects.toThrow(/append-only|violates check/);
    expect(await entries()).toEqual(before);
  });

  test('takes one opening of many at a time, and the next when nobody has looked for a while', async () => {
    const count = async () => (await entries()).filter((one) => one.appointment === '7').length;
    const look = (n: number, seconds: number, sessionKey = 's1') =>
      store.addOpening(entry({ appointment: '7', at: at(seconds) }), {
        sessionKey,
        opening: uuid(n),
        seenAfter: at(seconds - 60),
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => look(n, 0)));
    expect(await count()).toBe(1);
    // Every look counts: as long as they come, it is one opening.
    for (const seconds of [40, 80, 120]) await look(100 + seconds, seconds);
    expect(await count()).toBe(1);
    await look(200, 180);
    expect(await count()).toBe(2);
    await look(201, 181, 's2');
    expect(await count()).toBe(3);
    await store.sweepOpenings(at(180));
    await look(202, 182, 's2');
    expect(await count()).toBe(3);
  });
});
