import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appointmentAnswerSchema } from '#contract/appointment.schema.ts';
import { tenantsAnswerSchema } from '#contract/tenant.schema.ts';
import { type Database, DatabaseUnavailable } from '#server/db/client.ts';
import { allScopes, askToken, getTokens, openDemonstration, openService } from './test-service.ts';

let db: Database;
let app: FastifyInstance;
/** Belongs to all clinics, to 1 and 2, to 3 alone, to none. */
const tokens = { all: '', two: '', third: '', none: '' };

beforeAll(async () => {
  db = await openDemonstration();
  app = await openService(db, { rateLimit: { max: 10_000, windowMs: 60_000 } });
  tokens.all = (await getTokens(app, 'elif.yilmaz@example.com')).access_token;
  tokens.two = (await getTokens(app, 'deniz.arslan@example.com')).access_token;
  tokens.third = (await getTokens(app, 'leila.haddad@example.com')).access_token;
  tokens.none = (await getTokens(app, 'can.polat@example.com')).access_token;
}, 60_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

const get = (url: string, token: string | null, tenant?: string, service = app) =>
  service.inject({
    url,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(tenant !== undefined && { 'x-tenant': tenant }),
    },
  });
const appointment = (id: string, token: string | null, tenant?: string) =>
  get(`/api/v1/appointments/${id}`, token, tenant);

