import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { inject } from 'vitest';
import { type DatabaseLocation, openPglite, openPool, type PoolOptions } from '#server/database/pool.ts';

/** The sources from which test databases are copied. */
export interface DatabaseTemplates {
  /** Files with archives of PGlite databases. */
  pglite: { empty: string; migrated: string };
  /** A PostgreSQL server, and the template databases on it. */
  postgres: { url: string; empty: string; migrated: string };
}

declare module 'vitest' {
  export interface ProvidedContext {
    databases: DatabaseTemplates;
  }
}

export const testEngines = ['pglite', 'postgres'] as const;
export type TestEngine = (typeof testEngines)[number];

export interface TestDatabaseOptions extends PoolOptions {
  /** False for a database without any tables; by default it has those of the gateway and the demonstration service. */
  migrated?: boolean;
}

/** The location of a new database of the engine, copied from a template of the global setup. */
const createLocation = async (engine: TestEngine, migrated: boolean): Promise<DatabaseLocation> => {
  const { pglite, postgres } = inject('databases');
  if (engine === 'pglite') {
    const archive = new Blob([await readFile(migrated ? pglite.migrated : pglite.empty)]);
    return { pglite: await openPglite({ archive }) };
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = await openPool({ url: postgres.url });
  await server.query(`create database ${name} template ${migrated ? postgres.migrated : postgres.empty}`);
  await server.end();
  return { url: postgres.url.replace(/[^/]+$/, name) };
};

/** Opens a pool on a new database. `pool.end()` is enough to discard it. */
export const createTestDatabase = async (
  engine: TestEngine,
  { migrated = true, ...options }: TestDatabaseOptions = {},
): Promise<Pool> => openPool(await createLocation(engine, migrated), options);
