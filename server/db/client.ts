import type { Database } from './database.ts';
import { openPglite } from './pglite.ts';

export type { Database, Queryable } from './database.ts';
export { DatabaseError, DatabaseUnavailable } from './errors.ts';

/**
 * Opens the database: PGlite with its files in `directory` (null: in memory), or a PostgreSQL server.
 * PGlite takes no lock on its directory: whoever starts the process does. A server that cannot be reached does
 * not fail here, but at the first statement.
 */
export const openDatabase = async (
  where: { directory: string | null } | { url: string },
): Promise<Database> => {
  if ('directory' in where) return openPglite(where.directory);
  // A start without a server does not wait for the driver to load.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(where.url);
};
