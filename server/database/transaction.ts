import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { isDatabaseUnavailable } from './errors.ts';
import { beginStatement, PostgresPool, queryTimeoutOf } from './pool.ts';

/** The pool or a transaction: anything that runs a statement. */
export interface Queryable {
  query<Row extends QueryResultRow>(
    statement: string | QueryConfig<unknown[]>,
    values?: unknown[],
  ): Promise<QueryResult<Row>>;
}

/**
 * Runs `work` in one transaction: commits when it resolves, rolls back when it rejects. `work` must query through its
 * argument only, which rejects once the transaction has ended. The connection returns to the pool after commit or
 * rollback; it is closed instead if it was lost or a statement timed out. `timeoutMs` is for each statement.
 */
export const inTransaction = async <T>(
  pool: Pool,
  work: (tx: Queryable) => Promise<T>,
  { timeoutMs }: { timeoutMs?: number } = {},
): Promise<T> => {
  const client = await pool.connect();
  let ended = false;
  let broken = false;
  const onError = (): void => {
    broken = true;
  };
  client.on('error', onError);
  const tx: Queryable = {
    query: (statement, values) => {
      if (ended) return Promise.reject(new Error('the transaction has ended'));
      const config = {
        ...(typeof statement === 'string' ? { text: statement } : statement),
        ...(values && { values }),
        ...(timeoutMs !== undefined && { query_timeout: queryTimeoutOf(timeoutMs) }),
      };
      // Behind a pooler in transaction mode the next transaction may run on a connection without the named statement.
      if (pool instanceof PostgresPool) delete config.name;
      return client.query(config);
    },
  };
  try {
    await client.query(beginStatement(pool, timeoutMs));
    const result = await work(tx);
    ended = true;
    const { command } = await client.query('commit');
    // PostgreSQL responds to a commit with a rollback after a failed statement, even one whose error was caught.
    if (command === 'ROLLBACK') throw new Error('the transaction was rolled back: a statement in it failed');
    return result;
  } catch (error) {
    ended = true;
    if (isDatabaseUnavailable(error)) broken = true;
    else await client.query('rollback').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
};

/** Runs each statement in its own transaction, so that PostgreSQL limits its time through any pooler. */
export const statementsOf = (pool: Pool): Queryable =>
  pool instanceof PostgresPool
    ? { query: (statement, values) => inTransaction(pool, (tx) => tx.query(statement, values)) }
    : pool;
