import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startUpstream } from '#tests/support/upstream.ts';
import { DataDirectoryInUseError } from './data-directory.ts';
import { parseEnvironment, type Config } from './config.ts';
import { buildApp, findPort } from './app.ts';
import { welcome } from './welcome.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-app-'));
  // Uses the archive that the build creates, because initdb takes several times as long.
  await cp(inject('databases').pglite.empty, join(parent, 'dist/database.tar.gz'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const configOf = (env: Record<string, string>): Config => {
  const parsed = parseEnvironment({ PORT: '0', DATA_DIR: join(parent, 'data'), ...env });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.config;
};
const start = async (env: Record<string, string> = {}) => {
  const config = configOf(env);
  const port = await findPort(config.host, config.port);
  const app = await buildApp(
    { ...config, port },
    { log: { level: 'silent' }, buildDirectory: join(parent, 'dist') },
  );
  await app.listen({ port, host: config.host });
  return app;
};
const status = async (url: string, init?: RequestInit) =>
  (await fetch(url, { redirect: 'manual', ...init })).status;

test('buildApp() without settings serves the application and the embedded service on one port until it is closed', async () => {
  const app = await start();
  const { demonstration } = app;
  const { publicUrl } = app.config;
  expect(await (await fetch(`${publicUrl}/readyz`)).json()).toMatchObject({ status: 'ready' });
  const login = await fetch(`${publicUrl}/auth/login`, { redirect: 'manual' });
  expect(login.headers.get('location')).toMatch(new RegExp(`^${publicUrl}/oauth/authorize\\?`));
  expect(await status(String(login.headers.get('location')))).toBe(303);
  expect(
    await status(`${publicUrl}/api/v1/account/tenants`, { headers: { authorization: 'Bearer x' } }),
  ).toBe(401);

  const text = welcome(configOf({}), publicUrl, demonstration);
  expect(text).toContain(`${publicUrl}/appointments/42`);
  expect(text).toContain(demonstration?.password);
  expect(text).toContain(join(parent, 'data'));

  await expect(start()).rejects.toThrow(DataDirectoryInUseError);
  await app.close();
  await expect(fetch(`${publicUrl}/healthz`)).rejects.toThrow('fetch failed');
  await (await start()).close();
});

test('buildApp() with FLEXTELL_URL signs in at that service and does not start the embedded service', async () => {
  const upstream = await startUpstream();
  const app = await start({
    DATA_DIR: join(parent, 'other'),
    FLEXTELL_URL: upstream.origin,
    FLEXTELL_CLIENT_ID: 'id',
    FLEXTELL_CLIENT_SECRET: 'client-secret-canary',
  });
  const login = await fetch(`${app.config.publicUrl}/auth/login`, { redirect: 'manual' });
  expect(login.headers.get('location')).toMatch(new RegExp(`^${upstream.origin}/oauth/authorize\\?`));
  expect(await status(`${app.config.publicUrl}/oauth/authorize`)).toBe(404);
  expect(app.demonstration).toBeNull();
  await app.close();
  await upstream.close();
});

test('findPort() rejects with EADDRINUSE before the data directory is created when the port is in use', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  await expect(start({ PORT: port, DATA_DIR: join(parent, 'missing') })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await expect(rm(join(parent, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  other.close();
});
