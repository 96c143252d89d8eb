import type { FastifyInstance } from 'fastify';
import type { Grant } from './grant.ts';
import type { OAuthClient } from './oauth-client.ts';

/**
 * Gives the tokens of a sign-in that ended back to the service. Nobody waits for it, except the closing gateway: here
 * the person is signed out already, whatever the service says.
 */
export const createGiveBack = (app: FastifyInstance, oauth: OAuthClient): ((grant: Grant) => void) => {
  const running = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.allSettled(running);
  });
  return ({ refresh, access }) => {
    const task: Promise<void> = oauth
      .revoke(refresh ?? access)
      .catch(() => app.log.info('the service did not take a token back'))
      .finally(() => running.delete(task));
    running.add(task);
  };
};
