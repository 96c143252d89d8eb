import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appointmentResponseSchema } from '#contract/appointment.schema.ts';
import { tenantsResponseSchema } from '#contract/tenant.schema.ts';
import { openPool } from '#server/database/pool.ts';
import { getTokens, openDemonstration, openService, requestToken } from './test-service.ts';

let pool: Pool;
let app: FastifyInstance;
/** Access tokens of users of all clinics, of clinics 1 and 2, of clinic 3 and of no clinic. */
const tokens = { all: '', two: '', third: '', none: '' };

beforeAll(async () => {
  pool = await openDemonstration();
  app = await openService(pool, { rateLimit: { max: 10_000, windowMs: 60_000 } });
  tokens.all = (await getTokens(app, 'elif.yilmaz@example.com')).access_token;
  tokens.two = (await getTokens(app, 'deniz.arslan@example.com')).access_token;
  tokens.third = (await getTokens(app, 'leila.haddad@example.com')).access_token;
  tokens.none = (await getTokens(app, 'can.polat@example.com')).access_token;
}, 60_000);
afterAll(async () => {
  await app.close();
  await pool.end();
});

const get = (url: string, token: string | null, tenant?: string, service = app) =>
  service.inject({
    url,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(tenant !== undefined && { 'x-tenant': tenant }),
    },
  });
const getAppointment = (id: string, token: string | null, tenant?: string) =>
  get(`/api/v1/appointments/${id}`, token, tenant);
const getTenants = (token: string, service = app) =>
  get('/api/v1/account/tenants', token, undefined, service);

test('GET appointment returns the documented schema with Cache-Control: no-store', async () => {
  const response = await getAppointment('42', tokens.all, '1');
  expect(response.statusCode).toBe(200);
  expect(appointmentResponseSchema.parse(response.json()).data.customer?.last_name).toBe('Öztürk');
  expect(response.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
});

test('concurrent requests for different tenants return the records of their own tenant', async () => {
  const requests = Array.from({ length: 30 }, (_, index) => ({
    id: String(index + 1),
    tenant: index % 2 === 0 ? '1' : '3',
  }));
  const responses = await Promise.all(
    requests.map(({ id, tenant }) => getAppointment(id, tokens.all, tenant)),
  );
  expect(responses.map((response) => response.json().data?.id ?? response.statusCode)).toEqual(
    requests.map(({ id, tenant }) => (tenant === '1' || id === '7' ? Number(id) : 404)),
  );
  const same = await Promise.all(['1', '2'].map((tenant) => getAppointment('42', tokens.two, tenant)));
  expect(same.map((response) => response.json().data.customer.id)).toEqual([1187, 205]);
});

test.each([
  [
    'three clinics',
    'all',
    [
      [1, 'Europe/Istanbul'],
      [2, 'America/New_York'],
      [3, null],
    ],
  ],
  [
    'two clinics',
    'two',
    [
      [1, 'Europe/Istanbul'],
      [2, 'America/New_York'],
    ],
  ],
  ['no clinic', 'none', []],
] as const)(
  'GET tenants returns only the tenants of a user with %s, with their time zones',
  async (_clinics, user, expected) => {
    const { data } = tenantsResponseSchema.parse((await getTenants(tokens[user])).json());
    expect(data.map(({ id, timezone }) => [id, timezone])).toEqual(expected);
  },
);

test.each([
  ['no Authorization header', undefined, 'Bearer realm="flextell"', 'unauthenticated'],
  [
    'an unknown token',
    `Bearer ${'x'.repeat(43)}`,
    'Bearer realm="flextell", error="invalid_token"',
    'invalid_token',
  ],
  ['a malformed token', 'Bearer a b', 'Bearer realm="flextell", error="invalid_token"', 'invalid_token'],
  ['another scheme', 'Basic eDp5', 'Bearer realm="flextell", error="invalid_token"', 'invalid_token'],
])('a request with %s returns 401', async (_, authorization, challenge, error) => {
  const response = await app.inject({
    url: '/api/v1/appointments/abc',
    headers: { ...(authorization !== undefined && { authorization }) },
  });
  expect(response.statusCode).toBe(401);
  expect(response.headers['www-authenticate']).toBe(challenge);
  expect(response.json()).toEqual({ error, message: expect.any(String) });
});

test('a request with a refresh token as access token returns 401', async () => {
  const { refresh_token } = await getTokens(app);
  expect((await getTenants(refresh_token)).statusCode).toBe(401);
});

test('a request with an expired token returns 401', async () => {
  const { access_token } = await getTokens(app, 'mert.kaya@example.com');
  expect((await getTenants(access_token)).statusCode).toBe(200);
  await pool.query(
    `update demo.oauth_records set payload = jsonb_set(payload, '{exp}', '1')
     where model = 'AccessToken' and payload->>'accountId' = '3'`,
  );
  expect((await getTenants(access_token)).statusCode).toBe(401);
});

test('accessTokenSeconds sets the lifetime of access tokens', async () => {
  const service = await openService(pool, { accessTokenSeconds: 5 });
  expect((await getTokens(service)).expires_in).toBe(5);
  await service.close();
});

test('each endpoint returns 403 without its scope, before it validates the request', async () => {
  const appointments = await getTokens(app, undefined, { scope: 'appointments:read' });
  const tenants = await getTokens(app, undefined, { scope: 'tenants:read' });
  expect((await getAppointment('42', appointments.access_token, '1')).statusCode).toBe(200);
  expect((await getTenants(tenants.access_token)).statusCode).toBe(200);
  for (const [response, scope] of [
    [await getAppointment('abc', tenants.access_token), 'appointments:read'],
    [await getTenants(appointments.access_token), 'tenants:read'],
  ] as const) {
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ error: 'insufficient_scope' });
    expect(response.headers['www-authenticate']).toContain(`scope="${scope}"`);
  }
});

