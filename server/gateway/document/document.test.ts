import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initialDataId, parseInitialData } from '#contract/initial-data.ts';
import type { UpstreamOptions } from '#tests/support/upstream.ts';
import { gatewayPerTest } from '../test-gateway.ts';

const gateway = gatewayPerTest();
const { start, signedIn } = gateway;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-page-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let pages = 0;
/** Writes a page module whose `renderPage` is the function with the source `body`, and returns its path. */
const pageOf = async (body: string): Promise<string> => {
  pages += 1;
  const path = join(directory, `page-${pages}.mjs`);
  const readScheduleLink = "() => ({ from: '2026-11-24', to: '2026-11-24', named: true })";
  await writeFile(
    path,
    `export const renderPage = ${body}; export const readScheduleLink = ${readScheduleLink};`,
  );
  return path;
};

const element = new RegExp(`<script type="application/json" id="${initialDataId}">(.*?)</script>`, 's');
const textIn = (html: string): string | null => element.exec(html)?.[1] ?? null;
const dataIn = (html: string) => parseInitialData(JSON.parse(textIn(html) ?? 'null'));
const countEntries = async (action = 'opened'): Promise<number> => {
  const [row] = await gateway.query<{ n: number }>(
    'select count(*) as n from gateway.access_log where action = $1',
    [action],
  );
  return row?.n ?? 0;
};
const appointmentRequests = () =>
  gateway.upstream.requests.filter(({ path }) => path.includes('/appointments/'));

describe('the document of an appointment for a signed-in user', () => {
  test('contains the session and the record, and is logged as opened', async () => {
    const browser = await signedIn();
    const before = await countEntries();
    const response = await browser.get('/appointments/42');
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(response.headers).not.toHaveProperty('etag');
    expect(dataIn(response.body)?.appointment?.headers).not.toHaveProperty('etag');
    expect(dataIn(response.body)).toMatchObject({
      session: {
        signed_in: true,
        tenants: [{ id: '1', name: 'One Clinic' }],
        idle_seconds_left: expect.any(Number),
      },
      address: '/appointments/42?tenant=1',
      appointment: {
        tenant: '1',
        id: '42',
        status: 200,
        headers: { 'x-ratelimit-remaining': '59' },
        body: { success: 'true', data: { id: 42 } },
      },
    });
    expect(await countEntries()).toBe(before + 1);
    expect(appointmentRequests()).toHaveLength(1);
  });

  test('masks the identity number and preserves every digit of other numbers', async () => {
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
    'escapes %j so that it does not end the script element',
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
  ] as const)('contains the same data when it is compressed with %s', async (coding, unpack) => {
    const browser = await signedIn();
    const packed = await browser.get('/appointments/42', { 'accept-encoding': coding });
    expect(packed.headers['content-encoding']).toBe(coding);
    expect(dataIn(unpack(packed.rawPayload).toString())?.appointment?.status).toBe(200);
  });

  test.each([
    ['prefetched by the browser', { 'sec-purpose': 'prefetch;prerender' }],
    ['prefetched by an older browser', { purpose: 'prefetch' }],
    ['requested by a script', { 'sec-fetch-dest': 'empty' }],
    ['requested by a frame', { 'sec-fetch-dest': 'iframe' }],
    ['requested as an image', { 'sec-fetch-dest': 'image' }],
  ])(
    'contains no data, sends no upstream request and is not logged when it is %s',
    async (_context, headers) => {
      const browser = await signedIn();
      const before = await countEntries();
      const response = await browser.get('/appointments/42', headers);
      expect([response.statusCode, textIn(response.body)]).toEqual([200, null]);
      expect(appointmentRequests()).toEqual([]);
      expect(await countEntries()).toBe(before);
    },
  );

  test('sends no upstream request when the method is HEAD', async () => {
    const browser = await signedIn();
    expect((await browser.request({ method: 'HEAD', url: '/appointments/42' })).statusCode).toBe(200);
    expect(appointmentRequests()).toEqual([]);
  });

  test.each(['/', '/appointments/x', '/appointments/42/x', '/customers/42', '/sign-in'])(
    'contains the session but no record when the path is %s',
    async (url) => {
      const browser = await signedIn();
      const data = dataIn((await browser.get(url)).body);
      expect([data?.session.signed_in, data?.appointment]).toEqual([true, null]);
      expect(appointmentRequests()).toEqual([]);
    },
  );

  test('contains a server error instead of the record when the access log entry cannot be written', async () => {
    const browser = await signedIn({
      upstream: { appointment: () => ({ data: { id: 42, code: 'canary' } }) },
    });
    await gateway.query('alter table gateway.access_log rename to lost');
    const { body } = await browser.get('/appointments/42');
    await gateway.query('alter table gateway.lost rename to access_log');
    expect(body).not.toContain('canary');
    expect(dataIn(body)?.appointment).toMatchObject({ status: 500, body: { error: 'server_error' } });
  });

  test.each([403, 404, 422, 429, 500, 503])(
    'contains the error response when the service responds with %i',
    async (status) => {
      const browser = await signedIn();
      const failure = { kind: 'status', status, headers: { 'retry-after': '7' } } as const;
      gateway.upstream.fail('/api/v1/appointments', failure);
      const response = await browser.get('/appointments/42');
      expect(response.statusCode).toBe(200);
      expect(dataIn(response.body)?.appointment).toMatchObject({
        status,
        headers: { 'retry-after': '7', 'x-request-id': response.headers['x-request-id'] },
        body: { error: 'made_up' },
      });
      expect(appointmentRequests()).toHaveLength(1);
    },
  );

  test('contains a signed-out session when the service has revoked the tokens', async () => {
    const browser = await signedIn();
    gateway.upstream.expireTokens();
    gateway.upstream.revokeSignIns();
    expect(dataIn((await browser.get('/appointments/42')).body)).toMatchObject({
      session: { signed_in: false },
      appointment: null,
    });
  });

  test('extends the session and contains the new idle time', async () => {
    const browser = await signedIn();
    await gateway.advanceTime(14 * 60_000);
    const data = dataIn((await browser.get('/appointments/42')).body);
    expect(data?.session.idle_seconds_left).toBe(900);
    await gateway.advanceTime(14 * 60_000);
    expect(dataIn((await browser.get('/')).body)?.session.signed_in).toBe(true);
  });
});

