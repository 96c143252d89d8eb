import { AsyncLocalStorage } from 'node:async_hooks';
import { type PreparedNames, runBatch } from './batch.ts';
import type { Run } from './command.ts';
import type { Database } from './database.ts';
import { fromPglite } from './errors.ts';
import { createFifo } from './fifo.ts';
import type { Engine } from './pglite-engine.ts';
import { makePgliteDirectory } from './pglite-directory.ts';
import { startPgliteThread } from './pglite-thread.ts';
import { scopedSteps } from './scope.ts';
import { inTransaction, rowsAs } from './transaction.ts';

/**
 * Built, PGlite runs in a worker thread. From TypeScript sources (tests, the development server) it runs in this
 * thread: Node 20 cannot start a worker from a .ts file, and there nobody minds the blocked event loop. Both are
 * the same `Engine`, and the thread has tests of its own.
 */
const startEngine = async (directory: string | null): Promise<Engine> => {
  if (new URL(import.meta.url).pathname.endsWith('.ts')) {
    // Loaded here and not above: built, this thread needs nothing of it.
    const { createPgliteEngine } = await import('./pglite-engine.ts');
    return createPgliteEngine(directory);
  }
  if (directory !== null) await makePgliteDirectory(directory);
  return startPgliteThread(directory);
};

/** PGlite as a `Database`. It is a single connection: callers take turns, a whole transaction being one turn. */
export const openPglite = async (directory: string | null): Promise<Database> =>
  overEngine(await startEngine(directory));

export const overEngine = (engine: Engine): Database => {
  const inTurn = createFifo();
  const turn = new AsyncLocalStorage<{ over: boolean }>();
  let closing: Promise<void> | null = null;

  const run: Run = async (commands) => {
    try {
      return await engine.run(commands);
    } catch (error) {
      throw fromPglite(error);
    }
  };
  const batchNames: PreparedNames = new Map();
  // Only what it runs goes to the thread: the text of a large statement would, each time, as long as the statement.
  const exec = (text: string): Promise<object[]> => run([{ sql: text, params: null }]);
  const take = <T>(task: () => Promise<T>): Promise<T> => {
    if (closing !== null) return Promise.reject(new Error('the database is closed'));
    // Waiting here for a turn that only ends after this call would never end at all.
    if (turn.getStore()?.over === false) {
      return Promise.reject(new Error('inside a transaction, query through its own handle'));
    }
    return inTurn(task);
  };
  const transact = <T>(work: Parameters<typeof inTransaction<T>>[1]): Promise<T> =>
    take(() => {
      const mine = { over: false };
      return turn
        .run(mine, () => inTransaction(run, work))
        .finally(() => {
          mine.over = true;
        });
    });

  return {
    engine: 'pglite',
    query: async (sql, params) => rowsAs(await take(() => run([{ sql, params: params ?? null }]))),
    transaction: transact,
    scoped: async (scope, sql, numbers) => {
      const steps = scopedSteps(scope, sql, numbers);
      return rowsAs(await take(() => runBatch(steps, batchNames, exec)));
    },
    close() {
      closing ??= inTurn(() => engine.close());
      return closing;
    },
  };
};
