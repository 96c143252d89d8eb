import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initialDataId, parseInitialData } from '#contract/initial-data.ts';
import { gatewayPerTest } from '../test-gateway.ts';

const gateway = gatewayPerTest();
const { start, signedIn } = gateway;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-page-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let pages = 0;
/** A page that is rendered by `body`, a function of the request. */
const pageOf = async (body: string): Promise<string> => {
  pages += 1;
  const path = join(directory, `page-${pages}.mjs`);
  await writeFile(path, `export const renderPage = ${body};`);
  return path;
};

const element = new RegExp(`<script type="application/json" id="${initialDataId}">(.*?)</script>`, 's');
const textIn = (html: string): string | null => element.exec(html)?.[1] ?? null;
const dataIn = (html: string) => parseInitialData(JSON.parse(textIn(html) ?? 'null'));
const openings = async (action = 'opened'): Promise<number> => {
  const [row] = await gateway.query<{ n: number }>(
    'select count(*) as n from gateway.access_log where action = $1',
    [action],
  );
  return row?.n ?? 0;
};
const questions = () => gateway.upstream.requests.filter(({ path }) => path.includes('/appointments/'));

describe('the document of an appointment, signed in', () => {
  test('carries the session and the record, and that is an opening', async () => {
    const browser = await signedIn();
    const before = await openings();
    const answer = await browser.get('/appointments/42');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(answer.headers).not.toHaveProperty('etag');
    expect(dataIn(answer.body)?.appointment?.headers).not.toHaveProperty('etag');
    expect(dataIn(answer.body)).toMatchObject({
      session: {
        signed_in: true,
        tenants: [{ id: '1', name: 'One Clinic' }],
        idle_seconds_left: expect.any(Number),
      },
      tenant: null,
      appointment: {
        tenant: '1',
        id: '42',
        status: 200,
        headers: { 'x-ratelimit-remaining': '59' },
        body: { success: 'true', data: { id: 42 } },
      },
    });
    expect(await openings()).toBe(before + 1);
    expect(questions()).toHaveLength(1);
  });

  test('masks the identity number, and keeps every digit of the others', async () => {
    const text = '{"data":{"id":42,"big":12345678901234567890,"customer":{"identity_number":"12345674210"}}}';
    const { body } = await (await signedIn({ upstream: { appointment: () => text } })).get(
      '/appointments/42',
    );
    expect(body).not.toContain('12345674210');
    expect(body).toContain('"big":12345678901234567890');
    expect(dataIn(body)?.appointment?.body).toMatchObject({
      data: { customer: { identity_number: '•••••••4210' } },
    });
  });

  test.each(['</script><script>alert(1)</script>', '<!--<script>', '<!DOCTYPE html>', '\'"&\u2028'])(
    'holds %j as text that ends nothing',
    async (description) => {
      const browser = await signedIn({
        upstream: { appointment: () => ({ data: { id: 42, description } }) },
      });
      const { body } = await browser.get('/appointments/42');
      expect(textIn(body)).not.toContain('<');
      expect(dataIn(body)?.appointment?.body).toEqual({ data: { id: 42, description } });
    },
  );

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is packed as %s into the same', async (coding, unpack) => {
    const browser = await signedIn();
    const packed = await browser.get('/appointments/42', { 'accept-encoding': coding });
    expect(packed.headers['content-encoding']).toBe(coding);
    expect(dataIn(unpack(packed.rawPayload).toString())?.appointment?.status).toBe(200);
  });

  test.each([
    ['fetched ahead by the browser', { 'sec-purpose': 'prefetch;prerender' }],
    ['fetched ahead by an older one', { purpose: 'prefetch' }],
    ['asked for by a script', { 'sec-fetch-dest': 'empty' }],
    ['asked for by a frame', { 'sec-fetch-dest': 'iframe' }],
    ['asked for as a picture', { 'sec-fetch-dest': 'image' }],
  ])('%s carries nothing, asks for nothing and is no opening', async (_what, headers) => {
    const browser = await signedIn();
    const before = await openings();
    const answer = await browser.get('/appointments/42', headers);
    expect([answer.statusCode, textIn(answer.body)]).toEqual([200, null]);
    expect(questions()).toEqual([]);
    expect(await openings()).toBe(before);
  });

  test('a HEAD request asks for nothing', async () => {
    const browser = await signedIn();
    expect((await browser.request({ method: 'HEAD', url: '/appointments/42' })).statusCode).toBe(200);
    expect(questions()).toEqual([]);
  });

  test.each(['/', '/appointments/0042', '/appointments/x', '/appointments/42/x', '/sign-in'])(
    '%s carries the session alone',
    async (url) => {
      const browser = await signedIn();
      const data = dataIn((await browser.get(url)).body);
      expect([data?.session.signed_in, data?.appointment]).toEqual([true, null]);
      expect(questions()).toEqual([]);
    },
  );

  test('that cannot be noted in the access log carries no record', async () => {
    const browser = await signedIn({
      upstream: { appointment: () => ({ data: { id: 42, code: 'canary' } }) },
    });
    await gateway.query('alter table gateway.access_log rename to lost');
    const { body } = await browser.get('/appointments/42');
    await gateway.query('alter table gateway.lost rename to access_log');
    expect(body).not.toContain('canary');
    expect(dataIn(body)?.appointment).toMatchObject({ status: 500, body: { error: 'server_error' } });
  });

  test.each([403, 404, 422, 429, 500, 503])('carries a %i as the answer it is', async (status) => {
    const browser = await signedIn();
    const failure = { kind: 'status', status, headers: { 'retry-after': '7' } } as const;
    gateway.upstream.fail('/api/v1/appointments', failure);
    const answer = await browser.get('/appointments/42');
    expect(answer.statusCode).toBe(200);
    expect(dataIn(answer.body)?.appointment).toMatchObject({
      status,
      headers: { 'retry-after': '7', 'x-request-id': answer.headers['x-request-id'] },
      body: { error: 'made_up' },
    });
    expect(questions()).toHaveLength(1);
  });

  test('of a session that the service has ended says that nobody is signed in', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    gateway.upstream.revokeSignIns();
    expect(dataIn((await browser.get('/appointments/42')).body)).toMatchObject({
      session: { signed_in: false },
      appointment: null,
    });
  });

  test('is a use of the session, which tells how long it lasts from now on', async () => {
    const browser = await signedIn();
    await gateway.advanceTime(14 * 60_000);
    const data = dataIn((await browser.get('/appointments/42')).body);
    expect(data?.session.idle_seconds_left).toBe(900);
    await gateway.advanceTime(14 * 60_000);
    expect(dataIn((await browser.get('/')).body)?.session.signed_in).toBe(true);
  });
});

