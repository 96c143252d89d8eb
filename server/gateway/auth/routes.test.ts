import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Browser } from '../test-browser.ts';
import { loginMinutes } from '../config.ts';
import { gatewayPerTest, publicUrl } from '../test-gateway.ts';

const gateway = gatewayPerTest();
const { start, signedIn } = gateway;

afterEach(() => void vi.useRealTimers());

const link = '/appointments/42?view=a%20b&tenant=7#treatments';

const loginCookies = (browser: Browser): string[] =>
  [...browser.cookies.keys()].filter((name) => name.startsWith('viewer-login-'));

/** The page and the parameters of a redirect. */
const parseLocation = (location: unknown) => {
  const url = new URL(String(location), publicUrl);
  return { path: url.pathname, ...Object.fromEntries(url.searchParams) };
};

describe('sign-in', () => {
  test('redirects to the original link with its query and hash when it succeeds', async () => {
    const browser = (await start()).browser();
    expect(await browser.signIn(link)).toBe(link);
    expect((await browser.appointment()).json()).toEqual({ success: 'true', data: { id: 42 } });
  });

  test('sends state, PKCE and the registered redirect URI, and never the client secret', async () => {
    const browser = (await start()).browser();
    browser.cookies.set('language', 'tr');
    const login = await browser.get('/auth/login');
    const url = new URL(String(login.headers.location));
    expect(login.statusCode).toBe(302);
    expect(url.pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'test-client',
      redirect_uri: `${publicUrl}/auth/callback`,
      scope: 'appointments:read',
      state: expect.any(String),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      ui_locales: 'tr',
    });
    expect(JSON.stringify(login.headers)).not.toContain('canary');
  });

  test('succeeds in five tabs at the same time, in any order', async () => {
    const browser = (await start()).browser();
    const callbacks: string[] = [];
    for (let id = 1; id <= 5; id += 1) callbacks.push(await browser.startLogin(`/appointments/${id}`));
    for (const id of [5, 3, 1, 4, 2]) {
      const response = await browser.get(callbacks[id - 1] ?? '');
      expect(response.headers.location).toBe(`/appointments/${id}`);
      expect(response.cookies.map(({ name }) => name)).toContain('viewer-session');
    }
    expect(loginCookies(browser)).toEqual([]);
  });

  test('discards the oldest attempt when six are open', async () => {
    const browser = (await start()).browser();
    const callbacks: string[] = [];
    for (let id = 1; id <= 6; id += 1) callbacks.push(await browser.startLogin(`/appointments/${id}`));
    expect(loginCookies(browser)).toHaveLength(5);
    const [oldest = '', second = ''] = callbacks;
    expect(parseLocation((await browser.get(oldest)).headers.location)).toEqual({
      path: '/sign-in',
      problem: 'unknown',
      return_to: '/appointments/1',
    });
    expect((await browser.get(second)).headers.location).toBe('/appointments/2');
  });

  test('redirects to the link at once when the user is already signed in', async () => {
    const browser = await signedIn();
    const response = await browser.get(`/auth/login?return_to=${encodeURIComponent('/appointments/5')}`);
    expect(response.headers.location).toBe('/appointments/5');
  });

  test('redirects to the public host first, so that the callback receives the cookies', async () => {
    const { app } = await start();
    const response = await app.inject({
      url: '/auth/login?return_to=%2Fx',
      headers: { host: '127.0.0.1:3000' },
    });
    expect(response.headers.location).toBe(`${publicUrl}/auth/login?return_to=%2Fx&redirected=1`);
    expect(response.headers).not.toHaveProperty('set-cookie');
  });

  test.each(['backend', 'localhost', '127.0.0.1:3000'])(
    'redirects to the public host once when a reverse proxy always sends the host %j',
    async (host) => {
      const browser = (await start({ config: { publicUrl: 'https://app.example' } })).browser();
      const first = new URL(String((await browser.get('/auth/login', { host })).headers.location));
      expect(first.origin).toBe('https://app.example');
      const second = await browser.get(first.pathname + first.search, { host });
      const url = new URL(String(second.headers.location));
      expect(url.pathname).toBe('/oauth/authorize');
      expect(url.searchParams.get('redirect_uri')).toBe('https://app.example/auth/callback');
    },
  );

  test.each([
    ['https://app.example', 'app.example'],
    ['https://app.example', 'app.example:443'],
    ['https://app.example', 'APP.Example'],
    ['http://app.example', 'app.example:80'],
    ['http://localhost:3000', 'LOCALHOST:3000'],
  ])('with the public URL %s does not redirect the host %s', async (address, host) => {
    const { app } = await start({ config: { publicUrl: address } });
    const response = await app.inject({ url: '/auth/login', headers: { host } });
    expect(response.headers.location).toContain('/oauth/authorize');
  });

  test('creates a new session id each time and ends the previous session', async () => {
    const browser = (await start()).browser();
    const callback = await browser.startLogin();
    const nextCallback = await browser.startLogin();
    browser.cookies.set('viewer-session', 'p'.repeat(43));
    await browser.get(callback);
    const first = browser.cookies.get('viewer-session');
    expect(first).not.toBe('p'.repeat(43));

    await browser.get(nextCallback);
    expect(browser.cookies.get('viewer-session')).not.toBe(first);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(1);
    const other = gateway.browser();
    other.cookies.set('viewer-session', first ?? '');
    expect((await other.appointment()).statusCode).toBe(401);
  });

  test('stores nothing in the database before it succeeds', async () => {
    const browser = (await start()).browser();
    const count = async () => (await gateway.query('select 1 from gateway.sessions')).length;
    const before = await count();
    await browser.startLogin(link);
    expect(await count()).toBe(before);
  });
});

