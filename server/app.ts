import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { endpoints } from '#contract/endpoints.ts';
import type { Config } from './config.ts';
import { openDataDirectory } from './data-directory.ts';
import { migrate } from './database/migrate.ts';
import { gatewayMigrations } from './database/migrations.ts';
import { createPgliteDirectory } from './database/pglite-directory.ts';
import { openPool } from './database/pool.ts';
import { statementsOf } from './database/transaction.ts';
import { handleAdminRequest } from './gateway/admin.ts';
import { gatewayPlugin } from './gateway/app.ts';
import type { Access } from './gateway/config.ts';
import { deriveSecret, readRootSecret } from './gateway/root-secret.ts';
import type { LogOptions } from './http/log.ts';
import { createService } from './http/service.ts';
import type { Demonstration } from './welcome.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** How to sign in to the demonstration service; null if another service is configured. */
    demonstration: Demonstration | null;
  }
}

interface AppOptions {
  log: LogOptions;
  /** The absolute directory of the build: `client`, `page` and `database.tar.gz`. */
  buildDirectory: string;
  /** Called once when the embedded database failed and the process must end. */
  onFatal?: (error: unknown) => void;
}

/** Milliseconds to wait for a connection to PostgreSQL, and for PGlite, which runs one statement at a time. */
const connectionTimeoutMs = { postgres: 3_000, pglite: 10_000 };

/** The gateway is the demonstration service's only client. `openid` and `profile` are for the name of the user. */
const demoClientId = 'appointment-viewer';
const demoScopes = 'openid profile account:read tenants:read appointments:read customers:read';

/** Returns `port`, or a free port for 0. Throws the system's error (`EADDRINUSE`) if the port is not available. */
export const findPort = async (host: string, port: number): Promise<number> => {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
};

const oauthAccess = (
  origin: string,
  application: { clientId: string; clientSecret: string; scopes: string },
): Access & { kind: 'oauth' } => ({
  kind: 'oauth',
  authorizeUrl: `${origin}${endpoints.authorize}`,
  tokenUrl: `${origin}${endpoints.token}`,
  revokeUrl: `${origin}/oauth/revoke`,
  ...application,
});

interface Database {
  pool: Pool;
  sessionSecrets: readonly string[];
  rootSecret: string;
}

/** Opens and migrates the database. PGlite stores its files in the data directory, which is locked for this process. */
const openDatabase = async (
  app: FastifyInstance,
  config: Config,
  archive: string,
  onFatal: (error: unknown) => void,
): Promise<Database> => {
  const onError = (error: Error): void => app.log.warn({ err: error }, 'database connection lost');
  const demoMigrations =
    config.upstream.kind === 'embedded'
      ? (await import('./embedded/migrations.ts')).demoMigrationsFor(config.demoReaderRole)
      : [];
  const migrations = [...gatewayMigrations, ...demoMigrations];

  if (config.databaseUrl !== null) {
    const pool = await openPool(
      { url: config.databaseUrl },
      {
        onError,
        size: config.poolSize,
        statementTimeoutMs: config.databaseTimeoutMs,
        connectionTimeoutMs: connectionTimeoutMs.postgres,
      },
    );
    app.addHook('onClose', () => pool.end());
    await migrate(pool, migrations);
    const rootSecret = await readRootSecret(statementsOf(pool), config.sessionSecrets);
    return { pool, sessionSecrets: config.sessionSecrets, rootSecret };
  }

  const directory = await openDataDirectory(config.dataDirectory);
  app.addHook('onClose', () => directory.release());
  await createPgliteDirectory(directory.database, archive);
  const pool = await openPool(
    { directory: directory.database },
    { onError, onFatal, connectionTimeoutMs: connectionTimeoutMs.pglite },
  );
  app.addHook('onClose', () => pool.end());
  await migrate(pool, migrations);
  const sessionSecrets =
    config.sessionSecrets.length > 0 ? config.sessionSecrets : [await directory.sessionSecret()];
  const rootSecret = await readRootSecret(pool, sessionSecrets);
  directory.onAdminRequest(handleAdminRequest(pool, deriveSecret(rootSecret, 'client secret')));
  return { pool, sessionSecrets, rootSecret };
};

