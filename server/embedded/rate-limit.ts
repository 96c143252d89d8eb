import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '#server/http/http-problem.ts';

export interface RateLimit {
  /** Requests per window of one user, or of one IP address without a valid token. */
  max: number;
  windowMs: number;
}

/** Counts every request to the API, unknown paths included, and adds the documented headers to every response. */
export const limitRate = async (api: FastifyInstance, { max, windowMs }: RateLimit): Promise<void> => {
  await api.register(rateLimit, {
    max,
    timeWindow: windowMs,
    keyGenerator: ({ caller, ip }) => (caller === null ? `address ${ip}` : `user ${caller.userId}`),
    errorResponseBuilder: () =>
      new HttpProblem(429, 'too_many_requests', 'Too many requests: wait before the next one.'),
  });
  // The plugin's header is in seconds from now, the documented one in Unix time.
  api.addHook('onSend', async (_request, reply) => {
    const seconds = reply.getHeader('x-ratelimit-reset');
    if (seconds !== undefined)
      reply.header('x-ratelimit-reset', Math.ceil(Date.now() / 1000) + Number(seconds));
  });
  api.setNotFoundHandler({ preHandler: api.rateLimit() }, async () => {
    throw new HttpProblem(404, 'not_found', 'Not found.');
  });
};
