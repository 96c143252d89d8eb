import { beforeEach, describe, expect, test } from 'vitest';
import { privacyPaths, readReveal } from '#contract/privacy.ts';
import type { Browser } from '../test-browser.ts';
import { gatewayPerTest, publicUrl, type TestGatewayOptions } from '../test-gateway.ts';

const gateway = gatewayPerTest();
let lastEntryId = 0;
beforeEach(async () => {
  const [row] = await gateway.query<{ last: number }>(
    'select coalesce(max(id), 0) as last from gateway.access_log',
  );
  lastEntryId = row?.last ?? 0;
});

const number = '12345674210';
const record = (id: unknown, customer: unknown = { identity_number: number }) => ({ data: { id, customer } });
const signedIn = (options: TestGatewayOptions = {}) =>
  gateway.signedIn({
    ...options,
    upstream: { appointment: (id) => record(Number(id)), user: { sub: 'u1' }, ...options.upstream },
  });
const reveal = (browser: Browser, id = '42', tenant = '1') =>
  browser.post(privacyPaths.identityNumber(id), { 'x-tenant': tenant });
const report = (browser: Browser, payload: Record<string, unknown> = { action: 'printed' }) =>
  browser.post(privacyPaths.actions('42'), { 'x-tenant': '1' }, payload);
const logged = () =>
  gateway.query<{ action: string }>(
    'select actor as who, tenant_id as clinic, appointment_id as appointment, action, request_id from gateway.access_log where id > $1 and appointment_id is not null order by id',
    [lastEntryId],
  );
const actions = async () => (await logged()).map(({ action }) => action);

describe('POST identity-number', () => {
  test('returns the full identity number uncached and logs user, clinic, appointment and request id', async () => {
    const browser = await signedIn();
    const response = await reveal(browser);
    expect(readReveal(response.json())).toBe(number);
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'x-ratelimit-remaining': '59' });
    expect(response.headers).not.toHaveProperty('etag');
    expect(await logged()).toEqual([
      {
        who: 'user:u1',
        clinic: '1',
        appointment: '42',
        action: 'revealed',
        request_id: response.headers['x-request-id'],
      },
    ]);
    expect(gateway.log.join('')).not.toContain(number);
  });

  test('and GET appointment return 500 without the number when the access log entry cannot be written', async () => {
    const browser = await signedIn();
    await gateway.query('alter table gateway.access_log rename to lost');
    const responses = [await reveal(browser), await browser.appointment()];
    await gateway.query('alter table gateway.lost rename to access_log');
    for (const response of responses) {
      expect(response.statusCode).toBe(500);
      expect(response.body).not.toContain('4210');
    }
  });

  test('returns null and logs nothing when the record has no identity number', async () => {
    const browser = await signedIn({ upstream: { appointment: (id) => record(Number(id), null) } });
    expect((await reveal(browser)).json()).toEqual({ identity_number: null });
    expect(await actions()).toEqual([]);
  });

  test('returns 502 and logs nothing when the record is a different appointment', async () => {
    const browser = await signedIn({ upstream: { appointment: () => record(43) } });
    const response = await reveal(browser);
    expect([response.statusCode, response.json().error]).toEqual([502, 'upstream_wrong_record']);
    expect(response.body).not.toContain('4210');
    expect(await actions()).toEqual([]);
  });

  test.each([
    ['the status 404', { kind: 'status', status: 404 } as const, 404, 'made_up', ['not_found']],
    ['the status 403', { kind: 'status', status: 403 } as const, 403, 'made_up', ['denied']],
    ['HTML', { kind: 'content-type', type: 'text/html' } as const, 502, 'upstream_content_type', []],
    [
      'invalid JSON',
      { kind: 'status', status: 200, body: `{"a":"${number}` } as const,
      502,
      'upstream_invalid_json',
      [],
    ],
  ])(
    'returns an error and logs no revealed number when the service responds with %s',
    async (_, failure, status, error, logs) => {
      const browser = await signedIn();
      gateway.upstream.fail('/api/v1/appointments', failure);
      const response = await reveal(browser);
      expect([response.statusCode, response.json().error]).toEqual([status, error]);
      expect(response.body).not.toContain(number);
      expect(await actions()).toEqual(logs);
    },
  );

  test.each([
    ['0', '1'],
    ['42x', '1'],
    ['..%2f..%2faccount', '1'],
    ['42', ''],
    ['42', '1, 2'],
    ['42', '７'],
  ])(
    'returns 422 without an upstream request for the appointment %j and the clinic %j',
    async (id, tenant) => {
      const browser = await signedIn();
      const url = `/privacy/appointments/${id}/identity-number`;
      expect((await browser.post(url, { 'x-tenant': tenant })).statusCode).toBe(422);
      expect(gateway.upstream.requests.filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
    },
  );
});

describe('POST actions', () => {
  test.each(['printed', 'copied'])('logs the action %s', async (action) => {
    const browser = await signedIn();
    expect((await report(browser, { action })).statusCode).toBe(204);
    expect(await actions()).toEqual([action]);
  });

  test.each([
    [{ action: 'prefetched' }, 422],
    [{ action: 'revealed' }, 422],
    [{ action: 'printed', who: 'user:other' }, 422],
    [{ action: ['printed'] }, 422],
    [{}, 422],
    [{ action: 'printed', pad: 'x'.repeat(2000) }, 413],
  ])('rejects the body %j with %i and logs nothing', async (payload, status) => {
    const browser = await signedIn();
    expect((await report(browser, payload)).statusCode).toBe(status);
    expect(await actions()).toEqual([]);
  });

  test.each([
    ['{"action":"printed","__proto__":{"admin":true}}', 'application/json', 400],
    ['{"constructor":{"prototype":{"admin":true}}}', 'application/json', 400],
    ['{"action":"printed"', 'application/json', 400],
    ['action=printed', 'application/x-www-form-urlencoded', 415],
    ['{"action":"printed"}', 'text/plain', 415],
  ])('rejects the body %s of type %s with %i and logs nothing', async (payload, type, status) => {
    const browser = await signedIn();
    const response = await browser.request({
      method: 'POST',
      url: privacyPaths.actions('42'),
      headers: { 'sec-fetch-site': 'same-origin', 'x-tenant': '1', 'content-type': type },
      payload,
    });
    expect([response.statusCode, Reflect.get({}, 'admin')]).toEqual([status, undefined]);
    expect(await actions()).toEqual([]);
  });
});

