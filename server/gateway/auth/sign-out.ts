import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Cookies } from './cookies.ts';
import { createSessionId, hashId } from './session-id.ts';
import type { TokenSet } from './oauth-client.ts';
import { demandSameOrigin } from './same-origin.ts';
import type { Sessions } from './sessions.ts';

interface Options {
  publicUrl: string;
  sessions: Sessions;
  giveBack: (tokens: TokenSet) => void;
  cookies: Cookies;
}

/** `POST /auth/logout`: ends the session here, and gives the tokens back to the service where it takes them. */
export const signOutRoute = (
  app: FastifyInstance,
  { publicUrl, sessions, giveBack, cookies }: Options,
): void => {
  const fromHere = async (request: FastifyRequest): Promise<void> => demandSameOrigin(request, publicUrl);
  app.post('/auth/logout', { onRequest: fromHere }, async (request, reply) => {
    const secret = cookies.session.read(request);
    const grant = secret === null ? null : await sessions.end(hashId(secret));
    if (grant !== null) giveBack(grant);
    cookies.session.clear(reply);
    // The service may still know the browser: the next sign-in asks it to ask, so that another person can.
    cookies.forceLogin.write(reply, createSessionId());
    // Not "storage": the language and the colours somebody chose are no secret of the one who leaves.
    return reply.code(204).header('cache-control', 'no-store').header('clear-site-data', '"cache"').send();
  });
};
