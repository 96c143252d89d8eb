import type { Pool } from 'pg';
import { openPglite, openPool } from '#server/database/pool.ts';
import { inTransaction, type Queryable as PgQueryable } from '#server/database/transaction.ts';
import type { Database, Queryable } from './database.ts';
import { fromDriver } from './errors.ts';
import { enterScope, type Scope } from './scope.ts';

export type { Database, Queryable } from './database.ts';
export { DatabaseUnavailable } from './errors.ts';

const over = (queryable: PgQueryable): Queryable => ({
  async query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> {
    const result = await queryable.query<Row>(sql, params && [...params]).catch((error: unknown) => {
      throw fromDriver(error);
    });
    // Several statements in one text have a list of results.
    return Array.isArray(result) ? result.at(-1).rows : result.rows;
  },
});

const mapErrors = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw fromDriver(error);
  }
};

/** The interface before `pg.Pool`, for callers that are not converted yet. */
export const databaseOver = (pool: Pool, engine: Database['engine']): Database => ({
  ...over(pool),
  pool,
  engine,
  transaction: (work) => mapErrors(inTransaction(pool, (tx) => work(over(tx)))),
  scoped: <Row extends object>(scope: Scope, sql: string, numbers: readonly number[]) =>
    mapErrors(
      inTransaction(pool, async (tx) => {
        await enterScope(tx, scope);
        return over(tx).query<Row>(sql, numbers);
      }),
    ),
  close: () => pool.end(),
});

/** Opens PGlite with its files in `directory` (null: in memory), or a PostgreSQL server. */
export const openDatabase = async (
  where: { directory: string | null } | { url: string },
): Promise<Database> => {
  if ('url' in where) return databaseOver(await openPool(where), 'postgres');
  const { directory } = where;
  const location = directory === null ? { pglite: await openPglite() } : { directory };
  return databaseOver(await openPool(location), 'pglite');
};
