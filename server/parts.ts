import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { openDataDirectory, type DataDirectory } from './data-directory.ts';
import { openDatabase, type Database } from './db/client.ts';
import { migrate } from './db/migrate.ts';
import { migrations } from './db/migrations.ts';
import type { Config } from './config.ts';
import type { Access } from './gateway/config.ts';
import { demandFreePort, freePort } from './http/free-port.mjs';
import type { LogOptions } from './http/log.ts';
import type { Demonstration } from './welcome.ts';

export interface Parts {
  /** The origin to open in a browser. */
  publicUrl: string;
  /** What the embedded service has to try; null where the service is somewhere else. */
  demonstration: Demonstration | null;
  log: FastifyInstance['log'];
  /** Lets requests in flight finish, within a bound, and closes everything in the order it depends on each other. */
  close(): Promise<void>;
}

/** Milliseconds the service has for one answer. */
const servicePatience = 10_000;
/** Milliseconds that requests in flight have to finish when closing. */
const closingPatience = 8_000;

/** The gateway is the embedded service's one client, and asks for more than the documented scopes: who signed in. */
const embeddedClient = 'appointment-viewer';
const embeddedScopes = 'openid profile account:read tenants:read appointments:read customers:read';

const derive = (secret: string, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', `appointment-viewer ${purpose} v1`, 32)).toString('base64url');

/** Only where it is wanted, so that nothing of it is loaded where the service is somewhere else. */
const loadEmbedded = async () => {
  const [{ createEmbeddedService }, { seedDemonstration }, { demonstration }] = await Promise.all([
    import('./embedded/app.ts'),
    import('./embedded/seed/seed-demonstration.ts'),
    import('./embedded/seed/demonstration.ts'),
  ]);
  return { createEmbeddedService, seedDemonstration, demonstration };
};

/** Loading takes as long as opening the database, and is done while the database thread does that. */
const loadGateway = async () => {
  const [{ createGateway }, { answerAccessLog }] = await Promise.all([
    import('./gateway/app.ts'),
    import('./gateway/access-log/talk.ts'),
  ]);
  return { createGateway, answerAccessLog };
};

const closeService = async (app: FastifyInstance): Promise<void> => {
  const cut = setTimeout(() => app.server.closeAllConnections(), closingPatience);
  await app.close().finally(() => clearTimeout(cut));
};

/** PGlite's directory is held by this process; a server may have others. */
const isOwn = (db: Database): boolean => db.engine === 'pglite';

interface Service {
  url: string;
  access: Access;
  demonstration?: Demonstration;
}

const startEmbedded = async (
  db: Database,
  { publicUrl, sessionSecret, log }: { publicUrl: string; sessionSecret: string; log: LogOptions },
): Promise<Service & { app: FastifyInstance; demonstration: Demonstration }> => {
  const { createEmbeddedService, seedDemonstration, demonstration } = await loadEmbedded();
  await seedDemonstration(db);
  const [account] = demonstration.accounts;
  const clientSecret = derive(sessionSecret, 'client secret');
  const app = await createEmbeddedService({
    db,
    databaseIsOwn: isOwn(db),
    publicUrl,
    clients: [{ id: embeddedClient, secret: clientSecret, redirectUris: [`${publicUrl}/auth/callback`] }],
    secret: derive(sessionSecret, 'embedded service'),
    ...(account && { hint: { username: account.username, password: demonstration.password } }),
    log,
  });
  const url = await app.listen({
    host: '127.0.0.1',
    port: 0,
    listenTextResolver: (address) => `for the gateway alone, at ${address}`,
  });
  const access = { clientId: embeddedClient, clientSecret, scopes: embeddedScopes };
  // A browser reaches it through the gateway's port, the gateway itself directly.
  return {
    app,
    demonstration,
    url,
    access: { ...oauthAccess(url, access), authorizeUrl: `${publicUrl}${endpoints.authorize}` },
  };
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

/**
 * Starts database, service and gateway, in this order; resolves when the gateway listens. Throws, with everything
 * closed again, where a part does not start: DataDirectoryHeld, or the system's own error (`EADDRINUSE`).
 */
export const startParts = async (
  config: Config,
  log: LogOptions,
  /** Where the build left `client` and `page`. */
  built: string,
): Promise<Parts> => {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer();
  };

  /** Calls `meanwhile` once the database has begun to open. */
  const openData = async (
    meanwhile: () => void,
  ): Promise<{
    db: Database;
    sessionSecret: string;
    directory: DataDirectory | null;
  }> => {
    if (config.databaseUrl !== null) {
      const db = await openDatabase({ url: config.databaseUrl });
      closers.push(() => db.close());
      meanwhile();
      return { db, sessionSecret: config.sessionSecret ?? '', directory: null };
    }
    const directory: DataDirectory = await openDataDirectory(config.dataDirectory);
    closers.push(() => directory.release());
    const opening = openDatabase({ directory: directory.database });
    meanwhile();
    const db = await opening;
    closers.push(() => db.close());
    return { db, sessionSecret: config.sessionSecret ?? (await directory.sessionSecret()), directory };
  };

  const start = async (): Promise<Parts> => {
    // The public address must be known before anything listens, and that a port is taken before a database is made.
    const port = config.port === 0 ? await freePort(config.host) : config.port;
    if (port === config.port) await demandFreePort(config.host, port);
    const publicUrl = config.publicUrl ?? `http://localhost:${port}`;
    const { db, sessionSecret, directory } = await openData(() => {
      // A failure shows where it is waited for.
      loadGateway().catch(() => undefined);
      if (config.upstream.kind === 'embedded') loadEmbedded().catch(() => undefined);
    });
    await migrate(db, migrations);
    const { createGateway, answerAccessLog } = await loadGateway();
    directory?.answer((question) => answerAccessLog(db, question));

    const openService = async (): Promise<Service> => {
      const { upstream } = config;
      if (upstream.kind === 'token')
        return { url: upstream.origin, access: { kind: 'token', token: upstream.token } };
      if (upstream.kind === 'oauth') {
        const { origin, clientId, clientSecret, scopes } = upstream;
        return { url: origin, access: oauthAccess(origin, { clientId, clientSecret, scopes }) };
      }
      const embedded = await startEmbedded(db, { publicUrl, sessionSecret, log });
      closers.push(() => closeService(embedded.app));
      return embedded;
    };
    const service = await openService();

    const gateway = await createGateway({
      db,
      databaseIsOwn: isOwn(db),
      log,
      config: {
        publicUrl,
        clientDirectory: join(built, 'client'),
        pageModule: join(built, 'page/render-page.js'),
        serviceUrl: service.url,
        serviceEmbedded: config.upstream.kind === 'embedded',
        access: service.access,
        sessionSecret,
        idleMinutes: config.idleMinutes,
        timeZone: config.timeZone,
        currency: config.currency,
        avatarOrigins: config.avatarOrigins,
        patience: servicePatience,
      },
    });
    closers.push(() => closeService(gateway));
    await gateway.listen({ port, host: config.host });
    return { publicUrl, demonstration: service.demonstration ?? null, log: gateway.log, close };
  };

  try {
    return await start();
  } catch (error) {
    await close();
    throw error;
  }
};
