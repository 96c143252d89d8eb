import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openGatewayDatabase, startTestGateway, type TestGateway } from './test-gateway.ts';

/** What no client library sends: requests written by hand, over real sockets, to the gateway and through its door. */

let pool: Pool;
let gateway: TestGateway;
const behind: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
const service = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    behind.push({ url: request.url ?? '', headers: request.headers, body });
    response.end('behind');
  });
});
const portOf = (address: ReturnType<typeof service.address>): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

beforeAll(async () => {
  pool = await openGatewayDatabase();
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${portOf(service.address())}`;
  gateway = await startTestGateway({ pool, config: { serviceEmbedded: true, serviceUrl } });
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => void behind.splice(0));
afterAll(async () => {
  await gateway.close();
  await new Promise((resolve) => service.close(resolve));
  await pool.end();
});

/** Everything that comes back until the connection ends. */
const raw = async (text: string): Promise<string> => {
  const socket = connect(portOf(gateway.app.server.address()), '127.0.0.1');
  let came = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (came += chunk));
  socket.on('error', () => undefined);
  socket.write(Buffer.from(text, 'latin1'));
  await once(socket, 'close');
  return came;
};
const statusOf = (came: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(came)?.[1] ?? 0);
const end = 'Connection: close\r\n\r\n';
const get = (target: string, headers = '') =>
  raw(`GET ${target} HTTP/1.1\r\nHost: localhost:3000\r\n${headers}${end}`);

describe('an address', () => {
  test.each([
    'http://evil.example/auth/login',
    'http://localhost:3000/auth/login',
    'HTTP://evil.example/api/v1/account/tenants',
    'auth/login',
    '*',
    '\\auth\\login',
  ])('that does not begin with a slash is refused: %s', async (target) => {
    const came = await get(target);
    expect(statusOf(came)).toBe(400);
    expect(came).not.toMatch(/location:|evil/i);
  });

  test('of another host is no way to be a proxy', async () => {
    expect(await raw(`CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).not.toMatch(/ 200 /);
  });

  test.each(['/%61pi/v1/account/tenants', '/api/v1/account/%74enants', '/auth/%73ession'])(
    'in another spelling has the same guard: %s',
    async (target) => {
      expect(statusOf(await get(target, 'Sec-Fetch-Site: cross-site\r\n'))).toBe(403);
    },
  );

  test.each([
    '/api/v1/..%2f..%2foauth%2ftoken',
    '/api/v1/%2e%2e/%2e%2e/oauth/token',
    '/api/v1/../../oauth/token',
    '/oauth/../api/v1/account/tenants',
    '/oauth/%2e%2e/x',
    '/oauth/.well-known/../token',
  ])('with a parent directory is not forwarded: %s', async (target) => {
    const came = await get(target, 'Authorization: Bearer mine\r\n');
    expect([400, 404]).toContain(statusOf(came));
    expect(behind).toEqual([]);
  });

  test.each(['/api/v1/appointments/42?a=..%2f..', '/oauth/authorize/x_-~.y?z=%0d%0a', '/oauth/token'])(
    'is forwarded with its query unchanged: %s',
    async (target) => {
      expect(statusOf(await get(target, 'Authorization: Bearer mine\r\n'))).toBe(200);
      expect(behind.map(({ url }) => url)).toEqual([target]);
    },
  );
});

const post = (headers: string, body: string) =>
  raw(`POST /oauth/token HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n${headers}\r\n${body}`);
const smuggled = 'GET /oauth/smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

