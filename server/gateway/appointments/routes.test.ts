import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { startUpstream } from '#tests/support/upstream.ts';
import { gatewayPerTest } from '../test-gateway.ts';

const gateway = gatewayPerTest();
const { start, signedIn } = gateway;
const asked = () => gateway.upstream.requests.filter(({ path }) => path.startsWith('/api/'));

describe('a question that is passed on', () => {
  test("carries the person's token and the clinic, and nothing else of the browser's", async () => {
    const browser = await signedIn();
    await browser.get('/api/v1/appointments/42?include=secrets', {
      'x-tenant': '7',
      'x-forwarded-for': '1.2.3.4',
      'x-custom': 'canary',
      'accept-language': 'tr',
    });
    expect(asked()).toMatchObject([{ method: 'GET', path: '/api/v1/appointments/42' }]);
    const [question] = asked();
    if (!question) throw new Error('nothing was asked');
    const { headers, query } = question;
    expect(query.size).toBe(0);
    expect(headers['x-tenant']).toBe('7');
    expect(headers.authorization).toMatch(/^Bearer [\w-]{32}$/);
    expect(headers).not.toHaveProperty('cookie');
    expect(JSON.stringify(headers)).not.toMatch(/canary|1\.2\.3\.4/);
  });

  test('ignores a token that the browser brings: the session alone counts', async () => {
    const browser = await signedIn();
    await browser.get('/api/v1/account/tenants', { authorization: 'Bearer mine' });
    expect(asked()[0]?.headers.authorization).not.toBe('Bearer mine');
    const stranger = await gateway.browser().get('/api/v1/account/tenants', { authorization: 'Bearer mine' });
    expect(stranger.statusCode).toBe(401);
  });

  test.each([
    ['a number with a sign', '+42'],
    ['zero', '0'],
    ['a leading zero', '042'],
    ['a fraction', '4.2'],
    ['a word', 'abc'],
    ['another path', '..%2Faccount%2Ftenants'],
    ['a query in disguise', '42%3Fx=1'],
    ['a line end', '42%0d%0aX-Tenant:9'],
    ['twenty digits', '1'.repeat(20)],
  ])('is refused for %s as id, without asking the service', async (_, id) => {
    const browser = await signedIn();
    const answer = await browser.appointment(id);
    expect([answer.statusCode, answer.json().error]).toEqual([422, 'validation_error']);
    expect(asked()).toEqual([]);
  });

  test.each(['', '0', '-1', 'abc', '1,2', '1 2', '1'.repeat(20)])(
    'is refused for the clinic %j',
    async (tenant) => {
      const browser = await signedIn();
      const answer = await browser.appointment('42', tenant);
      expect([answer.statusCode, answer.json().error]).toEqual([422, 'validation_error']);
      expect(asked()).toEqual([]);
    },
  );

  test('is refused from pages of other origins', async () => {
    const browser = await signedIn();
    for (const site of ['cross-site', 'same-site'])
      expect((await browser.get('/api/v1/account/tenants', { 'sec-fetch-site': site })).statusCode).toBe(403);
    expect(asked()).toEqual([]);
  });

  test('is refused where nobody is signed in', async () => {
    const answer = await (await start()).browser().appointment();
    expect([answer.statusCode, answer.json()]).toEqual([
      401,
      { error: 'unauthenticated', message: expect.any(String) },
    ]);
  });

  test.each([
    ['GET', '/api/v1/appointments', 404],
    ['GET', '/api/v1/appointments/42/notes', 404],
    ['GET', '/api/v1/appointments/calendar', 422],
    ['GET', '/api/v1/customers/1', 404],
    ['GET', '/api', 404],
    ['GET', '/api/v1/../../oauth/token', 404],
    ['POST', '/api/v1/appointments/42', 404],
    ['DELETE', '/api/v1/appointments/42', 404],
    ['PUT', '/api/v1/account/tenants', 404],
  ] as const)('is none for %s %s', async (method, url, status) => {
    const browser = await signedIn();
    const answer = await browser.request({ method, url, headers: { 'x-tenant': '1' } });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({ error: expect.any(String), message: expect.any(String) });
    expect(asked()).toEqual([]);
  });
});

