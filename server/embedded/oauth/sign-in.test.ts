import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#server/db/client.ts';
import { authorizePath, createBrowser, openDemonstration, openService, publicUrl } from '../test-service.ts';

let db: Database;
let app: FastifyInstance;
let time: number;

beforeAll(async () => {
  db = await openDemonstration();
}, 60_000);
beforeEach(async () => {
  await app?.close();
  time = Date.parse('2026-11-22T10:00:00Z');
  app = await openService(db, { now: () => new Date(time) });
});
afterAll(async () => {
  await app.close();
  await db.close();
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

test('the form has labels, autocomplete and nothing inline', async () => {
  const { page } = await open();
  expect(page.statusCode).toBe(200);
  expect(tagOf(page.body, 'username')).toContain('autocomplete="username"');
  expect(tagOf(page.body, 'password')).toContain('autocomplete="current-password"');
  expect(page.body).toContain('<label for="username">User name</label>');
  expect(page.body).toContain('<label for="password">Password</label>');
  expect(page.body).not.toMatch(/<script|<style| style=| on\w+=/);
  expect(page.body).toContain('<html lang="en">');
});

test('the page’s policy allows its stylesheet, its form and the way back, nothing else', async () => {
  const { page, browser } = await open();
  expect(page.headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'self'; form-action 'self' ${publicUrl}; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(page.headers['cache-control']).toBe('no-store');
  const style = await browser.get(/<link rel="stylesheet" href="([^"]+)"/.exec(page.body)?.[1] ?? '');
  expect(style.statusCode).toBe(200);
  expect(style.headers['content-type']).toContain('text/css');
});

test.each([
  ['tr-TR,tr;q=0.9,en;q=0.8', 'tr', 'Oturum açın'],
  ['en-GB,tr;q=0.5', 'en', 'Sign in'],
  ['de,tr;q=0.3', 'tr', 'Oturum açın'],
  ['de', 'en', 'Sign in'],
])('speaks the language of the browser: %s', async (accept, language, title) => {
  const { page } = await open({ 'accept-language': accept });
  expect(page.body).toContain(`<html lang="${language}">`);
  expect(textIn(page.body, 'h1')).toBe(title);
});

test.each([
  ['a wrong password', wrong],
  ['an unknown user', { username: 'nobody@example.com', password: 'appointments' }],
])('%s is told, announced, and says no more than that', async (_what, form) => {
  const { browser, path } = await open();
  const answer = await browser.post(path, form);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(
    '<div class="error" role="alert" id="error">The user name or the password is not right.</div>',
  );
  expect(textIn(answer.body, 'title')).toMatch(/^Error: /);
  expect(tagOf(answer.body, 'password')).toContain('aria-describedby="error"');
  expect(tagOf(answer.body, 'username')).toContain(`value="${form.username}"`);
  expect(tagOf(answer.body, 'password')).not.toContain('value=');
});

test('an empty form asks for both fields', async () => {
  const { browser, path } = await open();
  const answer = await browser.post(path, { username: ' ', password: '' });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Enter your user name and your password.');
});

test('after a wrong password the right one still works', async () => {
  const { browser, path } = await open();
  await browser.post(path, wrong);
  const done = await browser.post(path, right);
  expect(done.statusCode).toBe(303);
  expect(String((await browser.get(String(done.headers.location))).headers.location)).toContain('code=');
});

test('a user name is the same in capitals and with spaces around it', async () => {
  const { browser, path } = await open();
  expect((await browser.post(path, { ...right, username: ' Elif.Yilmaz@Example.com ' })).statusCode).toBe(
    303,
  );
});

test('cancelling sends the denial to the client', async () => {
  const { browser, path } = await open();
  const done = await browser.post(path, { username: '', password: '', action: 'cancel' });
  const back = new URL(String((await browser.get(String(done.headers.location))).headers.location));
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.get('state')).toBe('state-1');
  expect(back.searchParams.has('code')).toBe(false);
});

test('what was typed comes back as text, not as markup', async () => {
  const { browser, path } = await open();
  const answer = await browser.post(path, { username: '"><script>alert(1)</script>', password: 'x' });
  expect(answer.body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
});

test('ten wrong passwords make the user name wait, whoever asks, and then no longer', async () => {
  const { browser, path } = await open();
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect((await browser.post(path, wrong)).statusCode).toBe(422);
  }
  const elsewhere = await open({ 'x-forwarded-for': '203.0.113.9' });
  const blocked = await elsewhere.browser.post(elsewhere.path, right);
  expect(blocked.statusCode).toBe(429);
  expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(60);
  expect(blocked.body).toMatch(/Too many attempts. Try again in 15 minutes./);
  time += 15 * 60 * 1000 + 1000;
  expect((await elsewhere.browser.post(elsewhere.path, right)).statusCode).toBe(303);
});

test('an address that tries many names has to wait, another does not', async () => {
  const guesser = await open({ 'x-forwarded-for': '203.0.113.7' });
  const answers = [];
  for (let attempt = 0; attempt < 51; attempt += 1) {
    answers.push(await guesser.browser.post(guesser.path, { username: `u${attempt}`, password: 'x' }));
  }
  expect(answers.map(({ statusCode }) => statusCode).indexOf(429)).toBe(50);
  const other = await open({ 'x-forwarded-for': '203.0.113.8' });
  expect((await other.browser.post(other.path, right)).statusCode).toBe(303);
}, 60_000);

test('the form belongs to the browser it was opened in', async () => {
  const { path } = await open();
  const stranger = createBrowser(app);
  for (const answer of [await stranger.get(path), await stranger.post(path, right)]) {
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('This sign-in has expired');
  }
});

test('two sign-ins in two tabs of one browser do not disturb each other', async () => {
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

test('a cookie whose signature does not fit is no cookie', async () => {
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

test('cookies are kept from scripts, other sites and other paths; from plain http too where the address is https', async () => {
  const secure = await openService(db, {
    publicUrl: 'https://viewer.example',
    clients: [{ id: 'viewer', secret: 's'.repeat(32), redirectUris: [`${publicUrl}/auth/callback`] }],
  });
  for (const [service, https] of [
    [app, false],
    [secure, true],
  ] as const) {
    const answer = await service.inject(authorizePath());
    const cookies = [answer.headers['set-cookie']].flat().map(String);
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

test('a form too large is refused before it is read', async () => {
  const { browser, path } = await open();
  expect((await browser.post(path, { ...right, more: 'x'.repeat(10_000) })).statusCode).toBe(413);
});

test('a demonstration shows an account to try, a service without one does not', async () => {
  expect((await open()).page.body).not.toContain('Demonstration');
  await app.close();
  app = await openService(db, { hint: right });
  const { page } = await open();
  expect(page.body).toContain('<strong>elif.yilmaz@example.com</strong>');
});
