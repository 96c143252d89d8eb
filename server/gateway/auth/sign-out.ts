import type { FastifyInstance } from 'fastify';
import type { Cookies } from './cookies.ts';
import { digest, newSecret } from './digest.ts';
import type { OAuthClient } from './oauth-client.ts';
import { demandSameOrigin } from './same-origin.ts';
import type { Sessions } from './sessions.ts';

interface Options {
  publicUrl: string;
  sessions: Sessions;
  oauth: OAuthClient;
  cookies: Cookies;
}

/** `POST /auth/logout`: ends the session here, and gives the tokens back to the service where it takes them. */
export const signOutRoute = (
  app: FastifyInstance,
  { publicUrl, sessions, oauth, cookies }: Options,
): void => {
  const revoking = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.allSettled(revoking);
  });

  app.post('/auth/logout', async (request, reply) => {
    demandSameOrigin(request, publicUrl);
    const secret = cookies.session.read(request);
    const grant = secret === null ? null : await sessions.end(digest(secret));
    if (grant !== null) {
      // Nobody waits for it: here the person is signed out already, whatever the service says.
      const task: Promise<void> = oauth
        .revoke(grant.refresh ?? grant.access)
        .catch(() => request.log.info('the service did not take the token back'))
        .finally(() => revoking.delete(task));
      revoking.add(task);
    }
    cookies.session.clear(reply);
    // The service may still know the browser: the next sign-in asks it to ask, so that another person can.
    cookies.signedOut.write(reply, newSecret());
    // Not "storage": the language and the colours somebody chose are no secret of the one who leaves.
    return reply.code(204).header('cache-control', 'no-store').header('clear-site-data', '"cache"').send();
  });
};