describe('an answer that is passed on', () => {
  test('is the body byte by byte, with the rate limit and nothing else of the headers', async () => {
    const body = { success: true, data: { id: 42, name: 'Öztürk', big: 1e21, deep: [{}] } };
    const browser = await signedIn({ upstream: { appointment: () => body } });
    const answer = await browser.appointment();
    expect(answer.body).toBe(JSON.stringify(body));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': '1800000000',
    });
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });

  test('carries no entity tag, and If-None-Match is not forwarded: a tag of the whole record would let digits be guessed', async () => {
    const browser = await signedIn();
    const { statusCode, headers } = await browser.get('/api/v1/appointments/42', {
      'x-tenant': '1',
      'if-none-match': '"one"',
    });
    expect(statusCode).toBe(200);
    expect(headers).not.toHaveProperty('etag');
    expect(asked()[0]?.headers).not.toHaveProperty('if-none-match');
  });

  test('has no body for HEAD', async () => {
    const browser = await signedIn();
    const answer = await browser.request({
      method: 'HEAD',
      url: '/api/v1/appointments/42',
      headers: { 'x-tenant': '1' },
    });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });

  test('is packed where it is large and the browser takes it', async () => {
    const body = { success: 'true', data: { id: 42, text: 'word '.repeat(2000) } };
    const browser = await signedIn({ upstream: { appointment: () => body } });
    const answer = await browser.get('/api/v1/appointments/42', {
      'x-tenant': '1',
      'accept-encoding': 'gzip, br',
    });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(answer.rawPayload.length).toBeLessThan(500);
    expect(JSON.parse(brotliDecompressSync(answer.rawPayload).toString())).toEqual(body);
  });

  test.each([400, 403, 404, 409, 422, 429, 500, 503])(
    'keeps the status %i, and the code and words of the service',
    async (status) => {
      const browser = await signedIn();
      gateway.upstream.fail('/api/v1/appointments', {
        kind: 'status',
        status,
        headers: { 'retry-after': '7' },
      });
      const answer = await browser.appointment();
      expect(answer.statusCode).toBe(status);
      expect(answer.json()).toEqual({ error: 'made_up', message: 'Upstream says made_up.' });
      expect(answer.headers).toMatchObject({
        'retry-after': '7',
        'x-ratelimit-limit': '60',
        'cache-control': 'no-store',
      });
      expect(gateway.upstream.count('/api/v1/appointments/42')).toBe(1);
    },
  );

  test("keeps the status of a proxy's error page, in the documented form", async () => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/v1/appointments', {
      kind: 'status',
      status: 503,
      body: '<html>canary</html>',
      headers: { 'content-type': 'text/html' },
    });
    const answer = await browser.appointment();
    expect([answer.statusCode, answer.json().error]).toEqual([503, 'service_unavailable']);
    expect(answer.body).not.toContain('canary');
  });

  test.each([
    ['resets the connection', { kind: 'reset' }, 'upstream_reset'],
    ['breaks off in the middle', { kind: 'truncated' }, 'upstream_truncated'],
    ['answers a page', { kind: 'content-type', type: 'text/html' }, 'upstream_content_type'],
    ['answers without a type', { kind: 'content-type', type: '' }, 'upstream_content_type'],
    [
      'redirects',
      { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      'upstream_status',
    ],
    ['answers nothing', { kind: 'status', status: 204, body: '' }, 'upstream_status'],
    ['answers without end', { kind: 'endless', bytes: 40 * 1024 * 1024 }, 'upstream_too_large'],
    [
      'calls half a record JSON',
      { kind: 'status', status: 200, body: '{"a":"canary' },
      'upstream_invalid_json',
    ],
    ['says nothing', { kind: 'silence' }, 'upstream_timeout'],
  ] as const)('is in the documented form where the service %s', async (_, failure, error) => {
    const browser = await signedIn({ config: { timeoutMs: failure.kind === 'silence' ? 1000 : 10_000 } });
    gateway.upstream.fail('/api/v1/appointments', failure);
    const answer = await browser.appointment();
    expect(answer.statusCode).toBe(error === 'upstream_timeout' ? 504 : 502);
    expect(answer.json()).toEqual({ error, message: expect.any(String) });
    expect(answer.body).not.toContain('canary');
    // A request on a connection that was reset may never have arrived, so it is repeated once.
    const times = failure.kind === 'reset' ? 2 : 1;
    expect(gateway.upstream.count('/api/v1/appointments/42')).toBe(times);
  });

  test('is 502 where the service is not there', async () => {
    const gone = await startUpstream();
    await gone.close();
    const browser = await signedIn({ config: { serviceUrl: gone.origin } });
    const answer = await browser.appointment();
    expect([answer.statusCode, answer.json().error]).toEqual([502, 'upstream_unreachable']);
  });

  test('has every identity number masked', async () => {
    const text =
      '{"data":{"id":42,"big":9007199254740993,"customer":{"identity_number":"12345674210"},' +
      '"child_appointments":[{"customer":{"identity_number":12345674210}}]}}';
    const browser = await signedIn({ upstream: { appointment: () => text } });
    const answer = await browser.appointment();
    expect(answer.body).toBe(
      text.replace('"12345674210"', '"•••••••4210"').replace('12345674210}', '"•••••••4210"}'),
    );
  });

  test('loses a mark of the byte order, which is no part of JSON', async () => {
    const browser = await signedIn({ upstream: { appointment: () => '\uFEFF{"data":{"id":42}}' } });
    expect((await browser.appointment()).body).toBe('{"data":{"id":42}}');
  });
});

describe('a record that is fetched ahead', () => {
  const actions = async (): Promise<string[]> =>
    (
      await gateway.query<{ action: string }>(
        'select action from gateway.access_log where appointment_id = $1 order by id',
        ['4711'],
      )
    ).map(({ action }) => action);

  test('is in the access log as that, and as opened when the page says that it shows it', async () => {
    const browser = await signedIn();
    const ahead = { 'x-tenant': '1', purpose: 'prefetch' };
    expect((await browser.get('/api/v1/appointments/4711', ahead)).statusCode).toBe(200);
    expect(await actions()).toEqual(['prefetched']);
    const report = () =>
      browser.post('/privacy/appointments/4711/actions', { 'x-tenant': '1' }, { action: 'opened' });
    expect((await report()).statusCode).toBe(204);
    expect(await actions()).toEqual(['prefetched', 'opened']);
    // Looking at it again is no new opening, whoever reports it.
    expect((await report()).statusCode).toBe(204);
    expect((await browser.appointment('4711')).statusCode).toBe(200);
    expect(await actions()).toEqual(['prefetched', 'opened']);
  });

  test('keeps nobody signed in', async () => {
    const browser = await signedIn();
    await gateway.advanceTime(10 * 60_000);
    await browser.get('/api/v1/appointments/42', { 'x-tenant': '1', purpose: 'prefetch' });
    await gateway.advanceTime(6 * 60_000);
    expect((await browser.appointment()).statusCode).toBe(401);
  });
});
