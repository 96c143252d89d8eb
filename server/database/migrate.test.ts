import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoMigrations } from '#server/embedded/migrations.ts';
import { exportAccessLog } from '#server/gateway/access-log/export.ts';
import { createTestDatabase, testEngines } from '#tests/support/database.ts';
import { migrate } from './migrate.ts';
import { gatewayMigrations } from './migrations.ts';

const one = { name: 'test/0001_one', sql: 'create table one (id int); insert into one values (1);' };
const two = { name: 'test/0002_two', sql: 'create table two (id int);' };

describe.each(testEngines)('migrate() on %s', (engine) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await createTestDatabase(engine, { migrated: false });
  });
  afterAll(() => pool.end());
  afterEach(() =>
    pool.query('drop schema if exists gateway, flextell, migrations cascade; drop table if exists one, two'),
  );

  const tablesOf = async (schema: string): Promise<string[]> => {
    const { rows } = await pool.query<{ name: string }>(
      'select table_name as name from information_schema.tables where table_schema = $1 order by 1',
      [schema],
    );
    return rows.map(({ name }) => name);
  };

  test('applies each migration once when two calls run concurrently', async () => {
    const runs = await Promise.all([migrate(pool, [one, two]), migrate(pool, [one, two])]);
    expect(runs.flat()).toEqual(['test/0001_one', 'test/0002_two']);
    expect((await pool.query('select id from one')).rows).toEqual([{ id: 1 }]);
    expect(await migrate(pool, [one, two])).toEqual([]);
  });

  test('changes nothing when a migration fails, and applies all migrations after it is repaired', async () => {
    const broken = { ...two, sql: 'create table two (id int); select * from missing;' };
    await expect(migrate(pool, [one, broken])).rejects.toMatchObject({ code: '42P01' });
    expect(await tablesOf('public')).toEqual([]);
    expect(await migrate(pool, [one, two])).toEqual(['test/0001_one', 'test/0002_two']);
  });

  test('creates only the tables of the gateway when only its migrations are applied', async () => {
    await migrate(pool, gatewayMigrations);
    expect(await tablesOf('gateway')).toEqual(
      expect.arrayContaining(['access_log', 'recent_views', 'schema_migrations', 'sessions']),
    );
    expect(await tablesOf('demo')).toEqual([]);
  });

  test('upgrades a database created before 0.1.0 and preserves every entry of its access log', async () => {
    const directory = join(import.meta.dirname, 'test-fixtures/schema-339b99d');
    await pool.query('create schema migrations');
    await pool.query('create table migrations.applied (name text primary key, checksum text not null)');
    for (const name of (await readdir(directory)).toSorted()) {
      await pool.query(await readFile(join(directory, name), 'utf8'));
      await pool.query('insert into migrations.applied values ($1, $2)', [name.replace('.sql', ''), '']);
    }
    await pool.query(`
      insert into gateway.access_log (at, who, clinic, appointment, action, request_id)
        select '2026-11-01T09:00:00Z'::timestamptz + n * interval '1 minute', 'user:u' || n, '1', '9223372036854775808',
          (array['opened', 'prefetched', 'revealed', 'printed', 'copied'])[n % 5 + 1], 'request-' || n
        from generate_series(1, 2500) n;
      insert into gateway.openings values ('session:1', '1', '42', now(), gen_random_uuid());
      insert into gateway.sessions (id_digest, sealed, created_at, used_at, expires_at)
        values ('id', 'sealed', now(), now(), now());
      insert into flextell.tenants (id, name) values (1, 'One')`);

    await migrate(pool, [...gatewayMigrations, ...demoMigrations]);

    const entries = [];
    for await (const line of exportAccessLog(pool, { timeZone: 'UTC', format: 'jsonl' }))
      entries.push(JSON.parse(line));
    expect(entries).toHaveLength(2500);
    expect(entries[4]).toEqual({
      at: '2026-11-01T09:05:00.000Z',
      who: 'user:u5',
      clinic: '1',
      appointment: '9223372036854775808',
      action: 'opened',
      request_id: 'request-5',
    });
    await expect(pool.query('delete from gateway.access_log')).rejects.toMatchObject({ code: '42501' });
    await pool.query(
      `insert into gateway.access_log (actor, tenant_id, appointment_id, action, request_id)
       values ('user:u1', '1', '42', 'opened', 'request-new')`,
    );
    expect(await tablesOf('migrations')).toEqual([]);
    expect(await tablesOf('flextell')).toEqual([]);
    expect((await pool.query('select * from demo.tenants')).rows).toEqual([]);
    expect(await migrate(pool, [...gatewayMigrations, ...demoMigrations])).toEqual([]);
  });
});
