import { describe, expect, test } from 'vitest';
import type { Browser } from '../test-browser.ts';
import { gatewayPerTest, publicUrl } from '../test-gateway.ts';
import { attemptMinutes } from '../config.ts';

const gateway = gatewayPerTest();
const { start, signedIn } = gateway;

const link = '/appointments/42?tenant=7&view=a%20b#treatments';

describe('signing in', () => {
  test('leads from a deep link back to the very same link, query and hash included', async () => {
    const browser = (await start()).browser();
    expect(await browser.signIn(link)).toBe(link);
    expect((await browser.appointment()).json()).toEqual({ success: 'true', data: { id: 42 } });
  });

  test('asks with state, PKCE and the registered redirect address, and never shows the secret', async () => {
    const browser = (await start()).browser();
    const login = await browser.get('/auth/login');
    const url = new URL(String(login.headers.location));
    expect(login.statusCode).toBe(302);
    expect(url.pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'test-client',
      redirect_uri: `${publicUrl}/auth/callback`,
      scope: 'appointments:read',
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(JSON.stringify(login.headers)).not.toContain('canary');
  });

  test('works in several tabs at a time, in any order', async () => {
    const browser = (await start()).browser();
    const first = await browser.leave('/appointments/1');
    const second = await browser.leave('/appointments/2');
    expect((await browser.get(second)).headers.location).toBe('/appointments/2');
    expect((await browser.get(first)).headers.location).toBe('/appointments/1');
  });

  test('goes straight to the link where somebody is signed in already', async () => {
    const browser = await signedIn();
    const again = await browser.get(`/auth/login?return_to=${encodeURIComponent('/appointments/5')}`);
    expect(again.headers.location).toBe('/appointments/5');
  });

  test('on another name of this machine first moves to the public one, where the cookies will be', async () => {
    const { app } = await start();
    const answer = await app.inject({
      url: '/auth/login?return_to=%2Fx',
      headers: { host: '127.0.0.1:3000' },
    });
    expect(answer.headers.location).toBe(`${publicUrl}/auth/login?return_to=%2Fx`);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  test('gives a new session id each time, and the old one is worth nothing', async () => {
    const browser = (await start()).browser();
    const callback = await browser.leave();
    const another = await browser.leave();
    browser.cookies.set('viewer-session', 'p'.repeat(43));
    await browser.get(callback);
    const first = browser.cookies.get('viewer-session');
    expect(first).not.toBe('p'.repeat(43));

    await browser.get(another);
    expect(browser.cookies.get('viewer-session')).not.toBe(first);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(1);
    const thief = gateway.browser();
    thief.cookies.set('viewer-session', first ?? '');
    expect((await thief.appointment()).statusCode).toBe(401);
  });
});

describe('the cookies', () => {
  test('are HttpOnly, SameSite=Lax and for the whole origin', async () => {
    const browser = (await start()).browser();
    const answer = await browser.get(await browser.leave());
    for (const line of [answer.headers['set-cookie'] ?? []].flat())
      expect(line).toMatch(/; Path=\/.*; HttpOnly; SameSite=Lax$/);
    expect(answer.cookies.find(({ name }) => name === 'viewer-session')).not.toHaveProperty('maxAge');
  });

  test('are Secure and __Host- where the public address is https', async () => {
    const { app } = await start({ config: { publicUrl: 'https://app.example' } });
    const answer = await app.inject({ url: '/auth/login', headers: { host: 'app.example' } });
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-viewer-browser=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

/** A redirect, taken apart. */
const at = (location: unknown) => {
  const url = new URL(String(location), publicUrl);
  return { path: url.pathname, ...Object.fromEntries(url.searchParams) };
};

describe('a callback', () => {
  test.each([
    [
      'that is replayed',
      '/',
      async (browser: Browser, callback: string) => void (await browser.get(callback)),
    ],
    [
      'without the cookie of the browser that began',
      link,
      (browser: Browser) => Promise.resolve(browser.cookies.clear()),
    ],
    [
      'in another browser',
      link,
      async (browser: Browser) => {
        browser.cookies.clear();
        await browser.get('/auth/login');
      },
    ],
    ['that comes too late', link, () => Promise.resolve(gateway.pass(attemptMinutes * 60_000 + 1))],
  ])('%s signs nobody in and shows a page, with the link kept', async (_, returnTo, before) => {
    const browser = (await start()).browser();
    const callback = await browser.leave(link);
    await before(browser, callback);
    browser.cookies.delete('viewer-session');
    const asked = gateway.upstream.count('/oauth/token');
    const answer = await browser.get(callback);
    expect(answer.statusCode).toBe(302);
    expect(at(answer.headers.location)).toEqual({
      path: '/sign-in',
      problem: 'expired',
      return_to: returnTo,
    });
    expect(browser.cookies.has('viewer-session')).toBe(false);
    expect(gateway.upstream.count('/oauth/token')).toBe(asked);
  });

  test('in another browser does not use up the attempt of the first', async () => {
    const browser = (await start()).browser();
    const callback = await browser.leave(link);
    await gateway.browser().get(callback);
    expect((await browser.get(callback)).headers.location).toBe(link);
  });

  test.each([
    ['without anything', '/auth/callback', 'expired'],
    ['with a made-up state', `/auth/callback?code=x&state=${'a'.repeat(43)}`, 'expired'],
    ['with two states', '/auth/callback?state=a&state=b&code=c', 'expired'],
  ])('%s shows a page', async (_, url, problem) => {
    const browser = (await start()).browser();
    await browser.get('/auth/login');
    expect(at((await browser.get(url)).headers.location)).toMatchObject({ path: '/sign-in', problem });
  });

  test('that says the person refused shows so, and keeps the link', async () => {
    const browser = (await start({ upstream: { denies: true } })).browser();
    expect(at(await browser.signIn(link))).toEqual({ path: '/sign-in', problem: 'denied', return_to: link });
  });

  test('with an unknown code shows that it failed', async () => {
    const browser = (await start()).browser();
    const callback = await browser.leave(link);
    const answer = await browser.get(callback.replace(/code=[^&]*/, 'code=made-up'));
    expect(at(answer.headers.location)).toEqual({ path: '/sign-in', problem: 'failed', return_to: link });
  });

  test.each([
    ['a failing token endpoint', { kind: 'status', status: 500 }],
    ['a token endpoint that hangs up', { kind: 'reset' }],
    ['a token endpoint that answers a page', { kind: 'content-type', type: 'text/html' }],
    [
      'tokens of another type',
      { kind: 'status', status: 200, body: { access_token: 'x', token_type: 'mac' } },
    ],
  ] as const)('before %s shows that it failed', async (_, failure) => {
    const browser = (await start()).browser();
    const callback = await browser.leave(link);
    gateway.upstream.fail('/oauth/token', failure);
    const answer = await browser.get(callback);
    expect(at(answer.headers.location)).toEqual({ path: '/sign-in', problem: 'failed', return_to: link });
    expect(gateway.log.join('')).toContain('sign-in failed');
  });
});

describe('GET /auth/session', () => {
  const settings = { time_zone: 'Europe/Istanbul', currency: 'TRY', idle_minutes: 15, avatar_origins: [] };

  test('says so where nobody is signed in', async () => {
    const answer = await (await start()).browser().get('/auth/session');
    expect(answer.json()).toEqual({
      signed_in: false,
      user: null,
      tenants: null,
      settings,
      idle_seconds_left: null,
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('names the person and the clinics, asking for the clinics once a minute', async () => {
    const browser = await signedIn({ upstream: { user: { sub: 'u1', name: 'Ayşe Yıldız' } } });
    const expected = {
      signed_in: true,
      user: { id: 'u1', name: 'Ayşe Yıldız' },
      tenants: [{ id: '1', name: 'One Clinic', timezone: null }],
      settings,
      idle_seconds_left: 15 * 60,
    };
    expect((await browser.get('/auth/session')).json()).toEqual(expected);
    expect((await browser.get('/auth/session')).json()).toEqual(expected);
    expect(gateway.upstream.count('/api/v1/account/tenants')).toBe(1);
    gateway.pass(61_000);
    await browser.get('/auth/session');
    expect(gateway.upstream.count('/api/v1/account/tenants')).toBe(2);
  });

  test.each([403, 429, 500, 503])('leaves the clinics open where the service answers %i', async (status) => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/v1/account/tenants', { kind: 'status', status });
    expect((await browser.get('/auth/session')).json()).toMatchObject({
      signed_in: true,
      user: null,
      tenants: null,
    });
  });
});

describe('a session', () => {
  test('ends after the idle minutes, which asking for the session does not count for', async () => {
    const browser = await signedIn();
    gateway.pass(14 * 60_000);
    expect((await browser.appointment()).statusCode).toBe(200);
    gateway.pass(14 * 60_000);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: true });
    gateway.pass(2 * 60_000);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
    expect((await browser.appointment()).statusCode).toBe(401);
  });

  test('is kept by what a person does, not by what the page does by itself', async () => {
    const browser = await signedIn();
    const left = async () => (await browser.get('/auth/session')).json().idle_seconds_left;
    gateway.pass(14 * 60_000 + 500);
    expect(await left()).toBe(59);
    const background = { 'x-tenant': '1', 'x-background': '1' };
    expect((await browser.get('/api/v1/appointments/42', background)).statusCode).toBe(200);
    expect((await browser.get('/api/v1/account/tenants', background)).statusCode).toBe(200);
    expect(await left()).toBe(59);
    expect((await browser.post('/auth/keep')).json()).toEqual({ idle_seconds_left: 15 * 60 });
    expect(await left()).toBe(15 * 60);
    gateway.pass(60_000);
    await browser.appointment();
    expect(await left()).toBe(15 * 60);
  });

  test('in steady use lasts also where it may be idle for a minute only', async () => {
    const browser = await signedIn({ config: { idleMinutes: 1 } });
    for (let used = 0; used < 20; used += 1) {
      gateway.pass(45_000);
      expect((await browser.appointment()).statusCode).toBe(200);
    }
  });

  test('that is over is removed and its tokens are given back, once, when anybody asks', async () => {
    const browser = (await start()).browser();
    const count = async () => (await gateway.db.query('select 1 from gateway.sessions')).length;
    const before = await count();
    await browser.signIn();
    gateway.pass(15 * 60_000);
    expect((await browser.post('/auth/keep')).statusCode).toBe(401);
    expect((await browser.appointment()).statusCode).toBe(401);
    expect(await count()).toBe(before);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(1);
  });

  test('cannot be kept beyond twelve hours', async () => {
    const browser = await signedIn({ config: { idleMinutes: 720 }, upstream: { expiresIn: 100_000 } });
    gateway.pass(12 * 3_600_000 - 30_000);
    expect((await browser.post('/auth/keep')).json()).toEqual({ idle_seconds_left: 30 });
  });

  test('ends after twelve hours even in use', async () => {
    const browser = await signedIn({ config: { idleMinutes: 720 }, upstream: { expiresIn: 100_000 } });
    for (let hour = 0; hour < 11; hour += 1) {
      gateway.pass(3_600_000);
      expect((await browser.appointment()).statusCode).toBe(200);
    }
    gateway.pass(3_600_001);
    expect((await browser.appointment()).statusCode).toBe(401);
  });

  test('is in the database as a digest and sealed text alone', async () => {
    const browser = (await start({ upstream: { user: { sub: 'u1', name: 'Canary Name' } } })).browser();
    await browser.signIn(link);
    await browser.get('/auth/session');
    await gateway.browser().leave('/appointments/99');
    const rows = JSON.stringify([
      await gateway.db.query('select * from gateway.sessions'),
      await gateway.db.query('select * from gateway.login_attempts'),
    ]);
    for (const secret of [
      ...gateway.upstream.secrets,
      ...browser.cookies.values(),
      'Canary',
      'Clinic',
      'appointments',
    ])
      expect(rows).not.toContain(secret);
  });

  test('is worth nothing under another secret', async () => {
    const browser = await signedIn();
    const cookies = new Map(browser.cookies);
    const other = (
      await start({ config: { sessionSecret: 'another secret of more than 32 characters' } })
    ).browser();
    for (const [name, value] of cookies) other.cookies.set(name, value);
    expect((await other.get('/auth/session')).json()).toMatchObject({ signed_in: false });
  });
});

describe('signing out', () => {
  test('ends the session here and gives the token back to the service', async () => {
    const browser = await signedIn();
    const stolen = new Map(browser.cookies);
    const answer = await browser.signOut();
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['clear-site-data']).toBe('"cache"');
    expect(browser.cookies.has('viewer-session')).toBe(false);
    for (const [name, value] of stolen) browser.cookies.set(name, value);
    expect((await browser.appointment()).statusCode).toBe(401);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(1);
  });

  test('makes the next sign-in ask who it is, once', async () => {
    const browser = await signedIn();
    await browser.signOut();
    const prompt = async () =>
      new URL(String((await browser.get('/auth/login')).headers.location)).searchParams.get('prompt');
    expect(await prompt()).toBe('login');
    await browser.signIn();
    browser.cookies.delete('viewer-session');
    expect(await prompt()).toBeNull();
  });

  test('works where the service takes no tokens back', async () => {
    const browser = await signedIn();
    gateway.upstream.fail('/oauth/revoke', { kind: 'reset' });
    expect((await browser.signOut()).statusCode).toBe(204);
  });

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from another port of this machine', { 'sec-fetch-site': 'same-site', origin: publicUrl }, 403],
    ['with a foreign origin', { origin: 'https://evil.example' }, 403],
    ['with no origin', { origin: 'null' }, 403],
    ['without a word of where from', {}, 403],
    ['by an old browser on this origin', { origin: publicUrl }, 204],
    ['on this origin', { 'sec-fetch-site': 'same-origin', origin: publicUrl }, 204],
  ])('%s: %j is answered %i', async (_, headers, status) => {
    const browser = await signedIn();
    expect((await browser.signOut(headers)).statusCode).toBe(status);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: status === 403 });
  });

  test('is a POST', async () => {
    const browser = (await start()).browser();
    const answer = await browser.get('/auth/logout');
    expect(answer.statusCode).toBe(404);
  });
});
