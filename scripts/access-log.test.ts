import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataDirectory } from '#server/data-directory.ts';
import { openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations.ts';
import { createAccessLogStore } from '#server/gateway/access-log/store.ts';
import { answerAccessLog } from '#server/gateway/access-log/talk.ts';
import { startNode } from '#tests/support/server.mjs';

/** `npm run access-log` as a person has it: a process of its own. */

let parent: string;
let directory: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-log-'));
  directory = join(parent, 'data');
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const run = async (args: string[], env: Record<string, string> = {}) => {
  const child = startNode(['scripts/access-log.mjs', ...args], { DATA_DIR: directory, ...env });
  const { code } = await child.exited;
  return { code, out: child.stdout(), err: child.stderr() };
};

test('prints the log of a directory, whether or not a server works in it', async () => {
  const data = await openDataDirectory(directory);
  const db = await openDatabase({ directory: data.database });
  await migrate(db, migrations);
  const store = createAccessLogStore(db);
  const base = { who: 'user:u1', clinic: '1', action: 'opened', requestId: '-request' } as const;
  const days = [
    '2026-10-31T20:59:59Z',
    '2026-10-31T21:00:00Z',
    '2026-11-30T20:59:59Z',
    '2026-11-30T21:00:00Z',
  ];
  for (const [n, at] of days.entries()) await store.add({ ...base, at: new Date(at), appointment: `4${n}` });
  data.answer((question) => answerAccessLog(db, question));

  const november = ['--since', '2026-11-01', '--until', '2026-11-30', '--format'];
  const zone = { CLINIC_TIME_ZONE: 'Europe/Istanbul' };
  const asked = await run([...november, 'jsonl'], zone);
  expect(asked.err).toBe('');
  expect(
    asked.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      at: '2026-10-31T21:00:00.000Z',
      who: 'user:u1',
      clinic: '1',
      appointment: '41',
      action: 'opened',
      request_id: '-request',
    },
    expect.objectContaining({ appointment: '42' }),
  ]);
  await db.close();
  await data.release();

  const read = await run([...november, 'csv'], zone);
  expect(read.out).toBe(
    'at,who,clinic,appointment,action,request_id\r\n' +
      `"2026-10-31T21:00:00.000Z","user:u1","1","41","opened","'-request"\r\n` +
      `"2026-11-30T20:59:59.000Z","user:u1","1","42","opened","'-request"\r\n`,
  );
  expect((await run([])).out.trim().split('\n')).toHaveLength(4);
});

test.each([
  [['--since', 'yesterday'], /--since is neither/],
  [['--format', 'xml'], /^Usage/],
  [['--unknown'], /^Usage/],
])('says how it is used: %j', async (args, words) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(words);
});

test('says that there is nothing where nothing is', async () => {
  const { code, err } = await run([], { DATA_DIR: join(parent, 'missing') });
  expect(code).toBe(1);
  expect(err).toMatch(/There is no data/);
});
