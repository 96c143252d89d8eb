import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorizePath, createBrowser, openDemonstration, openService, publicUrl } from '../test-service.ts';

let pool: Pool;
let app: FastifyInstance;

beforeAll(async () => {
  pool = await openDemonstration();
  app = await openService(pool);
}, 60_000);
afterAll(async () => {
  await app.close();
  await pool.end();
});

const open = async (headers: Record<string, string> = {}, parameters: Record<string, string> = {}) => {
  const browser = createBrowser(app, headers);
  const path = String((await browser.get(authorizePath(parameters))).headers.location);
  return { browser, path, page: await browser.get(path) };
};
/** The opening tag of the element with this id or name. */
const tagOf = (html: string, id: string): string =>
  new RegExp(`<\\w+ [^>]*id="${id}"[^>]*>`).exec(html)?.[0] ?? '';
const textIn = (html: string, element: string): string =>
  new RegExp(`<${element}[^>]*>([^<]*)<`).exec(html)?.[1] ?? '';
const right = { username: 'elif.yilmaz@example.com', password: 'appointments' };
const wrong = { username: 'elif.yilmaz@example.com', password: 'wrong' };

test('the sign-in form has labels, autocomplete, an example account and no inline code', async () => {
  const { page } = await open();
  expect(page.statusCode).toBe(200);
  expect(tagOf(page.body, 'username')).toContain('autocomplete="username"');
  expect(tagOf(page.body, 'password')).toContain('autocomplete="current-password"');
  expect(page.body).toContain('<label for="username">User name</label>');
  expect(page.body).toContain('<label for="password">Password</label>');
  expect(page.body).not.toMatch(/<script|<style| style=| on\w+=/);
  expect(page.body).toContain('<strong>elif.yilmaz@example.com</strong> / <strong>appointments</strong>');
});

test('the content security policy of the sign-in page allows its stylesheet, its icon and the redirect to a registered client', async () => {
  const { page, browser } = await open();
  expect(page.headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${publicUrl}; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(page.headers['cache-control']).toBe('no-store');
  const style = await browser.get(/<link rel="stylesheet" href="([^"]+)"/.exec(page.body)?.[1] ?? '');
  expect(style.statusCode).toBe(200);
  expect(style.headers['content-type']).toContain('text/css');
  expect(style.body).toContain('color-scheme');
});

test.each([
  ['tr-TR,tr;q=0.9,en;q=0.8', '', 'tr', 'Oturum açın'],
  ['en-GB,tr;q=0.5', '', 'en', 'Sign in'],
  ['de,tr;q=0.3', '', 'tr', 'Oturum açın'],
  ['de', '', 'en', 'Sign in'],
  ['en', 'language=tr', 'tr', 'Oturum açın'],
  ['tr', 'language=de', 'tr', 'Oturum açın'],
])(
  'the sign-in page for Accept-Language %s and the cookie "%s" is in %s',
  async (accept, cookie, language, title) => {
    const { browser, path } = await open();
    if (cookie !== '') browser.jar.set('language', { name: 'language', value: cookie.slice(9), path: '' });
    const { body } = await browser.get(path, { 'accept-language': accept });
    expect(body).toContain(`<html lang="${language}">`);
    expect(textIn(body, 'h1')).toBe(title);
    const invalid = authorizePath({ client_id: 'unknown' });
    expect((await browser.get(invalid, { 'accept-language': accept })).body).toContain(
      `<html lang="${language}">`,
    );
  },
);

test.each([
  ['a wrong password', wrong],
  ['an unknown user', { username: 'nobody@example.com', password: 'appointments' }],
])('sign-in with %s shows an alert that does not say which field is wrong', async (_, form) => {
  const { browser, path } = await open();
  const response = await browser.post(path, form);
  expect(response.statusCode).toBe(422);
  expect(response.body).toContain(
    '<div class="error" role="alert" id="error">The user name or the password is not right.</div>',
  );
  expect(textIn(response.body, 'title')).toMatch(/^Error: /);
  expect(tagOf(response.body, 'password')).toContain('aria-describedby="error"');
  expect(tagOf(response.body, 'username')).toContain(`value="${form.username}"`);
  expect(tagOf(response.body, 'password')).not.toContain('value=');
});

test('sign-in with an empty form shows that both fields are required', async () => {
  const { browser, path } = await open();
  const response = await browser.post(path, { username: ' ', password: '' });
  expect(response.statusCode).toBe(422);
  expect(response.body).toContain('Enter your user name and your password.');
});

