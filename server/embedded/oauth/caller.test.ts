import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations.ts';
import { type TestDatabase, testEngines } from '#server/db/test-databases.ts';
import { seedDemonstration } from '../seed/seed.ts';
import { askToken, getTokens, openDemonstration, openService, type Tokens } from '../test-service.ts';

/** Counts what goes to the database, and can do something just before a scope is entered. */
const watched = (db: Database) => {
  const seen = { queries: 0, scoped: 0, before: async () => undefined as unknown };
  const watching: Database = {
    ...db,
    query: (sql, params) => {
      seen.queries += 1;
      return db.query(sql, params);
    },
    scoped: async (scope, sql, numbers) => {
      seen.scoped += 1;
      await seen.before();
      return db.scoped(scope, sql, numbers);
    },
  };
  return { seen, watching };
};

const ask = async (app: FastifyInstance, token: string, path = 'appointments/42', tenant = '1') => {
  const headers = { authorization: `Bearer ${token}`, 'x-tenant': tenant };
  return (await app.inject({ url: `/api/v1/${path}`, headers })).statusCode;
};
const revoke = async (app: FastifyInstance, token: string) => {
  const revoked = await app.inject({
    method: 'POST',
    url: '/oauth/revoke',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `client_id=viewer&client_secret=a-secret-of-the-client-0123456789&token=${token}`,
  });
  expect(revoked.statusCode).toBe(200);
};

// Two processes on one server; of PGlite there is only ever one, so there it is two services over it.
describe.each(testEngines)('a token on $engine', ({ open }) => {
  let opened: TestDatabase;
  let other: Database;
  let here: FastifyInstance;
  let there: FastifyInstance;
  let seen: ReturnType<typeof watched>['seen'];
  beforeAll(async () => {
    opened = await open();
    await migrate(opened.db, migrations);
    await seedDemonstration(opened.db, new Date('2026-11-22T10:00:00Z'));
    other = opened.server === null ? opened.db : await openDatabase({ url: opened.server.url });
    const watch = watched(opened.db);
    ({ seen } = watch);
    here = await openService(watch.watching);
    there = await openService(other);
  }, 60_000);
  afterAll(async () => {
    await here.close();
    await there.close();
    if (other !== opened.db) await other.close();
    await opened.close();
  });

  /** Every kind of answer that depends on who asks. */
  const asks = [
    ['a record', 'appointments/42', '1', 200],
    ['a number that no record has', 'appointments/999999', '1', 404],
    ['a number beyond any', `appointments/${'9'.repeat(30)}`, '1', 404],
    ['a clinic they do not belong to', 'appointments/42', '3', 403],
    ['a clinic beyond any', 'appointments/42', '9'.repeat(30), 403],
    ['no clinic', 'appointments/42', 'one', 422],
    ['no number', 'appointments/abc', '1', 422],
    ['their clinics', 'account/tenants', '', 200],
  ] as const;
  const signIn = async () => {
    const { access_token } = await getTokens(there, 'deniz.arslan@example.com');
    for (const [what, path, tenant, status] of asks)
      expect([what, await ask(here, access_token, path, tenant)]).toEqual([what, status]);
    return access_token;
  };
  const refused = async (token: string) => {
    for (const [what, path, tenant] of asks)
      expect([what, await ask(here, token, path, tenant)]).toEqual([what, 401]);
  };

  test('that is remembered costs one message to the database, the one that reads the record', async () => {
    const token = await signIn();
    Object.assign(seen, { queries: 0, scoped: 0 });
    expect(await ask(here, token)).toBe(200);
    expect(await ask(here, token, 'appointments/999999')).toBe(404);
    expect(seen).toMatchObject({ queries: 0, scoped: 2 });
  });

  test('that is revoked elsewhere is refused here at once, however often it was used', async () => {
    const tokens = await getTokens(there, 'deniz.arslan@example.com');
    expect(await ask(here, tokens.access_token)).toBe(200);
    await revoke(there, tokens.refresh_token);
    await refused(tokens.access_token);
  });

  test('that is revoked between being recognised and the reading reads nothing', async () => {
    const token = await signIn();
    seen.before = () => other.query(`delete from flextell.oauth_records where model = 'AccessToken'`);
    expect(await ask(here, token)).toBe(401);
    seen.before = async () => undefined;
    await refused(token);
  });

  test.each([
    ['has expired', `jsonb_set(payload, '{exp}', '1')`],
    ['is another’s now', `jsonb_set(payload, '{accountId}', '"1"')`],
    ['names nobody', `payload - 'accountId'`],
    ['has no end', `payload - 'exp'`],
  ])('that %s reads nothing for whom it was remembered for', async (_what, payload) => {
    const token = await signIn();
    const [account] = await other.query<{ id: number }>(
      `select user_id as id from flextell.accounts where username = 'deniz.arslan@example.com'`,
      [],
    );
    const user = { user: account?.id ?? 0, tenant: 1 };
    const changed = await other.query<{ id: Uint8Array }>(
      `update flextell.oauth_records set payload = ${payload}
       where model = 'AccessToken' and payload->>'accountId' = $1 returning id_hash as id`,
      [String(user.user)],
    );
    expect(await ask(here, token)).not.toBe(200);
    const rooms = 'select id from flextell.rooms order by id';
    for (const { id } of changed)
      expect(await opened.db.scoped({ ...user, token: id }, rooms, [])).toEqual([]);
    expect(changed).toHaveLength(1);
    expect(await opened.db.scoped(user, rooms, [])).not.toEqual([]);
    await other.query(`delete from flextell.oauth_records where model = 'AccessToken'`);
  });

  test('is remembered for its own bearer alone', async () => {
    const token = await signIn();
    for (const near of [token.slice(1), `${token}A`, token.toLowerCase(), 'x'.repeat(43)])
      expect(await ask(here, near)).toBe(401);
  });
});

