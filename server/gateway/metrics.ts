import Fastify from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface Metrics {
  tokenRefreshes: Counter<'outcome'>;
  upstreamSeconds: Histogram<'outcome'>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Null if no metrics are served. */
    metrics: Metrics | null;
  }
}

/** Seconds; the last but one is near the limit of an upstream request. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8, 10];

/**
 * Decorates the gateway with `metrics`, and serves them in Prometheus' format on a port of their own, `GET /metrics`.
 * Labels are routes, statuses and machine codes only.
 */
export const metricsPlugin = fastifyPlugin(async (app) => {
  const { metrics: address } = app.config;
  if (address === null) {
    app.decorate('metrics', null);
    return;
  }
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requestSeconds = new Histogram({
    name: 'appointment_viewer_request_seconds',
    help: 'Duration of requests.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    requestSeconds.observe(labels, reply.elapsedTime / 1000);
  });
  app.decorate('metrics', {
    tokenRefreshes: new Counter({
      name: 'appointment_viewer_token_refreshes_total',
      help: 'Token refreshes by outcome; interrupted: a session ended because a refresh was not finished.',
      labelNames: ['outcome'],
      registers,
    }),
    upstreamSeconds: new Histogram({
      name: 'appointment_viewer_upstream_seconds',
      help: 'Duration of requests to the service, by status or the machine code of the failure.',
      labelNames: ['outcome'],
      buckets,
      registers,
    }),
  });
  const { pool } = app;
  const poolGauge = new Gauge({
    name: 'appointment_viewer_pool_connections',
    help: 'Connections to the database, and requests waiting for one.',
    labelNames: ['state'],
    registers,
    collect() {
      poolGauge.set({ state: 'open' }, pool.totalCount);
      poolGauge.set({ state: 'idle' }, pool.idleCount);
      poolGauge.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  const sessions = new Gauge({
    name: 'appointment_viewer_sessions',
    help: 'Sessions in the database, of all instances.',
    registers,
    async collect() {
      try {
        const { rows } = await pool.query<{ count: number }>(
          'select count(*) as count from gateway.sessions',
        );
        sessions.set(rows[0]?.count ?? 0);
      } catch {
        // The other metrics are needed most while the database is unavailable.
        sessions.set(Number.NaN);
      }
    },
  });

  const server = Fastify();
  server.get('/metrics', async (_, reply) => {
    const text = await registry.metrics();
    return reply.type(registry.contentType).send(text);
  });
  app.addHook('onReady', async () => {
    try {
      await server.listen(address);
    } catch (cause) {
      throw new Error(`Cannot listen on METRICS_HOST and METRICS_PORT (${address.port}).`, { cause });
    }
  });
  app.addHook('onClose', () => server.close());
});