describe('the document of the schedule', () => {
  const calendar = '/api/v1/appointments/calendar';
  const items = [7, 8].map((id) => ({ appointment_id: id, start_at: '2026-11-24T09:00:00Z' }));
  const openSchedule = async (
    list: NonNullable<UpstreamOptions['list']>,
    timeZone: string | null = 'Europe/Istanbul',
  ) => {
    const appointment = (id: string) => ({ data: { id: Number(id), customer: { first_name: 'Ayla' } } });
    const pageModule = await pageOf(`() => ({ html: '<p>rendered</p>', title: null })`);
    const browser = await signedIn({ config: { pageModule, timeZone }, upstream: { appointment, list } });
    return { browser, open: () => browser.get('/appointments') };
  };
  const feed = (path: string) => (path === calendar ? { data: { items } } : undefined);

  test('contains the day and its rows, which are logged as listed, and requests the clinics once', async () => {
    const { open } = await openSchedule(feed);
    const before = await countEntries('listed');
    const { body } = await open();
    expect(dataIn(body)).toMatchObject({
      address: '/appointments?tenant=1',
      appointment: null,
      schedule: {
        tenant: '1',
        from: '2026-11-24',
        to: '2026-11-24',
        headers: { 'x-ratelimit-remaining': '59' },
        schedule: { timezone: 'Europe/Istanbul', items: [{ appointment_id: '7' }, { appointment_id: '8' }] },
        rows: { rows: [{ id: '7', row: { customer: { first_name: 'Ayla' } } }, { id: '8' }] },
      },
    });
    expect(body).toContain('<p>rendered</p>');
    expect(await countEntries('listed')).toBe(before + 2);
    expect(gateway.upstream.count('/api/v1/account/tenants')).toBe(1);
  });

  test('contains no schedule when the service has no calendar', async () => {
    const { open } = await openSchedule(() => undefined);
    const { body } = await open();
    expect(dataIn(body)).toMatchObject({ session: { signed_in: true }, schedule: null });
    expect(body).not.toContain('<p>rendered</p>');
  });

  test('contains no schedule when the service takes long', async () => {
    const { open } = await openSchedule(feed);
    gateway.upstream.fail(calendar, { kind: 'silence' });
    expect(dataIn((await open()).body)).toMatchObject({ session: { signed_in: true }, schedule: null });
  });

  test('contains the rows that the service sends in time', async () => {
    const { open } = await openSchedule(feed);
    gateway.upstream.fail('/api/v1/appointments/8', { kind: 'silence' });
    expect(dataIn((await open()).body)?.schedule).toMatchObject({ rows: { rows: [{ id: '7' }] } });
  });

  test.each([
    ['Asia/Tokyo', '2026-11-24'],
    ['nonsense', undefined],
    [null, undefined],
  ])('without a zone of the clinic and with %j of the browser contains the day %j', async (zone, day) => {
    const { browser, open } = await openSchedule(feed, null);
    if (zone !== null) browser.cookies.set('time_zone', zone);
    expect(dataIn((await open()).body)?.schedule?.from).toBe(day);
  });
});

