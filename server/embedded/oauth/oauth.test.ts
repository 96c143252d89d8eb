import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  authorizePath,
  client,
  createBrowser,
  exchangeCode,
  getTokens,
  openDemonstration,
  openService,
  publicUrl,
  redirectUri,
  requestToken,
  signIn,
  type Tokens,
} from '../test-service.ts';

let pool: Pool;
let app: FastifyInstance;
const lines: string[] = [];

beforeAll(async () => {
  pool = await openDemonstration();
  app = await openService(pool, { log: { level: 'trace', stream: { write: (line) => lines.push(line) } } });
}, 60_000);
afterAll(async () => {
  await app.close();
  await pool.end();
});

const callApi = (token: string) =>
  app.inject({ url: '/api/v1/account/tenants', headers: { authorization: `Bearer ${token}` } });
const refresh = (token: string) => requestToken(app, { grant_type: 'refresh_token', refresh_token: token });
const claimsOf = (idToken: string | undefined): unknown =>
  JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString());

test('the authorization code flow without openid and PKCE returns an access token for one hour and a refresh token', async () => {
  const back = await signIn(app);
  expect(back.origin + back.pathname).toBe(redirectUri);
  expect(back.searchParams.get('state')).toBe('state-1');
  const response = await exchangeCode(app, back);
  expect(response.statusCode).toBe(200);
  expect(response.headers['cache-control']).toBe('no-store');
  const tokens = response.json<Tokens>();
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  expect(tokens.refresh_token).toMatch(/^[\w-]{43,}$/);
  expect(tokens.access_token).toMatch(/^[\w-]{43,}$/);
  expect(tokens.id_token).toBeUndefined();
  expect((await callApi(tokens.access_token)).statusCode).toBe(200);
});

test('the scope openid adds an id_token with the id and name of the user, signed with ES256', async () => {
  const { id_token } = await getTokens(app, 'can.polat@example.com', {
    scope: 'openid tenants:read',
    nonce: 'n-1',
  });
  const { keys } = (await app.inject('/oauth/jwks')).json<{ keys: JsonWebKey[] }>();
  expect(keys).toEqual([expect.not.objectContaining({ d: expect.anything() })]);
  const [header = '', payload = '', signature = ''] = id_token?.split('.') ?? [];
  const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
  const signed = Buffer.from(`${header}.${payload}`);
  const dsa = { key, dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', signed, dsa, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(claimsOf(id_token)).toMatchObject({
    iss: publicUrl,
    aud: 'viewer',
    sub: '16',
    name: 'Can Polat',
    nonce: 'n-1',
  });
});

test('a code requested with PKCE is rejected without its verifier', async () => {
  const verifier = 'v'.repeat(50);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const exchange = async (code_verifier: string) => {
    const back = await signIn(app, undefined, { code_challenge: challenge, code_challenge_method: 'S256' });
    return exchangeCode(app, back, { code_verifier });
  };
  expect((await exchange('w'.repeat(50))).json()).toMatchObject({ error: 'invalid_grant' });
  expect((await exchange(verifier)).statusCode).toBe(200);
});

test('reusing an authorization code revokes its tokens', async () => {
  const back = await signIn(app);
  const exchange = () => exchangeCode(app, back);
  const { access_token } = (await exchange()).json<Tokens>();
  const again = await exchange();
  expect(again.statusCode).toBe(400);
  expect(again.json()).toMatchObject({ error: 'invalid_grant' });
  expect((await callApi(access_token)).statusCode).toBe(401);
});

test('a refresh returns new tokens, and the old access token remains valid', async () => {
  const first = await getTokens(app);
  const second = (await refresh(first.refresh_token)).json<Tokens>();
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await callApi(second.access_token)).statusCode).toBe(200);
  expect((await callApi(first.access_token)).statusCode).toBe(200);
  const third = await refresh(second.refresh_token);
  expect(third.statusCode).toBe(200);
});

