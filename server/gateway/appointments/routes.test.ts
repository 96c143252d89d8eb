import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { startUpstream } from '#tests/support/upstream.ts';
import { gatewayPerTest } from '../test-gateway.ts';

const gateway = gatewayPerTest();
const { start, signedIn } = gateway;
const apiRequests = () => gateway.upstream.requests.filter(({ path }) => path.startsWith('/api/'));

describe('a forwarded request', () => {
  test('contains the access token and X-Tenant, and no other header or query parameter of the browser', async () => {
    const browser = await signedIn();
    await browser.get('/api/v1/appointments/42?include=secrets', {
      'x-tenant': '7',
      'x-forwarded-for': '1.2.3.4',
      'x-custom': 'canary',
      'accept-language': 'tr',
    });
    expect(apiRequests()).toMatchObject([{ method: 'GET', path: '/api/v1/appointments/42' }]);
    const [request] = apiRequests();
    if (!request) throw new Error('no request was forwarded');
    const { headers, query } = request;
    expect(query.size).toBe(0);
    expect(headers['x-tenant']).toBe('7');
    expect(headers.authorization).toMatch(/^Bearer [\w-]{32}$/);
    expect(headers).not.toHaveProperty('cookie');
    expect(JSON.stringify(headers)).not.toMatch(/canary|1\.2\.3\.4/);
  });

  test('uses the token of the session and ignores an Authorization header of the browser', async () => {
    const browser = await signedIn();
    await browser.get('/api/v1/account/tenants', { authorization: 'Bearer mine' });
    expect(apiRequests()[0]?.headers.authorization).not.toBe('Bearer mine');
    const signedOut = await gateway
      .browser()
      .get('/api/v1/account/tenants', { authorization: 'Bearer mine' });
    expect(signedOut.statusCode).toBe(401);
  });

  test.each([
    ['a number with a sign', '+42'],
    ['zero', '0'],
    ['a leading zero', '042'],
    ['a fraction', '4.2'],
    ['a word', 'abc'],
    ['another path', '..%2Faccount%2Ftenants'],
    ['an encoded query', '42%3Fx=1'],
    ['an encoded line break', '42%0d%0aX-Tenant:9'],
    ['twenty digits', '1'.repeat(20)],
  ])('is not sent and the response is 422 when the id is %s', async (_, id) => {
    const browser = await signedIn();
    const response = await browser.appointment(id);
    expect([response.statusCode, response.json().error]).toEqual([422, 'validation_error']);
    expect(apiRequests()).toEqual([]);
  });

  test.each(['', '0', '-1', 'abc', '1,2', '1 2', '1'.repeat(20)])(
    'is not sent and the response is 422 when X-Tenant is %j',
    async (tenant) => {
      const browser = await signedIn();
      const response = await browser.appointment('42', tenant);
      expect([response.statusCode, response.json().error]).toEqual([422, 'validation_error']);
      expect(apiRequests()).toEqual([]);
    },
  );

  test('is not sent and the response is 403 when a page of another origin makes the request', async () => {
    const browser = await signedIn();
    for (const site of ['cross-site', 'same-site'])
      expect((await browser.get('/api/v1/account/tenants', { 'sec-fetch-site': site })).statusCode).toBe(403);
    expect(apiRequests()).toEqual([]);
  });

  test('is not sent and the response is 401 when the user is signed out', async () => {
    const response = await (await start()).browser().appointment();
    expect([response.statusCode, response.json()]).toEqual([
      401,
      { error: 'unauthenticated', message: expect.any(String) },
    ]);
  });

  test.each([
    ['GET', '/api/v1/appointments', 404],
    ['GET', '/api/v1/appointments/42/notes', 404],
    ['GET', '/api/v1/appointments/calendar', 422],
    ['GET', '/api/v1/customers', 404],
    ['GET', '/api/v1/users', 404],
    ['GET', '/api', 404],
    ['GET', '/api/v1/../../oauth/token', 404],
    ['POST', '/api/v1/appointments/42', 404],
    ['DELETE', '/api/v1/appointments/42', 404],
    ['PUT', '/api/v1/account/tenants', 404],
  ] as const)('is not sent for %s %s, which returns %i', async (method, url, status) => {
    const browser = await signedIn();
    const response = await browser.request({ method, url, headers: { 'x-tenant': '1' } });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual({ error: expect.any(String), message: expect.any(String) });
    expect(apiRequests()).toEqual([]);
  });
});