describe('the document of an appointment for a user with several clinics', () => {
  const tenants = [
    { id: 1, name: 'One Clinic' },
    { id: 2, name: 'Another Clinic' },
  ];
  test.each([
    ['/appointments/42?tenant=2', '2', null],
    ['/appointments/42?from=chat&amp;Tenant=2', '2', '/appointments/42?from=chat&tenant=2'],
    ['/appointments/42.?tenant=2)', '2', '/appointments/42?tenant=2'],
    ['/Appointments/0042%26tenant%3D2', '2', '/appointments/42?tenant=2'],
  ])('%s loads the record of clinic %s and contains the address %j', async (url, tenant, address) => {
    const browser = await signedIn({ upstream: { tenants } });
    browser.cookies.set('clinic', '1');
    const data = dataIn((await browser.get(url)).body);
    expect(data).toMatchObject({ appointment: { tenant, id: '42' }, address });
    expect(appointmentRequests().map(({ headers }) => headers['x-tenant'])).toEqual([tenant]);
  });

  test('the document of the home page contains its address in the last used clinic', async () => {
    const browser = await signedIn({ upstream: { tenants } });
    browser.cookies.set('clinic', '2');
    expect(dataIn((await browser.get('/')).body)?.address).toBe('/appointments?tenant=2');
  });
});

describe('the document of a link whose clinic is not certain', () => {
  const one = [{ id: 1, name: 'One Clinic' }];
  const several = [...one, { id: 2, name: 'Another Clinic' }];
  test.each([
    ['', several],
    ['?tenant=', several],
    ['?tenant=abc', several],
    ['?tenant=1&tenant=2', several],
    ['?tenant=9', several],
    ['?Tenant=2', one],
    ['?utm=1&amp;tenant=2', one],
    ['?tenant%3D2', one],
    ['?tenant=2.', one],
    ['?tena', one],
  ])(
    'contains no record and is not logged for /appointments/42%s and the clinics %j, and asks for the clinic',
    async (search, tenants) => {
      const asks = `({ address }) => ({ html: '<p>' + address + '</p>', title: null })`;
      const browser = await signedIn({ upstream: { tenants }, config: { pageModule: await pageOf(asks) } });
      browser.cookies.set('clinic', '1');
      const before = await countEntries();
      const { body } = await browser.get(`/appointments/42${search}`);
      expect(dataIn(body)).toMatchObject({ session: { signed_in: true }, address: null, appointment: null });
      expect(body).toContain(`<div id="root"><p>/appointments/42${search}</p></div>`);
      expect(appointmentRequests()).toEqual([]);
      expect(await countEntries()).toBe(before);
    },
  );

  test('contains no record after a sign-in that started at the link', async () => {
    const browser = (await start()).browser();
    const location = await browser.signIn('/appointments/42?Tenant=2');
    expect(dataIn((await browser.get(location)).body)?.appointment).toBeNull();
    expect(appointmentRequests()).toEqual([]);
  });
});

describe('server-side rendering', () => {
  const shows = `({ data, ...rest }) => ({ html: '<p>' + JSON.stringify(rest) + '</p>', title: 'A & <b> · One' })`;

  test('renders the page and its title for the address, language and color scheme of the request', async () => {
    const browser = await signedIn({ config: { pageModule: await pageOf(shows) } });
    browser.cookies.set('scheme', 'dark');
    const { body } = await browser.get('/appointments/42?from=chat', { 'accept-language': 'tr' });
    const rest =
      '"address":"/appointments/42?from=chat&tenant=1","origin":"http://localhost:3000","language":"tr","scheme":"dark"';
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
  ])('initial data contain the time zone %j of the cookie as %j', async (cookie, zone) => {
    const browser = await signedIn();
    browser.cookies.set('time_zone', encodeURIComponent(cookie));
    expect(dataIn((await browser.get('/appointments/42')).body)?.time_zone).toBe(zone);
  });

  test('leaves the page to the browser when rendering throws, and does not log the message, which may quote the record', async () => {
    const throwing = await pageOf(`() => { throw new Error('canary of a record') }`);
    const browser = await signedIn({ config: { pageModule: throwing } });
    const { body } = await browser.get('/appointments/42');
    expect(body).toContain('<div id="root"></div>');
    expect(dataIn(body)?.appointment?.status).toBe(200);
    expect(gateway.log.join('')).toContain('server-side rendering failed');
    expect(gateway.log.join('')).not.toContain('canary of a record');
  });

  test('leaves the page to the browser when the record is very large or missing', async () => {
    const data = { id: 42, description: 'x'.repeat(8_000_000) };
    const browser = await signedIn({
      config: { pageModule: await pageOf(shows) },
      upstream: { appointment: (id) => (id === '42' ? { data } : undefined) },
    });
    for (const id of ['42', '43'])
      expect((await browser.get(`/appointments/${id}`)).body).toContain('<div id="root"></div>');
  });
});

