import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { createTestDatabase } from '#tests/support/database.ts';
import { demonstrationPassword } from './accounts.ts';
import { createEmbeddedService, type EmbeddedServiceOptions } from './app.ts';
import { seedDemonstration } from './seed/seed.ts';

export const publicUrl = 'http://localhost:3000';
export const redirectUri = `${publicUrl}/auth/callback`;
export const client = {
  id: 'viewer',
  secret: 'a-secret-of-the-client-0123456789',
  redirectUris: [redirectUri],
};
const allScopes = 'account:read tenants:read appointments:read customers:read';

/** A PGlite database with the demonstration data of 22 November 2026. */
export const openDemonstration = async (): Promise<Pool> => {
  const pool = await createTestDatabase('pglite');
  await seedDemonstration(pool, new Date('2026-11-22T10:00:00Z'));
  return pool;
};

/** Creates the embedded service with one client, for `app.inject`. */
export const openService = (
  pool: Pool,
  options: Partial<EmbeddedServiceOptions> = {},
): Promise<FastifyInstance> =>
  createEmbeddedService({
    pool,
    publicUrl,
    clients: [client],
    secret: 'x'.repeat(48),
    log: { level: 'silent' },
    ...options,
  });

/** A browser: stores cookies by name and path, as two sign-ins have cookies of the same name, and follows no redirects. */
export const createBrowser = (app: FastifyInstance, headers: Record<string, string> = {}) => {
  const jar = new Map<string, { name: string; value: string; path: string }>();
  const send = async (
    method: 'GET' | 'POST',
    address: string,
    form?: Record<string, string>,
    more: Record<string, string> = {},
  ) => {
    const { pathname, search } = new URL(address, publicUrl);
    const sent = [...jar.values()].filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
    const response = await app.inject({
      method,
      url: pathname + search,
      headers: { ...headers, ...more, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      cookies: Object.fromEntries(sent.map(({ name, value }) => [name, value])),
      ...(form && { payload: new URLSearchParams(form).toString() }),
    });
    for (const { name, value, path } of response.cookies) {
      const key = `${name} ${String(path)}`;
      if (value === '') jar.delete(key);
      else jar.set(key, { name, value, path: String(path) });
    }
    return response;
  };
  return {
    jar,
    get: (address: string, more?: Record<string, string>) => send('GET', address, undefined, more),
    post: (address: string, form: Record<string, string>) => send('POST', address, form),
  };
};

/** The path of an authorization request of the client. */
export const authorizePath = (parameters: Record<string, string> = {}): string =>
  `/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: allScopes,
    state: 'state-1',
    ...parameters,
  }).toString()}`;

/** Signs in and returns the redirect to the client, with the code. */
export const signIn = async (
  app: FastifyInstance,
  username = 'elif.yilmaz@example.com',
  parameters: Record<string, string> = {},
  browser = createBrowser(app),
): Promise<URL> => {
  const authorized = await browser.get(authorizePath(parameters));
  const form = { username, password: demonstrationPassword };
  const submitted = await browser.post(String(authorized.headers.location), form);
  const resumed = await browser.get(String(submitted.headers.location));
  return new URL(String(resumed.headers.location));
};

/** Submits a form as the client, to `POST /oauth/token` by default. */
export const requestToken = (app: FastifyInstance, form: Record<string, string>, url = '/oauth/token') =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ client_id: client.id, client_secret: client.secret, ...form }).toString(),
  });

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: string;
  scope: string;
  id_token?: string;
}

/** Exchanges the code of the redirect. */
export const exchangeCode = (app: FastifyInstance, redirect: URL, form: Record<string, string> = {}) =>
  requestToken(app, {
    grant_type: 'authorization_code',
    code: redirect.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    ...form,
  });

/** Signs in and exchanges the code. */
export const getTokens = async (
  app: FastifyInstance,
  username?: string,
  parameters?: Record<string, string>,
): Promise<Tokens> => {
  const response = await exchangeCode(app, await signIn(app, username, parameters));
  return response.json<Tokens>();
};
