import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Browser } from '../test-browser.ts';
import { gatewayPerTest, type TestGatewayOptions } from '../test-gateway.ts';

const gateway = gatewayPerTest();

/** What the stand-in answers: the same tag and text until a test says otherwise. */
let text: string;
const signedIn = (upstream: TestGatewayOptions['upstream'] = {}): Promise<Browser> => {
  text = '{"data":{"id":42,"customer":{"identity_number":"12345674210"}}}';
  return gateway.signedIn({ upstream: { appointment: () => text, ...upstream } });
};
const ask = (browser: Browser, held = '', tenant = '1', id = '42') =>
  browser.get(`/api/v1/appointments/${id}`, { 'x-tenant': tenant, 'if-none-match': held });
const tagOf = async (browser: Browser, tenant?: string, id?: string) =>
  String((await ask(browser, '', tenant, id)).headers.etag);
/** What the service was asked to compare with, the last time. */
const forwarded = () => gateway.upstream.requests.at(-1)?.headers['if-none-match'];
const openings = async () =>
  (await gateway.db.query<{ n: number }>('select count(*) as n from gateway.access_log', []))[0]?.n ?? 0;

const services = [
  ['a service that compares tags', { conditional: true }],
  ['a service that tags and does not compare', {}],
  ['a service without tags', { tag: null }],
  ['a service with weak tags', { tag: 'W/"one"', conditional: true }],
  ['a service whose tag is no tag', { tag: 'one' }],
] as const;

describe.each(services)('over %s', (_what, upstream) => {
  test('every answer has a weak tag, the same for the same record', async () => {
    const browser = await signedIn(upstream);
    expect(await tagOf(browser)).toMatch(/^W\/"[\w.-]+"$/);
    expect(await tagOf(browser)).toBe(await tagOf(browser));
  });

  test('who holds the record gets a 304 without a body, uncached, with the rate limit', async () => {
    const browser = await signedIn(upstream);
    const tag = await tagOf(browser);
    for (const held of [tag, tag.slice(2), `"other", ${tag}`, `${tag}, W/"other"`]) {
      const answer = await ask(browser, held);
      expect([held, answer.statusCode, answer.body]).toEqual([held, 304, '']);
      expect(answer.headers).toMatchObject({
        etag: tag,
        'cache-control': 'no-store',
        vary: 'accept-encoding',
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': '59',
        'x-ratelimit-reset': '1800000000',
      });
      expect(answer.headers).not.toHaveProperty('set-cookie');
      expect(answer.headers).not.toHaveProperty('content-type');
    }
  });

  test('anything held is enough for a star, and the service is asked for the whole record', async () => {
    const browser = await signedIn(upstream);
    const tag = await tagOf(browser);
    const answer = await ask(browser, '*');
    expect([answer.statusCode, answer.headers.etag, forwarded()]).toEqual([304, tag, undefined]);
  });

  test.each([
    '"one"',
    'W/"one"',
    '"other"',
    'one',
    '""',
    `W/"${'a'.repeat(22)}"`,
    `"${'a'.repeat(22)}.aaaa"`,
  ])('who holds %s gets the record, and the service is not asked about that', async (held) => {
    const browser = await signedIn(upstream);
    const answer = await ask(browser, held);
    expect([answer.statusCode, answer.json().data.id, forwarded()]).toEqual([200, 42, undefined]);
  });

  test('the tag of another session or another record is none', async () => {
    const browser = await signedIn(upstream);
    const other = gateway.browser();
    await other.signIn();
    expect((await ask(other, await tagOf(browser))).statusCode).toBe(200);
    expect((await ask(browser, await tagOf(browser, '1', '43'))).statusCode).toBe(200);
  });

  test("the tag of another clinic's record is none, though the service names and writes both alike", async () => {
    const browser = await signedIn(upstream);
    const one = await tagOf(browser, '1');
    const two = await tagOf(browser, '2');
    expect(one).not.toBe(two);
    expect((await ask(browser, one, '2')).statusCode).toBe(200);
    expect(forwarded()).toBeUndefined();
    expect((await ask(browser, `${one}, ${two}`, '2')).headers.etag).toBe(two);
  });

  test('what is confirmed is an opening like what is answered', async () => {
    const browser = await signedIn(upstream);
    const tag = await tagOf(browser);
    const before = await openings();
    expect((await ask(browser, tag)).statusCode).toBe(304);
    expect(await openings()).toBe(before);
    // The opening is over, the session is not.
    for (let minutes = 0; minutes < 20; minutes += 5) {
      gateway.pass(5 * 60_000);
      await browser.get('/api/v1/account/tenants');
    }
    expect((await ask(browser, tag)).statusCode).toBe(304);
    expect(await openings()).toBe(before + 1);
  });

  test('what cannot be noted in the access log is not confirmed either', async () => {
    const browser = await signedIn(upstream);
    const tag = await tagOf(browser);
    await gateway.db.query('alter table gateway.access_log rename to lost');
    for (let minutes = 0; minutes < 20; minutes += 5) {
      gateway.pass(5 * 60_000);
      await browser.get('/api/v1/account/tenants');
    }
    const answers = [await ask(browser, tag), await ask(browser, '*'), await ask(browser)];
    await gateway.db.query('alter table gateway.lost rename to access_log');
    for (const answer of answers) {
      expect(answer.statusCode).toBe(500);
      expect(answer.headers).not.toHaveProperty('etag');
    }
  });

  test.each([403, 404, 429, 500, 503])('a %i is one, whatever is held, and has no tag', async (status) => {
    const browser = await signedIn(upstream);
    const tag = await tagOf(browser);
    const failure = { kind: 'status', status, headers: { etag: '"one"', 'retry-after': '7' } } as const;
    gateway.upstream.fail('/api/v1/appointments', failure);
    for (const held of [tag, '*', '']) {
      const answer = await ask(browser, held);
      expect([answer.statusCode, answer.json().error]).toEqual([status, 'made_up']);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '7' });
      expect(answer.headers).not.toHaveProperty('etag');
    }
  });

  test('the clinics of a person can be confirmed too', async () => {
    const browser = await signedIn(upstream);
    const clinics = (held: string) => browser.get('/api/v1/account/tenants', { 'if-none-match': held });
    const tag = String((await clinics('')).headers.etag);
    expect((await clinics(tag)).statusCode).toBe(304);
    expect((await clinics('"other"')).statusCode).toBe(200);
  });
});

