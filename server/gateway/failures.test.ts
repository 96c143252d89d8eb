import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { Pool } from 'pg';
import { createTestDatabase } from '#tests/support/database.ts';
import { openPool } from '#server/database/pool.ts';
import { startTcpProxy, type TcpProxy } from '#tests/support/tcp-proxy.mjs';
import type { Browser } from './test-browser.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from './test-gateway.ts';

/** The gateway on PostgreSQL behind a proxy that falls silent or loses its connections. */

let proxy: TcpProxy;
let pool: Pool;
let direct: Pool;
let gateway: TestGateway | null = null;
beforeAll(async () => {
  direct = await createTestDatabase('postgres');
  const { rows } = await direct.query<{ name: string }>('select current_database() as name');
  const url = new URL(inject('databases').postgres.url);
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  url.pathname = `/${rows[0]?.name}`;
  pool = await openPool({ url: url.href }, { statementTimeoutMs: 500, connectionTimeoutMs: 500, size: 4 });
});
afterEach(async () => {
  proxy.setSilent(false);
  await gateway?.close();
});
afterAll(async () => {
  await pool.end();
  await direct.end();
  await proxy.close();
});

const signedIn = async (options: TestGatewayOptions = {}): Promise<Browser> => {
  gateway = await startTestGateway({ pool, ...options });
  const browser = gateway.browser();
  await browser.signIn();
  return browser;
};
const upstream = () => {
  if (gateway === null) throw new Error('there is no gateway');
  return gateway.upstream;
};

describe('a request', () => {
  test.each([
    ['is silent', () => proxy.setSilent(true)],
    ['loses its connections', () => proxy.reset()],
  ])('gets 503 with Retry-After and the reason, or a response, while the database %s', async (_, fail) => {
    const browser = await signedIn();
    fail();
    const startedAt = performance.now();
    const responses = await Promise.all(
      Array.from({ length: 12 }, () => browser.get('/api/v1/appointments/42', { 'x-tenant': '1' })),
    );
    expect(performance.now() - startedAt).toBeLessThan(9_000);
    const refused = responses.filter(({ statusCode }) => statusCode !== 200);
    for (const response of refused) {
      expect([response.statusCode, response.json().error]).toEqual([503, 'database_unavailable']);
      expect(response.headers['retry-after']).toBe('2');
    }
    proxy.setSilent(false);
    await expect.poll(async () => (await browser.appointment()).statusCode, { timeout: 5_000 }).toBe(200);
  });

  test.each([
    ['is silent', { kind: 'silence' }, 'upstream_timeout'],
    ['resets the connection', { kind: 'reset' }, 'upstream_reset'],
    ['cuts off the response', { kind: 'truncated' }, 'upstream_truncated'],
  ] as const)('gets 503 with Retry-After and the reason while the service %s', async (_, failure, code) => {
    const browser = await signedIn({ config: { timeoutMs: 500 } });
    upstream().fail('/api/', failure);
    const response = await browser.appointment();
    expect([response.statusCode, response.json().error, response.headers['retry-after']]).toEqual([
      503,
      code,
      '2',
    ]);
    upstream().fail('/api/', null);
    expect((await browser.appointment()).statusCode).toBe(200);
  });

  test('gets 502 without a retry when the response of the service is too large', async () => {
    const browser = await signedIn();
    upstream().fail('/api/', { kind: 'endless', bytes: 9 * 1024 * 1024 });
    const response = await browser.appointment();
    expect([response.statusCode, response.json().error]).toEqual([502, 'upstream_too_large']);
    expect(upstream().count('/api/v1/appointments/42')).toBe(1);
  });
});

test('a database outage of two seconds during a token refresh signs nobody out', async () => {
  const browser = await signedIn();
  upstream().expireTokens();
  let release: (() => void) | undefined;
  upstream().fail('/oauth/token', { kind: 'wait', release: new Promise<void>((done) => (release = done)) });
  const waiting = browser.appointment();
  await expect.poll(() => upstream().count('/oauth/token')).toBe(2);
  proxy.setSilent(true);
  proxy.reset();
  release?.();
  await new Promise((done) => setTimeout(done, 2_000));
  proxy.setSilent(false);
  const { statusCode } = await waiting;
  expect([200, 503]).toContain(statusCode);
  await expect.poll(async () => (await browser.appointment()).statusCode, { timeout: 5_000 }).toBe(200);
  expect(upstream().count('/oauth/token')).toBe(2);
});

test('/readyz reports an unreachable database and stays 200, because a short interruption affects all instances', async () => {
  const browser = await signedIn();
  proxy.setSilent(true);
  await expect
    .poll(async () => (await browser.get('/readyz')).json(), { timeout: 8_000 })
    .toMatchObject({ status: 'ready', database: 'unreachable' });
  expect((await browser.get('/readyz')).statusCode).toBe(200);
});

test('/readyz returns 503 after the database has been unreachable for 30 seconds, and 200 when it is reachable again', async () => {
  const browser = await signedIn();
  proxy.setSilent(true);
  const database = async () => (await browser.get('/readyz')).json().database;
  await expect.poll(database, { timeout: 8_000 }).toBe('unreachable');
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + 30_000);
  const { statusCode, headers } = await browser.get('/readyz');
  clock.mockRestore();
  expect([statusCode, headers['retry-after']]).toEqual([503, '2']);
  proxy.setSilent(false);
  proxy.reset();
  await expect.poll(database, { timeout: 8_000 }).toBe('reachable');
});
