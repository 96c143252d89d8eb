import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startUpstream, type Upstream, type UpstreamOptions } from '#tests/upstream.ts';
import { openDatabase, type Database } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { migrations } from '../db/migrations.ts';
import { createGateway } from './app.ts';
import type { GatewayConfig } from './config.ts';
import { Browser } from './test-browser.ts';

/** For tests alone: a gateway on a real database and a stand-in service, with a clock that is moved by hand. */
export interface TestGateway {
  app: FastifyInstance;
  upstream: Upstream;
  log: string[];
  /** Moves the clock on. */
  pass(milliseconds: number): void;
  browser(): Browser;
  close(): Promise<void>;
}

/** One gateway's tests share a database: opening PGlite is what takes long. */
export const openGatewayDatabase = async (): Promise<Database> => {
  const db = await openDatabase({ directory: null });
  await migrate(db, migrations);
  return db;
};

export const publicUrl = 'http://localhost:3000';

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
  /** The built application, in place of a small one: texts by their paths. */
  build?: Readonly<Record<string, string>>;
  /** One token in hand instead of signing in. */
  token?: string;
}

export const startTestGateway = async (
  options: TestGatewayOptions & { db: Database },
): Promise<TestGateway> => {
  const { db, config, token } = options;
  const upstream = await startUpstream({ ...options.upstream, ...(token !== undefined && { token }) });
  const clientDirectory = await writeBuild(options.build ?? builtFiles);
  const log: string[] = [];
  let time = Date.parse('2026-11-22T09:00:00Z');
  const app = await createGateway({
    db,
    log: { level: 'debug', stream: { write: (line) => log.push(line) } },
    clock: () => time,
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
      sessionSecret: 'a session secret of more than 32 characters',
      idleMinutes: 15,
      timeZone: 'Europe/Istanbul',
      currency: 'TRY',
      avatarOrigins: [],
      patience: 10_000,
      ...config,
    },
  });
  return {
    app,
    upstream,
    log,
    pass: (milliseconds) => void (time += milliseconds),
    browser: () => new Browser(app),
    async close() {
      await app.close();
      await upstream.close();
      await rm(clientDirectory, { recursive: true, force: true });
    },
  };
};

/**
 * For the top of a test file: one database for the whole file, and a gateway for each test. What is not a function
 * is there in hooks and tests alone, and all is of the gateway that was started last.
 */
export const gatewayPerTest = () => {
  let db: Database;
  let gateway: TestGateway;
  let started: TestGateway[] = [];
  beforeAll(async () => {
    db = await openGatewayDatabase();
  });
  afterAll(() => db.close());
  afterEach(async () => {
    await Promise.all(started.map((one) => one.close()));
    started = [];
  });

  const start = async (options: TestGatewayOptions = {}): Promise<TestGateway> => {
    gateway = await startTestGateway({ db, ...options });
    started.push(gateway);
    return gateway;
  };
  /** Starts one, for a browser that is signed in. */
  const signedIn = async (options: TestGatewayOptions = {}): Promise<Browser> => {
    const browser = (await start(options)).browser();
    await browser.signIn();
    return browser;
  };

  return {
    start,
    signedIn,
    get db() {
      return db;
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
    pass: (milliseconds: number) => gateway.pass(milliseconds),
    browser: () => gateway.browser(),
  };
};