test('the service is asked with its own tag, and its 304 is passed on', async () => {
  const browser = await signedIn({ conditional: true });
  const tag = await tagOf(browser);
  // What the text became does not matter: the service says that nothing changed.
  text = '{"data":{"id":42}}';
  expect((await ask(browser, tag)).statusCode).toBe(304);
  expect(forwarded()).toBe('"one"');
});

test('a service that tags and does not compare is not believed over the text it sent', async () => {
  const browser = await signedIn();
  const tag = await tagOf(browser);
  text = '{"data":{"id":42,"status":"cancelled"}}';
  const answer = await ask(browser, tag);
  expect([answer.statusCode, answer.json().data.status]).toEqual([200, 'cancelled']);
  expect(answer.headers.etag).not.toBe(tag);
});

test('a changed record is answered whole where the service has no tags', async () => {
  const browser = await signedIn({ tag: null });
  const tag = await tagOf(browser);
  text = '{"data":{"id":42,"status":"cancelled"}}';
  expect((await ask(browser, tag)).statusCode).toBe(200);
});

test('a refused token is renewed for a held record as for any other', async () => {
  const browser = await signedIn({ conditional: true });
  const tag = await tagOf(browser);
  gateway.upstream.expireTokens();
  expect((await ask(browser, tag)).statusCode).toBe(304);
  expect(forwarded()).toBe('"one"');
});

test('a 304 that nobody asked for is no answer', async () => {
  const browser = await signedIn();
  gateway.upstream.fail('/api/v1/appointments', { kind: 'status', status: 304, body: '' });
  for (const held of ['', '*', '"one"']) {
    const answer = await ask(browser, held);
    expect([answer.statusCode, answer.json().error]).toEqual([502, 'upstream_status']);
  }
});

test('no tag lets the hidden digits be tried out: it holds neither a digest of the whole nor the tag of one', async () => {
  const whole = '{"data":{"id":42,"customer":{"identity_number":"12345674210"}}}';
  const hashes = (['md5', 'sha1', 'sha256'] as const).flatMap((kind) =>
    (['hex', 'base64', 'base64url'] as const).map((as) => createHash(kind).update(whole).digest(as)),
  );
  for (const hash of hashes) {
    const browser = await signedIn({ tag: `"${hash}"` });
    const { etag } = (await ask(browser)).headers;
    const bytes = Buffer.from(String(etag).slice(3, -1).split('.')[1] ?? '', 'base64url');
    expect(String(etag)).not.toContain(hash.slice(0, 8));
    expect(bytes.toString('latin1')).not.toContain(hash.slice(0, 8));
  }
});