test('an appointment is answered in the documented form, uncached, with the documented headers', async () => {
  const answer = await appointment('42', tokens.all, '1');
  expect(answer.statusCode).toBe(200);
  expect(appointmentAnswerSchema.parse(answer.json()).data.customer?.last_name).toBe('Öztürk');
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test('the same number is another appointment in another clinic', async () => {
  const [one, two] = await Promise.all([
    appointment('42', tokens.two, '1'),
    appointment('42', tokens.two, '2'),
  ]);
  expect(one.json().data.customer.id).toBe(1187);
  expect(two.json().data.customer.id).toBe(205);
});

test('many at the same time each get their own', async () => {
  const asked = Array.from(
    { length: 30 },
    (_, index) => [String(index + 1), index % 2 === 0 ? '1' : '3'] as const,
  );
  const answers = await Promise.all(asked.map(([id, tenant]) => appointment(id, tokens.all, tenant)));
  answers.forEach((answer, index) => {
    const [id, tenant] = asked[index] ?? ['', ''];
    const expected = tenant === '1' || id === '7' ? 200 : 404;
    expect([id, tenant, answer.statusCode]).toEqual([id, tenant, expected]);
    expect(expected === 200 ? String(answer.json().data.id) : id).toBe(id);
  });
});

interface Asked {
  url?: string;
  tenant?: string;
  token?: string;
  method?: 'GET' | 'HEAD';
}
const conditional = (
  held: string,
  { url = '/api/v1/appointments/42', tenant = '1', token = tokens.all, method = 'GET' }: Asked = {},
) =>
  app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}`, 'x-tenant': tenant, 'if-none-match': held },
  });
const tagOf = async (url?: string) => String((await conditional('', { ...(url && { url }) })).headers.etag);

test.each(['/api/v1/appointments/42', '/api/v1/account/tenants'])(
  '%s has a strong tag of its content, and is a 304 without a body to who holds it',
  async (url) => {
    const tag = await tagOf(url);
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await conditional(held, { url });
      expect([held, answer.statusCode, answer.body]).toEqual([held, 304, '']);
      expect(answer.headers).toMatchObject({
        etag: tag,
        'cache-control': 'no-store',
        'x-ratelimit-limit': '10000',
        'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
        'x-ratelimit-reset': expect.stringMatching(/^\d+$/),
      });
      expect(answer.headers).not.toHaveProperty('content-type');
    }
    expect((await conditional(tag, { url, method: 'HEAD' })).statusCode).toBe(304);
    for (const held of ['"other"', tag.slice(1, -1), tag.toLowerCase()])
      expect((await conditional(held, { url })).statusCode).toBe(200);
  },
);

test('a tag is of one record as it is now: not of another, another clinic’s, or the one before a change', async () => {
  const tag = await tagOf();
  expect((await conditional(tag, { url: '/api/v1/appointments/7' })).statusCode).toBe(200);
  expect((await conditional(tag, { tenant: '2' })).statusCode).toBe(200);
  const mark = (text: string) =>
    db.query(
      'update flextell.appointments set code = replace(code, $1, $2) where tenant_id = 1 and id = 42',
      text === '' ? ['*', ''] : ['APT', 'APT*'],
    );
  await mark('*');
  expect((await conditional(tag)).statusCode).toBe(200);
  await mark('');
  expect((await conditional(tag)).statusCode).toBe(304);
});

test('whoever may not see a record is told so, whatever tag they hold', async () => {
  for (const held of [await tagOf(), '*']) {
    const statuses = await Promise.all([
      conditional(held, { token: 'x'.repeat(43) }),
      conditional(held, { token: tokens.third }),
      conditional(held, { tenant: 'one' }),
      conditional(held, { url: '/api/v1/appointments/999999' }),
    ]);
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([401, 403, 422, 404]);
    for (const { headers } of statuses) expect(headers).not.toHaveProperty('etag');
  }
});

const clinics = async (token: string) =>
  tenantsAnswerSchema.parse((await get('/api/v1/account/tenants', token)).json()).data.map(({ id }) => id);

test('the clinics of a person, and only theirs', async () => {
  expect(await clinics(tokens.all)).toEqual([1, 2, 3]);
  expect(await clinics(tokens.two)).toEqual([1, 2]);
  expect(await clinics(tokens.third)).toEqual([3]);
  expect(await clinics(tokens.none)).toEqual([]);
});

test.each([
  ['no token', null, 'Bearer realm="flextell"', 'unauthenticated'],
  ['an unknown token', 'x'.repeat(43), 'Bearer realm="flextell", error="invalid_token"', 'invalid_token'],
  ['a malformed token', 'a b', 'Bearer realm="flextell", error="invalid_token"', 'invalid_token'],
])('%s is a 401', async (_what, token, challenge, error) => {
  const answer = await appointment('42', token, '1');
  expect(answer.statusCode).toBe(401);
  expect(answer.headers['www-authenticate']).toBe(challenge);
  expect(answer.json()).toEqual({ error, message: expect.any(String) });
});

test('another scheme is a 401', async () => {
  const answer = await app.inject({
    url: '/api/v1/appointments/42',
    headers: { authorization: 'Basic eDp5', 'x-tenant': '1' },
  });
  expect(answer.statusCode).toBe(401);
});

test('a refresh token is no access token', async () => {
  const { refresh_token } = await getTokens(app);
  expect((await appointment('42', refresh_token, '1')).statusCode).toBe(401);
});

test('an expired token is a 401', async () => {
  const { access_token } = await getTokens(app, 'mert.kaya@example.com');
  expect((await appointment('42', access_token, '1')).statusCode).toBe(200);
  await db.query(
    `update flextell.oauth_records set payload = jsonb_set(payload, '{exp}', '1')
     where model = 'AccessToken' and payload->>'accountId' = '3'`,
  );
  expect((await appointment('42', access_token, '1')).statusCode).toBe(401);
});

test('a token lives as long as it was made to', async () => {
  const short = await openService(db, { accessTokenSeconds: 5 });
  expect((await getTokens(short)).expires_in).toBe(5);
  await short.close();
});

test('each endpoint wants its own scope', async () => {
  const appointments = await getTokens(app, undefined, { scope: 'appointments:read' });
  const tenants = await getTokens(app, undefined, { scope: 'tenants:read' });
  expect((await appointment('42', appointments.access_token, '1')).statusCode).toBe(200);
  expect((await get('/api/v1/account/tenants', tenants.access_token)).statusCode).toBe(200);
  const refused = [
    [await appointment('42', tenants.access_token, '1'), 'appointments:read'],
    [await get('/api/v1/account/tenants', appointments.access_token), 'tenants:read'],
  ] as const;
  for (const [answer, scope] of refused) {
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ error: 'insufficient_scope' });
    expect(answer.headers['www-authenticate']).toContain(`scope="${scope}"`);
  }
});

test('a refresh can ask for less, and what it left out is gone', async () => {
  const { refresh_token } = await getTokens(app);
  const answer = await askToken(app, { grant_type: 'refresh_token', refresh_token, scope: 'tenants:read' });
  const { access_token, scope } = answer.json<{ access_token: string; scope: string }>();
  expect(scope).toBe('tenants:read');
  expect(allScopes).toContain('appointments:read');
  expect((await appointment('42', access_token, '1')).statusCode).toBe(403);
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
  ['an injection as id', encodeURIComponent('42; drop table flextell.tenants'), '1'],
])('%s is a 422', async (_what, id, tenant) => {
  const answer = await appointment(id, tokens.all, tenant);
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toEqual({ error: 'validation_error', message: expect.any(String) });
});

test.each([
  ['a clinic the person does not belong to', 'two', '7', '3'],
  ['the same for an id that does not exist there', 'two', '999999', '3'],
  ['a person without any clinic', 'none', '42', '1'],
  ['a clinic that does not exist', 'all', '42', '999'],
  ['a clinic number beyond any', 'all', '42', '99999999999999999999'],
] as const)('%s is a 403', async (_what, who, id, tenant) => {
  const answer = await appointment(id, tokens[who], tenant);
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ error: 'forbidden' });
});

test.each([
  ['an id that exists in the other clinic alone', '38', '2'],
  ['an unknown id', '999999', '1'],
  ['the largest safe id', '9007199254740991', '1'],
  ['an id beyond the safe integers', '9223372036854775807', '1'],
  ['an id beyond any', '9'.repeat(60), '1'],
])('%s is a 404', async (_what, id, tenant) => {
  const answer = await appointment(id, tokens.two, tenant);
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toEqual({ error: 'not_found', message: expect.any(String) });
});

test('an unknown path or method is a 404 in the documented form', async () => {
  expect((await get('/api/v1/customers/1', tokens.all, '1')).json()).toMatchObject({ error: 'not_found' });
  const posted = await app.inject({ method: 'POST', url: '/api/v1/appointments/42' });
  expect(posted.statusCode).toBe(404);
  expect(posted.json()).toMatchObject({ error: 'not_found' });
});

test('every answer under /api tells the limit, errors included', async () => {
  const answers = await Promise.all([
    appointment('42', tokens.all, '1'),
    appointment('42', null, '1'),
    appointment('42', tokens.none, '1'),
    appointment('abc', tokens.all, '1'),
    appointment('999999', tokens.all, '1'),
    get('/api/v1/nothing', null),
    app.inject({ method: 'DELETE', url: '/api/v1/account/tenants' }),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 401, 403, 422, 404, 404, 404]);
  const now = Date.now() / 1000;
  for (const { headers } of answers) {
    expect(headers['x-ratelimit-limit']).toBe('10000');
    expect(Number(headers['x-ratelimit-remaining'])).toBeLessThan(10_000);
    expect(Number(headers['x-ratelimit-reset'])).toBeGreaterThan(now - 1);
    expect(Number(headers['x-ratelimit-reset'])).toBeLessThan(now + 62);
    expect(headers['cache-control']).toBe('no-store');
  }
});

test('beyond the limit a person gets a 429 and the seconds to wait; another person does not', async () => {
  const limited = await openService(db, { rateLimit: { max: 3, windowMs: 60_000 } });
  const ask = (token: string) => get('/api/v1/appointments/42', token, '1', limited);
  const remaining = [];
  for (let call = 0; call < 3; call += 1) {
    const { statusCode, headers } = await ask(tokens.all);
    remaining.push([statusCode, headers['x-ratelimit-remaining']]);
  }
  expect(remaining).toEqual([
    [200, '2'],
    [200, '1'],
    [200, '0'],
  ]);
  const refused = await ask(tokens.all);
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toEqual({ error: 'too_many_requests', message: expect.any(String) });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(refused.headers['x-ratelimit-remaining']).toBe('0');
  expect((await ask(tokens.two)).statusCode).toBe(200);
  await limited.close();
});

test('a second token of the same person shares the limit', async () => {
  const limited = await openService(db, { rateLimit: { max: 1, windowMs: 60_000 } });
  const second = (await getTokens(app)).access_token;
  expect((await get('/api/v1/account/tenants', tokens.all, undefined, limited)).statusCode).toBe(200);
  expect((await get('/api/v1/account/tenants', second, undefined, limited)).statusCode).toBe(429);
  await limited.close();
});

test('a database that is away is a 503 in the documented form, with the limit', async () => {
  const away: Database = {
    ...db,
    query: (sql, params) =>
      sql.includes('oauth_records') ? Promise.reject(new DatabaseUnavailable('away')) : db.query(sql, params),
  };
  const lost = await openService(away);
  const answer = await get('/api/v1/account/tenants', tokens.all, undefined, lost);
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ error: 'service_unavailable', message: expect.any(String) });
  expect(answer.headers['x-ratelimit-limit']).toBe('300');
  await lost.close();
});

test('the documented curl line works over a socket', async () => {
  const service = await openService(db);
  const origin = await service.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`${origin}/api/v1/appointments/42`, {
    headers: { Authorization: `Bearer ${tokens.all}`, 'X-Tenant': '1' },
  });
  expect(answer.status).toBe(200);
  expect(appointmentAnswerSchema.safeParse(await answer.json()).success).toBe(true);
  await service.close();
});

test('a secret too short is refused', async () => {
  await expect(openService(db, { secret: 'short' })).rejects.toThrow('32 bytes');
});