describe('of several clinics', () => {
  const tenants = [
    { id: 1, name: 'One Clinic' },
    { id: 2, name: 'Another Clinic' },
  ];
  test.each([
    ['', '', '1', '1'],
    ['', 'clinic=2', '2', '2'],
    ['', 'clinic=9', '1', '1'],
    ['?from=chat', 'clinic=2', '2', '2'],
    ['?tenant=2', 'clinic=1', '2', null],
    ['?tenant=9', '', null, null],
    ['?tenant=', '', null, null],
    ['?tenant=1%27', '', null, null],
  ])(
    'the address /appointments/42%s with the cookie %j is of clinic %j',
    async (search, cookie, asked, completed) => {
      const browser = await signedIn({ upstream: { tenants } });
      const [name, value] = cookie.split('=');
      if (name !== undefined && value !== undefined) browser.cookies.set(name, value);
      const data = dataIn((await browser.get(`/appointments/42${search}`)).body);
      expect([data?.appointment?.tenant ?? null, data?.tenant]).toEqual([asked, completed]);
      expect(questions().map(({ headers }) => headers['x-tenant'])).toEqual(asked === null ? [] : [asked]);
    },
  );
});

describe('a page that can be rendered here', () => {
  const shows = `({ data, ...rest }) => ({ html: '<p>' + JSON.stringify(rest) + '</p>', title: 'A & <b> · One' })`;

  test('stands in the document with its own title, made for the address and the looks of the reader', async () => {
    const browser = await signedIn({ config: { pageModule: await pageOf(shows) } });
    browser.cookies.set('scheme', 'dark');
    const { body } = await browser.get('/appointments/42?from=chat', { 'accept-language': 'tr' });
    const rest =
      '"address":"/appointments/42?from=chat","origin":"http://localhost:3000","language":"tr","scheme":"dark"';
    expect(body).toContain(`<div id="root"><p>{${rest}}</p></div>`);
    expect(body).toContain('<title>A &amp; &lt;b&gt; · One</title></head>');
    expect(body.match(/<title>/g)).toHaveLength(1);
    expect(body).toContain('<html lang="tr" data-scheme="dark"');
  });

  test.each([
    ['Europe/Istanbul', 'Europe/Istanbul'],
    ['Etc/GMT+3', 'Etc/GMT+3'],
    ['</script>', null],
    ['x'.repeat(65), null],
  ])('is told the zone %j of a cookie as %j', async (cookie, zone) => {
    const browser = await signedIn();
    browser.cookies.set('time_zone', encodeURIComponent(cookie));
    expect(dataIn((await browser.get('/appointments/42')).body)?.time_zone).toBe(zone);
  });

  test('is left to the browser when rendering throws, and the message, which may quote the record, is not logged', async () => {
    const throwing = await pageOf(`() => { throw new Error('canary of a record') }`);
    const browser = await signedIn({ config: { pageModule: throwing } });
    const { body } = await browser.get('/appointments/42');
    expect(body).toContain('<div id="root"></div>');
    expect(dataIn(body)?.appointment?.status).toBe(200);
    expect(gateway.log.join('')).toContain('server-side rendering failed');
    expect(gateway.log.join('')).not.toContain('canary of a record');
  });

  test('is the browser’s to render where the record is very large, or there is none', async () => {
    const data = { id: 42, description: 'x'.repeat(8_000_000) };
    const browser = await signedIn({
      config: { pageModule: await pageOf(shows) },
      upstream: { appointment: (id) => (id === '42' ? { data } : undefined) },
    });
    for (const id of ['42', '43'])
      expect((await browser.get(`/appointments/${id}`)).body).toContain('<div id="root"></div>');
  });
});

