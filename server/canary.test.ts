import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  request as open,
  type Server,
  type ServerResponse,
} from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { freePort } from '#tests/support/server.mjs';
import { searchEndpoints } from '#contract/endpoints.ts';
import { privacyPaths, readReveal } from '#contract/privacy.ts';
import { createEmbeddedService } from './embedded/app.ts';
import { seedDemonstration } from './embedded/seed/seed.ts';
import { createGateway } from './gateway/test-gateway.ts';

/**
 * Sends canary values in every personal field, and every token, through both services over HTTP, including error
 * cases, and then searches logs, URLs, tables, headers, cookies and files for them.
 */

const canary = (field: string): string => `Zwitscher${field}`;
const identity = '90817263544210';
const texts = [
  'first_name',
  'last_name',
  'phone_number',
  'email',
  'country_name',
  'job',
  'address',
  'avatar_url',
];
const own = ['code', 'description', 'cancellation_reason'];
const personal = [...texts, ...own, 'user', 'clinic', 'tag', 'room', 'treatment']
  .map(canary)
  .concat(identity);

let directory: string;
let pool: Pool;
let embedded: FastifyInstance;
let gateway: FastifyInstance;
let proxy: Server;
let publicUrl: string;
const log: string[] = [];
/** The tokens issued by the service, and the values of the browser's cookies. */
const secrets = new Set<string>();
const upstreamUrls: string[] = [];

const originOf = (server: Server): string => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

/** Creates a proxy in front of the service that records URLs and tokens. */
const createRecordingProxy = (serviceUrl: string): Server =>
  createServer((request: IncomingMessage, response: ServerResponse) => {
    upstreamUrls.push(request.url ?? '');
    const { method, headers } = request;
    const out = open(`${serviceUrl}${request.url ?? ''}`, { method, headers }, (upstreamResponse) => {
      const chunks: Buffer[] = [];
      upstreamResponse.on('data', (chunk: Buffer) => chunks.push(chunk));
      upstreamResponse.on('end', () => {
        const body = Buffer.concat(chunks);
        for (const [, token = ''] of body.toString().matchAll(/"(?:access|refresh|id)_token":"([^"]+)"/g))
          secrets.add(token);
        response.writeHead(upstreamResponse.statusCode ?? 500, upstreamResponse.headers).end(body);
      });
    });
    out.on('error', () => response.destroy());
    request.pipe(out);
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-canary-'));
  pool = await createTestDatabase('pglite');
  await seedDemonstration(pool);
  const fill = (columns: string[]) => columns.map((name) => `${name} = '${canary(name)}'`).join(', ');
  await pool.query(`update demo.customers set ${fill(texts)}, identity_number = '${identity}'`);
  await pool.query(`update demo.appointments set ${fill(own)}`);
  await pool.query(`update demo.users set name = '${canary('user')}'`);
  await pool.query(`update demo.tenants set name = '${canary('clinic')}'`);
  await pool.query(`update demo.tags set name = '${canary('tag')}'`);
  await pool.query(`update demo.rooms set name = '${canary('room')}'`);
  await pool.query(`update demo.treatments set name = '${canary('treatment')}'`);

  // Both services need the public URL before they listen.
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;

  const stream = { write: (line: string) => void log.push(line) };
  const client = {
    id: 'viewer',
    secret: canary('clientsecret'),
    redirectUris: [`${publicUrl}/auth/callback`],
  };
  secrets.add(client.secret);
  embedded = await createEmbeddedService({
    pool,
    publicUrl,
    clients: [client],
    secret: 'x'.repeat(48),
    log: { level: 'trace', stream },
  });
  proxy = createRecordingProxy(await embedded.listen({ host: '127.0.0.1', port: 0 }));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const serviceUrl = originOf(proxy);
  gateway = await createGateway({
    pool,
    log: { level: 'trace', stream },
    config: {
      publicUrl,
      clientDirectory: join(directory, 'nothing'),
      pageModule: null,
      serviceUrl,
      serviceEmbedded: true,
      access: {
        kind: 'oauth',
        authorizeUrl: `${publicUrl}/oauth/authorize`,
        tokenUrl: `${serviceUrl}/oauth/token`,
        revokeUrl: `${serviceUrl}/oauth/revoke`,
        clientId: client.id,
        clientSecret: client.secret,
        scopes: 'openid profile account:read tenants:read appointments:read customers:read',
      },
      sessionSecret: canary('sessionsecret').repeat(3),
      idleMinutes: 15,
      timeZone: null,
      currency: null,
      avatarOrigins: [],
      timeoutMs: 5_000,
    },
  });
  await gateway.listen({ host: '127.0.0.1', port });
});
afterAll(async () => {
  await gateway.close();
  await new Promise((resolve) => proxy.close(resolve));
  await embedded.close();
  await pool.end();
  await rm(directory, { recursive: true, force: true });
});

