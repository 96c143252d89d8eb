import { connect } from 'node:net';
import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test, vi } from 'vitest';
import { HttpProblem } from './http-problem.ts';
import { serializeError } from './log.ts';
import { createService, type ServiceOptions } from './service.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

const make = (options: Partial<ServiceOptions> = {}) => {
  const lines: string[] = [];
  const app = createService({
    name: 'test',
    log: { level: 'info', stream: { write: (line) => lines.push(line) } },
    security: { https: false },
    ...options,
  });
  open.push(app);
  app.get('/things/:id', (request) => ({ params: request.params }));
  app.post('/things', (request) => ({ body: request.body }));
  app.post('/checked', { schema: { body: { type: 'object', required: ['a'] } } }, () => ({}));
  app.get('/teapot', () => {
    throw new HttpProblem(409, 'busy', 'In use.', { 'retry-after': '3' });
  });
  app.get('/bug', () => {
    throw new Error('secret detail at /home/somebody');
  });
  app.get('/row', () => {
    throw Object.assign(new Error('invalid input: "Zeynep"'), { code: '22P02', detail: 'Key (Zeynep)' });
  });
  return { app, lines };
};

const json = { 'content-type': 'application/json' };

test.each([
  ['an unknown path', 404, 'not_found', { url: '/nothing' }],
  ['a known path with another method', 404, 'not_found', { method: 'DELETE', url: '/things/4' }],
  [
    'a body that is too large',
    413,
    'payload_too_large',
    { method: 'POST', url: '/things', headers: json, payload: `"${'a'.repeat(70_000)}"` },
  ],
  [
    'an unsupported content type',
    415,
    'unsupported_media_type',
    { method: 'POST', url: '/things', headers: { 'content-type': 'text/x' }, payload: 'x' },
  ],
  [
    'a body that is not JSON',
    400,
    'bad_request',
    { method: 'POST', url: '/things', headers: json, payload: '{"a' },
  ],
  [
    'a body with a __proto__ key',
    400,
    'bad_request',
    { method: 'POST', url: '/things', headers: json, payload: '{"__proto__":{}}' },
  ],
  [
    'a body that fails validation',
    422,
    'validation_error',
    { method: 'POST', url: '/checked', headers: json, payload: '{}' },
  ],
  ['a path with invalid percent-encoding', 400, 'bad_request', { url: '/things/%zz' }],
  ['a parameter that is too long', 414, 'bad_request', { url: `/things/${'1'.repeat(200)}` }],
  ['an unexpected error', 500, 'server_error', { url: '/bug' }],
] as const)('a request with %s returns %i %s as a JSON error', async (_, status, error, request) => {
  const { app } = make();
  const response = await app.inject(request);
  expect(response.statusCode).toBe(status);
  expect(response.json()).toEqual({ error, message: expect.any(String) });
  expect(response.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-type': /json/ });
  expect(response.headers['content-security-policy']).toContain("default-src 'none'");
  expect(response.body).not.toMatch(/secret|home|\.ts/);
});

test('a thrown HttpProblem determines the status, code, message and headers of the response', async () => {
  const { app } = make();
  const response = await app.inject('/teapot');
  expect(response.statusCode).toBe(409);
  expect(response.json()).toEqual({ error: 'busy', message: 'In use.' });
  expect(response.headers['retry-after']).toBe('3');
});

test('Strict-Transport-Security is sent only when https is enabled', async () => {
  const plain = await make().app.inject('/things/1');
  const secure = await make({ security: { https: true } }).app.inject('/things/1');
  expect(plain.headers).not.toHaveProperty('strict-transport-security');
  expect(secure.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
});

test('every response has a UUID as X-Request-Id, also when the request has its own id', async () => {
  const { app } = make();
  const response = await app.inject({ url: '/things/1', headers: { 'x-request-id': 'trace-0123456789' } });
  expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('a request is logged once with method and route, without URL, headers and body', async () => {
  const { app, lines } = make();
  await app.inject({
    method: 'POST',
    url: '/things?code=canary&state=canary',
    headers: { ...json, cookie: 'a=canary', authorization: 'Bearer canary' },
    payload: { name: 'canary' },
  });
  await app.inject('/things/canary');
  await app.inject('/canary');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      name: 'test',
      reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      req: { method: 'POST', route: '/things' },
      res: { statusCode: 200 },
      responseTime: expect.any(Number),
    },
    { req: { method: 'GET', route: '/things/:id' }, res: { statusCode: 200 } },
    { req: { method: 'GET', route: null }, res: { statusCode: 404 } },
  ]);
  expect(lines.join('')).not.toContain('canary');
});

test('an error is logged with its stack, and a database message that may quote data is redacted', async () => {
  const { app, lines } = make();
  await app.inject('/bug');
  await app.inject('/row');
  const errors = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);
  expect(errors).toMatchObject([
    { err: { type: 'Error', stack: /service\.test\.ts/ } },
    { err: { code: '22P02', message: '(redacted)' } },
  ]);
  expect(lines.join('')).not.toContain('Zeynep');
});

