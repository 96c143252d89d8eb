import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
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

describe('a kept connection that the server closes as it is used again', () => {
  /** Answers the first question of a connection and closes it at the next: what whoever asks just then gets to see. */
  const serveOnce = async (second: (nth: number) => 'answer' | 'close' | 'nothing' = () => 'answer') => {
    const asked: string[] = [];
    const used = new Set<Socket>();
    const url = await serve((request, response) => {
      const { method = '', socket } = request;
      asked.push(method);
      if (used.has(socket)) {
        socket.resetAndDestroy();
        return;
      }
      used.add(socket);
      const what = asked.length === 1 ? 'answer' : second(asked.length);
      if (what === 'answer') response.end('{}');
      if (what === 'close') socket.resetAndDestroy();
    });
    return { url, asked };
  };

  test('costs a question nothing: it goes out again on a new one', async () => {
    const { url, asked } = await serveOnce();
    for (let turn = 0; turn < 3; turn += 1) expect((await boundedFetch(url, {}, bounds)).status).toBe(200);
    expect(asked).toHaveLength(4);
  });

  test('fails a question that changes something: it may have been heard', async () => {
    const { url, asked } = await serveOnce();
    await boundedFetch(url, {}, bounds);
    const form = { method: 'POST', body: new URLSearchParams() } as const;
    await expect(boundedFetch(url, form, bounds)).rejects.toMatchObject({ code: 'upstream_reset' });
    expect(asked).toEqual(['GET', 'POST']);
  });

  test('is followed by one new connection and no more', async () => {
    const { url, asked } = await serveOnce(() => 'close');
    await boundedFetch(url, {}, bounds);
    await expect(boundedFetch(url, {}, bounds)).rejects.toMatchObject({ code: 'upstream_reset' });
    expect(asked).toHaveLength(3);
  });

  test('gives the new one what is left of the time', async () => {
    const { url, asked } = await serveOnce(() => 'nothing');
    await boundedFetch(url, {}, bounds);
    const late = boundedFetch(url, {}, { ...bounds, patience: 1000 });
    await expect(late).rejects.toMatchObject({ code: 'upstream_timeout' });
    expect(asked).toHaveLength(3);
  });

  test('a connection that was new is not tried again', async () => {
    let asked = 0;
    const url = await serve(({ socket }) => {
      asked += 1;
      socket.resetAndDestroy();
    });
    await expect(boundedFetch(url, {}, bounds)).rejects.toMatchObject({ code: 'upstream_reset' });
    expect(asked).toBe(1);
  });

  test('nor is one on which an answer has begun', async () => {
    let asked = 0;
    const url = await serve(({ socket }, response) => {
      asked += 1;
      if (asked === 1) response.end('{}');
      else socket.write('HTTP/1.1 200 OK\r\ncontent-', () => socket.end());
    });
    await boundedFetch(url, {}, bounds);
    await expect(boundedFetch(url, {}, bounds)).rejects.toMatchObject({ code: 'upstream_reset' });
    expect(asked).toBe(2);
  });

  test('a server that lets no connection idle loses no question', async () => {
    const url = await serve((request, response) => {
      response.end('{}', () => setImmediate(() => request.socket.end()));
    });
    for (let turn = 0; turn < 200; turn += 1) expect((await boundedFetch(url, {}, bounds)).status).toBe(200);
  });
});
