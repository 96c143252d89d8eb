import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

/** The outcome of the last requests to the service. */
interface UpstreamState {
  /** Milliseconds since 1970; null before the first response. */
  lastResponseAt: number | null;
  /** The machine code of the failure since the last response; null if there is none. */
  failure: string | null;
}

declare module 'fastify' {
  interface FastifyInstance {
    upstreamState: UpstreamState;
  }
}

/** Decorates the gateway with `upstreamState`. */
export const upstreamStatePlugin = fastifyPlugin(async (app) => {
  app.decorate('upstreamState', { lastResponseAt: null, failure: null });
});

const checkIntervalMs = 3_000;

/** A shorter interruption is no reason to take this instance out of service: all instances share the database. */
const toleranceMs = 30_000;

/**
 * `GET /healthz`: the process is up. `GET /readyz`: 503 when the database has been unreachable for 30 seconds, or at
 * shutdown. The state of the service is part of the response only, because all instances would fail together.
 */
export const healthRoutes = async (app: FastifyInstance): Promise<void> => {
  let unreachableSince: number | null = null;
  let isChecking = false;

  const check = async (): Promise<void> => {
    if (isChecking) return;
    isChecking = true;
    try {
      await app.pool.query('select 1');
      unreachableSince = null;
    } catch (error) {
      if (unreachableSince === null) app.log.warn({ err: error }, 'the database does not respond');
      unreachableSince ??= performance.now();
    } finally {
      isChecking = false;
    }
  };
  const timer = setInterval(() => void check(), checkIntervalMs).unref();
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'));

  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });

  const options = { config: { isHealthCheck: true } };

  app.get('/healthz', options, () => ({ status: 'ok' }));

  app.get('/readyz', options, async (_, reply) => {
    const unreachableMs = unreachableSince === null ? 0 : performance.now() - unreachableSince;
    const { lastResponseAt, failure } = app.upstreamState;
    const state = {
      database: unreachableSince === null ? 'reachable' : 'unreachable',
      service: {
        failure,
        last_response_at: lastResponseAt === null ? null : new Date(lastResponseAt).toISOString(),
      },
    };
    if (unreachableMs < toleranceMs && !isClosing) return { status: 'ready', ...state };
    return reply
      .code(503)
      .header('retry-after', '2')
      .send({ status: 'not_ready', ...state });
  });
};
