import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { randomPKCECodeVerifier } from 'openid-client';
import type { ExtendResponse, SessionResponse, SignInError } from '#contract/session.ts';
import { isLoopback } from '#server/config-schema.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { requestIdsOf } from '../access-log/access-log.ts';
import { readPreferences } from '../document/preferences.ts';
import type { TokenSet } from './oauth-client.ts';
import type { OAuthLogin } from './plugin.ts';
import { readReturnTo } from './return-to.ts';
import { requireSameOrigin } from './same-origin.ts';
import { limitSignIns } from './sign-in-limit.ts';

/** The application's page that explains why the sign-in failed and starts it again for the same link. */
const signInErrorUrl = (problem: SignInError, returnTo: string): string =>
  `/sign-in?${new URLSearchParams({ problem, return_to: returnTo }).toString()}`;

/** Uses the first of several values, so that the browser does not show a validation error. */
const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.split('?').slice(1).join('?'));

const redirect = (reply: FastifyReply, location: string): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(location, 302);

/** Marks a request that was already redirected to the public host. */
const redirectedParameter = 'redirected';

/** Whether a `Host` header names the host of `publicUrl`, in any case and with or without its default port. */
const isPublicHost = (host: string, publicUrl: string): boolean => {
  const { protocol, host: publicHost } = new URL(publicUrl);
  const url = `${protocol}//${host}`;
  return URL.canParse(url) && new URL(url).host === publicHost;
};

/** Set before a second attempt at the callback, which shows whether the browser accepts cookies at all. */
const cookieCheck = 'cookie-check';

/** Sign-in at the authorization server and back to the link it started from. */
const oauthRoutes = (app: FastifyInstance, login: OAuthLogin): void => {
  const { accessLog, sessions } = app;
  const { publicUrl } = app.config;
  const { oauth, loginStates, cookies, revoke } = login;

  app.get('/auth/login', { onRequest: limitSignIns(app) }, async (request, reply) => {
    const query = queryOf(request);
    // The cookies must be set on the host of the callback URL: 127.0.0.1 and localhost are different hosts. Once only,
    // because a reverse proxy may send a `Host` of its own, and then no redirect changes it.
    if (!isPublicHost(request.host, publicUrl) && !query.has(redirectedParameter)) {
      query.set(redirectedParameter, '1');
      return redirect(reply, `${publicUrl}/auth/login?${query.toString()}`);
    }
    const returnTo = readReturnTo(query.get('return_to'), publicUrl);
    if ((await sessions.fromRequest(request)) !== null) return redirect(reply, returnTo);

    const codeVerifier = randomPKCECodeVerifier();
    const { id, state } = await loginStates.create(returnTo);
    cookies.login.write(request, reply, { id, value: await loginStates.encryptVerifier(codeVerifier, id) });
    const forceLogin = cookies.forceLogin.read(request) !== null;
    const url = await oauth.authorizationUrl({
      state,
      codeVerifier,
      forceLogin,
      language: readPreferences(request).language,
    });
    return redirect(reply, url.href);
  });

  app.get('/auth/callback', async (request, reply) => {
    const callback = queryOf(request);
    const hasCookies = request.headers.cookie !== undefined;
    if (!hasCookies && !callback.has(cookieCheck)) {
      const secure = publicUrl.startsWith('https:');
      void reply.setCookie(cookieCheck, '1', {
        path: '/auth',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: 60,
      });
      callback.set(cookieCheck, '1');
      return redirect(reply, `/auth/callback?${callback.toString()}`);
    }
    const state = callback.get('state') ?? '';
    const started = await loginStates.read(state);
    const returnTo = started?.returnTo ?? '/';
    const cookie = started && cookies.login.read(request, started.id);
    if (started) cookies.login.clear(reply, started.id);
    const codeVerifier = started && cookie && (await loginStates.decryptVerifier(cookie, started.id));
    const session = await sessions.fromRequest(request);

    if (!started || started.expired || !codeVerifier) {
      // The user reloaded the callback or opened it again from the history.
      if (session !== null) return redirect(reply, returnTo);
      const withCookies = !started || started.expired ? 'expired' : 'unknown';
      const problem = hasCookies ? withCookies : 'no_cookies';
      return redirect(reply, signInErrorUrl(problem, returnTo));
    }
    if (callback.get('error') === 'access_denied') return redirect(reply, signInErrorUrl('denied', returnTo));

    let tokens: TokenSet | null = null;
    try {
      tokens = await oauth.exchangeCode(callback, { state, codeVerifier });
      // Every sign-in gets a new session id, which prevents session fixation.
      const sessionCookie = await sessions.create(tokens, (created, tx) =>
        accessLog.session(created, 'signed_in', requestIdsOf(request), tx),
      );
      if (session !== null) {
        await accessLog.session(session, 'signed_out', requestIdsOf(request));
        await sessions.end(session.id);
      }
      cookies.session.write(reply, sessionCookie);
      cookies.forceLogin.clear(reply);
      return redirect(reply, returnTo);
    } catch (error) {
      request.log.warn({ err: error }, 'sign-in failed');
      if (tokens !== null) revoke(tokens);
      return redirect(reply, signInErrorUrl('failed', returnTo));
    }
  });
};

/**
 * In token mode anyone who reaches the port is signed in, so a request must name this machine: a foreign name that
 * resolves to it (DNS rebinding) would read with the rights of its page.
 */
const tokenRoutes = (app: FastifyInstance): void => {
  const { sessionInfo } = app;
  const { publicUrl } = app.config;
  app.addHook('onRequest', async (request) => {
    if (!isLoopback(request.hostname)) throw new HttpProblem(403, 'forbidden', 'Host not allowed.');
  });

  app.get('/auth/login', async (request, reply) => {
    const returnTo = readReturnTo(queryOf(request).get('return_to'), publicUrl);
    const { signed_in: accepted } = await sessionInfo.get(request, await app.sessions.fromRequest(request));
    return redirect(reply, accepted ? returnTo : signInErrorUrl('failed', returnTo));
  });
};

/** `/auth/*`: sign-in, sign-out and session information. Not encapsulated, because token mode adds a global hook. */
export const authRoutes = fastifyPlugin(async (app) => {
  const { sessionInfo } = app;
  if (app.oauthLogin === null) tokenRoutes(app);
  else oauthRoutes(app, app.oauthLogin);

  app.post('/auth/logout', { onRequest: requireSameOrigin(app.config.publicUrl) }, async (request, reply) => {
    await app.signOut(request, reply);
    return reply.code(204).send();
  });

  app.get('/auth/session', async (request, reply): Promise<SessionResponse> => {
    void reply.header('cache-control', 'no-store');
    return sessionInfo.get(request, await app.sessions.fromRequest(request));
  });

  app.post(
    '/auth/extend',
    { onRequest: [requireSameOrigin(app.config.publicUrl), app.requireSession] },
    async (request, reply): Promise<ExtendResponse> => {
      void reply.header('cache-control', 'no-store');
      return { idle_seconds_left: (await app.sessions.extend(request.session)).idleSecondsLeft };
    },
  );
});
