import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, DatabaseError, DatabaseUnavailable, openDatabase } from './client.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { type TestDatabase, testEngines } from './test-databases.ts';

describe.each(testEngines)('$engine', ({ engine, open }) => {
  let opened: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    opened = await open();
    db = opened.db;
    await migrate(db, migrations);
    await db.query(`
      insert into flextell.tenants (id, name) values (1, 'One'), (2, 'Two');
      insert into flextell.users (id, name) values (10, 'Of one'), (20, 'Of two'), (30, 'Of none');
      insert into flextell.memberships (tenant_id, user_id) values (1, 10), (2, 20);
      insert into flextell.rooms (tenant_id, id, name) values (1, 5, 'Room of one'), (2, 5, 'Room of two');
      create table public.counter (id int primary key, value int not null);
    `);
  }, 60_000);
  afterAll(() => opened.close());

  test('says which engine it is', () => {
    expect(db.engine).toBe(engine);
  });

  test('reads every type the same way', async () => {
    const [row] = await db.query(
      `select 9007199254740991::int8 as big, count(*) as counted, 8500.00::numeric(12,2) as money,
         '1992-03-03'::date as day, '2023-11-07T05:31:56Z'::timestamptz as at, '{"a":[1]}'::jsonb as json,
         true as yes, null::text as nothing, '\\x00ff'::bytea as bytes, 'Öztürk' as name, $1::text as given`,
      ['مريم'],
    );
    expect(row).toStrictEqual({
      big: 9007199254740991,
      counted: 1,
      money: '8500.00',
      day: '1992-03-03',
      at: new Date('2023-11-07T05:31:56Z'),
      json: { a: [1] },
      yes: true,
      nothing: null,
      bytes: new Uint8Array([0, 255]),
      name: 'Öztürk',
      given: 'مريم',
    });
  });

  test('takes every kind of parameter', async () => {
    const at = new Date('2026-11-24T11:30:00Z');
    const [row] = await db.query(
      `select $1::int8 as big, $2::boolean as yes, $3::timestamptz as at, $4::bytea as bytes,
         2 = any($5::int8[]) as listed, $6::jsonb as json, $7::text as nothing`,
      [9007199254740991, false, at, new Uint8Array([1, 2]), [1, 2], '[{"a":1}]', null],
    );
    expect(row).toStrictEqual({
      big: 9007199254740991,
      yes: false,
      at,
      bytes: new Uint8Array([1, 2]),
      listed: true,
      json: [{ a: 1 }],
      nothing: null,
    });
  });

  test('an int8 that a number cannot hold is an error, never a rounded id', async () => {
    await expect(db.query('select 9007199254740993::int8 as id', [])).rejects.toThrow('safe integers');
    expect(await db.query('select 1 as alive', [])).toEqual([{ alive: 1 }]);
  });

  test('without parameters, several statements run and the last one answers', async () => {
    expect(await db.query(`select 1 as a; select 'it''s; fine' as b`)).toEqual([{ b: "it's; fine" }]);
  });

  test('a refused statement is a DatabaseError with its SQLSTATE, and the next one works', async () => {
    const error = await db.query('select * from nowhere', []).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ code: '42P01' });
    expect(await db.query('select 1 as alive', [])).toEqual([{ alive: 1 }]);
  });

  test('an error does not carry the row that caused it', async () => {
    await db.query(`insert into public.counter values (900100, 1)`);
    const error = await db
      .query('insert into public.counter values ($1, $2)', [900_100, 77_123])
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/900100|77123/);
  });

  test('a transaction that rejects leaves nothing behind', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into public.counter values (1, 1)', []);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await db.query('select * from public.counter where id = 1', [])).toEqual([]);
  });

  test('a transaction that swallows a failed statement is refused, not silently rolled back', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into public.counter values (2, 1)', []);
      await tx.query('select * from nowhere', []).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await db.query('select * from public.counter where id = 2', [])).toEqual([]);
  });

  test('transactions at the same time do not see into each other', async () => {
    await db.query('insert into public.counter values (3, 0)', []);
    const increment = () =>
      db.transaction(async (tx) => {
        const [row] = await tx.query<{ value: number }>(
          'select value from public.counter where id = 3 for update',
          [],
        );
        await tx.query('update public.counter set value = $1 where id = 3', [(row?.value ?? 0) + 1]);
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(await db.query('select value from public.counter where id = 3', [])).toEqual([{ value: 20 }]);
  });

  test('a transaction handle is of no use after its end', async () => {
    const leaked = await db.transaction(async (tx) => {
      await tx.query('select 1', []);
      return tx;
    });
    await expect(leaked.query('select 1', [])).rejects.toThrow('has ended');
  });

  const rooms = (user: number, tenant: number | null) =>
    db.scoped({ user, tenant }, 'select name from flextell.rooms order by id', []);

  test('a scope shows its own tenant and no other', async () => {
    expect(await rooms(10, 1)).toEqual([{ name: 'Room of one' }]);
    expect(await rooms(20, 2)).toEqual([{ name: 'Room of two' }]);
  });

  test('a scope of a tenant the user does not belong to shows nothing', async () => {
    expect(await rooms(10, 2)).toEqual([]);
    expect(await rooms(30, 1)).toEqual([]);
    expect(await rooms(10, 999)).toEqual([]);
  });

  test('a scope without a tenant shows no rows of any', async () => {
    expect(await rooms(10, null)).toEqual([]);
  });

  test('the reader’s role by itself, with nothing set, sees no rows at all', async () => {
    const counts = await db.transaction(async (tx) => {
      await tx.query('set local role flextell_reader');
      return tx.query(
        `select (select count(*) from flextell.rooms) as rooms, (select count(*) from flextell.memberships) as memberships,
           (select count(*) from flextell.tenants) as tenants, (select count(*) from flextell.users) as users`,
        [],
      );
    });
    expect(counts).toEqual([{ rooms: 0, memberships: 0, tenants: 0, users: 0 }]);
  });

  test('asking for the other tenant by name inside a scope does not reach it', async () => {
    const asked = 'select * from flextell.rooms where tenant_id = $1';
    const found = await db.scoped({ user: 10, tenant: 1 }, asked, [2]);
    expect(found).toEqual([]);
  });

  test.each([
    'insert into flextell.rooms (tenant_id, id) values (1, 99)',
    "update flextell.rooms set name = 'mine'",
    'delete from flextell.rooms',
    'select * from flextell.accounts',
    'select * from flextell.oauth_records',
    'select * from flextell.signing_keys',
  ])('a scope may not: %s', async (sql) => {
    const work = db.scoped({ user: 10, tenant: 1 }, sql, []);
    await expect(work).rejects.toMatchObject({ code: '42501' });
  });

  test('a scope leaves nothing set on the connection', async () => {
    await rooms(10, 1);
    const settings = await Promise.all(
      Array.from({ length: 12 }, () =>
        db.query(
          `select current_user as who, coalesce(current_setting('flextell.tenant', true), '') as tenant`,
          [],
        ),
      ),
    );
    expect(new Set(settings.flat().map((row) => JSON.stringify(row)))).toEqual(
      new Set(['{"who":"postgres","tenant":""}']),
    );
  });

  test('a statement refused in a scope leaves the connection as it was', async () => {
    for (let time = 0; time < 3; time += 1)
      await expect(db.scoped({ user: 10, tenant: 1 }, 'select 1 / $1 as never', [0])).rejects.toMatchObject({
        code: '22012',
      });
    expect(await rooms(10, 1)).toEqual([{ name: 'Room of one' }]);
    expect(await db.query('select current_user as who', [])).toEqual([{ who: 'postgres' }]);
  });

  test.each([[1.5], [Number.NaN], [Infinity], [2 ** 53]])('a scope takes %s for no number', async (value) => {
    const work = db.scoped({ user: 10, tenant: 1 }, 'select $1::int8 as given', [value]);
    await expect(work).rejects.toThrow(RangeError);
  });

  test('a statement with a plan of its own reads every person’s and clinic’s rows anew', async () => {
    const seen = [];
    for (const [user, tenant] of [
      [10, 1],
      [20, 2],
      [10, 2],
      [10, null],
      [30, 1],
      [10, 1],
    ] as const)
      seen.push((await rooms(user, tenant)).length);
    expect(seen).toEqual([1, 1, 0, 0, 0, 1]);
  });

  test('the same statement over and over takes every kind of parameter, and recovers from a refused one', async () => {
    const at = new Date('2026-11-24T11:30:00Z');
    const sql = `select $1::int8 as big, $2::boolean as yes, $3::timestamptz as at, $4::bytea as bytes,
        2 = any($5::int8[]) as listed, $6::jsonb as json, $7::text as nothing`;
    for (const [big, text] of [
      [1, 'a'],
      [2, "it''s; --"],
      [3, 'Öztürk \\ $1'],
    ] as const) {
      const given = [big, false, at, new Uint8Array([1, 2]), [1, 2], JSON.stringify([text]), null];
      expect(await db.query(sql, given)).toEqual([
        { big, yes: false, at, bytes: new Uint8Array([1, 2]), listed: true, json: [text], nothing: null },
      ]);
      await expect(db.query(sql, [big, false, at, null, [1], 'no json', null])).rejects.toMatchObject({
        code: '22P02',
      });
    }
  });

  test.each([[0], [-1], [1.5], [Number.NaN], [2 ** 53]])('a scope refuses the id %s', async (id) => {
    await expect(rooms(id, 1)).rejects.toThrow(RangeError);
    await expect(rooms(10, id)).rejects.toThrow(RangeError);
  });

  test('every table that holds a tenant is under forced row-level security', async () => {
    const unprotected = await db.query(
      `select c.relname from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'flextell'::regnamespace and c.relkind = 'r'
         and not (c.relrowsecurity and c.relforcerowsecurity)`,
      [],
    );
    expect(unprotected).toEqual([]);
  });
});