test.each(['EBUSY', 'EPERM', 'EXDEV'])(
  'the message of a system error with the code %s is not redacted',
  (code) => {
    const error = Object.assign(new Error(`${code}: rename '/data/database'`), { code });
    expect(serializeError(error)).toMatchObject({ code, message: `${code}: rename '/data/database'` });
  },
);

const raw = async (app: FastifyInstance, text: string): Promise<string> => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  const socket = connect(address.port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
  socket.write(text);
  await once(socket, 'close');
  return received;
};

test.each([
  ['headers that are too large', 431, `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['data that is not HTTP', 400, 'hello\r\n\r\n'],
  [
    'Content-Length and Transfer-Encoding',
    400,
    'POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
])('a connection that sends %s receives %i as JSON and is closed', async (_, status, text) => {
  const { app } = make();
  const received = await raw(app, text);
  expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(received.slice(received.indexOf('\r\n\r\n')))).toMatchObject({
    message: expect.any(String),
  });
});

test.each([
  ['with a body', { method: 'POST', headers: json, body: '{}' }],
  ['without a body', { method: 'GET' }],
])('a request %s receives 503 when its handler takes too long', async (_, init) => {
  const { app } = make({ deadlineMs: 100 });
  app.route({ method: ['GET', 'POST'], url: '/endless', handler: () => new Promise(() => {}) });
  const response = await fetch(`${await app.listen({ port: 0, host: '127.0.0.1' })}/endless`, init);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('2');
});

test('a request whose connection closes after its body was read no longer counts as in progress', async () => {
  const { app } = make({ maxRequests: 1 });
  let onReceived = () => {};
  const received = new Promise<void>((resolve) => {
    onReceived = resolve;
  });
  app.post('/slow', async (_, reply) => {
    onReceived();
    await once(reply.raw, 'close');
    return {};
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const controller = new AbortController();
  const aborted = fetch(`${origin}/slow`, {
    method: 'POST',
    headers: json,
    body: '{}',
    signal: controller.signal,
  }).catch(() => undefined);
  await received;
  expect((await fetch(`${origin}/things/4`)).status).toBe(503);
  controller.abort();
  await aborted;
  await vi.waitFor(async () => expect((await fetch(`${origin}/things/4`)).status).toBe(200));
});

test('a connection receives 408 and is closed when the headers are not complete in time', async () => {
  const { app } = make({ timeouts: { requestMs: 200, headersMs: 100, checkIntervalMs: 20 } });
  const received = await raw(app, 'GET / HTTP/1.1\r\nHost: x\r\n');
  expect(received).toMatch(/^HTTP\/1\.1 408 /);
});

test('a connection receives 408 and is closed when the body is not complete in time', async () => {
  const { app } = make({ timeouts: { requestMs: 150, headersMs: 100, checkIntervalMs: 20 } });
  const received = await raw(
    app,
    'POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  expect(received).toMatch(/^HTTP\/1\.1 408 /);
});

test('a health check is answered while the maximum number of requests is in progress', async () => {
  const { app } = make({ maxRequests: 0 });
  app.get('/healthz', { config: { isHealthCheck: true } }, () => ({ status: 'ok' }));
  expect((await app.inject('/things/4')).statusCode).toBe(503);
  expect((await app.inject('/healthz')).statusCode).toBe(200);
});
