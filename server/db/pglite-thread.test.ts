import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseError, DatabaseUnavailable } from './errors.ts';
import { overEngine } from './pglite.ts';
import { startPgliteThread } from './pglite-thread.ts';
import { buildEntries } from './test-built.ts';

let entries: Awaited<ReturnType<typeof buildEntries>>;
let data: string;
const worker = () => entries.urlOf('pglite-worker');

beforeAll(async () => {
  entries = await buildEntries('pglite-worker');
  data = await mkdtemp(join(tmpdir(), 'appointment-viewer-pglite-'));
}, 60_000);
afterAll(async () => {
  await entries.remove();
  await rm(data, { recursive: true, force: true });
});

test('what was committed in the thread is there after reopening', async () => {
  const first = overEngine(await startPgliteThread(data, worker()));
  await first.query('create table kept (id int8, at timestamptz)');
  await first.transaction((tx) => tx.query('insert into kept values ($1, $2)', [7, new Date(0)]));
  await expect(first.query('select * from nowhere', [])).rejects.toBeInstanceOf(DatabaseError);
  await first.close();

  const second = overEngine(await startPgliteThread(data, worker()));
  expect(await second.query('select * from kept', [])).toEqual([{ id: 7, at: new Date(0) }]);
  await second.close();
}, 60_000);

test('a statement in the thread leaves the event loop free', async () => {
  const db = overEngine(await startPgliteThread(null, worker()));
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  await db.query('select count(*) from generate_series(1, 3000000)', []);
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(3);
  await db.close();
}, 60_000);

test('a thread that cannot start says why', async () => {
  const file = join(data, 'file');
  await writeFile(file, '');
  await expect(startPgliteThread(join(file, 'not-a-folder'), worker())).rejects.toThrow('ENOTDIR');
}, 60_000);

test('a thread that dies rejects what waits and what comes later', async () => {
  const dying = new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from 'node:worker_threads';
       parentPort.postMessage({ id: 0, rows: [] });
       parentPort.on('message', () => { throw new Error('out of memory'); });`,
    )}`,
  );
  const db = overEngine(await startPgliteThread(null, dying));
  const waiting = [db.query('select 1', []), db.transaction((tx) => tx.query('select 2', []))];
  const results = await Promise.allSettled(waiting);
  for (const result of results) {
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseUnavailable) });
  }
  await expect(db.query('select 3', [])).rejects.toThrow('out of memory');
});