test('the privacy endpoints return 429 beyond 60 reveals and 300 reports of a session in a minute, and other sessions are not affected', async () => {
  const browser = await signedIn();
  const other = gateway.browser();
  await other.signIn();
  for (const [send, max] of [
    [() => reveal(browser), 60],
    [() => report(browser, { action: 'opened' }), 300],
  ] as const) {
    const responses = await Promise.all(Array.from({ length: max + 1 }, send));
    const refused = responses.filter(({ statusCode }) => statusCode === 429);
    expect(refused.map((response) => response.json().error)).toEqual(['too_many_requests']);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  }
  expect((await report(other)).statusCode).toBe(204);
});

describe('an opened entry', () => {
  test('is logged once per session, clinic and appointment, also when the request has X-Background', async () => {
    const browser = await signedIn();
    const open = (id: string, tenant = '1', headers: Record<string, string> = {}) =>
      browser.get(`/api/v1/appointments/${id}`, { 'x-tenant': tenant, ...headers });
    // A first view counts even when the request declares itself a background refresh.
    await open('42', '1', { 'x-background': '1' });
    for (let minutes = 0; minutes < 30; minutes += 5) {
      await open('42');
      await open('42', '1', { 'x-background': '1' });
      await gateway.advanceTime(5 * 60_000);
    }
    await open('43');
    await open('43', '2');
    expect(await actions()).toEqual(['opened', 'opened', 'opened']);
    const other = gateway.browser();
    await other.signIn();
    await other.appointment();
    expect(await actions()).toHaveLength(4);
  });

  test('is not logged when no record is returned', async () => {
    const browser = await signedIn();
    for (const failure of [
      { kind: 'status', status: 500 },
      { kind: 'status', status: 200, body: '{' },
      { kind: 'truncated' },
    ] as const) {
      gateway.upstream.fail('/api/v1/appointments', failure);
      await browser.appointment();
    }
    await browser.get('/api/v1/account/tenants');
    expect(await actions()).toEqual([]);
  });

  test('contains a digest that is stable within the session when the service does not name the user', async () => {
    const upstream = { appointment: (id: string) => record(Number(id)) };
    const browser = await gateway.signedIn({ upstream });
    await browser.appointment('1');
    await browser.appointment('2');
    const who = (await logged()).map((row) => Reflect.get(row, 'who'));
    expect(who[0]).toMatch(/^session:[\w-]{22} \(unnamed\)$/);
    expect(who[1]).toBe(who[0]);
    expect([...browser.cookies.values()].join()).not.toContain(String(who[0]).slice(8, 30));
  });

  test('replaces control characters in the subject and truncates it', async () => {
    const browser = await signedIn({
      upstream: { user: { sub: `a\r\n\u0000b\u202e\u2028${'x'.repeat(500)}` } },
    });
    await browser.appointment();
    const [row] = await logged();
    expect(row).toMatchObject({ who: expect.stringMatching(/^user:a\uFFFD{3}b\uFFFD{2}x{193}$/) });
  });
});

/** Every path, besides those of the search, to which a browser can send a state-changing request. */
const changePaths = [
  '/auth/logout',
  '/auth/extend',
  privacyPaths.identityNumber('42'),
  privacyPaths.actions('42'),
];

describe('a state-changing request', () => {
  const foreignHeaders: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: publicUrl },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': '' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${publicUrl}.evil.example` },
    { referer: `${publicUrl}/` },
    {},
  ];
  test.each(changePaths)('to %s returns 403 unless it comes from a page of the application', async (url) => {
    const browser = await signedIn();
    for (const headers of foreignHeaders) {
      const response = await browser.request({
        method: 'POST',
        url,
        headers: { 'x-tenant': '1', ...headers },
        payload: { action: 'printed' },
      });
      expect([headers, response.statusCode, response.json().error]).toEqual([headers, 403, 'forbidden']);
    }
    expect(await actions()).toEqual([]);
    expect((await browser.get('/auth/session')).json().signed_in).toBe(true);
    const originOnly = { origin: publicUrl, 'x-tenant': '1' };
    const response = await browser.request({
      method: 'POST',
      url,
      headers: originOnly,
      payload: { action: 'printed' },
    });
    expect(response.statusCode).toBeLessThan(300);
  });

  test('is tested for every route with a method other than GET, except the search and the day sheet', async () => {
    await signedIn();
    const routes = gateway.app.printRoutes({ commonPrefix: false });
    const posts = routes.split('\n').filter((line) => /\((?!GET|HEAD|OPTIONS)/.test(line));
    expect(posts).toHaveLength(changePaths.length + 2);
  });

  test.each(changePaths.slice(1))('to %s returns 401 when the user is signed out', async (url) => {
    await signedIn();
    const response = await gateway.browser().post(url, { 'x-tenant': '1' }, { action: 'printed' });
    expect([response.statusCode, response.json().error]).toEqual([401, 'unauthenticated']);
  });
});
