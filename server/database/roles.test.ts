import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createAccessLog } from '#server/gateway/access-log/access-log.ts';
import { createTokenMode } from '#server/gateway/auth/token-mode.ts';
import { demoMigrations, demoMigrationsFor } from '#server/embedded/migrations.ts';
import { seedDemonstration } from '#server/embedded/seed/seed.ts';
import { startTcpProxy } from '#tests/support/tcp-proxy.mjs';
import { explainConnectionError } from './connection-problem.ts';
import { grantTo, migrate } from './migrate.ts';
import { gatewayMigrations } from './migrations.ts';
import { openPool } from './pool.ts';
import { inTransaction, statementsOf } from './transaction.ts';
import { withTenant } from './with-tenant.ts';

/** PostgreSQL with roles as an administrator hands them out: an owner without CREATEROLE, and an application. */

const unique = randomUUID().slice(0, 8);
const [owner, application, reader, database] = ['owner', 'application', 'reader', 'database'].map(
  (name) => `${name}_${unique}`,
);
const urlOf = (user = '', password = 'test', name = database): string => {
  const url = new URL(inject('databases').postgres.url);
  url.username = user;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
};
const pools: Pool[] = [];
const open = async (user?: string): Promise<Pool> => {
  const pool = await openPool({ url: urlOf(user) }, { statementTimeoutMs: 2_000 });
  pools.push(pool);
  return pool;
};

let admin: Pool;
beforeAll(async () => {
  admin = await openPool({ url: inject('databases').postgres.url });
  for (const role of [owner, application]) await admin.query(`create role ${role} login password 'test'`);
  await admin.query(`create role ${reader} nologin`);
  await admin.query(`create database ${database} owner ${owner}`);
  await admin.query(`revoke create on schema public from public`);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await admin.end();
});

describe('an owner without CREATEROLE', () => {
  test('prepares the database once when ten processes start together', async () => {
    const starting = await Promise.all(Array.from({ length: 10 }, () => open(owner)));
    const applied = await Promise.all(starting.map((pool) => migrate(pool, gatewayMigrations)));
    expect(applied.filter((names) => names.length > 0)).toEqual([gatewayMigrations.map(({ name }) => name)]);
  });

  test('cannot create the role of the demonstration service, but can use an existing one that it is a member of', async () => {
    const pool = await open(owner);
    await expect(migrate(pool, demoMigrationsFor(`missing_${unique}`))).rejects.toMatchObject({
      code: '42501',
    });
    await admin.query(`grant ${reader} to ${owner}`);
    await migrate(pool, demoMigrationsFor(reader ?? ''));
    await seedDemonstration(pool);
    const { rows } = await withTenant(pool, { userId: 1, tenantId: 1 }, (tx) =>
      tx.query<{ role: string }>('select current_user as role'),
    );
    expect(rows).toEqual([{ role: reader }]);
    expect(demoMigrations.length).toBeGreaterThan(0);
  });
});

describe('a role with the rights of --grant-to', () => {
  let pool: Pool;
  beforeAll(async () => {
    await grantTo(await open(owner), application ?? '');
    pool = await open(application);
  });

  test('starts without DDL rights, and writes sessions and access log', async () => {
    expect(await migrate(pool, gatewayMigrations)).toEqual([]);
    const log = createAccessLog({
      pool: statementsOf(pool),
      secret: 'x'.repeat(32),
      token: 'token',
      idleMinutes: 15,
    });
    const session = await createTokenMode('token').sessions.find('token');
    if (session === null) throw new Error('the session is missing');
    const access = { session, clinic: '1', appointment: '42', requestId: 'r', clientRequestId: null };
    await log.opened(access);
    await log.refused(access, 404);
    await log.session(session, 'signed_in');
    await log.sweep();
    const { rows } = await pool.query<{ action: string }>(
      'select action from gateway.access_log order by id',
    );
    expect(rows.map(({ action }) => action)).toEqual(['opened', 'not_found', 'signed_in']);
  });

  test.each([
    "update gateway.access_log set actor = 'x'",
    'delete from gateway.access_log',
    'truncate gateway.access_log',
    'create table gateway.other (id int)',
    'alter table gateway.sessions add column x int',
    "insert into gateway.schema_migrations (name) values ('x')",
  ])('may not run: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('gets one line with the remedy when the database needs a migration', async () => {
    const later = [...gatewayMigrations, { name: 'gateway/9999_later', sql: 'select 1' }];
    const error = await migrate(pool, later).catch((failure: unknown) => failure);
    expect(explainConnectionError(error)).toMatch(/migrate --grant-to ROLE/);
  });
});

test('the statements of the previous version run on the migrated schema, which names migrations it does not know', async () => {
  const pool = await open(owner);
  const directory = join(import.meta.dirname, 'test-fixtures/statements-22dad96');
  for (const file of await readdir(directory))
    for (const statement of (await readFile(join(directory, file), 'utf8')).split(';\n'))
      if (statement.trim() !== '') await pool.query(statement);
  const known = gatewayMigrations.filter(({ name }) => name < 'gateway/0003');
  expect(await migrate(pool, known)).toEqual([]);
});

test.each([
  ['a wrong password', () => urlOf(owner, 'canary'), /user or the password/],
  ['a missing database', () => urlOf(owner, 'test', 'canary'), /database in DATABASE_URL does not exist/],
  ['a port on which nothing listens', () => 'postgres://canary:canary@127.0.0.1:1/canary', /Nothing listens/],
  ['an unknown host', () => 'postgres://canary:canary@canary.invalid/canary', /host of DATABASE_URL/],
  ['TLS that the server does not offer', () => `${urlOf(owner)}?sslmode=verify-full`, /offers no TLS/],
])('explainConnectionError() returns one line without secrets for %s', async (_, url, expected) => {
  const pool = await openPool({ url: url() });
  const error = await pool.query('select 1').catch((failure: unknown) => failure);
  await pool.end();
  const line = explainConnectionError(error);
  expect(line).toMatch(expected);
  expect(line).not.toMatch(/canary|\n/);
});

test('a connection has no startup parameter, named statement or session state that a transaction pooler refuses', async () => {
  const proxy = await startTcpProxy(Number(new URL(inject('databases').postgres.url).port));
  const url = new URL(urlOf(owner));
  url.port = String(proxy.port);
  const pool = await openPool({ url: url.href }, { statementTimeoutMs: 1_234, size: 1 });
  const inside = await inTransaction(pool, (tx) =>
    tx.query<{ limit: string }>({
      name: 'named',
      text: `select current_setting('statement_timeout') as limit`,
    }),
  );
  expect(inside.rows).toEqual([{ limit: '1234ms' }]);
  const { rows } = await pool.query<{ limit: string; statements: number }>(
    `select current_setting('statement_timeout') as limit, (select count(*) from pg_prepared_statements) as statements`,
  );
  expect(rows).toEqual([{ limit: '0', statements: 0 }]);
  const [, ...names] = String(proxy.greetings[0]?.subarray(8)).split('\0');
  const sent = ['user', ...names].filter((_, index) => index % 2 === 0 && names[index] !== undefined);
  expect(sent.filter((name) => name !== '').toSorted()).toEqual(
    expect.not.arrayContaining(['statement_timeout', 'options']),
  );
  await pool.end();
  await proxy.close();
});
