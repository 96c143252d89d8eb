import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Pool } from 'pg';
import { openPool } from '#server/database/pool.ts';
import { freePort, type NodeProcess, startNode } from '#tests/support/server.mjs';
import { startTcpProxy, type TcpProxy } from '#tests/support/tcp-proxy.mjs';
import { startUpstream, type Upstream } from '#tests/support/upstream.ts';

/** Tests the built program on PostgreSQL as separate processes. It is built by the tests of `npm start`. */

const unique = randomUUID().slice(0, 8);
const names = {
  owner: `owner_${unique}`,
  application: `application_${unique}`,
  database: `installed_${unique}`,
};
let admin: Pool;
let proxy: TcpProxy;
let upstream: Upstream;
const running: NodeProcess[] = [];

beforeAll(async () => {
  admin = await openPool({ url: inject('databases').postgres.url });
  for (const role of [names.owner, names.application])
    await admin.query(`create role ${role} login password 'canary'`);
  await admin.query(`create database ${names.database} owner ${names.owner}`);
  proxy = await startTcpProxy(Number(new URL(inject('databases').postgres.url).port));
  upstream = await startUpstream();
});
afterAll(async () => {
  for (const { kill } of running) kill('SIGKILL');
  await upstream.close();
  await proxy.close();
  await admin.end();
});

const urlOf = (role: string, port = proxy.port, password = 'canary') =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${names.database}`;
const start = async (args: string[], env: Record<string, string>) => {
  const server = startNode(['dist/server/cli.js', ...args], {
    PORT: String(await freePort()),
    FLEXTELL_URL: upstream.origin,
    FLEXTELL_CLIENT_ID: 'canary',
    FLEXTELL_CLIENT_SECRET: 'canary',
    SESSION_SECRET: 'canary session secret of more than 32 characters',
    ...env,
  });
  running.push(server);
  return server;
};
const ended = async (server: NodeProcess) => ({
  code: (await server.exited).code,
  lines: server
    .stderr()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('Warning: FLEXTELL_SCOPES')),
});

test('an application role starts only after the owner ran "migrate --grant-to", and one line says so before', async () => {
  const early = await ended(await start([], { DATABASE_URL: urlOf(names.application) }));
  expect(early).toEqual({ code: 1, lines: [expect.stringMatching(/migrate --grant-to ROLE/)] });

  const migrated = await start(['migrate', '--grant-to', names.application], {
    MIGRATE_DATABASE_URL: urlOf(names.owner),
  });
  expect(await ended(migrated)).toEqual({ code: 0, lines: [] });
  expect(migrated.stdout()).toMatch(/^Applied gateway\/0001.*\nGranted .*\n$/);

  const server = await start([], { DATABASE_URL: urlOf(names.application) });
  await server.waitForOutput(/Appointment Viewer is running/);
  await server.stop();
});

test.each([
  ['a wrong password', () => urlOf(names.owner, proxy.port, 'wrong'), /user or the password/],
  ['a port on which nothing listens', () => urlOf(names.owner, 1), /Nothing listens/],
])('the start ends with one line and no secret for %s', async (_, url, expected) => {
  const { code, lines } = await ended(await start([], { DATABASE_URL: url() }));
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(expected)]);
  expect(lines.join('')).not.toContain('canary');
});

test('a process whose database is silent answers a request and ends on SIGTERM within ten seconds', async () => {
  const server = await start([], { DATABASE_URL: urlOf(names.owner), LOG_LEVEL: 'fatal' });
  await server.waitForOutput(/Appointment Viewer is running/);
  const origin = /^ {2}Open +(\S+)$/m.exec(server.stdout())?.[1] ?? '';
  proxy.setSilent(true);
  const startedAt = performance.now();
  const requests = Array.from({ length: 12 }, () =>
    fetch(`${origin}/api/v1/appointments/42`, {
      headers: { 'x-tenant': '1', cookie: `viewer-session=${'x'.repeat(43)}` },
    }),
  );
  const first = await Promise.race(requests);
  expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2']);
  const stoppedAt = performance.now();
  server.kill('SIGTERM');
  await server.exited;
  expect(stoppedAt - startedAt).toBeLessThan(10_000);
  expect(performance.now() - stoppedAt).toBeLessThan(10_000);
  await Promise.allSettled(requests);
  proxy.setSilent(false);
}, 60_000);
