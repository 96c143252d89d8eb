import type { Command, Run } from './command.ts';
import { DatabaseError } from './errors.ts';
import type { Parameter, Queryable } from './database.ts';

/**
 * A transaction over any single connection. It opens together with its first statement, in one message, and
 * commits when `work` resolves; it rolls back when `work` rejects. A `work` that swallows a failed statement is
 * refused too: PostgreSQL would answer its COMMIT with a silent rollback. Used after its end, the handle throws.
 */
export const inTransaction = async <T>(run: Run, work: (tx: Queryable) => Promise<T>): Promise<T> => {
  let state: 'unopened' | 'open' | 'ended' = 'unopened';
  let failed = false;
  const tx: Queryable = {
    async query<Row extends object>(sql: string, params?: readonly Parameter[]) {
      if (state === 'ended')
        throw new Error('this transaction has ended: its queries must be awaited inside it');
      const begin: Command[] = state === 'unopened' ? [{ sql: 'begin', params: null }] : [];
      state = 'open';
      try {
        return rowsAs<Row>(await run([...begin, { sql, params: params ?? null }]));
      } catch (error) {
        failed = true;
        throw error;
      }
    },
  };
  const end = async (how: 'commit' | 'rollback'): Promise<void> => {
    const opened = state === 'open';
    state = 'ended';
    if (opened) await run([{ sql: how, params: null }]);
  };

  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    // The first error is the one to tell; a rollback that fails too means a lost connection, which rolls back.
    await end('rollback').catch(() => undefined);
    throw error;
  }
  if (failed) {
    await end('rollback');
    throw new DatabaseError('the transaction was rolled back: a statement in it failed', '25P02');
  }
  await end('commit');
  return result;
};

/** The one place where a row gets its type: the SQL beside the call and the type argument must agree. */
export const rowsAs = <Row extends object>(rows: object[]): Row[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the database's answer has no static type
  rows as Row[];