describe('a forwarded response', () => {
  test('has the unchanged body and the rate limit headers, and no other header of the service', async () => {
    const body = { success: true, data: { id: 42, name: 'Öztürk', big: 1e21, deep: [{}] } };
    const browser = await signedIn({ upstream: { appointment: () => body } });
    const response = await browser.appointment();
    expect(response.body).toBe(JSON.stringify(body));
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': '1800000000',
    });
    expect(response.headers).not.toHaveProperty('set-cookie');
    expect(response.headers).not.toHaveProperty('x-powered-by');
  });

  test('has no ETag, and If-None-Match is not forwarded, because a hash of the record would allow guessing masked digits', async () => {
    const browser = await signedIn();
    const { statusCode, headers } = await browser.get('/api/v1/appointments/42', {
      'x-tenant': '1',
      'if-none-match': '"one"',
    });
    expect(statusCode).toBe(200);
    expect(headers).not.toHaveProperty('etag');
    expect(apiRequests()[0]?.headers).not.toHaveProperty('if-none-match');
  });

  test('has no body when the method is HEAD', async () => {
    const browser = await signedIn();
    const response = await browser.request({
      method: 'HEAD',
      url: '/api/v1/appointments/42',
      headers: { 'x-tenant': '1' },
    });
    expect([response.statusCode, response.body]).toEqual([200, '']);
  });

  test('is compressed when it is large and the browser accepts br', async () => {
    const body = { success: 'true', data: { id: 42, text: 'word '.repeat(2000) } };
    const browser = await signedIn({ upstream: { appointment: () => body } });
    const response = await browser.get('/api/v1/appointments/42', {
      'x-tenant': '1',
      'accept-encoding': 'gzip, br',
    });
    expect(response.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(response.rawPayload.length).toBeLessThan(500);
    expect(JSON.parse(brotliDecompressSync(response.rawPayload).toString())).toEqual(body);
  });

  test.each([400, 403, 404, 409, 422, 429, 500, 503])(
    'keeps the status %i, error code and message of the service',
    async (status) => {
      const browser = await signedIn();
      gateway.upstream.fail('/api/v1/appointments', {
        kind: 'status',
        status,
        headers: { 'retry-after': '7' },
      });
      const response = await browser.appointment();
      expect(response.statusCode).toBe(status);
      expect(response.json()).toEqual({ error: 'made_up', message: 'Upstream says made_up.' });
      expect(response.headers).toMatchObject({
        'retry-after': '7',
        'x-ratelimit-limit': '60',
        'cache-control': 'no-store',
      });
      expect(gateway.upstream.count('/api/v1/appointments/42')).toBe(1);
    },
  );

  test('keeps the status of an HTML error page and replaces its body with a JSON error', async () => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/v1/appointments', {
      kind: 'status',
      status: 503,
      body: '<html>canary</html>',
      headers: { 'content-type': 'text/html' },
    });
    const response = await browser.appointment();
    expect([response.statusCode, response.json().error]).toEqual([503, 'service_unavailable']);
    expect(response.body).not.toContain('canary');
  });

  test.each([
    ['resets the connection', { kind: 'reset' }, 'upstream_reset'],
    ['truncates the body', { kind: 'truncated' }, 'upstream_truncated'],
    ['responds with HTML', { kind: 'content-type', type: 'text/html' }, 'upstream_content_type'],
    ['responds without Content-Type', { kind: 'content-type', type: '' }, 'upstream_content_type'],
    [
      'redirects',
      { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      'upstream_status',
    ],
    ['responds with 204', { kind: 'status', status: 204, body: '' }, 'upstream_status'],
    ['exceeds the size limit', { kind: 'endless', bytes: 40 * 1024 * 1024 }, 'upstream_too_large'],
    [
      'responds with invalid JSON',
      { kind: 'status', status: 200, body: '{"a":"canary' },
      'upstream_invalid_json',
    ],
    ['does not respond', { kind: 'silence' }, 'upstream_timeout'],
  ] as const)('is a JSON error when the service %s', async (_, failure, error) => {
    const browser = await signedIn({ config: { timeoutMs: failure.kind === 'silence' ? 1000 : 10_000 } });
    gateway.upstream.fail('/api/v1/appointments', failure);
    const response = await browser.appointment();
    expect(response.statusCode).toBe(error === 'upstream_timeout' ? 504 : 502);
    expect(response.json()).toEqual({ error, message: expect.any(String) });
    expect(response.body).not.toContain('canary');
    // A GET on a connection that was reset is repeated once.
    const times = failure.kind === 'reset' ? 2 : 1;
    expect(gateway.upstream.count('/api/v1/appointments/42')).toBe(times);
  });

  test('is 502 when the service refuses the connection', async () => {
    const gone = await startUpstream();
    await gone.close();
    const browser = await signedIn({ config: { serviceUrl: gone.origin } });
    const response = await browser.appointment();
    expect([response.statusCode, response.json().error]).toEqual([502, 'upstream_unreachable']);
  });

  test('has every identity number masked, nested ones included', async () => {
    const text =
      '{"data":{"id":42,"big":9007199254740993,"customer":{"identity_number":"12345674210"},' +
      '"child_appointments":[{"customer":{"identity_number":12345674210}}]}}';
    const browser = await signedIn({ upstream: { appointment: () => text } });
    const response = await browser.appointment();
    expect(response.body).toBe(
      text.replace('"12345674210"', '"•••••••4210"').replace('12345674210}', '"•••••••4210"}'),
    );
  });

  test('does not contain the byte order mark of the upstream body', async () => {
    const browser = await signedIn({ upstream: { appointment: () => '\uFEFF{"data":{"id":42}}' } });
    expect((await browser.appointment()).body).toBe('{"data":{"id":42}}');
  });
});

