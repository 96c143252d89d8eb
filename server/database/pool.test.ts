import { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, testEngines } from '#tests/support/database.ts';
import { startPostgresServer } from '#tests/support/postgres-server.ts';
import { isDatabaseUnavailable } from './errors.ts';
import { openPool } from './pool.ts';
import { inTransaction } from './transaction.ts';
import { withTenant } from './with-tenant.ts';

const rejectionOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe.each(testEngines)('the pool on %s', (engine) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await createTestDatabase(engine, { statementTimeoutMs: 1_000, connectionTimeoutMs: 4_000 });
    await pool.query(`
      insert into demo.tenants (id, name) values (1, 'One'), (2, 'Two');
      insert into demo.users (id, name) values (10, 'Member of one'), (20, 'Member of two');
      insert into demo.memberships (tenant_id, user_id) values (1, 10), (2, 20);
      insert into demo.rooms (tenant_id, id, name) values (1, 5, 'Room of one'), (2, 5, 'Room of two');
      create table public.counter (id int primary key, value int not null);
      create function public.work_for(ms int) returns void language plpgsql as $$
      begin
        while clock_timestamp() < statement_timestamp() + ms * interval '1 ms' loop end loop;
      end $$;
    `);
  });
  afterAll(() => pool.end());

  test('reads bigint as number, numeric and date as text, timestamptz as Date', async () => {
    const { rows } = await pool.query(
      `select 9007199254740991::int8 as big, count(*) as count, 8500.00::numeric(12,2) as amount,
         '1992-03-03'::date as day, '2023-11-07T05:31:56Z'::timestamptz as time, '{"a":[1]}'::jsonb as json,
         true as yes, null::text as empty, '\\x00ff'::bytea as bytes, $1::text as text`,
      ['Öztürk مريم'],
    );
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        count: 1,
        amount: '8500.00',
        day: '1992-03-03',
        time: new Date('2023-11-07T05:31:56Z'),
        json: { a: [1] },
        yes: true,
        empty: null,
        bytes: Buffer.from([0, 255]),
        text: 'Öztürk مريم',
      },
    ]);
  });

  test('rejects a bigint that is not a safe integer', async () => {
    await expect(pool.query('select 9007199254740993::int8 as id')).rejects.toThrow(RangeError);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('rejects an invalid statement with its SQLSTATE, which isDatabaseUnavailable does not match', async () => {
    const error = await rejectionOf(pool.query('select * from missing'));
    expect(error).toMatchObject({ code: '42P01' });
    expect(isDatabaseUnavailable(error)).toBe(false);
  });

  test('rolls back a transaction when its work rejects', async () => {
    const work = inTransaction(pool, async (tx) => {
      await tx.query('insert into public.counter values (1, 1)');
      throw new Error('failed');
    });
    await expect(work).rejects.toThrow('failed');
    expect((await pool.query('select * from public.counter where id = 1')).rows).toEqual([]);
  });

  test('rejects a transaction whose work caught the error of a failed statement', async () => {
    const work = inTransaction(pool, async (tx) => {
      await tx.query('insert into public.counter values (2, 1)');
      await tx.query('select * from missing').catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect((await pool.query('select * from public.counter where id = 2')).rows).toEqual([]);
  });

  test('isolates concurrent transactions that lock the same row', async () => {
    await pool.query('insert into public.counter values (3, 0)');
    await Promise.all(
      Array.from({ length: 20 }, () =>
        inTransaction(pool, async (tx) => {
          const { rows } = await tx.query<{ value: number }>(
            'select value from public.counter where id = 3 for update',
          );
          await tx.query('update public.counter set value = $1 where id = 3', [(rows[0]?.value ?? 0) + 1]);
        }),
      ),
    );
    expect((await pool.query('select value from public.counter where id = 3')).rows).toEqual([{ value: 20 }]);
  });

  describe('withTenant()', () => {
    const rooms = async (
      userId: number,
      tenantId: number | null,
      statement = 'select name from demo.rooms',
    ) =>
      withTenant(
        pool,
        { userId, tenantId },
        async (tx) => (await tx.query({ name: 'rooms', text: statement })).rows,
      );

    test('returns only the rows of the tenant of which the user is a member, for every call', async () => {
      for (const [user, tenant, expected] of [
        [10, 1, [{ name: 'Room of one' }]],
        [20, 2, [{ name: 'Room of two' }]],
        [10, 2, []],
        [10, null, []],
        [10, 999, []],
        [10, 1, [{ name: 'Room of one' }]],
      ] as const)
        expect(await rooms(user, tenant)).toEqual(expected);
    });

    test('returns no rows when a query selects another tenant by id', async () => {
      const found = await withTenant(pool, { userId: 10, tenantId: 1 }, (tx) =>
        tx.query('select * from demo.rooms where tenant_id = $1', [2]),
      );
      expect(found.rows).toEqual([]);
    });

    test('is required: a transaction with only the role demo_reader returns no rows', async () => {
      const { rows } = await inTransaction(pool, async (tx) => {
        await tx.query('set local role demo_reader');
        return tx.query(
          `select (select count(*) from demo.rooms) as rooms, (select count(*) from demo.tenants) as tenants,
             (select count(*) from demo.memberships) as memberships, (select count(*) from demo.users) as users`,
        );
      });
      expect(rows).toEqual([{ rooms: 0, tenants: 0, memberships: 0, users: 0 }]);
    });

    test.each([
      'insert into demo.rooms (tenant_id, id) values (1, 99)',
      "update demo.rooms set name = 'mine'",
      'delete from demo.rooms',
      'select * from demo.accounts',
      'select * from demo.oauth_records',
      'select * from gateway.sessions',
      'select * from gateway.access_log',
    ])('rejects the statement: %s', async (statement) => {
      const work = withTenant(pool, { userId: 10, tenantId: 1 }, (tx) => tx.query(statement));
      await expect(work).rejects.toMatchObject({ code: '42501' });
    });

    test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('rejects the user or tenant id %s', async (id) => {
      await expect(rooms(id, 1)).rejects.toThrow(RangeError);
      await expect(rooms(10, id)).rejects.toThrow(RangeError);
    });

    test('is enforced by row-level security on every table with a tenant_id column', async () => {
      const { rows } = await pool.query(
        `select c.relname from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
         where c.relnamespace = 'demo'::regnamespace and c.relkind = 'r'
           and not (c.relrowsecurity and c.relforcerowsecurity)`,
      );
      expect(rows).toEqual([]);
    });
  });

  describe('a reused connection', () => {
    /** Runs as many queries as the pool has connections, so that every connection is checked. */
    const sessions = () =>
      Promise.all(
        Array.from({ length: 10 }, async () => {
          const { rows } = await pool.query(
            `select current_user as role, coalesce(current_setting('demo.tenant', true), '') as tenant,
               coalesce(current_setting('demo.user', true), '') as member,
               coalesce(current_setting('test.left', true), '') as setting,
               now() = statement_timestamp() as own_transaction`,
          );
          return JSON.stringify(rows[0]);
        }),
      );
    const nextCallers = async () => ({
      sessions: [...new Set(await sessions())],
      rooms: await withTenant(pool, { userId: 20, tenantId: 2 }, async (tx) => {
        const { rows } = await tx.query({ name: 'next_caller', text: 'select name from demo.rooms' });
        return rows;
      }),
      writtenByAbandonedWork: (await pool.query('select * from public.counter where id = 7')).rows,
    });
    const clean = {
      sessions: [
        JSON.stringify({ role: 'postgres', tenant: '', member: '', setting: '', own_transaction: true }),
      ],
      rooms: [{ name: 'Room of two' }],
      writtenByAbandonedWork: [],
    };
    const asMember = (work: Parameters<typeof withTenant>[2]) =>
      withTenant(pool, { userId: 10, tenantId: 1 }, work);
    const runSlowStatement: Parameters<typeof withTenant>[2] = (tx) =>
      tx.query('select public.work_for($1)', [1_500]);

    test('has no state of the previous caller after work that resolves', async () => {
      await asMember((tx) => tx.query('select 1'));
      expect(await nextCallers()).toEqual(clean);
    });

    test('has no state of the previous caller after work that throws or a statement that fails', async () => {
      await expect(asMember(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
      await expect(asMember((tx) => tx.query('select 1 / $1::int', [0]))).rejects.toMatchObject({
        code: '22012',
      });
      expect(await nextCallers()).toEqual(clean);
    });

    test('has no state of the previous caller after a statement exceeds its timeout', async () => {
      const error = await rejectionOf(asMember(runSlowStatement));
      expect(isDatabaseUnavailable(error)).toBe(true);
      expect(await nextCallers()).toEqual(clean);
    });

    test('has no state of the previous caller after work throws while a statement runs, and the statement rejects', async () => {
      let statement: Promise<unknown> = Promise.resolve();
      const work = inTransaction(pool, async (tx) => {
        statement = rejectionOf(runSlowStatement(tx));
        await tx.query("select set_config('test.left', 'x', false)").catch(() => undefined);
        throw new Error('abandoned');
      });
      await expect(work).rejects.toThrow('abandoned');
      expect(isDatabaseUnavailable(await statement)).toBe(true);
      expect(await nextCallers()).toEqual(clean);
    });

    test('has no state of the previous caller after a client is released with an error while a statement runs', async () => {
      const client = await pool.connect();
      client.on('error', () => undefined);
      await client.query("begin; set local role demo_reader; set local demo.tenant = '1'");
      await client.query("select set_config('test.left', 'x', false)");
      const statement = rejectionOf(client.query("select 'of the abandoned client' as name"));
      client.release(new Error('abandoned'));
      expect(await nextCallers()).toEqual(clean);
      expect(await statement).toBeInstanceOf(Error);
    });

    test('has no state of the previous caller after a client is released with an error before its statements are sent', async () => {
      const client = await pool.connect();
      client.on('error', () => undefined);
      await client.query('begin');
      const statements = [
        rejectionOf(client.query('insert into public.counter values ($1, $2)', [7, 7])),
        rejectionOf(client.query('commit')),
      ];
      client.release(true);
      expect(await nextCallers()).toEqual(clean);
      expect((await Promise.all(statements)).every((error) => error instanceof Error)).toBe(true);
    });

    test('rejects a statement of a transaction that has ended', async () => {
      const tx = await inTransaction(pool, async (transaction) => transaction);
      await expect(tx.query('select 1')).rejects.toThrow('has ended');
    });
  });
});

describe('the pool on pglite', () => {
  test('rejects a query when the only connection is not free within the timeout', async () => {
    const pool = await createTestDatabase('pglite', { connectionTimeoutMs: 50 });
    const error = await inTransaction(pool, () => rejectionOf(pool.query('select 1')));
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await expect(pool.query('select 1')).rejects.toThrow('after calling end');
  });

  test('reports a failure of PGlite itself, and only once', async () => {
    const pglite = await PGlite.create();
    const failures: unknown[] = [];
    const pool = await openPool({ pglite }, { onFatal: (error) => failures.push(error) });
    await pool.query('select 1');
    const broken = new Error('unreachable');
    pglite.execProtocolStream = () => Promise.reject(broken);
    await rejectionOf(pool.query('select 1'));
    await rejectionOf(pool.query('select 1'));
    expect(failures).toEqual([broken]);
    await pglite.close();
  });

  test('does not block the event loop during concurrent queries', async () => {
    const pool = await createTestDatabase('pglite');
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await Promise.all(Array.from({ length: 50 }, (_, n) => pool.query('select $1::int', [n])));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    await pool.end();
  });
});

describe('the pool on postgres', () => {
  test('rejects a query as unavailable when the server cannot be reached', async () => {
    const pool = await openPool({ url: 'postgres://nobody:x@127.0.0.1:1/none' });
    expect(isDatabaseUnavailable(await rejectionOf(pool.query('select 1')))).toBe(true);
    await pool.end();
  });

  test('rejects statements as unavailable while the server is stopped, and succeeds after it restarts', async () => {
    const server = await startPostgresServer();
    const pool = await openPool({ url: server.urlOf('postgres') });
    await pool.query('select 1');
    const running = rejectionOf(inTransaction(pool, (tx) => tx.query('select pg_sleep(30)')));
    await pool.query('select 1');
    await server.stop();
    expect(isDatabaseUnavailable(await running)).toBe(true);
    expect(isDatabaseUnavailable(await rejectionOf(pool.query('select 1')))).toBe(true);
    await server.start();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await server.remove();
  });
});
