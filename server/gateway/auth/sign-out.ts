import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccessLog, requestIdsOf } from '../access-log/access-log.ts';
import type { Cookies } from './cookies.ts';
import type { Sessions } from './sessions.ts';

/** Signs the browser of a request out; the request goes on as one without a session. */
export type SignOut = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Does not clear `storage`: the stored language and color scheme are not confidential. */
const clearCachedPages = (reply: FastifyReply): void =>
  void reply.header('cache-control', 'no-store').header('clear-site-data', '"cache"');

const forceLoginValue = 'account-required';

/** `endsSessions`: false in token mode, which has one session for all requests. */
export const createSignOut =
  ({
    accessLog,
    sessions,
    cookies,
    endsSessions,
  }: {
    accessLog: AccessLog;
    sessions: Sessions;
    cookies: Cookies;
    endsSessions: boolean;
  }): SignOut =>
  async (request, reply) => {
    clearCachedPages(reply);
    if (!endsSessions) {
      cookies.signingOut.clear(reply);
      return;
    }
    const session = await sessions.fromRequest(request);
    if (session !== null) {
      await accessLog.session(session, 'signed_out', requestIdsOf(request));
      await sessions.end(session.id);
    }
    // Last: while the session could not be ended, the next request must try again.
    cookies.signingOut.clear(reply);
    cookies.session.clear(reply);
    cookies.session.replace(request, null);
    // The authorization server may remember the user: the next sign-in must allow another account.
    cookies.forceLogin.write(reply, forceLoginValue);
    cookies.forceLogin.replace(request, forceLoginValue);
  };

/** Routes that depend on the session. Built files do not, and their responses may be cached with their cookies. */
const sessionRoute = /^\/(\*$|(api|auth|privacy)\/)/;

/**
 * An onRequest hook that completes a sign-out whose request did not reach the gateway: by the cookie that the page set, the
 * first request of any tab signs the browser out, and is answered without a session.
 */
export const completeSignOut =
  (cookies: Cookies, signOut: SignOut) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (cookies.signingOut.read(request) === null || !sessionRoute.test(request.routeOptions.url ?? ''))
      return;
    await signOut(request, reply);
  };
