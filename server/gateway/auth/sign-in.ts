import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomPKCECodeVerifier } from 'openid-client';
import type { SignInError } from '#contract/session.ts';
import type { Cookies } from './cookies.ts';
import type { LoginStates } from './login-state.ts';
import type { OAuthClient, TokenSet } from './oauth-client.ts';
import { readReturnTo } from './return-to.ts';
import { hashId } from './session-id.ts';
import type { Session, Sessions } from './sessions.ts';

export interface SignInOptions {
  publicUrl: string;
  loginStates: LoginStates;
  sessions: Sessions;
  oauth: OAuthClient;
  cookies: Cookies;
  giveBack: (tokens: TokenSet) => void;
}

/** The application's page that explains why the sign-in failed and starts it again for the same link. */
export const signInErrorUrl = (problem: SignInError, returnTo: string): string =>
  `/sign-in?${new URLSearchParams({ problem, return_to: returnTo }).toString()}`;

const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.split('?').slice(1).join('?'));

const redirect = (reply: FastifyReply, location: string) =>
  reply.header('cache-control', 'no-store').redirect(location, 302);

/** `GET /auth/login` and `GET /auth/callback`: from a link to the authorization server and back to the same link. */
export const signInRoutes = (app: FastifyInstance, options: SignInOptions): void => {
  const { publicUrl, loginStates, sessions, oauth, cookies, giveBack } = options;
  const publicHost = new URL(publicUrl).host;

  const sessionOf = async (request: FastifyRequest): Promise<Session | null> => {
    const id = cookies.session.read(request);
    return id === null ? null : sessions.read(id);
  };

  app.get('/auth/login', async (request, reply) => {
    // The cookies must be on the host that the callback returns to: 127.0.0.1 and localhost are two.
    if (request.host !== publicHost) return redirect(reply, `${publicUrl}${request.url}`);
    const returnTo = readReturnTo(queryOf(request).get('return_to'), publicUrl);
    if ((await sessionOf(request)) !== null) return redirect(reply, returnTo);

    const codeVerifier = randomPKCECodeVerifier();
    const { id, state } = await loginStates.create(returnTo);
    cookies.login.write(request, reply, { id, value: await loginStates.encryptVerifier(codeVerifier, id) });
    const forceLogin = cookies.forceLogin.read(request) !== null;
    const url = await oauth.authorizationUrl({ state, codeVerifier, forceLogin });
    return redirect(reply, url.href);
  });

  app.get('/auth/callback', async (request, reply) => {
    const callback = queryOf(request);
    const state = callback.get('state') ?? '';
    const login = await loginStates.read(state);
    const returnTo = login?.returnTo ?? '/';
    const cookie = login && cookies.login.read(request, login.id);
    if (login) cookies.login.clear(reply, login.id);
    const codeVerifier = login && cookie && (await loginStates.decryptVerifier(cookie, login.id));

    if (!login || login.expired || !codeVerifier) {
      // Reloaded, or opened again from the history.
      if ((await sessionOf(request)) !== null) return redirect(reply, returnTo);
      const missingCookie = request.headers.cookie === undefined ? 'no_cookies' : 'unknown';
      return redirect(reply, signInErrorUrl(!login || login.expired ? 'expired' : missingCookie, returnTo));
    }
    if (callback.get('error') === 'access_denied') return redirect(reply, signInErrorUrl('denied', returnTo));

    try {
      const tokens = await oauth.exchangeCode(callback, { state, codeVerifier });
      const previous = cookies.session.read(request);
      const replaced = previous === null ? null : await sessions.end(hashId(previous));
      if (replaced !== null) giveBack(replaced);
      // A new id for every sign-in: one that was planted before is worthless afterwards.
      cookies.session.write(reply, await sessions.create(tokens));
      cookies.forceLogin.clear(reply);
      return redirect(reply, returnTo);
    } catch (error) {
      request.log.warn({ err: error }, 'sign-in failed');
      return redirect(reply, signInErrorUrl('failed', returnTo));
    }
  });
};
