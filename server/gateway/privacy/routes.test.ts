import { beforeEach, describe, expect, test } from 'vitest';
import { privacyPaths, readReveal } from '#contract/privacy.ts';
import type { Browser } from '../test-browser.ts';
import { gatewayPerTest, publicUrl, type TestGatewayOptions } from '../test-gateway.ts';

const gateway = gatewayPerTest();
let first = 0;
beforeEach(async () => {
  const [row] = await gateway.query<{ last: number }>(
    'select coalesce(max(id), 0) as last from gateway.access_log',
  );
  first = row?.last ?? 0;
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
    'select actor as who, tenant_id as clinic, appointment_id as appointment, action, request_id from gateway.access_log where id > $1 order by id',
    [first],
  );
const actions = async () => (await logged()).map(({ action }) => action);

describe('the whole identity number', () => {
  test('comes on request, never stored, with an entry that names who, what and the request', async () => {
    const browser = await signedIn();
    const answer = await reveal(browser);
    expect(readReveal(answer.json())).toBe(number);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-ratelimit-remaining': '59' });
    expect(answer.headers).not.toHaveProperty('etag');
    expect(await logged()).toEqual([
      {
        who: 'user:u1',
        clinic: '1',
        appointment: '42',
        action: 'revealed',
        request_id: answer.headers['x-request-id'],
      },
    ]);
    expect(gateway.log.join('')).not.toContain(number);
  });

  test('is not answered where the entry cannot be written', async () => {
    const browser = await signedIn();
    await gateway.query('alter table gateway.access_log rename to lost');
    const answers = [await reveal(browser), await browser.appointment()];
    await gateway.query('alter table gateway.lost rename to access_log');
    for (const answer of answers) {
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain('4210');
    }
  });

  test('that there is not is null, and no entry', async () => {
    const browser = await signedIn({ upstream: { appointment: (id) => record(Number(id), null) } });
    expect((await reveal(browser)).json()).toEqual({ identity_number: null });
    expect(await actions()).toEqual([]);
  });

  test('of another appointment than was asked for is not answered', async () => {
    const browser = await signedIn({ upstream: { appointment: () => record(43) } });
    const answer = await reveal(browser);
    expect([answer.statusCode, answer.json().error]).toEqual([502, 'upstream_wrong_record']);
    expect(answer.body).not.toContain('4210');
    expect(await actions()).toEqual([]);
  });

  test.each([
    ['status', { kind: 'status', status: 404 } as const, 404, 'made_up'],
    ['page', { kind: 'content-type', type: 'text/html' } as const, 502, 'upstream_content_type'],
    [
      'broken JSON',
      { kind: 'status', status: 200, body: `{"a":"${number}` } as const,
      502,
      'upstream_invalid_json',
    ],
  ])('is none where the service answers a %s', async (_, failure, status, error) => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/v1/appointments', failure);
    const answer = await reveal(browser);
    expect([answer.statusCode, answer.json().error]).toEqual([status, error]);
    expect(answer.body).not.toContain(number);
    expect(await actions()).toEqual([]);
  });

  test.each([
    ['0', '1'],
    ['42x', '1'],
    ['..%2f..%2faccount', '1'],
    ['42', ''],
    ['42', '1, 2'],
    ['42', '７'],
  ])('is refused for the appointment %j of the clinic %j', async (id, tenant) => {
    const browser = await signedIn();
    const url = `/privacy/appointments/${id}/identity-number`;
    expect((await browser.post(url, { 'x-tenant': tenant })).statusCode).toBe(422);
    expect(gateway.upstream.requests.filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
  });
});

describe('what was done with a record', () => {
  test.each(['printed', 'copied'])('is logged as the page says: %s', async (action) => {
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
  ])('is nothing else: %j', async (payload, status) => {
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
  ])('is not read from %s as %s', async (payload, type, status) => {
    const browser = await signedIn();
    const answer = await browser.request({
      method: 'POST',
      url: privacyPaths.actions('42'),
      headers: { 'sec-fetch-site': 'same-origin', 'x-tenant': '1', 'content-type': type },
      payload,
    });
    expect([answer.statusCode, Reflect.get({}, 'admin')]).toEqual([status, undefined]);
    expect(await actions()).toEqual([]);
  });
});

test('a script does not fill the log, nor collect numbers: a session has sixty calls a minute', async () => {
  const browser = await signedIn();
  const other = gateway.browser();
  await other.signIn();
  const answers = await Promise.all(Array.from({ length: 61 }, () => report(browser)));
  const refused = answers.filter(({ statusCode }) => statusCode === 429);
  expect(refused.map((answer) => answer.json().error)).toEqual(['too_many_requests']);
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  expect((await reveal(browser)).statusCode).toBe(429);
  expect(await actions()).toHaveLength(60);
  expect((await report(other)).statusCode).toBe(204);
});

describe('an opening', () => {
  test('is logged once for a session, clinic and appointment, whatever a request says of itself', async () => {
    const browser = await signedIn();
    const open = (id: string, tenant = '1', headers: Record<string, string> = {}) =>
      browser.get(`/api/v1/appointments/${id}`, { 'x-tenant': tenant, ...headers });
    // A first look that calls itself a refresh is an opening all the same.
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

  test('is none where no record was answered', async () => {
    const browser = await signedIn();
    for (const failure of [
      { kind: 'status', status: 404 },
      { kind: 'status', status: 200, body: '{' },
      { kind: 'truncated' },
    ] as const) {
      gateway.upstream.fail('/api/v1/appointments', failure);
      await browser.appointment();
    }
    await browser.get('/api/v1/account/tenants');
    expect(await actions()).toEqual([]);
  });

  test('names a person whom the service did not by a digest, the same through the session', async () => {
    const upstream = { appointment: (id: string) => record(Number(id)) };
    const browser = await gateway.signedIn({ upstream });
    await browser.appointment('1');
    await browser.appointment('2');
    const who = (await logged()).map((row) => Reflect.get(row, 'who'));
    expect(who[0]).toMatch(/^session:[\w-]{22}$/);
    expect(who[1]).toBe(who[0]);
    expect([...browser.cookies.values()].join()).not.toContain(String(who[0]).slice(8));
  });

  test('by a subject with control characters stays one word of one line', async () => {
    const browser = await signedIn({
      upstream: { user: { sub: `a\r\n\u0000b\u202e\u2028${'x'.repeat(500)}` } },
    });
    await browser.appointment();
    const [row] = await logged();
    expect(row).toMatchObject({ who: expect.stringMatching(/^user:a\uFFFD{3}b\uFFFD{2}x{193}$/) });
  });
});

/** Every change that a browser can ask the gateway for. */
const changes = [
  '/auth/logout',
  '/auth/extend',
  privacyPaths.identityNumber('42'),
  privacyPaths.actions('42'),
];

describe('a change', () => {
  const strangers: Record<string, string>[] = [
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
  test.each(changes)('%s comes from a page of the application, or is refused', async (url) => {
    const browser = await signedIn();
    for (const headers of strangers) {
      const answer = await browser.request({
        method: 'POST',
        url,
        headers: { 'x-tenant': '1', ...headers },
        payload: { action: 'printed' },
      });
      expect([headers, answer.statusCode, answer.json().error]).toEqual([headers, 403, 'forbidden']);
    }
    expect(await actions()).toEqual([]);
    expect((await browser.get('/auth/session')).json().signed_in).toBe(true);
    const old = { origin: publicUrl, 'x-tenant': '1' };
    const answer = await browser.request({
      method: 'POST',
      url,
      headers: old,
      payload: { action: 'printed' },
    });
    expect(answer.statusCode).toBeLessThan(300);
  });

  test('the list above has every route with another method than GET, besides /open', async () => {
    await signedIn();
    const routes = gateway.app.printRoutes({ commonPrefix: false });
    const posts = routes.split('\n').filter((line) => /\((?!GET|HEAD|OPTIONS)/.test(line));
    expect(posts).toHaveLength(changes.length + 1);
  });

  test.each(changes.slice(1))('%s is refused where nobody is signed in', async (url) => {
    await signedIn();
    const answer = await gateway.browser().post(url, { 'x-tenant': '1' }, { action: 'printed' });
    expect([answer.statusCode, answer.json().error]).toEqual([401, 'unauthenticated']);
  });
});
