import { connect } from 'node:net';
import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
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
  ['a known path under another method', 404, 'not_found', { method: 'DELETE', url: '/things/4' }],
  [
    'a body too large',
    413,
    'payload_too_large',
    { method: 'POST', url: '/things', headers: json, payload: `"${'a'.repeat(70_000)}"` },
  ],
  [
    'an unknown type of body',
    415,
    'unsupported_media_type',
    { method: 'POST', url: '/things', headers: { 'content-type': 'text/x' }, payload: 'x' },
  ],
  [
    'a body that is no JSON',
    400,
    'bad_request',
    { method: 'POST', url: '/things', headers: json, payload: '{"a' },
  ],
  [
    'a body with a prototype in it',
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
  ['a path that is not encoded right', 400, 'bad_request', { url: '/things/%zz' }],
  ['a parameter too long', 414, 'bad_request', { url: `/things/${'1'.repeat(200)}` }],
  ['an unexpected failure', 500, 'server_error', { url: '/bug' }],
] as const)('%s is answered %i %s in the documented form', async (_, status, error, request) => {
  const { app } = make();
  const answer = await app.inject(request);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual({ error, message: expect.any(String) });
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-type': /json/ });
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  expect(answer.body).not.toMatch(/secret|home|\.ts/);
});

test('a problem that is thrown keeps its status, code, words and headers', async () => {
  const { app } = make();
  const answer = await app.inject('/teapot');
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toEqual({ error: 'busy', message: 'In use.' });
  expect(answer.headers['retry-after']).toBe('3');
});

test('HSTS is sent on https only', async () => {
  const plain = await make().app.inject('/things/1');
  const secure = await make({ security: { https: true } }).app.inject('/things/1');
  expect(plain.headers).not.toHaveProperty('strict-transport-security');
  expect(secure.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
});

test('every response has a UUID as request id, whatever id the request brings', async () => {
  const { app } = make();
  const answer = await app.inject({ url: '/things/1', headers: { 'x-request-id': 'trace-0123456789' } });
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('a request is logged once, by method and route, without URL, headers and body', async () => {
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

test('a failure is logged with its place; words that may quote data are withheld', async () => {
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

test.each(['EBUSY', 'EPERM', 'EXDEV'])('what the system says with %s is not withheld', (code) => {
  const error = Object.assign(new Error(`${code}: rename '/data/database'`), { code });
  expect(serializeError(error)).toMatchObject({ code, message: `${code}: rename '/data/database'` });
});

const raw = async (app: FastifyInstance, text: string): Promise<string> => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  const socket = connect(address.port, '127.0.0.1');
  let came = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (came += chunk));
  socket.write(text);
  await once(socket, 'close');
  return came;
};

test.each([
  ['oversized headers', 431, `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['what is not HTTP', 400, 'hello\r\n\r\n'],
  [
    'both a length and chunks',
    400,
    'POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
])('%s are answered %i as JSON, and the connection is closed', async (_, status, text) => {
  const { app } = make();
  const came = await raw(app, text);
  expect(came).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(came.slice(came.indexOf('\r\n\r\n')))).toMatchObject({ message: expect.any(String) });
});

test('a client that does not finish its headers is hung up on', async () => {
  const { app } = make({ timeouts: { requestMs: 200, headersMs: 100, checkIntervalMs: 20 } });
  const came = await raw(app, 'GET / HTTP/1.1\r\nHost: x\r\n');
  expect(came).toMatch(/^HTTP\/1\.1 408 /);
});

test('a client that does not finish its body is hung up on', async () => {
  const { app } = make({ timeouts: { requestMs: 150, headersMs: 100, checkIntervalMs: 20 } });
  const came = await raw(
    app,
    'POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  expect(came).toMatch(/^HTTP\/1\.1 408 /);
});
