import { createTestDatabase } from '#tests/support/database.ts';
import { type Database, databaseOver } from './client.ts';

/** For tests that are not converted to `createTestDatabase` yet. */
export interface TestDatabase {
  db: Database;
  /** Where to reach the server; null for PGlite. */
  server: { url: string } | null;
  close(): Promise<void>;
}

const openOn = (engine: 'pglite' | 'postgres') => async (): Promise<TestDatabase> => {
  const pool = await createTestDatabase(engine);
  const url = pool.options.connectionString;
  return {
    db: databaseOver(pool, engine),
    server: url === undefined ? null : { url },
    close: () => pool.end(),
  };
};

export const testEngines = [
  { engine: 'pglite', open: openOn('pglite') },
  { engine: 'postgres', open: openOn('postgres') },
] as const;
