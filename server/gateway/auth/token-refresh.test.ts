import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { inTransaction } from '#server/database/transaction.ts';
import { createTestDatabase, testEngines } from '#tests/support/database.ts';
import { startUpstream, type Upstream } from '#tests/support/upstream.ts';
import type { Browser } from '../test-browser.ts';
import { gatewayPerTest, publicUrl } from '../test-gateway.ts';
import { createCookies } from './cookies.ts';
import { createEncryption } from './encryption.ts';
import { createOAuthClient } from './oauth-client.ts';
import { createSessions, hashId, type Session, type Sessions } from './sessions.ts';
import { createTokenRefresh } from './token-refresh.ts';

const twentyTimes = <T>(work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 20 }, work));
const refreshesAt = ({ requests }: Upstream): number =>
  requests.filter(({ form }) => form.get('grant_type') === 'refresh_token').length;

describe.each(testEngines)('processes that share a database on %s', (engine) => {
  const timeoutMs = 5_000;
  let pool: Pool;
  let upstream: Upstream;
  let sessions: Sessions;
  /** Simulates a process that shares only the database with the others. */
  let startProcess: (timeout?: number) => ReturnType<typeof createTokenRefresh>;
  let createSession: () => Promise<Session>;

  beforeAll(async () => {
    pool = await createTestDatabase(engine);
    upstream = await startUpstream();
    const { origin } = upstream;
    const oauth = createOAuthClient({
      access: {
        kind: 'oauth',
        authorizeUrl: `${origin}/oauth/authorize`,
        tokenUrl: `${origin}/oauth/token`,
        revokeUrl: `${origin}/oauth/revoke`,
        clientId: 'test-client',
        clientSecret: 'client-secret-canary',
        scopes: 'appointments:read',
      },
      publicUrl,
      timeoutMs,
    });
    const encryption = createEncryption('a session secret of more than 32 characters', 'sessions');
    const cookies = createCookies(false);
    sessions = createSessions({
      pool,
      encryption,
      cookies,
      idleMinutes: 15,
      revoke: () => undefined,
      transaction: (work) => inTransaction(pool, work),
    });
    startProcess = (timeout = timeoutMs) =>
      createTokenRefresh({ pool, sessions, encryption, oauth, timeoutMs: timeout });
    createSession = async () => {
      const login = { state: 'state', codeVerifier: 'v'.repeat(43) };
      const url = await oauth.authorizationUrl({ ...login, forceLogin: false, language: 'en' });
      const response = await fetch(url, { redirect: 'manual' });
      const callback = new URL(response.headers.get('location') ?? '').searchParams;
      const id = hashId(await sessions.create(await oauth.exchangeCode(callback, login)));
      const session = await sessions.find(id);
      if (session === null) throw new Error('the session was not created');
      return session;
    };
  });
  afterAll(async () => {
    await pool.end();
    await upstream.close();
  });

  test('refresh once for forty concurrent requests, which all get the new token', async () => {
    const session = await createSession();
    const { accessToken } = session.tokens;
    const before = refreshesAt(upstream);
    const [first, second] = [startProcess(), startProcess()];
    const tokens = await Promise.all([
      twentyTimes(() => first.refreshAfterRejection(session, accessToken)),
      twentyTimes(() => second.refreshAfterRejection(session, accessToken)),
    ]);
    expect(refreshesAt(upstream)).toBe(before + 1);
    expect(new Set(tokens.flat()).size).toBe(1);
    expect(tokens.flat()).not.toContain(accessToken);
    expect(await sessions.find(session.id)).toMatchObject({
      tokens: { accessToken: tokens[0][0] },
      tokenVersion: 2,
    });
  });

  test('do not refresh until the lease of a stopped process expires', async () => {
    const session = await createSession();
    const { accessToken } = session.tokens;
    const before = refreshesAt(upstream);
    const setLease = async (minutes: number) =>
      pool.query(
        'update gateway.sessions set refresh_lease_until = now() + make_interval(mins => $2) where id_hash = $1',
        [session.id, minutes],
      );
    await setLease(1);
    await expect(startProcess(200).refreshAfterRejection(session, accessToken)).rejects.toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
    });
    expect(refreshesAt(upstream)).toBe(before);
    await setLease(-1);
    await startProcess().refreshAfterRejection(session, accessToken);
    expect(refreshesAt(upstream)).toBe(before + 1);
  });

  test('store the new tokens when the first attempt to write them fails', async () => {
    const session = await createSession();
    await pool.query(`
      create sequence gateway.test_attempts;
      create function gateway.fail_once() returns trigger language plpgsql as $$
      begin
        if nextval('gateway.test_attempts') = 1 then raise exception 'made up'; end if;
        return new;
      end $$;
      create trigger fail_once before update of encrypted_tokens on gateway.sessions
        for each row execute function gateway.fail_once();`);
    const token = await startProcess().refreshAfterRejection(session, session.tokens.accessToken);
    await pool.query('drop trigger fail_once on gateway.sessions');
    expect(await sessions.find(session.id)).toMatchObject({ tokens: { accessToken: token } });
  });
});

const gateway = gatewayPerTest();
const { signedIn } = gateway;
afterEach(() => void vi.useRealTimers());
const advanceDate = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const requestTwenty = (browser: Browser) => twentyTimes(() => browser.appointment());
const statuses = (responses: { statusCode: number }[]) => [
  ...new Set(responses.map(({ statusCode }) => statusCode)),
];
const refreshes = () => refreshesAt(gateway.upstream);

