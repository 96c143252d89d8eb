import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Browser } from '../test-browser.ts';
import { gatewayPerTest, startTestGateway } from '../test-gateway.ts';

const gateway = gatewayPerTest();
const { signedIn } = gateway;
afterEach(() => void vi.useRealTimers());
const advanceDate = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const many = (browser: Browser) => Promise.all(Array.from({ length: 20 }, () => browser.appointment()));
const statuses = (answers: { statusCode: number }[]) => [
  ...new Set(answers.map(({ statusCode }) => statusCode)),
];
const refreshes = () =>
  gateway.upstream.requests.filter(({ form }) => form.get('grant_type') === 'refresh_token').length;

describe('a token', () => {
  test('is renewed once for twenty requests that find it near its end', async () => {
    const browser = await signedIn({ upstream: { expiresIn: 600 } });
    advanceDate(590_000);
    expect(statuses(await many(browser))).toEqual([200]);
    expect(refreshes()).toBe(1);
  });

  test('is renewed once for twenty requests that the service refuses, and each is tried once more', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    expect(statuses(await many(browser))).toEqual([200]);
    expect(refreshes()).toBe(1);
  });

  test('is renewed again and again with the newest refresh token', async () => {
    const browser = await signedIn({ config: { idleMinutes: 60 } });
    for (let round = 1; round <= 3; round += 1) {
      gateway.upstream.expireTokens();
      expect((await browser.appointment()).statusCode).toBe(200);
      expect(refreshes()).toBe(round);
    }
  });

  test('is renewed once by two processes on one database', async () => {
    const browser = await signedIn();
    const other = await startTestGateway({
      db: gateway.db,
      config: {
        serviceUrl: gateway.upstream.origin,
        access: {
          kind: 'oauth',
          authorizeUrl: `${gateway.upstream.origin}/oauth/authorize`,
          tokenUrl: `${gateway.upstream.origin}/oauth/token`,
          revokeUrl: `${gateway.upstream.origin}/oauth/revoke`,
          clientId: 'test-client',
          clientSecret: 'client-secret-canary',
          scopes: 'appointments:read',
        },
      },
    });
    const twin = other.browser();
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
    gateway.upstream.expireTokens();
    const answers = await Promise.all([many(browser), many(twin)]);
    await other.close();
    expect(statuses(answers.flat())).toEqual([200]);
    expect(refreshes()).toBe(1);
  });

  test('that cannot be renewed any more ends the session', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    gateway.upstream.revokeSignIns();
    expect(statuses(await many(browser))).toEqual([401]);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
    expect(refreshes()).toBe(1);
  });

  test.each([
    ['a failing service', { kind: 'status', status: 500 }, 502],
    ['a busy service', { kind: 'status', status: 503 }, 503],
    ['a service that hangs up', { kind: 'reset' }, 502],
    ['a service that says nothing', { kind: 'silence' }, 504],
  ] as const)('that cannot be renewed for %s leaves the session for later', async (_, failure, status) => {
    const browser = await signedIn({ config: { patience: failure.kind === 'silence' ? 1000 : 10_000 } });
    gateway.upstream.expireTokens();
    gateway.upstream.fail('/oauth/token', failure);
    expect((await browser.appointment()).statusCode).toBe(status);
    gateway.upstream.fail('/oauth/token', null);
    expect((await browser.appointment()).statusCode).toBe(200);
  });

  test('is used to its end while it cannot be renewed early', async () => {
    const browser = await signedIn({ upstream: { expiresIn: 600 } });
    advanceDate(590_000);
    gateway.upstream.fail('/oauth/token', { kind: 'status', status: 500 });
    expect((await browser.appointment()).statusCode).toBe(200);
  });

  test('that is refused even when new ends the session, so that nobody goes round in circles', async () => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/', { kind: 'status', status: 401 });
    expect((await browser.appointment()).statusCode).toBe(401);
    expect(gateway.upstream.count('/api/v1/appointments/42')).toBe(2);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
  });

  test('that is refused late leaves what is left of one answer to the second try', async () => {
    const browser = await signedIn({ config: { patience: 4000 } });
    const { upstream } = gateway;
    upstream.expireTokens();
    // The first try is refused late, the second never answered.
    const release = new Promise<void>((resolve) => {
      setTimeout(() => {
        upstream.fail('/api/', { kind: 'silence' });
        resolve();
      }, 3000);
    });
    upstream.fail('/api/', { kind: 'wait', release });
    const begun = performance.now();
    const answer = await browser.appointment();
    expect([answer.statusCode, answer.json().error]).toEqual([504, 'upstream_timeout']);
    expect(upstream.count('/api/v1/appointments/42')).toBe(2);
    // Two whole patiences would be 7,000 ms.
    expect(performance.now() - begun).toBeLessThan(6500);
  });

  test('that was renewed while the person signed out is given back', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    let release: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    gateway.upstream.fail('/oauth/token', { kind: 'wait', release: gate });
    const waiting = browser.appointment();
    await expect.poll(refreshes).toBe(1);
    await browser.signOut();
    release?.();
    expect((await waiting).statusCode).toBe(401);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(2);
  });
});

test('no token, code, secret or foreign cookie is in any answer or log line, whatever happens', async () => {
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

  const shown = browser.responses.join('\n');
  const logged = gateway.log.join('\n');
  expect(gateway.upstream.secrets.size).toBeGreaterThan(10);
  for (const secret of [...gateway.upstream.secrets, 'client-secret-canary']) {
    expect(shown).not.toContain(secret);
    expect(logged).not.toContain(secret);
  }
  for (const value of browser.cookies.values()) expect(logged).not.toContain(value);
  expect(logged).not.toMatch(/canary/i);
});
