import { PGlite } from '@electric-sql/pglite';
import type { Parameter } from './database.ts';
import { rowParsers } from './row-types.ts';

/** One message to the engine. Without parameters it may hold several statements; the last one's rows count. */
export interface Command {
  sql: string;
  params: readonly Parameter[] | null;
}

/**
 * The one connection that PGlite is. `run` executes commands in order and answers the rows of the last; at the
 * first error the rest does not run. It does not queue: whoever owns the engine sends one run at a time.
 */
export interface Engine {
  run(commands: readonly Command[]): Promise<object[]>;
  close(): Promise<void>;
}

/** PGlite itself, in this thread. `directory` null keeps everything in memory. */
export const createPgliteEngine = async (directory: string | null): Promise<Engine> => {
  const parsers = { ...rowParsers };
  const pglite = await PGlite.create(directory === null ? 'memory://' : directory, { parsers });
  const one = async ({ sql, params }: Command): Promise<object[]> => {
    if (params === null) return (await pglite.exec(sql)).at(-1)?.rows ?? [];
    return (await pglite.query<object>(sql, [...params])).rows;
  };
  return {
    async run(commands) {
      let rows: object[] = [];
      for (const command of commands) rows = await one(command);
      return rows;
    },
    close: () => pglite.close(),
  };
};