test('reusing a refresh token revokes all tokens of its sign-in, and no others', async () => {
  const other = await getTokens(app);
  const first = await getTokens(app);
  const second = (await refresh(first.refresh_token)).json<Tokens>();
  expect((await refresh(first.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
  expect((await refresh(second.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
  expect((await callApi(first.access_token)).statusCode).toBe(401);
  expect((await callApi(second.access_token)).statusCode).toBe(401);
  expect((await callApi(other.access_token)).statusCode).toBe(200);
});

test('at most one of two concurrent refreshes succeeds', async () => {
  const { refresh_token } = await getTokens(app);
  const responses = await Promise.all([refresh(refresh_token), refresh(refresh_token)]);
  expect(responses.filter(({ statusCode }) => statusCode === 200).length).toBeLessThanOrEqual(1);
});

test('revoking a refresh token revokes its access token', async () => {
  const tokens = await getTokens(app);
  const revoked = await requestToken(app, { token: tokens.refresh_token }, '/oauth/revoke');
  expect(revoked.statusCode).toBe(200);
  expect((await callApi(tokens.access_token)).statusCode).toBe(401);
  expect((await refresh(tokens.refresh_token)).statusCode).toBe(400);
});

test('an expired refresh token is rejected', async () => {
  const { refresh_token } = await getTokens(app);
  await pool.query(
    `update demo.oauth_records set payload = jsonb_set(payload, '{exp}', '1') where model = 'RefreshToken'`,
  );
  expect((await refresh(refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
});

test('a token request with a wrong client secret returns 401', async () => {
  const wrong = await requestToken(app, {
    grant_type: 'refresh_token',
    refresh_token: 'x',
    client_secret: 'wrong',
  });
  expect(wrong.statusCode).toBe(401);
  expect(wrong.json()).toMatchObject({ error: 'invalid_client' });
});

test.each([
  ['an unregistered redirect URI', { redirect_uri: 'https://elsewhere.example/auth/callback' }],
  ['a longer redirect URI path', { redirect_uri: `${redirectUri}/more` }],
  ['a query in the redirect URI', { redirect_uri: `${redirectUri}?x=1` }],
  ['an unknown client', { client_id: 'nobody' }],
])('an authorization request with %s returns an error page instead of a redirect', async (_, parameters) => {
  const response = await createBrowser(app).get(authorizePath(parameters));
  expect(response.statusCode).toBe(400);
  expect(response.headers.location).toBeUndefined();
  expect(response.headers['content-type']).toContain('text/html');
  expect(response.headers['content-security-policy']).toContain("default-src 'none'");
  expect(response.body).toContain('cannot continue');
});

test('a code is rejected when the redirect URI differs from the authorization request', async () => {
  const response = await exchangeCode(app, await signIn(app), { redirect_uri: `${publicUrl}/auth/other` });
  expect(response.json()).toMatchObject({ error: 'invalid_grant' });
});

test('an authorization request with an unsupported response type redirects with an error', async () => {
  const response = await createBrowser(app).get(authorizePath({ response_type: 'token' }));
  expect(String(response.headers.location)).toMatch(/error=unsupported_response_type/);
});

test('every authorization request requires the password, because the server stores no session', async () => {
  const browser = createBrowser(app);
  expect((await signIn(app, undefined, {}, browser)).searchParams.has('code')).toBe(true);
  expect([...browser.jar.values()].map(({ name }) => name)).not.toContain('_session');
  for (const parameters of [{}, { prompt: 'login' }]) {
    const again = await browser.get(authorizePath(parameters));
    expect(String(again.headers.location)).toMatch(/^\/oauth\/sign-in\//);
  }
  const { rows } = await pool.query(`select 1 from demo.oauth_records where model = 'Session'`);
  expect(rows).toEqual([]);
});

test('a second user can sign in with the same browser', async () => {
  const browser = createBrowser(app);
  for (const [username, sub] of [
    ['elif.yilmaz@example.com', '1'],
    ['can.polat@example.com', '16'],
  ] as const) {
    const back = await signIn(app, username, { prompt: 'login', scope: 'openid' }, browser);
    const { id_token } = (await exchangeCode(app, back)).json<Tokens>();
    expect(claimsOf(id_token)).toMatchObject({ sub });
  }
});

test('an authorization request with prompt=consent is granted without user interaction', async () => {
  const browser = createBrowser(app);
  const page = String((await browser.get(authorizePath({ prompt: 'consent' }))).headers.location);
  const done = await browser.post(page, { username: 'elif.yilmaz@example.com', password: 'appointments' });
  const consent = await browser.get(String(done.headers.location));
  const granted = await browser.get(String(consent.headers.location));
  const back = await browser.get(String(granted.headers.location));
  expect(String(back.headers.location)).toContain('code=');
});

test('the database contains no token or code in plain text', async () => {
  const back = await signIn(app);
  const code = back.searchParams.get('code') ?? '';
  const tokens = await getTokens(app);
  const stored = JSON.stringify((await pool.query('select * from demo.oauth_records')).rows);
  for (const secret of [code, tokens.access_token, tokens.refresh_token]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(stored).not.toContain(secret);
  }
});

test('the logs contain no token, code, secret, password or user name', async () => {
  const tokens = await getTokens(app);
  await callApi(tokens.access_token);
  await refresh(tokens.refresh_token);
  expect(lines.length).toBeGreaterThan(5);
  const written = lines.join('');
  for (const secret of [
    tokens.access_token,
    tokens.refresh_token,
    client.secret,
    'appointments"',
    'elif',
    'code=',
  ]) {
    expect(written).not.toContain(secret);
  }
});
