import accepts from '@fastify/accepts';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastifyPlugin from 'fastify-plugin';
import type { Pool } from 'pg';
import { accessLogPlugin } from './access-log/plugin.ts';
import { appointmentRoutes } from './appointments/routes.ts';
import { authPlugin } from './auth/plugin.ts';
import { authRoutes } from './auth/routes.ts';
import { blockCrossSiteReads } from './auth/same-origin.ts';
import { sessionInfoPlugin } from './auth/session-info.ts';
import type { GatewayConfig } from './config.ts';
import { documentRoutes } from './document/plugin.ts';
import { embeddedProxy } from './embedded-proxy.ts';
import { healthRoutes, upstreamStatePlugin } from './health.ts';
import { metricsPlugin } from './metrics.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { searchPlugin } from './search/plugin.ts';
import { searchRoutes } from './search/routes.ts';
import { upstreamPlugin } from './upstream.ts';

declare module 'fastify' {
  interface FastifyInstance {
    config: GatewayConfig;
    pool: Pool;
  }
}

/**
 * The backend of the single-page application: serves it, signs users in, stores their tokens, and calls the upstream API
 * for them. Requires `app.pool` with all migrations applied.
 */
export const gatewayPlugin = fastifyPlugin<{ config: GatewayConfig }>(async (app, { config }) => {
  app.decorate('config', config);
  // Only JSON is parsed: a page of another origin can send text without a preflight request.
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(accepts);
  await app.register(compress, { globalDecompression: false, encodings: ['br', 'gzip'] });
  if (config.serviceEmbedded) await app.register(embeddedProxy);
  app.addHook('onRequest', blockCrossSiteReads);
  await app.register(metricsPlugin);
  await app.register(upstreamStatePlugin);
  await app.register(accessLogPlugin);
  await app.register(authPlugin);
  await app.register(upstreamPlugin);
  await app.register(sessionInfoPlugin);
  await app.register(searchPlugin);

  await app.register(authRoutes);
  await app.register(healthRoutes);
  await app.register(appointmentRoutes);
  await app.register(privacyRoutes);
  await app.register(searchRoutes);
  await app.register(documentRoutes);
});
