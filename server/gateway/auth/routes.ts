import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { randomPKCECodeVerifier } from 'openid-client';
import type { ExtendResponse, SessionResponse, SignInError } from '#contract/session.ts';
import { isLoopback } from '#server/config.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { requestIdsOf } from '../access-log/access-log.ts';
import type { OAuthLogin } from './plugin.ts';
import { readReturnTo } from './return-to.ts';
import { requireSameOrigin } from './same-origin.ts';
import { hashId } from './sessions.ts';
import { limitSignIns } from './sign-in-limit.ts';

/** The application's page that explains why the sign-in failed and starts it again for the same link. */
const signInErrorUrl = (problem: SignInError, returnTo: string): string =>
  `/sign-in?${new URLSearchParams({ problem, return_to: returnTo }).toString()}`;

/** Uses the first of several values, so that the browser does not show a validation error. */
const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.split('?').slice(1).join('?'));

const redirect = (reply: FastifyReply, location: string): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(location, 302);

/** Does not clear `storage`: the stored language and color scheme are not confidential. */
const sendSignedOut = (reply: FastifyReply): FastifyReply =>
  reply.code(204).header('cache-control', 'no-store').header('clear-site-data', '"cache"').send();

/** Sign-in at the authorization server and back to the link it started from. */
const oauthRoutes = (app: FastifyInstance, login: OAuthLogin): void => {
  const { accessLog, sessions } = app;
  const { publicUrl } = app.config;
  const { oauth, loginStates, cookies } = login;
  const publicHost = new URL(publicUrl).host;

  app.get('/auth/login', { onRequest: limitSignIns(app) }, async (request, reply) => {
    // The cookies must be set on the host of the callback URL: 127.0.0.1 and localhost are different hosts.
    if (request.host !== publicHost) return redirect(reply, `${publicUrl}${request.url}`);
    const returnTo = readReturnTo(queryOf(request).get('return_to'), publicUrl);
    if ((await sessions.fromRequest(request)) !== null) return redirect(reply, returnTo);

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
    const started = await loginStates.read(state);
    const returnTo = started?.returnTo ?? '/';
    const cookie = started && cookies.login.read(request, started.id);
    if (started) cookies.login.clear(reply, started.id);
    const codeVerifier = started && cookie && (await loginStates.decryptVerifier(cookie, started.id));
    const session = await sessions.fromRequest(request);

    if (!started || started.expired || !codeVerifier) {
      // The user reloaded the callback or opened it again from the history.
      if (session !== null) return redirect(reply, returnTo);
      const withoutCookie = request.headers.cookie === undefined ? 'no_cookies' : 'unknown';
      const problem = !started || started.expired ? 'expired' : withoutCookie;
      return redirect(reply, signInErrorUrl(problem, returnTo));
    }
    if (callback.get('error') === 'access_denied') return redirect(reply, signInErrorUrl('denied', returnTo));

    try {
      const tokens = await oauth.exchangeCode(callback, { state, codeVerifier });
      if (session !== null) await sessions.end(session.id);
      // Every sign-in gets a new session id, which prevents session fixation.
      const sessionCookie = await sessions.create(tokens);
      await accessLog.session({ id: hashId(sessionCookie), tokens }, 'signed_in', requestIdsOf(request));
      cookies.session.write(reply, sessionCookie);
      cookies.forceLogin.clear(reply);
      return redirect(reply, returnTo);
    } catch (error) {
      request.log.warn({ err: error }, 'sign-in failed');
      return redirect(reply, signInErrorUrl('failed', returnTo));
    }
  });

  app.post('/auth/logout', { onRequest: requireSameOrigin(publicUrl) }, async (request, reply) => {
    const session = await sessions.fromRequest(request);
    if (session !== null) {
      await accessLog.session(session, 'signed_out', requestIdsOf(request));
      await sessions.end(session.id);
    }
    cookies.session.clear(reply);
    // The authorization server may remember the user: the next sign-in must allow another account.
    cookies.forceLogin.write(reply, 'account-required');
    return sendSignedOut(reply);
  });
};

/**
 * In token mode anyone who reaches the port is signed in, so a request must name this machine: a foreign name that
 * resolves to it (DNS rebinding) would read with the rights of its page.
 */
const tokenRoutes = (app: FastifyInstance): void => {
  const { sessionInfo } = app;
  const { publicUrl } = app.config;
  const publicHost = new URL(publicUrl).host;
  app.addHook('onRequest', async (request) => {
    if (request.host !== publicHost && !isLoopback(request.hostname))
      throw new HttpProblem(403, 'forbidden', 'Host not allowed.');
  });

  app.get('/auth/login', async (request, reply) => {
    const returnTo = readReturnTo(queryOf(request).get('return_to'), publicUrl);
    const { signed_in: accepted } = await sessionInfo.get(request, await app.sessions.fromRequest(request));
    return redirect(reply, accepted ? returnTo : signInErrorUrl('failed', returnTo));
  });

  app.post('/auth/logout', { onRequest: requireSameOrigin(publicUrl) }, (_, reply) => sendSignedOut(reply));
};

/** `/auth/*`: sign-in, sign-out and session information. Not encapsulated, because token mode adds a global hook. */
export const authRoutes = fastifyPlugin(async (app) => {
  const { sessionInfo } = app;
  if (app.oauthLogin === null) tokenRoutes(app);
  else oauthRoutes(app, app.oauthLogin);

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
