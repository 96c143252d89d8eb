import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Pool } from 'pg';
import { isInvalidData } from '#server/database/errors.ts';
import { problemOf, toProblem } from '#server/http/http-problem.ts';
import type { LogOptions } from '#server/http/log.ts';
import { createService } from '#server/http/service.ts';
import { appointmentRoutes } from './appointments/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { deleteExpiredRecords } from './oauth/adapter.ts';
import { authenticate } from './oauth/authenticate.ts';
import { providerRoutes } from './oauth/provider-routes.ts';
import { createProvider, type ProviderOptions } from './oauth/provider.ts';
import { signInRoutes } from './oauth/sign-in-routes.ts';
import { limitRate, type RateLimit } from './rate-limit.ts';
import { roomRoutes } from './rooms/routes.ts';
import { tenantRoutes } from './tenants/routes.ts';
import { userRoutes } from './users/routes.ts';

declare module 'fastify' {
  interface FastifyInstance {
    pool: Pool;
    oidcProvider: Provider;
  }
}

export interface EmbeddedServiceOptions extends ProviderOptions {
  /** A migrated and seeded database. It is not closed with the service. */
  pool: Pool;
  log?: LogOptions;
  /** 300 requests per minute and user by default. */
  rateLimit?: RateLimit;
}

const cleanupIntervalMs = 10 * 60 * 1000;

/**
 * Creates the documented service: its OAuth 2.0 authorization server and the endpoints of the contract, on one database.
 * It does not listen yet and trusts `X-Forwarded-For` only from this machine.
 */
export const createEmbeddedService = async (options: EmbeddedServiceOptions): Promise<FastifyInstance> => {
  const {
    pool,
    publicUrl,
    clients,
    log = { level: 'info' },
    rateLimit = { max: 300, windowMs: 60_000 },
  } = options;
  const app = createService({
    name: 'embedded',
    log,
    security: { https: publicUrl.startsWith('https:') },
    trustProxy: 'loopback',
    convertError: (error) => toProblem(isInvalidData(error) ? problemOf(422) : error),
    acceptRequestId: true,
  });
  const provider = createProvider(pool, options);
  provider.on('server_error', (_context, error) => app.log.error({ err: error }, 'OAuth request failed'));
  app.decorate('pool', pool);
  app.decorate('oidcProvider', provider);

  await app.register(providerRoutes, { publicUrl });
  await app.register(signInRoutes, { redirectUris: clients.flatMap(({ redirectUris }) => redirectUris) });
  await app.register(
    async (api) => {
      api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
      authenticate(api);
      await limitRate(api, rateLimit);
      appointmentRoutes(api);
      customerRoutes(api);
      roomRoutes(api);
      userRoutes(api);
      tenantRoutes(api);
    },
    { prefix: '/api' },
  );

  const cleanup = setInterval(() => {
    deleteExpiredRecords(pool).catch((error: unknown) =>
      app.log.warn({ err: error }, 'failed to delete expired OAuth records'),
    );
  }, cleanupIntervalMs);
  cleanup.unref();
  app.addHook('onClose', async () => clearInterval(cleanup));
  return app;
};
