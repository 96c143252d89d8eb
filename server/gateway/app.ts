import accepts from '@fastify/accepts';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/client.ts';
import type { LogOptions } from '../http/log.ts';
import { createService } from '../http/service.ts';
import { createAccessLog } from './access-log/access-log.ts';
import { createAccessLogStore } from './access-log/store.ts';
import { appointmentRoutes } from './appointments/routes.ts';
import { createAccessTokens } from './auth/access-tokens.ts';
import { createCookies } from './auth/cookies.ts';
import { createGiveBack } from './auth/give-back.ts';
import { keepRoute } from './auth/keep.ts';
import { createOAuthClient } from './auth/oauth-client.ts';
import { refuseForeignPages } from './auth/same-origin.ts';
import { rememberSessions } from './auth/remembered-sessions.ts';
import { createSeal } from './auth/seal.ts';
import { createSessionAnswers, sessionRoute } from './auth/session-answer.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { signInRoutes } from './auth/sign-in.ts';
import { signOutRoute } from './auth/sign-out.ts';
import { createAuthStore, type AuthStore } from './auth/store.ts';
import { tokenModeRoutes } from './auth/token-mode.ts';
import type { Access, GatewayConfig } from './config.ts';
import { serveDocument } from './document/plugin.ts';
import { proxyEmbeddedService } from './embedded-proxy.ts';
import { healthRoutes } from './health.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { createSessionUpstream, createTokenUpstream, type Upstream } from './upstream.ts';
import { createUpstreamClient, type UpstreamClient } from './upstream-client.ts';

export interface GatewayOptions {
  /** Migrated; the caller closes it, after the gateway. */
  db: Database;
  /** Whether no other process writes to the database: then sessions are remembered between requests. */
  databaseIsOwn?: boolean;
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
  const { db, databaseIsOwn = false, config, log, clock = Date.now } = options;
  const { publicUrl, serviceUrl, patience } = config;
  const https = publicUrl.startsWith('https:');
  const app = createService({ name: 'gateway', log, security: { https } });
  const cookies = createCookies(https);
  const store = databaseIsOwn ? rememberSessions(createAuthStore(db)) : createAuthStore(db);

  // JSON is all that is taken: a foreign page can send text without asking first.
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(accepts);
  await app.register(compress, { globalDecompression: false, encodings: ['br', 'gzip'] });
  if (config.serviceEmbedded)
    await proxyEmbeddedService(app, { publicUrl, origin: serviceUrl, cookies, timeoutMs: patience });
  app.addHook('onRequest', (request, _, done) => {
    // By the route: an address has other spellings, "/%61pi".
    if (/^\/(api|auth\/session)\b/.test(request.routeOptions.url ?? '')) refuseForeignPages(request);
    done();
  });

  healthRoutes(app, { pingDatabase: () => store.ping() });
  const client = createUpstreamClient();
  app.addHook('onClose', () => client.close());
  const { upstream, sessions } =
    config.access.kind === 'token'
      ? withToken(app, client, config, config.access)
      : withSessions(app, client, config, config.access, store, clock);
  const settings = {
    time_zone: config.timeZone,
    currency: config.currency,
    idle_minutes: config.idleMinutes,
    avatar_origins: [...config.avatarOrigins],
  };
  const accessLog = createAccessLog({
    store: createAccessLogStore(db),
    secret: config.sessionSecret,
    token: config.access.kind === 'token' ? config.access.token : null,
    clock,
    idleMinutes: config.idleMinutes,
  });
  const sessionAnswers = createSessionAnswers({ upstream, sessions, settings, clock });
  sessionRoute(app, upstream, sessionAnswers);
  keepRoute(app, { publicUrl, upstream, sessions });
  appointmentRoutes(app, { upstream, sessions, accessLog });
  await privacyRoutes(app, { publicUrl, upstream, sessions, accessLog });
  sweepRegularly(app, [accessLog, ...(sessions ? [sessions] : [])]);
  await serveDocument(app, {
    clientDirectory: config.clientDirectory,
    avatarOrigins: config.avatarOrigins,
    publicUrl,
    pageModule: config.pageModule,
    upstream,
    sessions,
    sessionAnswers,
    accessLog,
    clock,
  });
  return app;
}

interface Signing {
  upstream: Upstream;
  sessions: Sessions | null;
}

const withToken = (
  app: FastifyInstance,
  client: UpstreamClient,
  { publicUrl, serviceUrl, patience }: GatewayConfig,
  { token }: Access & { kind: 'token' },
): Signing => {
  const upstream = createTokenUpstream({ client, origin: serviceUrl, timeoutMs: patience, token });
  tokenModeRoutes(app, { publicUrl, tokenRefused: upstream.tokenRejected });
  return { upstream, sessions: null };
};

const withSessions = (
  app: FastifyInstance,
  client: UpstreamClient,
  config: GatewayConfig,
  access: Access & { kind: 'oauth' },
  store: AuthStore,
  clock: () => number,
): Signing => {
  const { publicUrl, serviceUrl, patience, idleMinutes } = config;
  const cookies = createCookies(publicUrl.startsWith('https:'));
  const seal = createSeal(config.sessionSecret);
  const oauth = createOAuthClient({ client, access, publicUrl, patience, clock });
  const giveBack = createGiveBack(app, oauth);
  const sessions = createSessions({ store, seal, clock, idleMinutes, giveBack });
  const tokens = createAccessTokens({ store, sessions, seal, oauth, clock, patience });
  signInRoutes(app, { publicUrl, store, seal, sessions, oauth, cookies, giveBack, clock });
  signOutRoute(app, { publicUrl, sessions, giveBack, cookies });
  const upstream = createSessionUpstream({
    client,
    origin: serviceUrl,
    timeoutMs: patience,
    sessions,
    tokens,
    cookies,
  });
  return { upstream, sessions };
};
