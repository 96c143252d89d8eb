import type { FastifyInstance } from 'fastify';
import { isLoopback } from '#server/config.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { readReturnTo } from './return-to.ts';
import { demandSameOrigin } from './same-origin.ts';
import { problemPage } from './sign-in.ts';

interface Options {
  publicUrl: string;
  /** Whether the service refused the token the last time it was asked. */
  tokenRefused: () => boolean;
}

/**
 * The sign-in addresses where one token in hand does everything. Whoever reaches the port is signed in, so a request
 * must name this machine: a foreign name that resolves to it (DNS rebinding) would read with its page's rights.
 */
export const tokenModeRoutes = (app: FastifyInstance, { publicUrl, tokenRefused }: Options): void => {
  const publicHost = new URL(publicUrl).host;
  app.addHook('onRequest', (request, _, done) => {
    const known = request.host === publicHost || isLoopback(request.hostname);
    done(known ? undefined : new HttpProblem(403, 'forbidden', 'This address is not open under that name.'));
  });

  app.get<{ Querystring: { return_to?: unknown } }>('/auth/login', async (request, reply) => {
    const returnTo = readReturnTo(request.query.return_to, publicUrl);
    return reply
      .header('cache-control', 'no-store')
      .redirect(tokenRefused() ? problemPage('failed', returnTo) : returnTo, 302);
  });

  app.post('/auth/logout', async (request, reply) => {
    demandSameOrigin(request, publicUrl);
    return reply.code(204).header('cache-control', 'no-store').header('clear-site-data', '"cache"').send();
  });
};
