import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { isDatabaseUnavailable } from './errors.ts';

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
 * rollback; it is closed instead if it was lost or a statement timed out.
 */
export const inTransaction = async <T>(pool: Pool, work: (tx: Queryable) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let ended = false;
  let broken = false;
  const onError = (): void => {
    broken = true;
  };
  client.on('error', onError);
  const tx: Queryable = {
    query: (statement, values) =>
      ended ? Promise.reject(new Error('the transaction has ended')) : client.query(statement, values),
  };
  try {
    await client.query('begin');
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