interface Upstream {
  url: string;
  access: Access;
  demonstration: Demonstration | null;
}

/** Loaded on demand, because only the demonstration service needs it. */
const importDemonstration = () =>
  Promise.all([
    import('./embedded/app.ts'),
    import('./embedded/seed/seed.ts'),
    import('./embedded/accounts.ts'),
    import('./embedded/seed/samples.ts'),
  ]);

/** Starts the demonstration service on a loopback port. A browser reaches it through the gateway's port. */
const startDemonstration = async (
  app: FastifyInstance,
  { publicUrl, rootSecret, log }: { publicUrl: string; rootSecret: string; log: LogOptions },
): Promise<Upstream> => {
  const [
    { createEmbeddedService },
    { seedDemonstration },
    { demonstrationPassword, listAccounts },
    { samples },
  ] = await importDemonstration();
  const { pool } = app;
  await seedDemonstration(pool);
  const clientSecret = deriveSecret(rootSecret, 'client secret');
  const service = await createEmbeddedService({
    pool,
    publicUrl,
    clients: [{ id: demoClientId, secret: clientSecret, redirectUris: [`${publicUrl}/auth/callback`] }],
    secret: deriveSecret(rootSecret, 'embedded service'),
    log,
  });
  app.addHook('onClose', () => service.close());
  const url = await service.listen({
    host: '127.0.0.1',
    port: 0,
    listenTextResolver: (address) => `demo service listening at ${address}`,
  });
  const access = oauthAccess(url, { clientId: demoClientId, clientSecret, scopes: demoScopes });
  return {
    url,
    access: { ...access, authorizeUrl: `${publicUrl}${endpoints.authorize}` },
    demonstration: { password: demonstrationPassword, accounts: await listAccounts(pool), samples },
  };
};

/**
 * Builds the application: the gateway with its database and, without `FLEXTELL_URL`, the demonstration service. It does
 * not listen yet. Closing it closes all parts after the requests in flight. `config.port` is the port that it will
 * listen on, so it must not be 0. After an error (such as DataDirectoryInUseError) everything is closed again.
 */
export const buildApp = async (
  config: Config,
  { log, buildDirectory, onFatal = () => undefined }: AppOptions,
): Promise<FastifyInstance> => {
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
  const app = createService({
    name: 'gateway',
    log,
    security: { https: publicUrl.startsWith('https:') },
    ...(config.trustedProxies.length > 0 && { trustProxy: [...config.trustedProxies] }),
  });
  // Loaded while PGlite is compiled; `startDemonstration` reports a failure.
  if (config.upstream.kind === 'embedded') importDemonstration().catch(() => undefined);
  try {
    const archive = join(buildDirectory, 'database.tar.gz');
    const { pool, sessionSecrets, rootSecret } = await openDatabase(app, config, archive, onFatal);
    app.decorate('pool', pool);

    const findUpstream = async (): Promise<Upstream> => {
      const { upstream } = config;
      if (upstream.kind === 'embedded') return startDemonstration(app, { publicUrl, rootSecret, log });
      const { origin: url } = upstream;
      if (upstream.kind === 'oauth') return { url, access: oauthAccess(url, upstream), demonstration: null };
      return { url, access: { kind: 'token', token: upstream.token }, demonstration: null };
    };
    const { url: serviceUrl, access, demonstration } = await findUpstream();
    app.decorate('demonstration', demonstration);

    const { idleMinutes, timeZone, currency, phoneCountry, avatarOrigins, whatsappLinks, appUrl } = config;
    await app.register(gatewayPlugin, {
      config: {
        publicUrl,
        clientDirectory: join(buildDirectory, 'client'),
        pageModule: join(buildDirectory, 'page/render-page.js'),
        serviceUrl,
        serviceEmbedded: config.upstream.kind === 'embedded',
        access,
        sessionSecrets,
        rootSecret,
        idleMinutes,
        timeZone,
        currency,
        phoneCountry,
        avatarOrigins,
        whatsappLinks,
        appUrl,
        samples: demonstration?.samples ?? [],
        timeoutMs: config.upstreamTimeoutMs,
        metrics: config.metrics,
      },
    });
    await app.ready();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
};