test('sign-in succeeds with the correct password after a wrong one', async () => {
  const { browser, path } = await open();
  await browser.post(path, wrong);
  const done = await browser.post(path, right);
  expect(done.statusCode).toBe(303);
  expect(String((await browser.get(String(done.headers.location))).headers.location)).toContain('code=');
});

test('sign-in accepts a user name with capitals and surrounding spaces', async () => {
  const { browser, path } = await open();
  expect((await browser.post(path, { ...right, username: ' Elif.Yilmaz@Example.com ' })).statusCode).toBe(
    303,
  );
});

test('cancelling the sign-in redirects to the client with access_denied', async () => {
  const { browser, path } = await open();
  const done = await browser.post(path, { username: '', password: '', action: 'cancel' });
  const back = new URL(String((await browser.get(String(done.headers.location))).headers.location));
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.get('state')).toBe('state-1');
  expect(back.searchParams.has('code')).toBe(false);
});

test('the sign-in page escapes the submitted user name', async () => {
  const { browser, path } = await open();
  const response = await browser.post(path, { username: '"><script>alert(1)</script>', password: 'x' });
  expect(response.body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
});

test('the 101st attempt of an IP address within 15 minutes returns 429, and other addresses are not affected', async () => {
  const { browser, path } = await open({ 'x-forwarded-for': '203.0.113.7' });
  const statuses = [];
  for (let attempt = 0; attempt < 101; attempt += 1)
    statuses.push((await browser.post(path, wrong)).statusCode);
  expect(statuses.indexOf(429)).toBe(100);
  const refused = await browser.post(path, right);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
  expect(refused.body).toMatch(/Too many attempts. Try again in 15 minutes./);
  const other = await open({ 'x-forwarded-for': '203.0.113.8' });
  expect((await other.browser.post(other.path, right)).statusCode).toBe(303);
}, 60_000);

test('the sign-in form returns 400 as expired when another browser opens or submits it', async () => {
  const { path } = await open();
  const otherBrowser = createBrowser(app);
  for (const response of [await otherBrowser.get(path), await otherBrowser.post(path, right)]) {
    expect(response.statusCode).toBe(400);
    expect(response.body).toContain('This sign-in has expired');
  }
});

test('two sign-ins in tabs of one browser both succeed', async () => {
  const { browser, path } = await open();
  const second = String((await browser.get(authorizePath({ state: 'state-2' }))).headers.location);
  for (const [form, state] of [
    [path, 'state-1'],
    [second, 'state-2'],
  ] as const) {
    const done = await browser.post(form, right);
    const back = String((await browser.get(String(done.headers.location))).headers.location);
    expect(new URL(back).searchParams.get('state')).toBe(state);
    expect(back).toContain('code=');
  }
});

test('a sign-in page with a wrongly signed cookie returns 400', async () => {
  const { browser, path } = await open();
  const forged = createBrowser(app);
  for (const [key, cookie] of browser.jar) {
    forged.jar.set(
      key,
      cookie.name.endsWith('.sig') ? { ...cookie, value: `${cookie.value.slice(0, -2)}xx` } : cookie,
    );
  }
  expect((await forged.get(path)).statusCode).toBe(400);
});

test('sign-in cookies are HttpOnly, SameSite=Lax and limited to /oauth, and Secure when the public URL is https', async () => {
  const secure = await openService(pool, {
    publicUrl: 'https://viewer.example',
    clients: [{ id: 'viewer', secret: 's'.repeat(32), redirectUris: [`${publicUrl}/auth/callback`] }],
  });
  for (const [service, https] of [
    [app, false],
    [secure, true],
  ] as const) {
    const response = await service.inject(authorizePath());
    const cookies = [response.headers['set-cookie']].flat().map(String);
    expect(cookies.length).toBeGreaterThanOrEqual(4);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; path=\/oauth\//);
      expect(cookie).toMatch(/; httponly/);
      expect(cookie).toMatch(/; samesite=lax/);
      expect(/; secure/.test(cookie)).toBe(https);
    }
  }
  await secure.close();
});

test('a sign-in form over 4 KB returns 413', async () => {
  const { browser, path } = await open();
  expect((await browser.post(path, { ...right, more: 'x'.repeat(10_000) })).statusCode).toBe(413);
});