interface TestResponse {
  status: number;
  headers: Headers;
  body: string;
}
const responses: TestResponse[] = [];
const jar = new Map<string, string>();

const send = async (path: string, init: RequestInit = {}): Promise<TestResponse> => {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = new Headers(init.headers);
  headers.set('cookie', cookie);
  const response = await fetch(new URL(path, publicUrl), { ...init, headers, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
    if (name.startsWith('viewer-') && value !== '') secrets.add(value);
  }
  const received = { status: response.status, headers: response.headers, body: await response.text() };
  responses.push(received);
  return received;
};
const here = { 'sec-fetch-site': 'same-origin' };
const post = (path: string, headers: Record<string, string> = {}, body?: string) =>
  send(path, { method: 'POST', headers: { ...here, ...headers }, ...(body !== undefined && { body }) });
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const next = ({ headers }: TestResponse): string => headers.get('location') ?? '';

test('logs, URLs, tables, headers, cookies and files contain no personal data and no token after requests that succeed and fail', async () => {
  const link = '/appointments/42?tenant=1';

  // Sign in after an attempt with a wrong password.
  const at = next(await send(`/auth/login?return_to=${encodeURIComponent(link)}`));
  const page = next(await send(at));
  const wrong = new URLSearchParams({ username: canary('email'), password: canary('password') }).toString();
  expect((await post(page, form, wrong)).status).toBe(422);
  responses.pop(); // The form repeats the submitted user name.
  const right = new URLSearchParams({ username: 'elif.yilmaz@example.com', password: 'appointments' });
  const back = next(await send(next(await post(page, form, right.toString()))));
  const landed = await send(back);
  expect([landed.status, next(landed).startsWith('/sign-in')]).toEqual([302, false]);

  // Requests that succeed.
  const clinic = { 'x-tenant': '1' };
  const session = await send('/auth/session');
  expect(session.body).toContain(canary('user'));
  const record = await send('/api/v1/appointments/42', { headers: clinic });
  for (const field of [...texts, 'description', 'room']) expect(record.body).toContain(canary(field));
  expect(record.body).toContain('••••4210');
  const revealed = await post(privacyPaths.identityNumber('42'), clinic);
  expect(readReveal(JSON.parse(revealed.body))).toBe(identity);
  expect(
    (
      await post(
        privacyPaths.actions('42'),
        { ...clinic, 'content-type': 'application/json' },
        '{"action":"printed"}',
      )
    ).status,
  ).toBe(204);
  expect((await post('/auth/extend')).status).toBe(200);
  const json = { ...clinic, 'content-type': 'application/json' };
  const searchFor = (text: string) => post(searchEndpoints.search, json, JSON.stringify({ text }));
  const found = await searchFor(canary('first_name'));
  expect(found.body).toContain(canary('last_name'));
  const lists = [
    found,
    await send(searchEndpoints.schedule('2020-01-01', '2020-01-02'), { headers: clinic }),
    await send(searchEndpoints.scheduleRows(['42', '38']), { headers: clinic }),
    await send(searchEndpoints.scheduleFilters, { headers: clinic }),
    await send(searchEndpoints.customer('1187'), { headers: clinic }),
    await send(searchEndpoints.customerAppointments('1187', null), { headers: clinic }),
    await send(searchEndpoints.nextAppointment('1187'), { headers: clinic }),
    await post(searchEndpoints.daySheet, json, '{"ids":["42"]}'),
  ];
  expect(lists.map(({ status }) => status)).toEqual(lists.map(() => 200));
  for (const { body } of lists)
    expect(body).not.toMatch(new RegExp(`${canary('(description|job)')}|${identity}`));
  const successful = [session, record, revealed, ...lists];

  // Requests that fail.
  await send('/api/v1/appointments/999999999', { headers: clinic });
  await send('/api/v1/appointments/42', { headers: { 'x-tenant': '999' } });
  await send('/api/v1/appointments/42', {
    headers: { 'x-tenant': canary('tenant'), 'x-request-id': 'x'.repeat(99) },
  });
  await send(`/api/v1/appointments/${canary('first_name')}`, { headers: clinic });
  await send(`/api/v1/nothing/${canary('first_name')}?q=${canary('last_name')}`);
  await send(`/appointments/${canary('first_name')}?q=${canary('last_name')}`);
  await send(`/auth/callback?state=${canary('first_name')}&code=${canary('last_name')}`);
  await post(
    privacyPaths.actions('42'),
    { ...clinic, 'content-type': 'application/json' },
    `{"action":"${canary('job')}`,
  );
  await post(privacyPaths.actions('42'), { ...clinic, 'content-type': canary('job') }, canary('job'));
  await send('/auth/logout', { method: 'POST', headers: { origin: `https://${canary('job')}.example` } });
  await send('/api/v1/account/tenants', { headers: { authorization: `Bearer ${canary('token')}` } });
  await pool.query('alter table gateway.access_log rename to lost');
  expect((await post(privacyPaths.identityNumber('42'), clinic)).status).toBe(500);
  expect((await searchFor(canary('first_name'))).status).toBe(500);
  await pool.query('alter table gateway.lost rename to access_log');
  await searchFor(canary('x').repeat(99));
  await post(searchEndpoints.search, json, `{"text":"${canary('job')}`);
  await send(`/api/v1/search?text=${canary('first_name')}`, { headers: clinic });
  await pool.query('alter table demo.customer_words rename to lost');
  expect((await searchFor(canary('first_name'))).status).toBe(500);
  await pool.query('alter table demo.lost rename to customer_words');

  const stored = async () =>
    JSON.stringify([
      await pool.query('select * from gateway.sessions'),
      await pool.query('select * from gateway.access_log'),
      await pool.query('select * from gateway.recent_views'),
      await pool.query('select * from gateway.recent_listings'),
    ]);
  const signedInRows = await stored();
  expect((await post('/auth/logout')).status).toBe(204);
  expect((await send('/api/v1/appointments/42', { headers: clinic })).status).toBe(401);

  const words = [...personal, ...['password', 'token', 'tenant', 'sessionsecret'].map(canary), ...secrets];
  const tokens = [...secrets];
  expect(tokens.length).toBeGreaterThan(4);
  const expectAbsent = (place: string, text: string, among: readonly string[]) =>
    expect([place, among.filter((word) => text.includes(word))]).toEqual([place, []]);

  expectAbsent('the logs', log.join(''), words);
  // The service demands the text to search for in the URL; it is in no other one.
  const urls = upstreamUrls.filter((url) => !url.startsWith('/api/v1/customers?search='));
  expect(urls.length).toBeLessThan(upstreamUrls.length);
  expectAbsent('upstream URLs', urls.join('\n'), words);
  expectAbsent('the tables', signedInRows + (await stored()), words);
  for (const response of responses) {
    const cookies = response.headers.getSetCookie().join('\n');
    const headers = JSON.stringify([...response.headers].filter(([name]) => name !== 'set-cookie'));
    expectAbsent('a header', headers, words);
    expect(headers).not.toContain('access-control-');
    expectAbsent('a cookie', cookies, personal);
    if (!successful.includes(response))
      expectAbsent(`a response with ${response.status}`, response.body, words);
    expectAbsent('a response', response.body, tokens);
  }
  expectAbsent('the masked record', record.body + session.body, [identity]);

  await pool.query('checkpoint');
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = (await readFile(join(entry.parentPath, entry.name))).toString('latin1');
    expectAbsent(`on disk, ${entry.name}`, text, tokens);
  }
});
