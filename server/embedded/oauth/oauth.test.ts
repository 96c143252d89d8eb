import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#server/db/client.ts';
import {
  askToken,
  authorizePath,
  createBrowser,
  getTokens,
  openDemonstration,
  openService,
  publicUrl,
  redirectUri,
  signIn,
  type Tokens,
} from '../test-service.ts';

let db: Database;
let app: FastifyInstance;
const lines: string[] = [];

beforeAll(async () => {
  db = await openDemonstration();
  app = await openService(db, { log: { level: 'trace', stream: { write: (line) => lines.push(line) } } });
}, 60_000);
afterAll(async () => {
  await app.close();
  await db.close();
});

const callApi = (token: string) =>
  app.inject({ url: '/api/v1/account/tenants', headers: { authorization: `Bearer ${token}` } });
const refresh = (token: string) => askToken(app, { grant_type: 'refresh_token', refresh_token: token });
const claimsOf = (idToken: string | undefined): unknown =>
  JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString());

test('the documented flow: code, access token for an hour, refresh token, without openid or PKCE', async () => {
  const back = await signIn(app);
  expect(back.origin + back.pathname).toBe(redirectUri);
  expect(back.searchParams.get('state')).toBe('state-1');
  const answer = await askToken(app, {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-store');
  const tokens = answer.json<Tokens>();
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  expect(tokens.refresh_token).toMatch(/^[\w-]{43,}$/);
  expect(tokens.access_token).toMatch(/^[\w-]{43,}$/);
  expect(tokens.id_token).toBeUndefined();
  expect((await callApi(tokens.access_token)).statusCode).toBe(200);
});

test('with openid, the id_token says who signed in', async () => {
  const { id_token } = await getTokens(app, 'can.polat@example.com', {
    scope: 'openid tenants:read',
    nonce: 'n-1',
  });
  expect(claimsOf(id_token)).toMatchObject({
    iss: publicUrl,
    aud: 'viewer',
    sub: '16',
    name: 'Can Polat',
    nonce: 'n-1',
  });
});

test('PKCE is held to where it was used', async () => {
  const verifier = 'v'.repeat(50);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const exchange = async (code_verifier: string) => {
    const back = await signIn(app, undefined, { code_challenge: challenge, code_challenge_method: 'S256' });
    return askToken(app, {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier,
    });
  };
  expect((await exchange('w'.repeat(50))).json()).toMatchObject({ error: 'invalid_grant' });
  expect((await exchange(verifier)).statusCode).toBe(200);
});

test('a code works once; used again, the tokens it gave die', async () => {
  const code = (await signIn(app)).searchParams.get('code') ?? '';
  const exchange = () => askToken(app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
  const { access_token } = (await exchange()).json<Tokens>();
  const again = await exchange();
  expect(again.statusCode).toBe(400);
  expect(again.json()).toMatchObject({ error: 'invalid_grant' });
  expect((await callApi(access_token)).statusCode).toBe(401);
});

test('a refresh gives new tokens and keeps the old access token alive', async () => {
  const first = await getTokens(app);
  const second = (await refresh(first.refresh_token)).json<Tokens>();
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await callApi(second.access_token)).statusCode).toBe(200);
  expect((await callApi(first.access_token)).statusCode).toBe(200);
  const third = await refresh(second.refresh_token);
  expect(third.statusCode).toBe(200);
});

test('a refresh token used twice ends the whole family, and no other', async () => {
  const other = await getTokens(app);
  const first = await getTokens(app);
  const second = (await refresh(first.refresh_token)).json<Tokens>();
  expect((await refresh(first.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
  expect((await refresh(second.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
  expect((await callApi(first.access_token)).statusCode).toBe(401);
  expect((await callApi(second.access_token)).statusCode).toBe(401);
  expect((await callApi(other.access_token)).statusCode).toBe(200);
});

test('of two refreshes at the same moment at most one succeeds', async () => {
  const { refresh_token } = await getTokens(app);
  const answers = await Promise.all([refresh(refresh_token), refresh(refresh_token)]);
  expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeLessThanOrEqual(1);
});

test('revoking the refresh token ends what came from it', async () => {
  const tokens = await getTokens(app);
  const revoked = await app.inject({
    method: 'POST',
    url: '/oauth/revoke',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `client_id=viewer&client_secret=a-secret-of-the-client-0123456789&token=${tokens.refresh_token}`,
  });
  expect(revoked.statusCode).toBe(200);
  expect((await callApi(tokens.access_token)).statusCode).toBe(401);
  expect((await refresh(tokens.refresh_token)).statusCode).toBe(400);
});

test('a refresh token that has expired is refused', async () => {
  const { refresh_token } = await getTokens(app);
  await db.query(
    `update flextell.oauth_records set payload = jsonb_set(payload, '{exp}', '1') where model = 'RefreshToken'`,
  );
  expect((await refresh(refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
});

test('the client must know its secret', async () => {
  const wrong = await askToken(app, {
    grant_type: 'refresh_token',
    refresh_token: 'x',
    client_secret: 'wrong',
  });
  expect(wrong.statusCode).toBe(401);
  expect(wrong.json()).toMatchObject({ error: 'invalid_client' });
});

test.each([
  ['another address', { redirect_uri: 'https://elsewhere.example/auth/callback' }],
  ['a longer path', { redirect_uri: `${redirectUri}/more` }],
  ['another query', { redirect_uri: `${redirectUri}?x=1` }],
  ['an unknown client', { client_id: 'nobody' }],
])('%s gets a page, never a redirect', async (_what, parameters) => {
  const answer = await createBrowser(app).get(authorizePath(parameters));
  expect(answer.statusCode).toBe(400);
  expect(answer.headers.location).toBeUndefined();
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  expect(answer.body).toContain('cannot go on');
});

test('the code belongs to the redirect address it was asked with', async () => {
  const code = (await signIn(app)).searchParams.get('code') ?? '';
  const answer = await askToken(app, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${publicUrl}/auth/other`,
  });
  expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
});

test('a response type that is not offered comes back as an error on the redirect', async () => {
  const answer = await createBrowser(app).get(authorizePath({ response_type: 'token' }));
  expect(String(answer.headers.location)).toMatch(/error=unsupported_response_type/);
});

test('every sign-in asks for the password again: the server keeps no session of its own', async () => {
  const browser = createBrowser(app);
  const page = String((await browser.get(authorizePath())).headers.location);
  const done = await browser.post(page, { username: 'elif.yilmaz@example.com', password: 'appointments' });
  const back = await browser.get(String(done.headers.location));
  expect(String(back.headers.location)).toContain('code=');
  expect([...browser.jar.values()].map(({ name }) => name)).not.toContain('_session');
  for (const parameters of [{}, { prompt: 'login' }]) {
    const again = await browser.get(authorizePath(parameters));
    expect(String(again.headers.location)).toMatch(/^\/oauth\/sign-in\//);
  }
  expect(await db.query(`select 1 from flextell.oauth_records where model = 'Session'`, [])).toEqual([]);
});

test('after one person, another can sign in with the same browser', async () => {
  const browser = createBrowser(app);
  for (const [username, sub] of [
    ['elif.yilmaz@example.com', '1'],
    ['can.polat@example.com', '16'],
  ] as const) {
    const started = await browser.get(authorizePath({ prompt: 'login', scope: 'openid' }));
    const done = await browser.post(String(started.headers.location), { username, password: 'appointments' });
    const back = new URL(String((await browser.get(String(done.headers.location))).headers.location));
    const { id_token } = (
      await askToken(app, {
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: redirectUri,
      })
    ).json<Tokens>();
    expect(claimsOf(id_token)).toMatchObject({ sub });
  }
});

test('a client that insists on consent gets it without a question', async () => {
  const browser = createBrowser(app);
  const page = String((await browser.get(authorizePath({ prompt: 'consent' }))).headers.location);
  const done = await browser.post(page, { username: 'elif.yilmaz@example.com', password: 'appointments' });
  const consent = await browser.get(String(done.headers.location));
  const granted = await browser.get(String(consent.headers.location));
  const back = await browser.get(String(granted.headers.location));
  expect(String(back.headers.location)).toContain('code=');
});

test('the database holds no token, code or refresh token that could be used', async () => {
  const back = await signIn(app);
  const code = back.searchParams.get('code') ?? '';
  const tokens = await getTokens(app);
  const stored = JSON.stringify(await db.query('select * from flextell.oauth_records', []));
  for (const secret of [code, tokens.access_token, tokens.refresh_token]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(stored).not.toContain(secret);
  }
});

test('the logs hold no token, code, secret, password or name', async () => {
  const tokens = await getTokens(app);
  await callApi(tokens.access_token);
  await refresh(tokens.refresh_token);
  expect(lines.length).toBeGreaterThan(5);
  const written = lines.join('');
  for (const secret of [
    tokens.access_token,
    tokens.refresh_token,
    'a-secret-of',
    'appointments"',
    'elif',
    'code=',
  ]) {
    expect(written).not.toContain(secret);
  }
});

test('the keys that sign are made once', async () => {
  const before = await app.inject('/oauth/jwks');
  const second = await openService(db);
  expect((await second.inject('/oauth/jwks')).json()).toEqual(before.json());
  expect(before.body).not.toContain('"d"');
  await second.close();
});

test('a method that an OAuth path does not have is a 404 in the documented form', async () => {
  const answer = await app.inject({ method: 'GET', url: '/oauth/token' });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ error: 'not_found' });
});
