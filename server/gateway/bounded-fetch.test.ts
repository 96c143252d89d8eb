import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { boundedFetch } from './bounded-fetch.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});
const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
};
const bounds = { patience: 5000, limit: 100_000 };
const text = JSON.stringify({ word: 'Öztürk '.repeat(1000) });

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
] as const)('an answer packed with %s is unpacked', async (coding, packer) => {
  const url = await serve((request, response) => {
    expect(request.headers['accept-encoding']).toContain(coding);
    response.writeHead(200, { 'content-encoding': coding }).end(packer(text));
  });
  expect((await boundedFetch(url, {}, bounds)).body.toString()).toBe(text);
});

test('what unpacks to more than the limit is too large, however small it came', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000)));
  });
  await expect(boundedFetch(url, {}, bounds)).rejects.toMatchObject({
    status: 502,
    code: 'upstream_too_large',
  });
});

test('what cannot be unpacked broke off', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text).subarray(0, 50));
  });
  await expect(boundedFetch(url, {}, bounds)).rejects.toMatchObject({ code: 'upstream_truncated' });
});

test('time runs until the last byte, not the first', async () => {
  const url = await serve((_, response) => void response.writeHead(200).write('{'));
  await expect(boundedFetch(url, {}, { ...bounds, patience: 50 })).rejects.toMatchObject({
    status: 504,
    code: 'upstream_timeout',
  });
});

test('a form goes with its type and length; a redirect is not followed', async () => {
  const url = await serve((request, response) => {
    const { 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = request.headers;
    response.writeHead(302, {
      location: '/elsewhere',
      'x-asked': [request.method, type, length, coding].join(),
    });
    response.end();
  });
  const body = new URLSearchParams({ name: 'Öztürk' });
  const { status, headers } = await boundedFetch(url, { method: 'POST', body }, bounds);
  expect([status, headers.get('x-asked')]).toEqual([
    302,
    `POST,application/x-www-form-urlencoded;charset=UTF-8,${body.toString().length},`,
  ]);
});

test('questions one after another share a connection', async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{}');
  });
  for (let turn = 0; turn < 5; turn += 1) await boundedFetch(url, {}, bounds);
  expect(ports.size).toBe(1);
});

test('an answer without a body is one', async () => {
  const url = await serve((_, response) => response.writeHead(304, { etag: '"a"' }).end());
  const { status, headers, body } = await boundedFetch(url, {}, bounds);
  expect([status, headers.get('etag'), body.length]).toEqual([304, '"a"', 0]);
});
