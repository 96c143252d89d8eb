import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/client.ts';
import type { LogOptions } from '../http/log.ts';
import { createService } from '../http/service.ts';
import { createAccessLog } from './access-log/access-log.ts';
import { forwardAppointments } from './appointments/routes.ts';
import { createTags } from './appointments/tags.ts';
import { createCookies } from './auth/cookies.ts';
import { authPlugin } from './auth/plugin.ts';
import { authRoutes } from './auth/routes.ts';
import { blockCrossSiteReads } from './auth/same-origin.ts';
import { createSessionInfo } from './auth/session-info.ts';
import type { GatewayConfig } from './config.ts';
import { readBuiltFiles } from './document/built-files.ts';
import { serveDocument } from './document/routes.ts';
import { healthRoutes } from './health.ts';
import { openRoute } from './open.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { createServiceCaller } from './service-caller.ts';
import { openServiceDoor } from './service-door.ts';

export interface GatewayOptions {
  /** Migrated; the caller closes it, after the gateway. */
  db: Database;
  config: GatewayConfig;
  log: LogOptions;
  /** Unix time in milliseconds. */
  clock?: () => number;
}

/** Milliseconds between removals of what is over: tokens of idle sessions go back within that time. */
const sweepEvery = 60_000;

const sweepRegularly = (app: FastifyInstance, parts: readonly { sweep(): Promise<void> }[]): void => {
  const sweep = () => {
    Promise.all(parts.map((part) => part.sweep())).catch((error: unknown) =>
      app.log.warn({ err: error }, 'what is over was not removed'),
    );
  };
  const timer = setInterval(sweep, sweepEvery);
  timer.unref();
  app.addHook('onListen', async () => sweep());
  app.addHook('onClose', async () => clearInterval(timer));
};

/**
 * The backend of the single-page application: serves it, signs people in, keeps their tokens, and asks the service in
 * their name. Answers `FastifyInstance`, not yet listening.
 */
export async function createGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { db, config, log, clock = Date.now } = options;
  const { publicUrl, serviceUrl, patience } = config;
  const https = publicUrl.startsWith('https:');
  const app = createService({ name: 'gateway', log, security: { https } });
  const cookies = createCookies(https);
  const files = await readBuiltFiles(config.clientDirectory);

  // JSON is all that is taken: a foreign page can send text without asking first.
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  if (config.serviceEmbedded) openServiceDoor(app, { publicUrl, serviceUrl, cookies, patience });
  app.addHook('onRequest', (request, _, done) => {
    // By the route: an address has other spellings, "/%61pi".
    if (/^\/(api|auth\/session)\b/.test(request.routeOptions.url ?? '')) blockCrossSiteReads(request);
    done();
  });

  const pingDatabase = async () => void (await db.pool.query('select 1'));
  healthRoutes(app, { pingDatabase, serviceUrl, clock });
  await app.register(authPlugin, { pool: db.pool, config });
  const { sessions, accessTokens } = app;
  const caller = createServiceCaller({ serviceUrl, patience, sessions, accessTokens });
  const settings = {
    time_zone: config.timeZone,
    currency: config.currency,
    idle_minutes: config.idleMinutes,
    avatar_origins: [...config.avatarOrigins],
  };
  const accessLog = createAccessLog({
    pool: db.pool,
    secret: config.sessionSecret,
    token: config.access.kind === 'token' ? config.access.token : null,
    idleMinutes: config.idleMinutes,
  });
  const tags = createTags(config.sessionSecret);
  const sessionInfo = createSessionInfo({ caller, sessions, settings });
  authRoutes(app, { publicUrl, sessionInfo });
  forwardAppointments(app, { caller, accessLog, tags });
  await openRoute(app, publicUrl);
  await privacyRoutes(app, { publicUrl, caller, accessLog });
  sweepRegularly(app, [accessLog]);
  await serveDocument(app, {
    files,
    avatarOrigins: config.avatarOrigins,
    publicUrl,
    pageModule: config.pageModule,
    caller,
    sessions,
    sessionInfo,
    accessLog,
    tags,
    clock,
  });
  return app;
}