describe('session and sign-in cookies', () => {
  test('are HttpOnly, SameSite=Lax and valid for the whole origin', async () => {
    const browser = (await start()).browser();
    const response = await browser.get(await browser.startLogin());
    for (const line of [response.headers['set-cookie'] ?? []].flat())
      expect(line).toMatch(/; Path=\/.*; HttpOnly; SameSite=Lax$/);
    expect(response.cookies.find(({ name }) => name === 'viewer-session')).not.toHaveProperty('maxAge');
  });

  test('are Secure with the __Host- prefix when the public URL is https', async () => {
    const { app } = await start({ config: { publicUrl: 'https://app.example' } });
    const response = await app.inject({ url: '/auth/login', headers: { host: 'app.example' } });
    expect(response.headers['set-cookie']).toMatch(
      /^__Host-viewer-login-[\w-]{22}=.*; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

describe('the callback', () => {
  test.each([
    [
      'used before',
      'unknown',
      async (browser: Browser, callback: string) => {
        await browser.get(callback);
        browser.cookies.delete('viewer-session');
        browser.cookies.set('language', 'en');
      },
    ],
    [
      'opened in another browser with a sign-in of its own',
      'unknown',
      async (browser: Browser) => {
        browser.cookies.clear();
        await browser.get('/auth/login');
      },
    ],
    [
      'opened with a damaged cookie',
      'unknown',
      async (browser: Browser) => {
        for (const name of loginCookies(browser)) browser.cookies.set(name, 'damaged');
      },
    ],
    [
      'opened after ten minutes',
      'expired',
      async () => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + loginMinutes * 60_000 + 1000 }),
    ],
  ])(
    'redirects with a problem and the link, without a session, when it is %s',
    async (_, problem, prepare) => {
      const browser = (await start()).browser();
      const callback = await browser.startLogin(link);
      await prepare(browser, callback);
      const tokenRequests = gateway.upstream.count('/oauth/token');
      const response = await browser.get(callback);
      expect(response.statusCode).toBe(302);
      expect(parseLocation(response.headers.location)).toEqual({
        path: '/sign-in',
        problem,
        return_to: link,
      });
      expect(browser.cookies.has('viewer-session')).toBe(false);
      expect(gateway.upstream.count('/oauth/token')).toBe(tokenRequests);
    },
  );

  test('redirects with the problem no_cookies and the link when the browser blocks cookies', async () => {
    const browser = (await start()).browser();
    const callback = await browser.startLogin(link);
    browser.cookies.clear();
    const check = String((await browser.get(callback)).headers.location);
    browser.cookies.clear();
    expect(parseLocation((await browser.get(check)).headers.location)).toEqual({
      path: '/sign-in',
      problem: 'no_cookies',
      return_to: link,
    });
  });

  test('redirects with the problem unknown and the link when it is opened in another browser without cookies', async () => {
    const callback = await (await start()).browser().startLogin(link);
    const other = gateway.browser();
    const check = String((await other.get(callback)).headers.location);
    expect(parseLocation((await other.get(check)).headers.location)).toEqual({
      path: '/sign-in',
      problem: 'unknown',
      return_to: link,
    });
  });

  test('redirects to the link when it was used before and the user is signed in', async () => {
    const browser = (await start()).browser();
    const callback = await browser.startLogin(link);
    await browser.get(callback);
    const session = browser.cookies.get('viewer-session');
    const response = await browser.get(callback);
    expect(response.headers.location).toBe(link);
    expect(browser.cookies.get('viewer-session')).toBe(session);
    expect(gateway.upstream.count('/oauth/token')).toBe(1);
  });

  test('opened in another browser does not end the sign-in of the original browser', async () => {
    const browser = (await start()).browser();
    const callback = await browser.startLogin(link);
    await gateway.browser().get(callback);
    expect((await browser.get(callback)).headers.location).toBe(link);
    expect(browser.cookies.has('viewer-session')).toBe(true);
  });

  test.each([
    ['parameters', '/auth/callback'],
    ['a state of the gateway', `/auth/callback?code=x&state=${'a'.repeat(43)}`],
    ['a single state', '/auth/callback?state=a&state=b&code=c'],
  ])('redirects to the sign-in page when the request has no %s', async (_, url) => {
    const browser = (await start()).browser();
    await browser.get('/auth/login');
    expect(parseLocation((await browser.get(url)).headers.location)).toEqual({
      path: '/sign-in',
      problem: 'expired',
      return_to: '/',
    });
  });

  test('redirects with the problem denied and the link when the user cancels', async () => {
    const browser = (await start({ upstream: { denies: true } })).browser();
    expect(parseLocation(await browser.signIn(link))).toEqual({
      path: '/sign-in',
      problem: 'denied',
      return_to: link,
    });
    expect(loginCookies(browser)).toEqual([]);
  });

  test('redirects with the problem failed and the link when the code is unknown', async () => {
    const browser = (await start()).browser();
    const callback = await browser.startLogin(link);
    const response = await browser.get(callback.replace(/code=[^&]*/, 'code=made-up'));
    expect(parseLocation(response.headers.location)).toEqual({
      path: '/sign-in',
      problem: 'failed',
      return_to: link,
    });
  });

  test.each([
    ['responds with 500', { kind: 'status', status: 500 }],
    ['resets the connection', { kind: 'reset' }],
    ['responds with a page', { kind: 'content-type', type: 'text/html' }],
    [
      'issues tokens of another type',
      { kind: 'status', status: 200, body: { access_token: 'x', token_type: 'mac' } },
    ],
  ] as const)(
    'redirects with the problem failed and logs it when the token endpoint %s',
    async (_, failure) => {
      const browser = (await start()).browser();
      const callback = await browser.startLogin(link);
      gateway.upstream.fail('/oauth/token', failure);
      const response = await browser.get(callback);
      expect(parseLocation(response.headers.location)).toEqual({
        path: '/sign-in',
        problem: 'failed',
        return_to: link,
      });
      expect(gateway.log.join('')).toContain('sign-in failed');
    },
  );

  test.each([
    ['expires_in as text and "bearer"', { token_type: 'bearer', expires_in: '3600' }],
    ['no expires_in', { token_type: 'Bearer' }],
    [
      'an id_token of another issuer',
      { token_type: 'Bearer', id_token: 'e30.eyJzdWIiOiJ1MSIsImlzcyI6IngifQ.x' },
    ],
    ['a malformed id_token', { token_type: 'Bearer', id_token: 'x' }],
  ])('accepts a token response with %s', async (_, fields) => {
    const browser = (await start()).browser();
    const callback = await browser.startLogin(link);
    const body = { access_token: 'canary', refresh_token: 'canary', ...fields };
    gateway.upstream.fail('/oauth/token', { kind: 'status', status: 200, body });
    expect((await browser.get(callback)).headers.location).toBe(link);
  });
});

describe('GET /auth/session', () => {
  const settings = {
    time_zone: 'Europe/Istanbul',
    currency: 'TRY',
    phone_country: null,
    idle_minutes: 15,
    avatar_origins: [],
    whatsapp_links: false,
    app_url: null,
    samples: [],
  };

  test('returns the settings and no user when the user is signed out', async () => {
    const response = await (await start()).browser().get('/auth/session');
    expect(response.json()).toEqual({
      signed_in: false,
      user: null,
      tenants: null,
      settings,
      idle_seconds_left: null,
      session_key: null,
    });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test('returns the user and the clinics, which are fetched at most once a minute', async () => {
    const browser = await signedIn({ upstream: { user: { sub: 'u1', name: 'Ayşe Yıldız' } } });
    const expected = {
      signed_in: true,
      user: { id: 'u1', name: 'Ayşe Yıldız' },
      tenants: [{ id: '1', name: 'One Clinic', timezone: null }],
      settings,
      idle_seconds_left: expect.any(Number),
      session_key: expect.stringMatching(/^[\w-]{43}$/),
    };
    expect((await browser.get('/auth/session')).json()).toEqual(expected);
    expect((await browser.get('/auth/session')).json()).toEqual(expected);
    expect(gateway.upstream.count('/api/v1/account/tenants')).toBe(1);
    await gateway.advanceTime(61_000);
    await browser.get('/auth/session');
    expect(gateway.upstream.count('/api/v1/account/tenants')).toBe(2);
  });

  test('returns a key that is the same during a session, differs between sessions and is in the document too', async () => {
    const browser = await signedIn();
    const sessionKey = async (): Promise<unknown> => (await browser.get('/auth/session')).json().session_key;
    const first = await sessionKey();
    await browser.appointment();
    expect(await sessionKey()).toBe(first);
    expect((await browser.get('/')).body).toContain(JSON.stringify(first));
    await browser.signOut();
    await browser.signIn();
    expect(await sessionKey()).not.toBe(first);
  });

  test.each([403, 429, 500, 503])('returns no clinics when the service responds with %i', async (status) => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/v1/account/tenants', { kind: 'status', status });
    expect((await browser.get('/auth/session')).json()).toMatchObject({
      signed_in: true,
      user: null,
      tenants: null,
    });
  });
});

describe('POST /auth/logout', () => {
  test('ends the session and revokes its tokens', async () => {
    const browser = await signedIn();
    const cookies = new Map(browser.cookies);
    const response = await browser.signOut();
    expect(response.statusCode).toBe(204);
    expect(response.headers['clear-site-data']).toBe('"cache"');
    expect(browser.cookies.has('viewer-session')).toBe(false);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect((await browser.appointment()).statusCode).toBe(401);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(1);
  });

  test('adds prompt=login to the next sign-in only', async () => {
    const browser = await signedIn();
    await browser.signOut();
    const prompt = async () =>
      new URL(String((await browser.get('/auth/login')).headers.location)).searchParams.get('prompt');
    expect(await prompt()).toBe('login');
    await browser.signIn();
    browser.cookies.delete('viewer-session');
    expect(await prompt()).toBeNull();
  });

  test.each(['/appointments/42', '/auth/session', '/api/v1/appointments/42', '/auth/login'])(
    'is completed by a request for %s with the cookie of the page when the gateway could not be reached',
    async (url) => {
      const browser = await signedIn({
        upstream: { appointment: () => ({ data: { id: 42, code: 'canary' } }) },
      });
      const session = browser.cookies.get('viewer-session') ?? '';
      browser.cookies.set('viewer-signing-out', '1');
      const response = await browser.get(url, { 'x-tenant': '1' });
      expect(response.body).not.toContain('canary');
      expect(response.headers['clear-site-data']).toBe('"cache"');
      expect([...browser.cookies.keys()].filter((name) => !name.startsWith('viewer-login-'))).toEqual([
        'viewer-force-login',
      ]);
      await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(1);
      browser.cookies.set('viewer-session', session);
      expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
      browser.cookies.delete('viewer-session');
      expect((await browser.get('/auth/login')).headers.location).toContain('prompt=login');
    },
  );

  test('is tried again by the next request when its entry could not be written', async () => {
    const browser = await signedIn();
    const session = browser.cookies.get('viewer-session') ?? '';
    browser.cookies.set('viewer-signing-out', '1');
    await gateway.query('alter table gateway.access_log rename to unavailable');
    expect((await browser.get('/auth/session')).statusCode).toBe(500);
    await gateway.query('alter table gateway.unavailable rename to access_log');
    expect(browser.cookies.has('viewer-signing-out')).toBe(true);
    await browser.get('/auth/session');
    expect(browser.cookies.has('viewer-signing-out')).toBe(false);
    browser.cookies.set('viewer-session', session);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
  });

  test('is not completed by a request for a built file, whose response may be cached with its cookies', async () => {
    const browser = await signedIn();
    browser.cookies.set('viewer-signing-out', '1');
    expect((await browser.get('/assets/index-abc123.js')).headers).not.toHaveProperty('set-cookie');
    expect(browser.cookies.has('viewer-session')).toBe(true);
  });

  test('is completed by the cookie with the __Host- prefix when the public URL is https', async () => {
    const { app } = await start({ config: { publicUrl: 'https://app.example' } });
    const cookiesSetFor = async (cookie: string) =>
      (await app.inject({ url: '/auth/session', headers: { host: 'app.example', cookie } })).cookies.map(
        ({ name }) => name,
      );
    expect(await cookiesSetFor('viewer-signing-out=1')).toEqual([]);
    expect(await cookiesSetFor('__Host-viewer-signing-out=1')).toContain('__Host-viewer-signing-out');
  });

  test('succeeds when the tokens cannot be revoked', async () => {
    const browser = await signedIn();
    gateway.upstream.fail('/oauth/revoke', { kind: 'reset' });
    expect((await browser.signOut()).statusCode).toBe(204);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of the same host', { 'sec-fetch-site': 'same-site', origin: publicUrl }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['an unknown origin', {}, 403],
    ['this origin in an old browser', { origin: publicUrl }, 204],
    ['this origin', { 'sec-fetch-site': 'same-origin', origin: publicUrl }, 204],
  ])('from %s (%j) responds with %i', async (_, headers, status) => {
    const browser = await signedIn();
    expect((await browser.signOut(headers)).statusCode).toBe(status);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: status === 403 });
  });
});
