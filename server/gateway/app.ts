import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/client.ts';
import type { LogOptions } from '../http/log.ts';
import { createService } from '../http/service.ts';
import { forwardAppointments } from './appointments/routes.ts';
import { createAccessTokens } from './auth/access-tokens.ts';
import { createCookies } from './auth/cookies.ts';
import { createOAuthClient } from './auth/oauth-client.ts';
import { refuseForeignPages } from './auth/same-origin.ts';
import { createSeal } from './auth/seal.ts';
import { sessionRoute } from './auth/session-answer.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { signInRoutes } from './auth/sign-in.ts';
import { signOutRoute } from './auth/sign-out.ts';
import { createAuthStore, type AuthStore } from './auth/store.ts';
import { tokenModeRoutes } from './auth/token-mode.ts';
import { readBuiltFiles } from './built-files.ts';
import type { Access, GatewayConfig } from './config.ts';
import { serveDocument } from './document.ts';
import { healthRoutes } from './health.ts';
import { createSessionCaller, createTokenCaller, type ServiceCaller } from './service-caller.ts';
import { openServiceDoor } from './service-door.ts';

export interface GatewayOptions {
  /** Migrated; the caller closes it, after the gateway. */
  db: Database;
  config: GatewayConfig;
  log: LogOptions;
  /** Unix time in milliseconds. */
  clock?: () => number;
}

/** Milliseconds between removals of sessions that are over. */
const sweepEvery = 10 * 60_000;

const sweepRegularly = (app: FastifyInstance, sessions: Sessions): void => {
  const sweep = () => {
    sessions.sweep().catch((error: unknown) => app.log.warn({ err: error }, 'old sessions were not removed'));
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
  const store = createAuthStore(db);
  const files = await readBuiltFiles(config.clientDirectory);

  await app.register(cookie);
  if (config.serviceEmbedded) openServiceDoor(app, { publicUrl, serviceUrl, cookies, patience });
  app.addHook('onRequest', (request, _, done) => {
    if (/^\/(api|auth\/session)\b/.test(request.url)) refuseForeignPages(request);
    done();
  });

  healthRoutes(app, { pingDatabase: () => store.ping(), serviceUrl, clock });
  const { caller, sessions } =
    config.access.kind === 'token'
      ? withToken(app, config, config.access)
      : withSessions(app, config, config.access, store, clock);
  const settings = {
    time_zone: config.timeZone,
    currency: config.currency,
    idle_minutes: config.idleMinutes,
  };
  sessionRoute(app, { caller, sessions, settings, clock });
  forwardAppointments(app, { caller, sessions });
  await serveDocument(app, files);
  return app;
}

interface Signing {
  caller: ServiceCaller;
  sessions: Sessions | null;
}

const withToken = (
  app: FastifyInstance,
  { publicUrl, serviceUrl, patience }: GatewayConfig,
  { token }: Access & { kind: 'token' },
): Signing => {
  const caller = createTokenCaller({ serviceUrl, patience, token });
  tokenModeRoutes(app, { publicUrl, tokenRefused: caller.refused });
  return { caller, sessions: null };
};

const withSessions = (
  app: FastifyInstance,
  config: GatewayConfig,
  access: Access & { kind: 'oauth' },
  store: AuthStore,
  clock: () => number,
): Signing => {
  const { publicUrl, serviceUrl, patience, idleMinutes } = config;
  const cookies = createCookies(publicUrl.startsWith('https:'));
  const seal = createSeal(config.sessionSecret);
  const sessions = createSessions({ store, seal, clock, idleMinutes });
  const oauth = createOAuthClient({ access, publicUrl, patience, clock });
  const tokens = createAccessTokens({ store, sessions, seal, oauth, clock, patience });
  signInRoutes(app, { publicUrl, store, seal, sessions, oauth, cookies, clock });
  signOutRoute(app, { publicUrl, sessions, oauth, cookies });
  sweepRegularly(app, sessions);
  return { caller: createSessionCaller({ serviceUrl, patience, sessions, tokens, cookies }), sessions };
};
