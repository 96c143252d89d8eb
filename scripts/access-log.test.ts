import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { build } from 'vite';
import { createPgliteDirectory } from '#server/database/pglite-directory.ts';
import { openPool } from '#server/database/pool.ts';
import { openDataDirectory } from '#server/data-directory.ts';
import { handleExport } from '#server/gateway/access-log/export.ts';
import { startNode } from '#tests/support/server.mjs';
import { serverBuild } from './build.mjs';

/** Tests the built program of `npm run access-log` as a separate process. */

let parent: string;
let directory: string;
let program: string;
beforeAll(async () => {
  // The directory is inside the project so that the build resolves its dependencies.
  await mkdir('.cache', { recursive: true });
  parent = await mkdtemp('.cache/access-log-');
  directory = join(parent, 'data');
  program = join(parent, 'server/cli.js');
  await build(serverBuild(join(parent, 'server')));
}, 120_000);
afterAll(() => rm(parent, { recursive: true, force: true }));

const run = async (args: string[], env: Record<string, string> = {}) => {
  const child = startNode([program, 'access-log', ...args], { DATA_DIR: directory, ...env });
  const { code } = await child.exited;
  return { code, out: child.stdout(), err: child.stderr() };
};

test('access-log prints the entries of a data directory, whether the server is running or stopped', async () => {
  const data = await openDataDirectory(directory);
  await createPgliteDirectory(data.database, inject('databases').pglite.migrated);
  const pool = await openPool({ directory: data.database });
  await pool.query(
    `insert into gateway.access_log (occurred_at, actor, tenant_id, appointment_id, action, request_id)
     select time, 'user:u1', '1', 40 + n, 'opened', '-request'
     from unnest(array['2026-10-31T20:59:59Z', '2026-10-31T21:00:00Z', '2026-11-30T20:59:59Z', '2026-11-30T21:00:00Z']
       ::timestamptz[]) with ordinality as t (time, n)`,
  );
  data.onAdminRequest(handleExport(pool));

  const november = ['--since', '2026-11-01', '--until', '2026-11-30', '--format'];
  const zone = { CLINIC_TIME_ZONE: 'Europe/Istanbul' };
  const running = await run([...november, 'jsonl'], zone);
  expect(running.err).toBe('');
  expect(
    running.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      at: '2026-10-31T21:00:00.000Z',
      who: 'user:u1',
      clinic: '1',
      appointment: '42',
      action: 'opened',
      request_id: '-request',
    },
    expect.objectContaining({ appointment: '43' }),
  ]);
  await pool.end();
  await data.release();

  const stopped = await run([...november, 'csv'], zone);
  expect(stopped.err).toBe('');
  expect(stopped.out).toBe(
    'at,who,clinic,appointment,action,request_id,client_request_id,customer,search_key,results\r\n' +
      `"2026-10-31T21:00:00.000Z","user:u1","1","42","opened","'-request","","","",""\r\n` +
      `"2026-11-30T20:59:59.000Z","user:u1","1","43","opened","'-request","","","",""\r\n`,
  );
  expect((await run([])).out.trim().split('\n')).toHaveLength(4);
}, 180_000);

test('access-log exits with 1 when the running server fails before the end of the export', async () => {
  const data = await openDataDirectory(directory);
  data.onAdminRequest((_, response) => {
    response.write('{"at":"2026-10-31T21:00:00.000Z"}\n', () => response.destroy());
  });
  const { code, err } = await run([]);
  expect(code).toBe(1);
  expect(err).toMatch(/could not be read/);
  await data.release();
});

test.each([
  [['--since', 'yesterday'], /--since is neither/],
  [['--until', '2026-02-30'], /--until is neither/],
  [['--format', 'xml'], /^Usage/],
  [['--unknown'], /^Usage/],
])('access-log exits with 1 and an error message for the arguments %j', async (args, message) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(message);
});

test('access-log prints its usage to stdout for --help', async () => {
  const { code, out, err } = await run(['--help']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Usage/);
});

test('access-log exits with 1 when the data directory has no database', async () => {
  const { code, err } = await run([], { DATA_DIR: join(parent, 'missing') });
  expect(code).toBe(1);
  expect(err).toMatch(/There is no database/);
});
