import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Caller } from './oauth/caller.ts';

export interface RateLimit {
  /** Requests a person (or an address, without a good token) may make within the window. */
  max: number;
  windowMs: number;
}

/** Who called, or why nobody is known: told by a route only after the limit has been counted. */
type Identified = { caller: Caller } | { failure: unknown };

/**
 * Counts every request under `/api/` and puts the documented headers on every answer to one, errors and unknown
 * paths included. `identify` says who calls; the answer is kept for the route, see `callerOf`.
 */
export const limitApi = async (
  app: FastifyInstance,
  { max, windowMs }: RateLimit,
  identify: (request: FastifyRequest) => Promise<Caller>,
): Promise<{ callerOf: (request: FastifyRequest) => Caller }> => {
  const identified = new WeakMap<FastifyRequest, Identified>();
  // `global: false`: its own headers give seconds to wait where the documented one gives the time.
  await app.register(rateLimit, { global: false });
  const count = app.createRateLimit({
    max,
    timeWindow: windowMs,
    keyGenerator: (request) => {
      const who = identified.get(request);
      return who !== undefined && 'caller' in who ? `user ${who.caller.user}` : `address ${request.ip}`;
    },
  });

  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    void reply.header('cache-control', 'no-store');
    const who = await identify(request).then(
      (caller): Identified => ({ caller }),
      (failure: unknown): Identified => ({ failure }),
    );
    identified.set(request, who);
    const state = await count(request);
    if (state.isAllowed) return;
    void reply.headers({
      'x-ratelimit-limit': String(state.max),
      'x-ratelimit-remaining': String(state.remaining),
      'x-ratelimit-reset': String(Math.ceil((Date.now() + state.ttl) / 1000)),
    });
    if (state.isExceeded) {
      throw new HttpProblem(429, 'too_many_requests', 'Too many requests: wait before the next one.', {
        'retry-after': String(Math.max(1, state.ttlInSeconds)),
      });
    }
  });

  return {
    callerOf(request) {
      const who = identified.get(request);
      if (who === undefined) throw new Error('only routes under /api/ know their caller');
      if ('failure' in who) throw who.failure;
      return who.caller;
    },
  };
};
