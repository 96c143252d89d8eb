import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Pool, QueryResultRow } from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startUpstream, type Upstream, type UpstreamOptions } from '#tests/support/upstream.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { LogOptions } from '../http/log.ts';
import { createService } from '../http/service.ts';
import { gatewayPlugin } from './app.ts';
import type { GatewayConfig } from './config.ts';
import { Browser } from './test-browser.ts';

/** A gateway for tests, with a real database and a stand-in service. */
export interface TestGateway {
  app: FastifyInstance;
  upstream: Upstream;
  log: string[];
  browser(): Browser;
  close(): Promise<void>;
}

/** Opens the database that the tests of one file share, because opening PGlite is slow. */
export const openGatewayDatabase = (): Promise<Pool> => createTestDatabase('pglite');

export const publicUrl = 'http://localhost:3000';

interface GatewayOptions {
  pool: Pool;
  config: GatewayConfig;
  log: LogOptions;
}

/** The gateway without the rest of the application. The pool stays open when it closes. */
export const createGateway = async ({ pool, config, log }: GatewayOptions): Promise<FastifyInstance> => {
  const https = config.publicUrl.startsWith('https:');
  const app = createService({ name: 'gateway', log, security: { https } });
  app.decorate('pool', pool);
  await app.register(gatewayPlugin, { config });
  return app;
};

const builtFiles: Readonly<Record<string, string>> = {
  'index.html':
    '<!doctype html><html lang="en" dir="ltr"><head><!--split--><title>Appointment Viewer</title></head>' +
    '<body><div id="root"><!--split--></div><!--split--></body></html>',
  '.vite/manifest.json': JSON.stringify({ 'index.html': { file: 'assets/index-abc123.js' } }),
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/index-abc123.js': `export default ${JSON.stringify('x'.repeat(4000))};`,
  'assets/index-abc123.js.map': '{}',
};

const writeBuild = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-client-'));
  await mkdir(join(directory, 'assets'));
  await mkdir(join(directory, '.vite'));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(directory, name), text);
    await writeFile(join(directory, `${name}.br`), brotliCompressSync(text));
    await writeFile(join(directory, `${name}.gz`), gzipSync(text));
  }
  return directory;
};

export interface TestGatewayOptions {
  upstream?: UpstreamOptions;
  config?: Partial<GatewayConfig>;
  /** The files of the built application by their paths; a small application by default. */
  build?: Readonly<Record<string, string>>;
  /** An access token for token mode, without sign-in. */
  token?: string;
}

/** Creates a gateway with a new stand-in service and a temporary build directory. `close` removes both. */
export const startTestGateway = async (
  options: TestGatewayOptions & { pool: Pool },
): Promise<TestGateway> => {
  const { pool, config, token } = options;
  const upstream = await startUpstream({ ...options.upstream, ...(token !== undefined && { token }) });
  const clientDirectory = await writeBuild(options.build ?? builtFiles);
  const log: string[] = [];
  const app = await createGateway({
    pool,
    log: { level: 'debug', stream: { write: (line) => void log.push(line) } },
    config: {
      publicUrl,
      clientDirectory,
      pageModule: null,
      serviceUrl: upstream.origin,
      serviceEmbedded: false,
      access:
        token === undefined
          ? {
              kind: 'oauth',
              authorizeUrl: `${upstream.origin}/oauth/authorize`,
              tokenUrl: `${upstream.origin}/oauth/token`,
              revokeUrl: `${upstream.origin}/oauth/revoke`,
              clientId: 'test-client',
              clientSecret: 'client-secret-canary',
              scopes: 'appointments:read',
            }
          : { kind: 'token', token },
      sessionSecrets: ['a session secret of more than 32 characters'],
      rootSecret: 'a root secret of more than 32 characters',
      idleMinutes: 15,
      timeZone: 'Europe/Istanbul',
      currency: 'TRY',
      phoneCountry: null,
      avatarOrigins: [],
      whatsappLinks: false,
      appUrl: null,
      samples: [],
      timeoutMs: 8_000,
      metrics: null,
      ...config,
    },
  });
  return {
    app,
    upstream,
    log,
    browser: () => new Browser(app),
    async close() {
      await app.close();
      await upstream.close();
      await rm(clientDirectory, { recursive: true, force: true });
    },
  };
};

/**
 * To be called at the top of a test file: opens one database for the file and closes the gateways after each test.
 * The properties that are not functions are available only in hooks and tests. All belong to the last started gateway.
 */
export const gatewayPerTest = () => {
  let pool: Pool;
  let gateway: TestGateway;
  let started: TestGateway[] = [];
  beforeAll(async () => {
    pool = await openGatewayDatabase();
  });
  afterAll(() => pool.end());
  afterEach(async () => {
    await Promise.all(started.map((each) => each.close()));
    started = [];
  });

  const start = async (options: TestGatewayOptions = {}): Promise<TestGateway> => {
    gateway = await startTestGateway({ pool, ...options });
    started.push(gateway);
    return gateway;
  };
  /** Starts a gateway and returns a browser that is signed in to it. */
  const signedIn = async (options: TestGatewayOptions = {}): Promise<Browser> => {
    const browser = (await start(options)).browser();
    await browser.signIn();
    return browser;
  };

  return {
    start,
    signedIn,
    query: async <Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]> =>
      (await pool.query<Row>(sql, values)).rows,
    get pool() {
      return pool;
    },
    get app() {
      return gateway.app;
    },
    get upstream() {
      return gateway.upstream;
    },
    get log() {
      return gateway.log;
    },
    /** Lets time pass for sessions and recent views, whose clock is the database's. */
    advanceTime: async (milliseconds: number) => {
      await pool.query(
        `update gateway.sessions set last_used_at = last_used_at - shift, expires_at = expires_at - shift,
                tenants_fetched_at = tenants_fetched_at - shift, refresh_lease_until = refresh_lease_until - shift
           from make_interval(secs => $1) as shift`,
        [milliseconds / 1000],
      );
      await pool.query(
        'update gateway.recent_views set last_viewed_at = last_viewed_at - make_interval(secs => $1)',
        [milliseconds / 1000],
      );
    },
    browser: () => gateway.browser(),
  };
};
