import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import { readReturnTo } from './return-to.ts';

/** A whole clinic can share one address. */
const maxPerMinute = 300;

/**
 * A hook for the route that starts a sign-in: beyond 300 a minute from one address it redirects to the page that explains
 * this and keeps the link.
 */
export const limitSignIns = (app: FastifyInstance): onRequestAsyncHookHandler => {
  const { publicUrl } = app.config;
  const count = app.createRateLimit({
    max: maxPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
  });
  return async (request, reply) => {
    const limit = await count(request);
    if (limit.isAllowed || !limit.isExceeded) return undefined;
    const query = new URLSearchParams(request.url.split('?').slice(1).join('?'));
    const returnTo = readReturnTo(query.get('return_to'), publicUrl);
    const target = `/sign-in?${new URLSearchParams({ problem: 'busy', return_to: returnTo }).toString()}`;
    return reply.header('cache-control', 'no-store').header('retry-after', '60').redirect(target, 302);
  };
};
