import type { Database } from './database.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export type { Database, Queryable } from './database.ts';
export { DatabaseError, DatabaseUnavailable } from './errors.ts';

/**
 * Opens the database: PGlite with its files in `directory` (null: in memory), or a PostgreSQL server.
 * PGlite takes no lock on its directory: whoever starts the process does. A server that cannot be reached does
 * not fail here, but at the first statement.
 */
export const openDatabase = (where: { directory: string | null } | { url: string }): Promise<Database> =>
  'url' in where ? Promise.resolve(openPostgres(where.url)) : openPglite(where.directory);
