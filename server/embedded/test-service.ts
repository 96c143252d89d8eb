import type { FastifyInstance } from 'fastify';
import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations.ts';
import { createEmbeddedService, type EmbeddedServiceOptions } from './app.ts';
import { demonstrationPassword } from './accounts.ts';
import { seedDemonstration } from './seed/seed.ts';

/** For tests alone: the service over demonstration data, and a browser that walks its sign-in. */
export const publicUrl = 'http://localhost:3000';
const client = {
  id: 'viewer',
  secret: 'a-secret-of-the-client-0123456789',
  redirectUris: [`${publicUrl}/auth/callback`],
};
export const redirectUri = `${publicUrl}/auth/callback`;
export const allScopes = 'account:read tenants:read appointments:read customers:read';

export const openDemonstration = async (): Promise<Database> => {
  const db = await openDatabase({ directory: null });
  await migrate(db, migrations);
  await seedDemonstration(db, new Date('2026-11-22T10:00:00Z'));
  return db;
};

export const openService = (
  db: Database,
  options: Partial<EmbeddedServiceOptions> = {},
): Promise<FastifyInstance> =>
  createEmbeddedService({
    db,
    publicUrl,
    clients: [client],
    secret: 'x'.repeat(48),
    log: { level: 'silent' },
    ...options,
  });

/** A browser with cookies that keeps to their paths and follows nothing by itself. */
export const createBrowser = (app: FastifyInstance, headers: Record<string, string> = {}) => {
  /** By name and path, as browsers keep them: two sign-ins have cookies of the same name. */
  const jar = new Map<string, { name: string; value: string; path: string }>();
  const send = async (method: 'GET' | 'POST', address: string, form?: Record<string, string>) => {
    const url = new URL(address, publicUrl);
    const cookie = [...jar.values()]
      .filter(({ path }) => url.pathname === path || url.pathname.startsWith(`${path}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const answer = await app.inject({
      method,
      url: url.pathname + url.search,
      headers: {
        ...headers,
        ...(cookie !== '' && { cookie }),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { payload: new URLSearchParams(form).toString() }),
    });
    for (const one of answer.cookies) {
      const gone = one.expires !== undefined && one.expires.getTime() <= Date.now();
      const path = typeof one.path === 'string' ? one.path : '/';
      const key = `${one.name} ${path}`;
      if (gone || one.value === '') jar.delete(key);
      else jar.set(key, { name: one.name, value: one.value, path });
    }
    return answer;
  };
  return {
    jar,
    get: (address: string) => send('GET', address),
    post: (address: string, form: Record<string, string>) => send('POST', address, form),
  };
};

export const authorizePath = (parameters: Record<string, string> = {}): string =>
  `/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: allScopes,
    state: 'state-1',
    ...parameters,
  }).toString()}`;

/** Walks to the redirect back to the client; answers that address. */
export const signIn = async (
  app: FastifyInstance,
  username = 'elif.yilmaz@example.com',
  parameters: Record<string, string> = {},
): Promise<URL> => {
  const browser = createBrowser(app);
  const started = await browser.get(authorizePath(parameters));
  const page = String(started.headers.location);
  const posted = await browser.post(page, { username, password: demonstrationPassword });
  const resumed = await browser.get(String(posted.headers.location));
  return new URL(String(resumed.headers.location));
};

export const askToken = (app: FastifyInstance, form: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: '/oauth/token',
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

/** Signs in and exchanges the code. */
export const getTokens = async (
  app: FastifyInstance,
  username?: string,
  parameters?: Record<string, string>,
): Promise<Tokens> => {
  const back = await signIn(app, username, parameters);
  const answer = await askToken(app, {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
  });
  return answer.json<Tokens>();
};
