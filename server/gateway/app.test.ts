import { brotliDecompressSync } from 'node:zlib';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { privacyPaths } from '#contract/privacy.ts';
import { gatewayPerTest, publicUrl } from './test-gateway.ts';

const gateway = gatewayPerTest();
const { start } = gateway;

describe('the built application', () => {
  test.each(['/', '/appointments/42', '/appointments/42?tenant=7', '/sign-in?problem=denied'])(
    'GET %s returns the page with a strict content security policy and Cache-Control: no-store',
    async (url) => {
      const response = await (await start()).browser().get(url);
      expect(response.statusCode).toBe(200);
      expect(response.body).toContain('<title>Appointments</title>');
      expect(response.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      });
      const policy = String(response.headers['content-security-policy']);
      expect(policy.split('; ')).toEqual([
        "default-src 'none'",
        expect.stringMatching(/^script-src 'self' 'sha256-[^ ]+'$/),
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]);
    },
  );

  test('AVATAR_ORIGINS adds origins to img-src in the content security policy and to the session settings', async () => {
    const avatarOrigins = ['https://pictures.example.com', 'https://cdn.example.com:8443'];
    const browser = (await start({ config: { avatarOrigins } })).browser();
    const policy = String((await browser.get('/')).headers['content-security-policy']);
    expect(policy).toContain("; img-src 'self' https://pictures.example.com https://cdn.example.com:8443; ");
    expect((await browser.get('/auth/session')).json().settings.avatar_origins).toEqual(avatarOrigins);
  });

  test('GET / returns the security headers that isolate the page from other origins', async () => {
    const response = await (await start()).browser().get('/');
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });

  test.each([
    ['br', 'gzip, deflate, br'],
    ['gzip', 'gzip'],
    [undefined, ''],
    [undefined, 'br;q=0'],
  ])(
    'a hashed asset is immutable and has Content-Encoding %s when Accept-Encoding is %j',
    async (encoding, accept) => {
      const response = await (await start())
        .browser()
        .get('/assets/index-abc123.js', { 'accept-encoding': accept });
      expect(response.statusCode).toBe(200);
      expect(response.headers).toMatchObject({
        'content-type': 'application/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
      expect(response.headers['content-encoding']).toBe(encoding);
    },
  );

  test('a compressed asset decompresses to the same content', async () => {
    const browser = (await start()).browser();
    const packed = await browser.get('/assets/index-abc123.js', { 'accept-encoding': 'br' });
    const plain = await browser.get('/assets/index-abc123.js');
    expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body);
  });

  const plain = '<html lang="en" dir="ltr">';
  test.each([
    ['', '', plain],
    ['language=tr', '', '<html lang="tr" dir="ltr">'],
    ['language=en; scheme=dark', 'tr', '<html lang="en" data-scheme="dark" dir="ltr">'],
    ['scheme=light', 'tr-TR,tr;q=0.9,en;q=0.8', '<html lang="tr" data-scheme="light" dir="ltr">'],
    ['scheme=system', 'en-GB,tr;q=0.9', plain],
    ['', 'en;q=0.5, TR ; q=0.7', '<html lang="tr" dir="ltr">'],
    ['', 'de-DE,de;q=0.9,tr;q=0.8,en;q=0.7', '<html lang="tr" dir="ltr">'],
    ['', 'tr;q=0, de', plain],
    ['', 'try, enough', plain],
    ['', ',;q=,;;', plain],
    ['language=de; scheme=sepia', 'tr', '<html lang="tr" dir="ltr">'],
    ['language=; scheme=', '', plain],
    ['language=%22%3E%3Cscript%3E; scheme=dark%22onload%3Dx', '', plain],
    ['language=__proto__; scheme=toString', '', plain],
  ])(
    'the document with the cookies %j and Accept-Language %j has the root element %s',
    async (cookie, languages, tag) => {
      const browser = (await start()).browser();
      const response = await browser.get('/appointments/42', { cookie, 'accept-language': languages });
      expect(response.body).toContain(`<!doctype html>${tag}<head>`);
      expect(response.headers).toMatchObject({
        'cache-control': 'no-store',
        vary: 'accept-encoding, accept-language, cookie',
      });
    },
  );

  test('HEAD returns the headers of GET without a body', async () => {
    const browser = (await start()).browser();
    for (const url of ['/', '/assets/index-abc123.js']) {
      const { headers } = await browser.get(url);
      const { date: _, 'x-request-id': __, 'transfer-encoding': ___, ...got } = headers;
      const head = await browser.request({ method: 'HEAD', url });
      expect(head.body).toBe('');
      expect(head.headers).toMatchObject(got);
    }
  });

  test('a link that ends with a full stop returns the page', async () => {
    const response = await (await start()).browser().get('/appointments/42.');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain('text/html');
  });

  test('a static file returns 304 when If-None-Match contains its ETag', async () => {
    const browser = (await start()).browser();
    const { etag } = (await browser.get('/favicon.svg')).headers;
    const again = await browser.get('/favicon.svg', { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test.each([
    '/assets/index-gone.js',
    '/assets/',
    '/assets/index-abc123.js.map',
    '/missing.png',
    '/api/v1/nothing',
    '/privacy/nothing',
    '/auth/nothing',
    '/oauth/authorize',
    '/.env',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '//etc/passwd.txt',
    '/index.html',
    '/index.html.br',
    '/.vite/manifest.json',
  ])('GET %s returns 404 as a JSON error instead of the page', async (url) => {
    const response = await (await start()).browser().get(url);
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ error: 'not_found', message: expect.any(String) });
  });

  test('POST to the path of a page returns 404', async () => {
    const response = await (await start()).browser().request({ method: 'POST', url: '/appointments/42' });
    expect(response.statusCode).toBe(404);
  });

  test('GET / returns 503 not_built when the client build is missing', async () => {
    const response = await (await start({ config: { clientDirectory: '/nowhere' } })).browser().get('/');
    expect([response.statusCode, response.json().error]).toEqual([503, 'not_built']);
  });
});

describe('health checks', () => {
  test('/healthz and /readyz return 200 when the database responds and the upstream fails', async () => {
    const browser = (await start()).browser();
    gateway.upstream.fail('/api/', { kind: 'reset' });
    expect((await browser.get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await browser.get('/readyz')).json()).toMatchObject({ status: 'ready', database: 'reachable' });
  });
});

describe('with FLEXTELL_TOKEN', () => {
  const token = 'a-token-in-hand-canary';

  test('appointments are available without sign-in, with masking, the access log and the reveal', async () => {
    const appointment = () => ({
      success: 'true',
      data: { id: 42, customer: { identity_number: 12345674210 } },
    });
    const browser = (await start({ token, upstream: { appointment } })).browser();
    expect((await browser.get('/auth/session')).json()).toMatchObject({
      signed_in: true,
      idle_seconds_left: null,
      session_key: expect.stringMatching(/^[\w-]{43}$/),
      user: null,
      tenants: [{ id: '1' }],
    });
    expect((await browser.appointment()).json()).toMatchObject({
      data: { customer: { identity_number: '•••••••4210' } },
    });
    expect((await browser.get('/auth/login?return_to=%2Fappointments%2F5')).headers.location).toBe(
      '/appointments/5',
    );
    expect((await browser.post('/auth/extend')).json()).toEqual({ idle_seconds_left: null });
    const path = privacyPaths.identityNumber('42');
    expect((await browser.post(path, { 'x-tenant': '1' })).json()).toEqual({
      identity_number: '12345674210',
    });
    const entries = await gateway.query<{ who: string; action: string }>(
      'select actor as who, action from gateway.access_log',
    );
    expect(entries.map(({ action }) => action)).toEqual(['opened', 'revealed']);
    for (const { who } of entries) expect(who).toMatch(/^token:[\w-]{22} \(unnamed\)$/);
    expect((await browser.signOut()).statusCode).toBe(204);
    expect(browser.responses.join('') + gateway.log.join('')).not.toContain(token);
  });

  test('sign-in redirects to the sign-in page with a problem, not in a loop, when the service rejects the token', async () => {
    const browser = (await start({ token })).browser();
    gateway.upstream.expireTokens();
    expect((await browser.appointment()).statusCode).toBe(401);
    expect((await browser.get('/auth/login?return_to=%2Fx')).headers.location).toBe(
      '/sign-in?problem=failed&return_to=%2Fx',
    );
  });

  test('a request with a foreign Host header returns 403', async () => {
    const { app } = await start({ token });
    for (const url of ['/api/v1/appointments/42', '/auth/session', '/'])
      expect(
        (await app.inject({ url, headers: { host: 'evil.example:3000', 'x-tenant': '1' } })).statusCode,
      ).toBe(403);
    expect((await app.inject({ url: '/auth/session', headers: { host: '127.0.0.1:3000' } })).statusCode).toBe(
      200,
    );
  });
});

/** Starts a gateway whose embedded service is a fake server that records each request. */
const startWithEmbeddedService = async () => {
  const requests: {
    method: string | undefined;
    url: string | undefined;
    headers: NodeJS.Dict<string | string[]>;
    body: string;
  }[] = [];
  const service = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      requests.push({ method: request.method, url: request.url, headers: request.headers, body });
      response.writeHead(201, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'self'",
        'set-cookie': ['_session=a; Path=/oauth', '_interaction=b'],
        'x-ratelimit-limit': '60',
      });
      response.end('<p>sign in</p>');
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const address = service.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { app } = await start({
    config: { serviceEmbedded: true, serviceUrl: `http://127.0.0.1:${port}` },
  });
  return { app, requests, close: () => new Promise((resolve) => service.close(resolve)) };
};

describe('requests to the embedded service', () => {
  test('a request to /oauth is forwarded with method, body, query and the cookies of the service, and its response keeps its own policy', async () => {
    const { app, requests, close } = await startWithEmbeddedService();
    const response = await app.inject({
      method: 'POST',
      url: '/oauth/interaction/x?a=b%20c',
      headers: {
        host: 'localhost:3000',
        cookie: `_session=a; viewer-session=${'s'.repeat(43)}; viewer-login-${'i'.repeat(22)}=${'b'.repeat(43)}`,
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': '6.6.6.6',
        'x-forwarded-host': 'evil.example',
      },
      payload: 'user=a&password=b',
    });
    await close();
    expect(response.statusCode).toBe(201);
    expect(response.body).toBe('<p>sign in</p>');
    expect(response.headers).toMatchObject({
      'content-security-policy': "default-src 'self'",
      'set-cookie': ['_session=a; Path=/oauth', '_interaction=b'],
    });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: '/oauth/interaction/x?a=b%20c',
        body: 'user=a&password=b',
        headers: {
          cookie: '_session=a',
          'x-forwarded-host': 'localhost:3000',
          'x-forwarded-proto': 'http',
          'x-forwarded-for': '127.0.0.1',
        },
      },
    ]);
  });

  test('an API request with a bearer token is forwarded unchanged, and one without a token returns 401', async () => {
    const { app, requests, close } = await startWithEmbeddedService();
    const response = await app.inject({
      url: '/api/v1/appointments/42',
      headers: { authorization: 'Bearer mine', 'x-tenant': '7' },
    });
    const cookieOnly = await app.inject({ url: '/api/v1/appointments/42', headers: { 'x-tenant': '7' } });
    await close();
    expect(response.statusCode).toBe(201);
    expect(response.headers['x-ratelimit-limit']).toBe('60');
    expect(requests).toMatchObject([
      { url: '/api/v1/appointments/42', headers: { authorization: 'Bearer mine', 'x-tenant': '7' } },
    ]);
    expect(cookieOnly.statusCode).toBe(401);
  });

  test('no request is forwarded when the service is not embedded', async () => {
    const { app } = await start();
    expect((await app.inject({ method: 'POST', url: '/oauth/token' })).statusCode).toBe(404);
    const response = await app.inject({
      url: '/api/v1/account/tenants',
      headers: { authorization: 'Bearer mine' },
    });
    expect(response.statusCode).toBe(401);
    expect(gateway.upstream.requests).toEqual([]);
  });
});

test('the response headers do not name the server software', async () => {
  const response = await (await start()).browser().get(`${publicUrl}/`);
  expect(Object.keys(response.headers).filter((name) => /^(server|x-powered-by|via)$/.test(name))).toEqual(
    [],
  );
});