describe('the framing of a body', () => {
  test.each([
    [
      'both a length and chunks',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n',
      `0\r\n\r\n${smuggled}`,
    ],
    ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', `0\r\n\r\n${smuggled}`],
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 44\r\n', smuggled],
    ['two lengths in one', 'Content-Length: 0, 44\r\n', smuggled],
    ['a length with a sign', 'Content-Length: +0\r\n', smuggled],
    ['a space before the colon', 'Transfer-Encoding : chunked\r\n', `0\r\n\r\n${smuggled}`],
    ['a folded header', 'X: 1\r\n Transfer-Encoding: chunked\r\n', ''],
    ['an unknown coding', 'Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`],
    ['chunks that are not last', 'Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${smuggled}`],
    ['a size that is none', 'Transfer-Encoding: chunked\r\n', `0x4\r\nabcd\r\n0\r\n\r\n${smuggled}`],
    ['bare line feeds', 'X: 1\nTransfer-Encoding: chunked\n', `0\n\n${smuggled}`],
    ['a zero byte', 'X: a\u0000b\r\n', ''],
  ])('is refused where it can be read in two ways: %s', async (_, headers, body) => {
    const came = await post(headers, body);
    expect([0, 400, 501]).toContain(statusOf(came));
    expect(came).not.toContain('behind');
    expect(behind.map(({ url }) => url)).not.toContain('/oauth/smuggled');
  });

  test.each([
    ['counted', 'Content-Length: 5\r\n', 'a=b&c'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n', '2\r\na=\r\n3\r\nb&c\r\n0\r\n\r\n'],
  ])('is forwarded: %s', async (_, headers, body) => {
    expect(statusOf(await post(headers, body))).toBe(200);
    expect(behind).toMatchObject([{ url: '/oauth/token', body: 'a=b&c' }]);
  });

  test('a pipelined request is parsed separately', async () => {
    const came = await raw(
      `POST /oauth/token HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 3\r\n\r\na=b` +
        `GET /oauth/%2e%2e/smuggled HTTP/1.1\r\nHost: localhost:3000\r\n${end}`,
    );
    expect(came.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(behind.map(({ body }) => body)).toEqual(['a=b']);
  });
});

describe('a header', () => {
  test.each(['１', 'é', '1\u00a0', '1;2', '0x1', '1\t2', '１２'])(
    'X-Tenant: %j is no clinic',
    async (tenant) => {
      const browser = gateway.browser();
      // Nobody is signed in here: what matters is that nothing but a number ever goes on.
      const answer = await browser.get('/api/v1/appointments/42', {
        'x-tenant': Buffer.from(tenant).toString('latin1'),
      });
      expect([401, 422]).toContain(answer.statusCode);
      expect(behind).toEqual([]);
    },
  );

  test('that is missing or comes twice where one is needed is refused', async () => {
    expect(statusOf(await raw(`GET / HTTP/1.1\r\n${end}`))).toBe(400);
  });

  test('for one connection, or about who forwarded, is not forwarded', async () => {
    await get(
      '/oauth/x',
      'X-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\nX-Forwarded-Host: evil.example\r\nTE: trailers\r\n' +
        'Upgrade: h2c\r\nExpect: 100-continue\r\nProxy-Authorization: Basic x\r\n',
    );
    const [{ headers } = { headers: {} }] = behind;
    expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost:3000' });
    for (const name of ['forwarded', 'te', 'upgrade', 'expect', 'proxy-authorization'])
      expect(headers).not.toHaveProperty(name);
  });

  test.each([
    ['one of 20 kB', `X: ${'a'.repeat(20_000)}\r\n`],
    ['2,000 of them', 'X: aaaaaaaa\r\n'.repeat(2_000)],
  ])('too large is answered 431: %s', async (_, headers) => {
    expect(statusOf(await get('/', headers))).toBe(431);
  });
});

test('no header and no address takes longer than any other of its length', async () => {
  const headers = [
    'Accept-Language',
    'Accept-Encoding',
    'If-None-Match',
    'Connection',
    'Cookie',
    'Accept',
    'Authorization',
  ];
  const begun = performance.now();
  for (const [n, filler] of [' ', '\t', ', ', '; ', ';q=', '.', '/', '='].entries()) {
    const long = filler.repeat(12_000 / filler.length);
    for (const name of headers) await get('/', `${name}: a${long}b\r\n`);
    if (n > 4)
      for (const path of ['/', '/api/v1/', '/oauth/', '/auth/login?return_to=/'])
        await get(`${path}${long}x/`);
  }
  // A quadratic pattern takes 200 ms and more for each of these seventy; all of them together are through in half a second.
  expect(performance.now() - begun).toBeLessThan(6_000);
});

test('no redirect leads to another origin, whatever the request says of its own', async () => {
  for (const [target, host] of [
    ['/auth/login', 'evil.example'],
    ['/auth/login?return_to=https://evil.example/', 'localhost:3000'],
    ['/auth/login?return_to=//evil.example/', 'evil.example'],
    ['/auth/login?return_to=%0d%0aLocation:%20https://evil.example', 'localhost:3000'],
    ['/auth/callback?state=x&return_to=https://evil.example', 'localhost:3000'],
  ]) {
    const came = await raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${end}`);
    const [location = '', more] = [...came.matchAll(/^location: *(.*?)\r$/gim)].map(([, where]) => where);
    expect(more).toBeUndefined();
    const { origin } = new URL(location, 'http://localhost:3000');
    expect(['http://localhost:3000', gateway.upstream.origin]).toContain(origin);
  }
});

test('a body over its limit is refused at its announcement, before it is sent', async () => {
  const came = await raw(
    `POST /auth/logout HTTP/1.1\r\nHost: localhost:3000\r\nSec-Fetch-Site: same-origin\r\n` +
      `Content-Type: application/json\r\nContent-Length: 9999999\r\n${end}`,
  );
  expect(statusOf(came)).toBe(413);
});
