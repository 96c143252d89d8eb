import type { FastifyInstance } from 'fastify';

interface Options {
  /** Rejects when the database does not respond. */
  pingDatabase: () => Promise<void>;
}

/** `GET /healthz`: the process is up. `GET /readyz`: its database responds; otherwise 503. */
export const healthRoutes = (app: FastifyInstance, { pingDatabase }: Options): void => {
  app.get('/healthz', async (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      await pingDatabase();
      return { status: 'ready' };
    } catch (error) {
      request.log.warn({ err: error }, 'database does not respond');
      return reply.code(503).send({ status: 'not_ready' });
    }
  });
};
