import type { FastifyInstance } from 'fastify';
import type { OAuthClient, TokenSet } from './oauth-client.ts';

/**
 * Gives the tokens of a sign-in that ended back to the service. Nobody waits for it, except the closing gateway: here
 * the person is signed out already, whatever the service says.
 */
export const createGiveBack = (app: FastifyInstance, oauth: OAuthClient): ((tokens: TokenSet) => void) => {
  const running = new Set<Promise<void>>();
  app.addHook('onClose', async () => {
    await Promise.allSettled(running);
  });
  return (tokens) => {
    const task: Promise<void> = oauth
      .revoke(tokens)
      .catch((error: unknown) => app.log.info({ err: error }, 'token revocation failed'))
      .finally(() => running.delete(task));
    running.add(task);
  };
};
