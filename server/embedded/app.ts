import type { FastifyInstance } from 'fastify';
import type { Database } from '#server/db/client.ts';
import type { LogOptions } from '#server/http/log.ts';
import { createService } from '#server/http/service.ts';
import { appointmentRoutes } from './appointments/routes.ts';
import { createCallers, createKnownCallers } from './oauth/caller.ts';
import { preferredLanguage } from './oauth/language.ts';
import { mountProvider } from './oauth/mount.ts';
import { createProvider, type OauthClient } from './oauth/provider.ts';
import { removeExpiredRecords } from './oauth/records.ts';
import { signInProblemPage } from './oauth/sign-in-page.ts';
import { signInContentPolicy, signInRoutes } from './oauth/sign-in-routes.ts';
import { limitApi, type RateLimit } from './rate-limit.ts';
import { tenantRoutes } from './tenants/routes.ts';

export interface EmbeddedServiceOptions {
  /** Migrated. */
  db: Database;
  /** Whether no other process writes to it. */
  databaseIsOwn?: boolean;
  /** The origin browsers use, without a path: the issuer; the sign-in pages are under its `/oauth/`. */
  publicUrl: string;
  /** The registered applications. Redirect addresses match exactly. */
  clients: readonly OauthClient[];
  /** At least 32 bytes. Changing it ends sign-ins that are under way, nothing more. */
  secret: string;
  log?: LogOptions;
  /** Shown on the sign-in page: an account of demonstration data. */
  hint?: { username: string; password: string };
  now?: () => Date;
  /** Default: 300 requests per minute and person. */
  rateLimit?: RateLimit;
  /** How long an access token lives; 3600 by default. */
  accessTokenSeconds?: number;
}

const cleaningInterval = 10 * 60 * 1000;

/**
 * The documented service: its OAuth 2.0 authorization server and the endpoints of the contract, over one database.
 * Not listening yet. Trusts `X-Forwarded-For` from this machine alone.
 */
export const createEmbeddedService = async (options: EmbeddedServiceOptions): Promise<FastifyInstance> => {
  const { db, databaseIsOwn = false, publicUrl, clients, secret } = options;
  if (Buffer.byteLength(secret) < 32) throw new RangeError('the secret must have at least 32 bytes');
  const redirectUris = clients.flatMap((client) => client.redirectUris);
  const policy = signInContentPolicy(redirectUris);
  const app = createService({
    name: 'embedded',
    log: options.log ?? { level: 'info' },
    security: { https: publicUrl.startsWith('https:') },
    trustProxy: 'loopback',
  });
  const known = createKnownCallers();
  const provider = await createProvider({
    db,
    known,
    publicUrl,
    clients,
    secret,
    accessTokenSeconds: options.accessTokenSeconds ?? 3600,
    renderError(context) {
      context.type = 'html';
      context.set('content-security-policy', policy);
      context.set('cache-control', 'no-store');
      context.body = signInProblemPage(preferredLanguage(context.get('accept-language')), 'broken');
    },
  });
  provider.on('server_error', (_context, error) => app.log.error({ err: error }, 'failed'));

  const { identify, confirm } = createCallers(provider, known, databaseIsOwn);
  const { callerOf } = await limitApi(app, options.rateLimit ?? { max: 300, windowMs: 60_000 }, identify);
  appointmentRoutes(app, { db, callerOf, confirm });
  tenantRoutes(app, { db, callerOf, confirm });
  await app.register(async (scope) => mountProvider(scope, provider, publicUrl));
  await app.register(async (scope) =>
    signInRoutes(scope, {
      db,
      provider,
      redirectUris,
      hint: options.hint ?? null,
      now: options.now ?? (() => new Date()),
    }),
  );

  const clean = (): void => {
    removeExpiredRecords(db).catch((error: unknown) => app.log.warn({ err: error }, 'not cleaned up'));
  };
  const cleaning = setInterval(clean, cleaningInterval);
  cleaning.unref();
  app.addHook('onClose', (_instance, done) => {
    clearInterval(cleaning);
    done();
  });
  return app;
};
