import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openGatewayDatabase, startTestGateway, type TestGateway } from './test-gateway.ts';

/** Sends malformed requests, which client libraries refuse to send, over raw sockets to the gateway and the embedded service. */

let pool: Pool;
let gateway: TestGateway;
const forwarded: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
const service = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    forwarded.push({ url: request.url ?? '', headers: request.headers, body });
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
afterEach(() => void forwarded.splice(0));
afterAll(async () => {
  await gateway.close();
  await new Promise((resolve) => service.close(resolve));
  await pool.end();
});

/** Sends `text` and returns everything received until the connection closes. */
const raw = async (text: string): Promise<string> => {
  const socket = connect(portOf(gateway.app.server.address()), '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (received += chunk));
  socket.on('error', () => undefined);
  socket.write(Buffer.from(text, 'latin1'));
  await once(socket, 'close');
  return received;
};
const statusOf = (received: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0);
const end = 'Connection: close\r\n\r\n';
const get = (target: string, headers = '') =>
  raw(`GET ${target} HTTP/1.1\r\nHost: localhost:3000\r\n${headers}${end}`);

describe('a request target', () => {
  test.each([
    'http://evil.example/auth/login',
    'http://localhost:3000/auth/login',
    'HTTP://evil.example/api/v1/account/tenants',
    'auth/login',
    '*',
    '\\auth\\login',
  ])('without a leading slash is rejected with 400: %s', async (target) => {
    const received = await get(target);
    expect(statusOf(received)).toBe(400);
    expect(received).not.toMatch(/location:|evil/i);
  });

  test('of a CONNECT request is never proxied', async () => {
    expect(await raw(`CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).not.toMatch(/ 200 /);
  });

  test.each(['/%61pi/v1/account/tenants', '/api/v1/account/%74enants', '/auth/%73ession'])(
    'with percent-encoded letters is rejected for cross-site requests: %s',
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
    const received = await get(target, 'Authorization: Bearer mine\r\n');
    expect([400, 404]).toContain(statusOf(received));
    expect(forwarded).toEqual([]);
  });

  test.each(['/api/v1/appointments/42?a=..%2f..', '/oauth/authorize/x_-~.y?z=%0d%0a', '/oauth/token'])(
    'is forwarded with its query unchanged: %s',
    async (target) => {
      expect(statusOf(await get(target, 'Authorization: Bearer mine\r\n'))).toBe(200);
      expect(forwarded.map(({ url }) => url)).toEqual([target]);
    },
  );
});

const post = (headers: string, body: string) =>
  raw(`POST /oauth/token HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n${headers}\r\n${body}`);
const smuggled = 'GET /oauth/smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

describe('a request body', () => {
  test.each([
    [
      'Content-Length before Transfer-Encoding',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n',
      `0\r\n\r\n${smuggled}`,
    ],
    [
      'Transfer-Encoding before Content-Length',
      'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n',
      `0\r\n\r\n${smuggled}`,
    ],
    ['two Content-Length headers', 'Content-Length: 0\r\nContent-Length: 44\r\n', smuggled],
    ['two values in Content-Length', 'Content-Length: 0, 44\r\n', smuggled],
    ['a signed Content-Length', 'Content-Length: +0\r\n', smuggled],
    ['a space before the colon', 'Transfer-Encoding : chunked\r\n', `0\r\n\r\n${smuggled}`],
    ['a folded header', 'X: 1\r\n Transfer-Encoding: chunked\r\n', ''],
    ['an unknown transfer coding', 'Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`],
    ['a transfer coding after chunked', 'Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${smuggled}`],
    ['an invalid chunk size', 'Transfer-Encoding: chunked\r\n', `0x4\r\nabcd\r\n0\r\n\r\n${smuggled}`],
    ['bare line feeds', 'X: 1\nTransfer-Encoding: chunked\n', `0\n\n${smuggled}`],
    ['a zero byte', 'X: a\u0000b\r\n', ''],
  ])('with ambiguous framing is rejected: %s', async (_, headers, body) => {
    const received = await post(headers, body);
    expect([0, 400, 501]).toContain(statusOf(received));
    expect(received).not.toContain('behind');
    expect(forwarded.map(({ url }) => url)).not.toContain('/oauth/smuggled');
  });

  test.each([
    ['Content-Length', 'Content-Length: 5\r\n', 'a=b&c'],
    ['chunked encoding', 'Transfer-Encoding: chunked\r\n', '2\r\na=\r\n3\r\nb&c\r\n0\r\n\r\n'],
  ])('with %s is forwarded', async (_, headers, body) => {
    expect(statusOf(await post(headers, body))).toBe(200);
    expect(forwarded).toMatchObject([{ url: '/oauth/token', body: 'a=b&c' }]);
  });

  test('is not mixed with a pipelined request, which is validated on its own', async () => {
    const received = await raw(
      `POST /oauth/token HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 3\r\n\r\na=b` +
        `GET /oauth/%2e%2e/smuggled HTTP/1.1\r\nHost: localhost:3000\r\n${end}`,
    );
    expect(received.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(forwarded.map(({ body }) => body)).toEqual(['a=b']);
  });
});

describe('a request header', () => {
  test.each(['１', 'é', '1\u00a0', '1;2', '0x1', '1\t2', '１２'])(
    'X-Tenant with the value %j is not forwarded',
    async (tenant) => {
      const browser = gateway.browser();
      // The user is signed out, so the status is 401 or 422; the value must not reach the service.
      const response = await browser.get('/api/v1/appointments/42', {
        'x-tenant': Buffer.from(tenant).toString('latin1'),
      });
      expect([401, 422]).toContain(response.statusCode);
      expect(forwarded).toEqual([]);
    },
  );

  test('Host is required: a request without it is rejected with 400', async () => {
    expect(statusOf(await raw(`GET / HTTP/1.1\r\n${end}`))).toBe(400);
  });

  test('is not forwarded when it is hop-by-hop, and forwarding headers of the client are replaced', async () => {
    await get(
      '/oauth/x',
      'X-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\nX-Forwarded-Host: evil.example\r\nTE: trailers\r\n' +
        'Upgrade: h2c\r\nExpect: 100-continue\r\nProxy-Authorization: Basic x\r\n',
    );
    const [{ headers } = { headers: {} }] = forwarded;
    expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost:3000' });
    for (const name of ['forwarded', 'te', 'upgrade', 'expect', 'proxy-authorization'])
      expect(headers).not.toHaveProperty(name);
  });

  test.each([
    ['one header of 20 kB', `X: ${'a'.repeat(20_000)}\r\n`],
    ['2,000 headers', 'X: aaaaaaaa\r\n'.repeat(2_000)],
  ])('section that is too large is rejected with 431: %s', async (_, headers) => {
    expect(statusOf(await get('/', headers))).toBe(431);
  });
});

test('repetitive headers and paths of 12,000 characters are parsed in linear time', async () => {
  const headers = [
    'Accept-Language',
    'Accept-Encoding',
    'If-None-Match',
    'Connection',
    'Cookie',
    'Accept',
    'Authorization',
  ];
  const startedAt = performance.now();
  for (const [n, filler] of [' ', '\t', ', ', '; ', ';q=', '.', '/', '='].entries()) {
    const long = filler.repeat(12_000 / filler.length);
    for (const name of headers) await get('/', `${name}: a${long}b\r\n`);
    if (n > 4)
      for (const path of ['/', '/api/v1/', '/oauth/', '/auth/login?return_to=/'])
        await get(`${path}${long}x/`);
  }
  // A quadratic pattern takes at least 200 ms for each of these 70 requests; linear parsing takes 500 ms for all of them.
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});

test('redirects stay on the public origin or the authorization server for any Host and return_to', async () => {
  for (const [target, host] of [
    ['/auth/login', 'evil.example'],
    ['/auth/login?return_to=https://evil.example/', 'localhost:3000'],
    ['/auth/login?return_to=//evil.example/', 'evil.example'],
    ['/auth/login?return_to=%0d%0aLocation:%20https://evil.example', 'localhost:3000'],
    ['/auth/callback?state=x&return_to=https://evil.example', 'localhost:3000'],
  ]) {
    const received = await raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${end}`);
    const [location = '', more] = [...received.matchAll(/^location: *(.*?)\r$/gim)].map(([, where]) => where);
    expect(more).toBeUndefined();
    const { origin } = new URL(location, 'http://localhost:3000');
    expect(['http://localhost:3000', gateway.upstream.origin]).toContain(origin);
  }
});

test('a request with a Content-Length over the limit is rejected with 413 before the body is sent', async () => {
  const received = await raw(
    `POST /auth/logout HTTP/1.1\r\nHost: localhost:3000\r\nSec-Fetch-Site: same-origin\r\n` +
      `Content-Type: application/json\r\nContent-Length: 9999999\r\n${end}`,
  );
  expect(statusOf(received)).toBe(413);
});
