import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NodeProcess, startNode } from '#tests/support/server.mjs';

/** Tests `npm start` as a separate process with real signals, files and ports. */

/** The first start may build the application and create the database. */
const timeoutMs = 120_000;

let parent: string;
const running: NodeProcess[] = [];
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-start-'));
});
afterAll(async () => {
  for (const { kill } of running) kill('SIGKILL');
  await Promise.all(running.map(({ exited }) => exited));
  await rm(parent, { recursive: true, force: true });
});

const dataDirectory = () => join(parent, 'data');
const start = (env: Record<string, string>): NodeProcess => {
  const server = startNode(['scripts/start.mjs'], { DATA_DIR: dataDirectory(), ...env });
  running.push(server);
  return server;
};
const startAndWait = async (env: Record<string, string>) => {
  const server = start(env);
  await server.waitForOutput(/Appointment Viewer is running[\s\S]*\n {2}Data .*\n/);
  const end = (signal: NodeJS.Signals) => {
    server.kill(signal);
    return server.exited;
  };
  return { ...server, end, address: /^ {2}Open +(\S+)$/m.exec(server.stdout())?.[1] ?? '' };
};
const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers });
  return { status: response.status, text: await response.text() };
};

describe('npm start', { timeout: timeoutMs }, () => {
  let server: Awaited<ReturnType<typeof startAndWait>>;
  let port: string;
  let appointment: () => ReturnType<typeof get>;
  let recorded: Awaited<ReturnType<typeof get>>;

  beforeAll(async () => {
    server = await startAndWait({ PORT: '0' });
    port = new URL(server.address).port;
  }, timeoutMs);

  test('prints its address, the link of an appointment and the credentials when it is ready', () => {
    expect(server.address).toMatch(/^http:\/\/localhost:\d+$/);
    expect(server.stdout()).toMatch(
      new RegExp(`^  An appointment +${server.address}/appointments/42\\?tenant=1$`, 'm'),
    );
    expect(server.stdout()).toMatch(
      /^ {2}Sign in as +with one click, or with the password "appointments"\n {4}\S+@example\.com {2}/m,
    );
    expect(server.stdout()).toContain(`  Data              ${dataDirectory()}\n`);
  });

  test('serves health and readiness checks with 200 when it is ready', async () => {
    expect(await get(`${server.address}/healthz`)).toEqual({ status: 200, text: '{"status":"ok"}' });
    expect((await get(`${server.address}/readyz`)).status).toBe(200);
  });

  test('serves the page in the language and color scheme of the cookies, and its assets', async () => {
    const page = await get(`${server.address}/appointments/42`, { cookie: 'language=tr; scheme=dark' });
    expect(page.text).toContain('<html lang="tr" data-scheme="dark" dir="ltr">');
    const script = /href="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1];
    expect((await get(`${server.address}${script}`)).status).toBe(200);
  });

  test('serves an appointment for the documented request with a token from npm run token', async () => {
    const token = startNode(['dist/server/cli.js', 'token'], { DATA_DIR: dataDirectory(), PORT: port });
    expect({ ...(await token.exited), stderr: token.stderr() }).toEqual({
      code: 0,
      signal: null,
      stderr: '',
    });
    const headers = { authorization: `Bearer ${token.stdout().trim()}`, 'x-tenant': '1' };
    appointment = () => get(`${server.address}/api/v1/appointments/42`, headers);
    recorded = await appointment();
    expect(recorded.status).toBe(200);
    expect(JSON.parse(recorded.text)).toMatchObject({ success: 'true', data: { id: 42 } });
  });

  test('exits with 1 and one line when the data directory is in use', async () => {
    const second = start({ PORT: '0' });
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.stderr()).toBe(
      `Another Appointment Viewer is running on ${dataDirectory()}: stop it, or set DATA_DIR to another directory.\n`,
    );
    expect((await appointment()).status).toBe(200);
  });

  test('exits with 1 and one line when the port is in use', async () => {
    const second = start({ PORT: port, DATA_DIR: join(parent, 'other') });
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.stderr()).toBe(`Port ${port} is in use: stop what uses it, or set PORT to another.\n`);
  });

  test('exits with 1 and one line per invalid environment variable, without the values', async () => {
    const bad = start({ PORT: 'canary', CURRENCY: 'canary', FLEXTELL_URL: 'http://canary.example' });
    expect(await bad.exited).toEqual({ code: 1, signal: null });
    expect(bad.stdout()).not.toContain('running');
    expect(bad.stderr()).not.toContain('canary');
    const named = bad.stderr().trimEnd().split('\n');
    expect(named.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'FLEXTELL_URL',
      'CURRENCY',
      'FLEXTELL_CLIENT_ID',
      'FLEXTELL_CLIENT_SECRET',
    ]);
  });

  test.each([
    ['SIGTERM', { code: 0, signal: null }],
    ['SIGINT', { code: 0, signal: null }],
    ['SIGKILL', { code: null, signal: 'SIGKILL' }],
  ] as const)('frees the port on %s, and the next start has all data', async (signal, end) => {
    expect(await server.end(signal)).toEqual(end);
    await expect(get(`${server.address}/healthz`)).rejects.toThrow('fetch failed');
    server = await startAndWait({ PORT: port });
    // Tokens, records and the session secret are persistent, and nothing is seeded twice.
    expect(await appointment()).toEqual(recorded);
    // oidc-provider warns about Node 20.
    expect(server.stderr().replace(/^.*Unsupported runtime.*\n/m, '')).toBe('');
  });

  test('writes the log lines of all requests before it stops on SIGTERM', async () => {
    const before = server.stdout().length;
    const requests = Array.from({ length: 50 }, () => get(`${server.address}/healthz`));
    await Promise.all(requests);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(
      server
        .stdout()
        .slice(before)
        .match(/"route":"\/healthz"/g),
    ).toHaveLength(50);
  });

  test('continues when stdout is closed, and stops on SIGTERM', async () => {
    server = await startAndWait({ PORT: port });
    server.closeOutput();
    for (let count = 0; count < 300; count += 1) await get(`${server.address}/healthz`);
    expect((await appointment()).status).toBe(200);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});
