import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createUpstreamClient } from './upstream-client.ts';

let server: Server;
let client = createUpstreamClient({ connections: 1 });
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await client.close();
  client = createUpstreamClient({ connections: 1 });
});
const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
};
const timeoutMs = 5000;
const text = JSON.stringify({ word: 'Öztürk '.repeat(1000) });

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
] as const)(
  'the upstream client decompresses a response with Content-Encoding %s',
  async (coding, compress) => {
    const url = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toContain(coding);
      response.writeHead(200, { 'content-encoding': coding }).end(compress(text));
    });
    expect((await client.request(url, { timeoutMs })).body.toString()).toBe(text);
  },
);

test.each([
  [
    'a decompressed body over the limit',
    gzipSync(Buffer.alloc(10_000_000)),
    'gzip',
    502,
    'upstream_too_large',
  ],
  ['a body over the limit', Buffer.alloc(200_000), 'identity', 502, 'upstream_too_large'],
  ['a truncated gzip body', gzipSync(text).subarray(0, 50), 'gzip', 503, 'upstream_truncated'],
  ['a body that is not gzip', Buffer.from('not gzip'), 'gzip', 503, 'upstream_truncated'],
])('the upstream client throws an error when the response has %s', async (_, body, coding, status, code) => {
  const limited = createUpstreamClient({ maxBytes: 100_000 });
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': coding }).end(body);
  });
  await expect(limited.request(url, { timeoutMs })).rejects.toMatchObject({ status, code });
  await limited.close();
});

test('the upstream client throws 503 when the response does not end before the timeout', async () => {
  const url = await serve((_, response) => void response.writeHead(200).write('{'));
  await expect(client.request(url, { timeoutMs: 50 })).rejects.toMatchObject({
    status: 503,
    code: 'upstream_timeout',
  });
});

test('the upstream client throws 503 with the cause when the connection is refused', async () => {
  const url = await serve(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  await expect(client.request(url, { timeoutMs })).rejects.toMatchObject({
    status: 503,
    code: 'upstream_unreachable',
    cause: { code: 'ECONNREFUSED' },
  });
});

test('the upstream client does not follow a redirect', async () => {
  const url = await serve((_, response) => {
    response.writeHead(302, { location: '/elsewhere' });
    response.end();
  });
  expect((await client.request(url, { timeoutMs })).status).toBe(302);
});

test('the upstream client reuses a connection for consecutive requests', async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{}');
  });
  for (let count = 0; count < 5; count += 1) await client.request(url, { timeoutMs });
  expect(ports.size).toBe(1);
});

describe('the upstream client on a keep-alive connection that the server closes', () => {
  /** Responds to the first request of a connection and resets the connection at the second. */
  const serveOnce = async (second: (count: number) => 'respond' | 'reset' | 'hang' = () => 'respond') => {
    const received: string[] = [];
    const used = new Set<Socket>();
    const url = await serve((request, response) => {
      const { method = '', socket } = request;
      received.push(method);
      if (used.has(socket)) {
        socket.resetAndDestroy();
        return;
      }
      used.add(socket);
      const action = received.length === 1 ? 'respond' : second(received.length);
      if (action === 'respond') response.end('{}');
      if (action === 'reset') socket.resetAndDestroy();
    });
    return { url, received };
  };

  test('repeats a GET on a new connection', async () => {
    const { url, received } = await serveOnce();
    for (let count = 0; count < 3; count += 1)
      expect((await client.request(url, { timeoutMs })).status).toBe(200);
    expect(received).toHaveLength(5);
  });

  test('rejects a GET after one retry when the new connection is reset too', async () => {
    const { url, received } = await serveOnce(() => 'reset');
    await client.request(url, { timeoutMs });
    await expect(client.request(url, { timeoutMs })).rejects.toMatchObject({ code: 'upstream_reset' });
    expect(received).toHaveLength(3);
  });

  test('applies the original deadline to the repeated GET', async () => {
    const { url, received } = await serveOnce(() => 'hang');
    await client.request(url, { timeoutMs });
    await expect(client.request(url, { timeoutMs: 1000 })).rejects.toMatchObject({
      code: 'upstream_timeout',
    });
    expect(received).toHaveLength(3);
  });

  test('loses no request when the server closes every idle connection at once', async () => {
    const url = await serve((request, response) => {
      response.end('{}', () => setImmediate(() => request.socket.end()));
    });
    for (let count = 0; count < 200; count += 1)
      expect((await client.request(url, { timeoutMs })).status).toBe(200);
  });
});

test('the upstream client throws 503 for requests and bytes beyond what may be in progress', async () => {
  const limited = createUpstreamClient({ maxRequests: 2, maxBufferedBytes: 150_000 });
  const waiting: (() => void)[] = [];
  const url = await serve((_, response) => {
    response.writeHead(200).write(Buffer.alloc(100_000));
    waiting.push(() => response.end());
  });
  const first = limited.request(url, { timeoutMs });
  await expect.poll(() => waiting.length).toBe(1);
  const second = limited.request(url, { timeoutMs }).catch((error: unknown) => error);
  await expect(limited.request(url, { timeoutMs })).rejects.toMatchObject({
    status: 503,
    code: 'gateway_overloaded',
    headers: { 'retry-after': '2' },
  });
  expect(await second).toMatchObject({ status: 503, code: 'gateway_overloaded' });
  for (const end of waiting) end();
  expect((await first).body).toHaveLength(100_000);
  expect(await limited.request(url, { timeoutMs: 100 }).catch((error: unknown) => error)).toMatchObject({
    code: 'upstream_timeout',
  });
  await limited.close();
});