describe('a prefetched appointment', () => {
  const actions = async (): Promise<string[]> =>
    (
      await gateway.query<{ action: string }>(
        'select action from gateway.access_log where appointment_id = $1 order by id',
        ['4711'],
      )
    ).map(({ action }) => action);

  test('is logged as prefetched, and as opened once the page reports that it shows it', async () => {
    const browser = await signedIn();
    const ahead = { 'x-tenant': '1', purpose: 'prefetch' };
    expect((await browser.get('/api/v1/appointments/4711', ahead)).statusCode).toBe(200);
    expect(await actions()).toEqual(['prefetched']);
    const report = () =>
      browser.post('/privacy/appointments/4711/actions', { 'x-tenant': '1' }, { action: 'opened' });
    expect((await report()).statusCode).toBe(204);
    expect(await actions()).toEqual(['prefetched', 'opened']);
    // A repeated view adds no entry, whether the page or the gateway reports it.
    expect((await report()).statusCode).toBe(204);
    expect((await browser.appointment('4711')).statusCode).toBe(200);
    expect(await actions()).toEqual(['prefetched', 'opened']);
  });

  test('does not extend the session', async () => {
    const browser = await signedIn();
    await gateway.advanceTime(10 * 60_000);
    await browser.get('/api/v1/appointments/42', { 'x-tenant': '1', purpose: 'prefetch' });
    await gateway.advanceTime(6 * 60_000);
    expect((await browser.appointment()).statusCode).toBe(401);
  });
});
