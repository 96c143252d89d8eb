import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { migrate } from '#server/database/migrate.ts';
import { gatewayMigrations } from '#server/database/migrations.ts';
import { openPglite, openPool } from '#server/database/pool.ts';
import { demoMigrations } from '#server/embedded/migrations.ts';
import type { DatabaseTemplates } from './database.ts';
import { startPostgresServer } from './postgres-server.ts';

const migrations = [...gatewayMigrations, ...demoMigrations];

const dump = async (pglite: PGlite, file: string): Promise<void> => {
  const archive = await pglite.dumpDataDir('none');
  // Another run may write the same file.
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, new Uint8Array(await archive.arrayBuffer()));
  await rename(temporary, file);
};

/** Archives stay in .cache for later runs: initdb takes several seconds. */
const makeArchives = async (): Promise<DatabaseTemplates['pglite']> => {
  const packageFile = await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8');
  const sources = JSON.stringify([packageFile, migrations]);
  const directory = join(
    '.cache/test-databases',
    createHash('sha256').update(sources).digest('hex').slice(0, 16),
  );
  const archives = { empty: join(directory, 'empty.tar'), migrated: join(directory, 'migrated.tar') };
  if (existsSync(archives.migrated)) return archives;
  await mkdir(directory, { recursive: true });
  const pglite = await openPglite();
  await dump(pglite, archives.empty);
  const pool = await openPool({ pglite });
  await migrate(pool, migrations);
  await dump(pglite, archives.migrated);
  await pool.end();
  return archives;
};

/** Vitest's global setup: makes one archive and one server for all test files, since making them takes seconds. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const pglite = await makeArchives();
  const server = await startPostgresServer();
  const url = server.urlOf('postgres');
  const template = await openPool({ url });
  await template.query('create database empty');
  await template.query('create database migrated');
  await template.end();
  const migrated = await openPool({ url: server.urlOf('migrated') });
  await migrate(migrated, migrations);
  await migrated.end();
  provide('databases', { pglite, postgres: { url, empty: 'empty', migrated: 'migrated' } });
  return () => server.remove();
};