describe('a token where no other process writes to the database', () => {
  let db: Database;
  let service: FastifyInstance;
  let seen: ReturnType<typeof watched>['seen'];
  beforeAll(async () => {
    db = await openDemonstration();
    const watch = watched(db);
    ({ seen } = watch);
    service = await openService(watch.watching, { databaseIsOwn: true });
  });
  afterEach(() => vi.useRealTimers());
  afterAll(async () => {
    await service.close();
    await db.close();
  });

  const used = async (): Promise<Tokens> => {
    const tokens = await getTokens(service, 'deniz.arslan@example.com');
    expect(await ask(service, tokens.access_token)).toBe(200);
    return tokens;
  };

  test('that is remembered is not looked for again', async () => {
    const { access_token } = await used();
    Object.assign(seen, { queries: 0, scoped: 0 });
    // What no other process does: nothing else shows who is asked.
    await db.query(`delete from flextell.oauth_records where model = 'AccessToken'`);
    expect(await ask(service, access_token)).toBe(200);
    expect(await ask(service, access_token, 'account/tenants')).toBe(200);
    expect(await ask(service, access_token, 'appointments/42', '3')).toBe(403);
    expect(seen).toMatchObject({ queries: 0, scoped: 3 });
  });

  test.each([
    ['is revoked', ({ access_token }: Tokens) => revoke(service, access_token)],
    ['falls with its refresh token', ({ refresh_token }: Tokens) => revoke(service, refresh_token)],
    [
      'falls with a refresh token that is used twice',
      async ({ refresh_token }: Tokens) => {
        for (const status of [200, 400]) {
          const form = { grant_type: 'refresh_token', refresh_token };
          expect((await askToken(service, form)).statusCode).toBe(status);
        }
      },
    ],
    [
      'has expired',
      async () => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
      },
    ],
  ])('that %s is refused at once, however often it was used', async (_what, end) => {
    const tokens = await used();
    await end(tokens);
    for (const path of ['appointments/42', 'appointments/999999', 'account/tenants'])
      expect(await ask(service, tokens.access_token, path)).toBe(401);
  });

  test('that is revoked between being recognised and the reading is refused from then on', async () => {
    const { access_token } = await getTokens(service, 'deniz.arslan@example.com');
    seen.before = () => revoke(service, access_token);
    await ask(service, access_token);
    seen.before = async () => undefined;
    expect(await ask(service, access_token)).toBe(401);
  });
});
