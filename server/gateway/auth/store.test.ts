import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations.ts';
import { testEngines, type TestDatabase } from '#server/db/test-databases.ts';
import { rememberSessions } from './remembered-sessions.ts';
import { createAuthStore, type AuthStore } from './store.ts';

const at = (seconds: number) => new Date(Date.parse('2026-11-22T09:00:00Z') + seconds * 1000);
const many = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 20 }, work));

const stores = testEngines.flatMap(({ engine, open }) => [
  { name: engine, open, createStore: createAuthStore },
  {
    name: `${engine}, remembered`,
    open,
    createStore: (db: Database) => rememberSessions(createAuthStore(db)),
  },
]);

describe.each(stores)('the sign-ins in $name', ({ open, createStore }) => {
  let database: TestDatabase;
  let store: AuthStore;
  let serial = 0;
  beforeAll(async () => {
    database = await open();
    await migrate(database.db, migrations);
    store = createStore(database.db);
  });
  afterAll(() => database.close());

  const addSession = async () => {
    const id = `session-${(serial += 1)}`;
    await store.addSession({ id, sealed: 'first', now: at(0), expiresAt: at(1000) });
    return id;
  };

  test('an attempt is read once, by the browser that began it, in its time', async () => {
    const attempt = { state: 'state', browser: 'browser', sealed: 'sealed', expiresAt: at(600) };
    await store.addAttempt(attempt);
    expect(await store.takeAttempt('state', 'another', at(1))).toBeNull();
    expect(await store.takeAttempt('state', 'browser', at(600))).toBeNull();
    const taken = await many(() => store.takeAttempt('state', 'browser', at(1)));
    expect(taken.filter((one) => one !== null)).toEqual(['sealed']);
    expect(await store.peekAttempt('state')).toBeNull();
  });

  test('one of many gets the lease of a refresh, another when its time is over', async () => {
    const id = await addSession();
    const leases = await many(() => store.leaseRefresh(id, 1, at(0), at(15)));
    expect(leases.filter(Boolean)).toHaveLength(1);
    expect(await store.leaseRefresh(id, 1, at(14), at(30))).toBe(false);
    expect(await store.leaseRefresh(id, 1, at(15), at(30))).toBe(true);
    await store.abandonRefresh(id, 1);
    expect(await store.leaseRefresh(id, 1, at(16), at(31))).toBe(true);
  });

  test('a refresh is stored over the version it began with, and over no other', async () => {
    const id = await addSession();
    expect(await store.finishRefresh(id, 1, 'second')).toBe(true);
    expect(await store.finishRefresh(id, 1, 'late')).toBe(false);
    expect(await store.leaseRefresh(id, 1, at(0), at(15))).toBe(false);
    expect(await store.readSession(id, at(1), at(-1))).toMatchObject({ sealed: 'second', version: 2 });
    await store.removeSession(id);
    expect(await store.finishRefresh(id, 2, 'gone')).toBe(false);
  });

  test('a session is over when its time is, or nobody used it', async () => {
    const id = await addSession();
    expect(await store.readSession(id, at(999), at(-1))).toMatchObject({ used_at: at(0) });
    expect(await store.readSession(id, at(1000), at(-1))).toBeNull();
    expect(await store.readSession(id, at(1), at(0))).toBeNull();
    await store.touchSession(id, at(5));
    expect(await store.readSession(id, at(6), at(4))).not.toBeNull();
  });

  test('a session is read as the last change has left it, however many read it meanwhile', async () => {
    const id = await addSession();
    const read = () => store.readSession(id, at(1), at(-1));
    await read();
    await Promise.all([read(), store.keepTenants(id, 'clinics', at(1)), read(), read()]);
    expect(await read()).toMatchObject({ sealed_tenants: 'clinics', tenants_read_at: at(1) });
    await Promise.all([read(), store.finishRefresh(id, 1, 'second'), read()]);
    expect(await read()).toMatchObject({ sealed: 'second', version: 2 });
    await Promise.all([read(), store.removeSession(id), read()]);
    expect(await read()).toBeNull();
  });

  test('only what is over is taken as such, and by one of many', async () => {
    const id = await addSession();
    expect(await store.removeOver(id, at(1), at(-1))).toBeNull();
    const taken = await many(() => store.removeOver(id, at(1), at(0)));
    expect(taken.filter((one) => one !== null)).toEqual(['first']);
  });

  test('what is over is swept away, and the rest is left', async () => {
    const [old, idle, live] = [await addSession(), await addSession(), await addSession()];
    await store.touchSession(live, at(900));
    await store.touchSession(old, at(950));
    await database.db.query('update gateway.sessions set expires_at = $2 where id_hash = $1', [old, at(960)]);
    const swept = await store.sweep(at(970), at(500));
    expect(swept.map(({ id }) => id)).toEqual(expect.arrayContaining([old, idle]));
    expect(await store.sweep(at(970), at(500))).toEqual([]);
    const left = await database.db.query<{ id_hash: string }>('select id_hash from gateway.sessions');
    expect(left.map((row) => row.id_hash)).toEqual([live]);
    expect(await store.removeSession(idle)).toBeNull();
  });
});

test('a remembered session is read without the database, in its time and until it is changed', async () => {
  const db = await openDatabase({ directory: null });
  await migrate(db, migrations);
  const store = rememberSessions(createAuthStore(db));
  await store.addSession({ id: 'one', sealed: 'first', now: at(0), expiresAt: at(1000) });
  const read = (now = at(1), usedAfter = at(-1)) => store.readSession('one', now, usedAfter);
  expect(await read()).toMatchObject({ sealed: 'first' });
  // What no other process does: nothing else shows who is asked.
  await db.query(`update gateway.sessions set encrypted_tokens = 'another'`);
  expect(await read()).toMatchObject({ sealed: 'first' });
  expect(await read(at(1000))).toBeNull();
  expect(await read(at(1), at(0))).toBeNull();
  await store.touchSession('one', at(2));
  expect(await read()).toMatchObject({ sealed: 'another', used_at: at(2) });
  await store.sweep(at(2000), at(0));
  expect(await read()).toBeNull();
  await db.close();
});
