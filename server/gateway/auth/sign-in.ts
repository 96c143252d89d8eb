import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { serializeError } from '#server/http/log.ts';
import { attemptMinutes } from '../config.ts';
import type { Cookies } from './cookies.ts';
import { digest, newSecret } from './digest.ts';
import type { Grant } from './grant.ts';
import type { OAuthClient } from './oauth-client.ts';
import { readReturnTo } from './return-to.ts';
import type { Seal } from './seal.ts';
import type { Sessions } from './sessions.ts';
import type { AuthStore } from './store.ts';

export interface SignInOptions {
  publicUrl: string;
  store: AuthStore;
  seal: Seal;
  sessions: Sessions;
  oauth: OAuthClient;
  cookies: Cookies;
  giveBack: (grant: Grant) => void;
  clock: () => number;
}

/** Why signing in did not work: the page of the application at `/sign-in` has the words. */
export type SignInProblem = 'denied' | 'expired' | 'failed';

/** The application's own page for it: a person never sees a bare error. */
export const problemPage = (problem: SignInProblem, returnTo: string): string =>
  `/sign-in?${new URLSearchParams({ problem, return_to: returnTo }).toString()}`;

const attemptSchema = z.object({ verifier: z.string(), returnTo: z.string() });

const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.split('?').slice(1).join('?'));

const go = (reply: FastifyReply, where: string) =>
  reply.header('cache-control', 'no-store').redirect(where, 302);

/** `GET /auth/login` and `GET /auth/callback`: from a deep link to the sign-in page, and back to the very same link. */
export const signInRoutes = (app: FastifyInstance, options: SignInOptions): void => {
  const { publicUrl, store, seal, sessions, oauth, cookies, giveBack, clock } = options;
  const publicHost = new URL(publicUrl).host;

  app.get('/auth/login', async (request, reply) => {
    // The cookies must be on the host that the callback comes back to: 127.0.0.1 and localhost are two.
    if (request.host !== publicHost) return go(reply, `${publicUrl}${request.url}`);
    const returnTo = readReturnTo(queryOf(request).get('return_to'), publicUrl);
    const secret = cookies.session.read(request);
    if (secret !== null && (await sessions.read(secret)) !== null) return go(reply, returnTo);

    const { url, state, verifier } = await oauth.begin(cookies.signedOut.read(request) !== null);
    const browser = cookies.browser.read(request) ?? newSecret();
    const key = digest(state);
    await store.addAttempt({
      state: key,
      browser: digest(browser),
      sealed: seal.close({ verifier, returnTo }, key),
      expiresAt: new Date(clock() + attemptMinutes * 60_000),
    });
    cookies.browser.write(reply, browser);
    return go(reply, url);
  });

  const openAttempt = (sealed: string | null, key: string) => {
    const attempt = attemptSchema.safeParse(sealed === null ? null : seal.open(sealed, key));
    return attempt.success ? attempt.data : null;
  };

  app.get('/auth/callback', async (request, reply) => {
    const callback = queryOf(request);
    const state = callback.get('state') ?? '';
    const key = digest(state);
    const browser = cookies.browser.read(request);
    const taken = browser === null ? null : await store.takeAttempt(key, digest(browser), new Date(clock()));
    const attempt = openAttempt(taken, key);
    if (attempt === null) {
      // Replayed, too late, begun in another browser, or the cookie was dropped. Only the link is worth keeping.
      const left = openAttempt(await store.peekAttempt(key), key);
      return go(reply, problemPage('expired', left?.returnTo ?? '/'));
    }
    if (callback.get('error') === 'access_denied') return go(reply, problemPage('denied', attempt.returnTo));

    try {
      const grant = await oauth.exchange(callback, state, attempt.verifier);
      const previous = cookies.session.read(request);
      const replaced = previous === null ? null : await sessions.end(digest(previous));
      if (replaced !== null) giveBack(replaced);
      // A new id for every sign-in: one that somebody planted before is worth nothing after.
      cookies.session.write(reply, await sessions.create(grant));
      cookies.signedOut.clear(reply);
      return go(reply, attempt.returnTo);
    } catch (error) {
      const { type, code, message } = serializeError(error);
      request.log.warn({ problem: { type, reason: code, message } }, 'sign-in failed');
      return go(reply, problemPage('failed', attempt.returnTo));
    }
  });
};