test('a refresh with fewer scopes returns a token without the other scopes', async () => {
  const { refresh_token } = await getTokens(app);
  const form = { grant_type: 'refresh_token', refresh_token, scope: 'tenants:read' };
  const { access_token, scope } = (await requestToken(app, form)).json<{
    access_token: string;
    scope: string;
  }>();
  expect(scope).toBe('tenants:read');
  expect((await getAppointment('42', access_token, '1')).statusCode).toBe(403);
});

test.each([
  ['no X-Tenant', '42', undefined],
  ['an empty X-Tenant', '42', ''],
  ['a word as X-Tenant', '42', 'one'],
  ['zero as X-Tenant', '42', '0'],
  ['a negative X-Tenant', '42', '-1'],
  ['a fraction as X-Tenant', '42', '1.5'],
  ['two X-Tenant values', '42', '1, 2'],
  ['a word as id', 'abc', '1'],
  ['zero as id', '0', '1'],
  ['a negative id', '-42', '1'],
  ['a fraction as id', '42.5', '1'],
  ['an exponent as id', '4e1', '1'],
  ['SQL as id', encodeURIComponent('42; drop table tenants'), '1'],
])('a request with %s returns 422', async (_, id, tenant) => {
  const response = await getAppointment(id, tokens.all, tenant);
  expect(response.statusCode).toBe(422);
  expect(response.json()).toEqual({
    error: 'validation_error',
    message: expect.stringMatching(id === '42' ? /X-Tenant/ : /identifier/),
  });
});

test.each([
  ['a tenant of other users', 'two', '7', '3'],
  ['an unknown id in a tenant of other users', 'two', '999999', '3'],
  ['a user without a tenant', 'none', '42', '1'],
  ['an unknown tenant', 'all', '42', '999'],
  ['a tenant beyond bigint', 'all', '42', '99999999999999999999'],
] as const)('a request for %s returns 403', async (_, user, id, tenant) => {
  const response = await getAppointment(id, tokens[user], tenant);
  expect(response.statusCode).toBe(403);
  expect(response.json()).toEqual({ error: 'forbidden', message: expect.any(String) });
});

test.each([
  ['an id of another tenant', '38', '2'],
  ['an unknown id', '999999', '1'],
  ['the largest safe integer', '9007199254740991', '1'],
  ['the largest bigint', '9223372036854775807', '1'],
  ['an id beyond bigint', '9'.repeat(60), '1'],
])('a request for %s returns 404', async (_, id, tenant) => {
  const response = await getAppointment(id, tokens.two, tenant);
  expect(response.statusCode).toBe(404);
  expect(response.json()).toEqual({ error: 'not_found', message: expect.any(String) });
});

test('every response under /api has the rate limit headers, errors included', async () => {
  const responses = await Promise.all([
    getAppointment('42', tokens.all, '1'),
    getAppointment('42', null, '1'),
    getAppointment('42', tokens.none, '1'),
    getAppointment('abc', tokens.all, '1'),
    getAppointment('999999', tokens.all, '1'),
    get('/api/v1/unknown', tokens.all),
  ]);
  expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 401, 403, 422, 404, 404]);
  const now = Date.now() / 1000;
  for (const { headers } of responses) {
    expect(headers['x-ratelimit-limit']).toBe('10000');
    expect(Number(headers['x-ratelimit-remaining'])).toBeLessThan(10_000);
    expect(Number(headers['x-ratelimit-reset'])).toBeGreaterThan(now - 1);
    expect(Number(headers['x-ratelimit-reset'])).toBeLessThan(now + 62);
    expect(headers['cache-control']).toBe('no-store');
  }
});

test('a user over the rate limit gets 429 with Retry-After for any token, and other users are not affected', async () => {
  const service = await openService(pool, { rateLimit: { max: 2, windowMs: 60_000 } });
  const second = (await getTokens(app)).access_token;
  const responses = [];
  for (const token of [tokens.all, second, tokens.all]) responses.push(await getTenants(token, service));
  expect(responses.map(({ statusCode, headers }) => [statusCode, headers['x-ratelimit-remaining']])).toEqual([
    [200, '1'],
    [200, '0'],
    [429, '0'],
  ]);
  const refused = responses.at(-1);
  expect(refused?.json()).toEqual({ error: 'too_many_requests', message: expect.any(String) });
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(Number(refused?.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.now() / 1000 - 1);
  expect((await getTenants(tokens.two, service)).statusCode).toBe(200);
  await service.close();
});

test('a request returns 503 with the rate limit headers when the database is unavailable', async () => {
  const unavailable = await openPool({ url: 'postgres://127.0.0.1:1/none' });
  const service = await openService(unavailable);
  const response = await getTenants(tokens.all, service);
  expect(response.statusCode).toBe(503);
  expect(response.json()).toEqual({ error: 'database_unavailable', message: expect.any(String) });
  expect(response.headers['x-ratelimit-limit']).toBe('300');
  await service.close();
  await unavailable.end();
});

test('createEmbeddedService rejects a secret of less than 32 bytes', async () => {
  await expect(openService(pool, { secret: 'short' })).rejects.toThrow('32 bytes');
});
