import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

const timeoutMs = 2_000;

const rejectAfterTimeout = async (): Promise<never> => {
  await setTimeout(timeoutMs, undefined, { ref: false });
  throw new Error(`the database did not respond within ${timeoutMs} ms`);
};

/** `GET /healthz`: the process is up. `GET /readyz`: its database responds within two seconds; otherwise 503. */
export const healthRoutes = async (app: FastifyInstance): Promise<void> => {
  app.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'));

  app.get('/healthz', () => ({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    try {
      await Promise.race([app.pool.query('select 1'), rejectAfterTimeout()]);
      return { status: 'ready' };
    } catch (error) {
      request.log.warn({ err: error }, 'database does not respond');
      return reply.code(503).send({ status: 'not_ready' });
    }
  });
};
