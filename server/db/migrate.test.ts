import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './client.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { type TestDatabase, testEngines } from './test-databases.ts';

const one = { name: '0001_one', sql: 'create table one (id int); insert into one values (1);' };
const two = { name: '0002_two', sql: 'create table two (id int);' };

test('the build holds every migration file, in order', () => {
  expect(migrations[0]?.name).toBe('0001_flextell');
  expect(migrations.every(({ sql }) => sql.length > 0)).toBe(true);
});

describe.each(testEngines)('$engine', ({ open }) => {
  let opened: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    opened = await open();
    db = opened.db;
  }, 60_000);
  afterAll(() => opened.close());

  test('applies each migration once, in the order of names, however many processes start together', async () => {
    const runs = await Promise.all([migrate(db, [two, one]), migrate(db, [two, one])]);
    expect(runs.flat().toSorted()).toEqual(['0001_one', '0002_two']);
    expect(await db.query('select id from one', [])).toEqual([{ id: 1 }]);
    expect(await migrate(db, [one, two])).toEqual([]);
  });

  test('refuses an applied migration that was edited', async () => {
    const edited = { ...one, sql: `${one.sql} select 1;` };
    await expect(migrate(db, [edited, two])).rejects.toThrow('0001_one was edited');
  });

  test('takes other line ends for the same migration', async () => {
    const crlf = { name: '0003_lines', sql: 'select 1;\nselect 2;' };
    await migrate(db, [one, two, crlf]);
    expect(await migrate(db, [one, two, { ...crlf, sql: crlf.sql.replaceAll('\n', '\r\n') }])).toEqual([]);
  });

  test('refuses a database newer than the program', async () => {
    await expect(migrate(db, [one])).rejects.toThrow('newer than this program');
  });

  test('a migration that fails leaves nothing of itself and can be repaired', async () => {
    const known = [one, two, { name: '0003_lines', sql: 'select 1;\nselect 2;' }];
    const broken = { name: '0004_four', sql: 'create table four (id int); select * from nowhere;' };
    await expect(migrate(db, [...known, broken])).rejects.toMatchObject({ code: '42P01' });
    expect(await migrate(db, [...known, { ...broken, sql: 'create table four (id int);' }])).toEqual([
      '0004_four',
    ]);
  });
});