describe('an access token', () => {
  test('that is about to expire is refreshed once for twenty requests', async () => {
    const browser = await signedIn({ upstream: { expiresIn: 600 } });
    advanceDate(590_000);
    expect(statuses(await requestTwenty(browser))).toEqual([200]);
    expect(refreshes()).toBe(1);
  });

  test('that is rejected is refreshed once for twenty requests, and each is repeated once', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    expect(statuses(await requestTwenty(browser))).toEqual([200]);
    expect(refreshes()).toBe(1);
  });

  test('is refreshed repeatedly, each time with the latest refresh token', async () => {
    const browser = await signedIn();
    for (let round = 1; round <= 3; round += 1) {
      gateway.upstream.expireTokens();
      expect((await browser.appointment()).statusCode).toBe(200);
      expect(refreshes()).toBe(round);
    }
  });

  test('that cannot be refreshed because the refresh token was revoked ends the session', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    gateway.upstream.revokeSignIns();
    expect(statuses(await requestTwenty(browser))).toEqual([401]);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
    expect(refreshes()).toBe(1);
  });

  test.each([
    ['responds with 500', { kind: 'status', status: 500 }, 502],
    ['responds with 503', { kind: 'status', status: 503 }, 503],
    ['resets the connection', { kind: 'reset' }, 503],
    ['does not respond', { kind: 'silence' }, 503],
  ] as const)(
    'is refreshed by the next request after the authorization server %s',
    async (_, failure, status) => {
      const browser = await signedIn({ config: { timeoutMs: failure.kind === 'silence' ? 3000 : 10_000 } });
      gateway.upstream.expireTokens();
      gateway.upstream.fail('/oauth/token', failure);
      expect((await browser.appointment()).statusCode).toBe(status);
      await gateway.app.accessTokens.settled();
      gateway.upstream.fail('/oauth/token', null);
      expect((await browser.appointment()).statusCode).toBe(200);
    },
  );

  test('that cannot be refreshed after a refresh without a response ends the session for this reason', async () => {
    const browser = await signedIn({ config: { timeoutMs: 3000 } });
    gateway.upstream.expireTokens();
    gateway.upstream.fail('/oauth/token', { kind: 'silence' });
    expect((await browser.appointment()).statusCode).toBe(503);
    await gateway.app.accessTokens.settled();
    gateway.upstream.fail('/oauth/token', null);
    gateway.upstream.revokeSignIns();
    const response = await browser.appointment();
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ message: expect.stringContaining('was interrupted') });
  });

  test('is used until it expires when the early refresh fails', async () => {
    const browser = await signedIn({ upstream: { expiresIn: 600 } });
    advanceDate(590_000);
    gateway.upstream.fail('/oauth/token', { kind: 'status', status: 500 });
    expect((await browser.appointment()).statusCode).toBe(200);
  });

  test('that is rejected directly after a refresh ends the session, so that the browser does not loop', async () => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/', { kind: 'status', status: 401 });
    expect((await browser.appointment()).statusCode).toBe(401);
    expect(gateway.upstream.count('/api/v1/appointments/42')).toBe(2);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
  });

  test('that is rejected late is retried within the original deadline', async () => {
    const browser = await signedIn({ config: { timeoutMs: 4000 } });
    const { upstream } = gateway;
    upstream.expireTokens();
    // The first request is rejected late, the retry gets no response.
    const release = new Promise<void>((resolve) => {
      setTimeout(() => {
        upstream.fail('/api/', { kind: 'silence' });
        resolve();
      }, 3000);
    });
    upstream.fail('/api/', { kind: 'wait', release });
    const startedAt = performance.now();
    const response = await browser.appointment();
    expect([response.statusCode, response.json().error]).toEqual([503, 'upstream_timeout']);
    expect(upstream.count('/api/v1/appointments/42')).toBe(2);
    // Two complete timeouts would take 7,000 ms.
    expect(performance.now() - startedAt).toBeLessThan(6500);
  });

  test('that was refreshed while the user signed out is revoked', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    let release: (() => void) | undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    gateway.upstream.fail('/oauth/token', { kind: 'wait', release: released });
    const waiting = browser.appointment();
    await expect.poll(refreshes).toBe(1);
    await browser.signOut();
    release?.();
    expect((await waiting).statusCode).toBe(401);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(2);
  });
});

test('responses and log lines contain no token, code, secret or upstream cookie after sign-in, refresh and failures', async () => {
  const browser = await signedIn({ upstream: { user: { sub: 'u1', name: 'Canary Name' } } });
  await browser.get('/auth/session');
  await browser.appointment();
  gateway.upstream.expireTokens();
  await browser.appointment();
  for (const status of [400, 401, 500]) {
    gateway.upstream.fail('/api/', { kind: 'status', status });
    await browser.appointment();
    await browser.signIn('/appointments/42');
  }
  gateway.upstream.fail('/oauth/token', { kind: 'reset' });
  await browser.signOut();
  await browser.signIn('/appointments/42');
  await browser.get('/auth/callback?code=canary-code&state=canary-state&error_description=canary-words');

  const sent = browser.responses.join('\n');
  const logged = gateway.log.join('\n');
  expect(gateway.upstream.secrets.size).toBeGreaterThan(10);
  for (const secret of [...gateway.upstream.secrets, 'client-secret-canary']) {
    expect(sent).not.toContain(secret);
    expect(logged).not.toContain(secret);
  }
  for (const value of browser.cookies.values()) expect(logged).not.toContain(value);
  expect(logged).not.toMatch(/canary/i);
});