describe('postgres alone', () => {
  test('a server that cannot be reached is unavailable, as 503', async () => {
    const db = await openDatabase({ url: 'postgres://nobody:x@127.0.0.1:1/none' });
    const error = await db.query('select 1', []).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error).toMatchObject({ statusCode: 503 });
    await db.close();
  });

  test('a lost server fails what needs it and works again once it is back', async () => {
    const opened = await testEngines[1].open();
    const { db, server } = opened;
    if (server === null) throw new Error('this engine has a server');
    expect(await db.query('select 1 as alive', [])).toEqual([{ alive: 1 }]);
    const cut = db.query('select pg_sleep(30)', []).catch((thrown: unknown) => thrown);
    await db.query('select 1', []);
    await server.stop();
    expect(await cut).toBeInstanceOf(DatabaseUnavailable);
    await expect(db.query('select 1', [])).rejects.toBeInstanceOf(DatabaseUnavailable);
    await server.start();
    expect(await db.query('select 1 as alive', [])).toEqual([{ alive: 1 }]);
    await opened.close();
  }, 60_000);
});

describe('pglite alone', () => {
  test('a query beside the transaction it waits for is an error, not a deadlock', async () => {
    const db = await openDatabase({ directory: null });
    await expect(db.transaction(() => db.query('select 1', []))).rejects.toThrow('its own handle');
    expect(await db.query('select 1 as alive', [])).toEqual([{ alive: 1 }]);
    await db.close();
    await expect(db.query('select 1', [])).rejects.toThrow('closed');
  });
});