describe('the document of an appointment without sign-in', () => {
  test('contains a signed-out session and sends no upstream request', async () => {
    await start();
    const data = dataIn((await gateway.browser().get('/appointments/42')).body);
    expect(data).toMatchObject({ session: { signed_in: false, user: null }, appointment: null });
    expect(gateway.upstream.requests).toEqual([]);
  });

  test('contains a signed-in session and the record when FLEXTELL_TOKEN is set', async () => {
    await start({ token: 'a-token-in-hand' });
    const data = dataIn((await gateway.browser().get('/appointments/42')).body);
    expect(data).toMatchObject({ session: { signed_in: true }, appointment: { status: 200 } });
  });
});

describe('the link preview', () => {
  const previewOf = (html: string): string[] =>
    [...html.matchAll(/<meta property="og:(\w+)" content="([^"]*)">/g)].map(([, name, content]) =>
      [name, content].join(': '),
    );

  test('names the application and the number, not the clinic, and is the same with and without sign-in', async () => {
    const url = '/appointments/42?tenant=1';
    const signedInBody = (await (await signedIn()).get(url)).body;
    const preview = previewOf((await gateway.browser().get(url)).body);
    expect(preview).toEqual([
      'type: website',
      'site_name: Appointment Viewer',
      'title: Appointment #42',
      'description: Sign in to view it.',
      'image: http://localhost:3000/icon-512.png',
    ]);
    expect(previewOf(signedInBody)).toEqual(preview);
  });

  test.each(['/', '/appointments/4x', '/appointments/%22%3E%3Cb%3E', '/no/such/page'])(
    'names only the application when the path is %s',
    async (url) => {
      await start();
      const { body } = await gateway.browser().get(url, { 'accept-language': 'tr' });
      expect(previewOf(body)).toContain('title: Randevular');
      expect(body).toContain('<title>Randevular</title>');
      expect(gateway.upstream.requests).toEqual([]);
    },
  );
});

describe('a streamed document', () => {
  /** Reads a document as it arrives, with the upstream response delayed until `release` is called. */
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
    'sends the head and the preload links before the record with the encoding %s',
    async (encoding) => {
      const { until, release } = await open(encoding);
      expect(await until('modulepreload')).not.toContain('<title>');
      release();
      expect(await until('</html>')).toMatch(/modulepreload.*<div id="root">.*"status":200.*<\/html>$/s);
    },
  );

  test('ends without data when loading fails after the head was sent', async () => {
    const browser = await signedIn();
    await gateway.query('alter table gateway.sessions rename to lost');
    const { body } = await browser.get('/appointments/42');
    await gateway.query('alter table gateway.lost rename to sessions');
    expect(body).toMatch(/<div id="root"><\/div>.*<\/html>$/s);
    expect(textIn(body)).toBeNull();
  });
});

test.each([
  ['an appointment', '/appointments/42', []],
  ['the schedule', '/appointments', ['schedule', 'tree', 'search']],
  ['a customer', '/customers/7', ['customer', 'search']],
  ['an unknown page', '/other', []],
])(
  'the document of %s preloads the module of its page with everything that it imports',
  async (_, path, own) => {
    await start({
      build: {
        'index.html': '<html lang="en"><head><!--split--><title>T</title></head><!--split--><!--split-->',
        '.vite/manifest.json': JSON.stringify({
          'index.html': { file: 'assets/entry.js' },
          'src/locales/en.po': { file: 'assets/en.js' },
          'src/locales/search/en.po': { file: 'assets/search.js' },
          '_tree.js': { file: 'assets/tree.js', imports: ['index.html', '_tree.js'] },
          'src/app/pages/schedule.tsx': { file: 'assets/schedule.js', imports: ['_tree.js'] },
          'src/app/pages/customer.tsx': { file: 'assets/customer.js' },
        }),
      },
    });
    const { body } = await gateway.browser().get(path);
    const preloaded = [...body.matchAll(/rel="modulepreload"[^>]*href="\/assets\/(\w+)\.js"/g)];
    expect(preloaded.map(([, name]) => name)).toEqual(['entry', 'en', ...own]);
  },
);

test('the content security policy allows inline elements by hash only', async () => {
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
  const response = await gateway.browser().get('/');
  const policy = String(response.headers['content-security-policy']);
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const inline = [...response.body.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
  expect(inline).toEqual([
    script,
    expect.stringContaining('["/assets/a.js","/assets/b.js","/assets/en.js"]'),
  ]);
  for (const text of inline) expect(policy).toContain(hash(text));
  expect(policy).toContain(`; style-src 'self' ${hash(style)}; `);
});