describe('to nobody', () => {
  test('the document says so, and the service is not asked', async () => {
    await start();
    const data = dataIn((await gateway.browser().get('/appointments/42')).body);
    expect(data).toMatchObject({ session: { signed_in: false, user: null }, appointment: null });
    expect(gateway.upstream.requests).toEqual([]);
  });

  test('with one token for everything there is no nobody', async () => {
    await start({ token: 'a-token-in-hand' });
    const data = dataIn((await gateway.browser().get('/appointments/42')).body);
    expect(data).toMatchObject({ session: { signed_in: true }, appointment: { status: 200 } });
  });
});

describe('the parts of a document', () => {
  /** Reads a document as it arrives, with the upstream held back until `release` is called. */
  const open = async (encoding: string) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const browser = await signedIn();
    gateway.upstream.fail('/api/v1/appointments', { kind: 'wait', release: held });
    const origin = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { body } = await fetch(`${origin}/appointments/42`, {
      headers: { cookie, 'accept-encoding': encoding },
    });
    if (body === null) throw new Error('the response has no body');
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (wanted: string): Promise<string> => {
      while (!text.includes(wanted)) {
        const { done, value } = await reader.read();
        if (done) break;
        text += value;
      }
      return text;
    };
    return { until, release };
  };

  test.each(['identity', 'br', 'gzip'])(
    'the head and the preload links arrive before the record (%s)',
    async (encoding) => {
      const { until, release } = await open(encoding);
      expect(await until('modulepreload')).not.toContain('<title>');
      release();
      expect(await until('</html>')).toMatch(/modulepreload.*<div id="root">.*"status":200.*<\/html>$/s);
    },
  );

  test('the document ends without data when loading fails after the head was sent', async () => {
    const browser = await signedIn();
    await gateway.query('alter table gateway.sessions rename to lost');
    const { body } = await browser.get('/appointments/42');
    await gateway.query('alter table gateway.lost rename to sessions');
    expect(body).toMatch(/<div id="root"><\/div>.*<\/html>$/s);
    expect(textIn(body)).toBeNull();
  });
});

test('the content security policy allows the inline elements by hash, and nothing else inline', async () => {
  const script = "document.documentElement.dataset.early = 'yes';";
  const style = 'body{margin:0}';
  await start({
    build: {
      'index.html':
        `<!doctype html><html lang="en" dir="ltr"><head><script>${script}</script><style>${style}</style>` +
        '<!--split--><title>T</title></head><body><div id="root"><!--split--></div><!--split--></body></html>',
      '.vite/manifest.json': JSON.stringify({
        'index.html': { file: 'assets/a.js', imports: ['_b.js'] },
        '_b.js': { file: 'assets/b.js' },
        'src/locales/en.po': { file: 'assets/en.js' },
      }),
    },
  });
  const answer = await gateway.browser().get('/');
  const policy = String(answer.headers['content-security-policy']);
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const inline = [...answer.body.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
  expect(inline).toEqual([
    script,
    expect.stringContaining('["/assets/a.js","/assets/b.js","/assets/en.js"]'),
  ]);
  for (const text of inline) expect(policy).toContain(hash(text));
  expect(policy).toContain(`; style-src 'self' ${hash(style)}; `);
});
