import { PGlite } from '@electric-sql/pglite';
import type { Parameter } from './database.ts';
import { rowParsers } from './row-types.ts';

/** One message to the engine. Without parameters it may hold several statements; the last one's rows count. */
export interface Command {
  sql: string;
  params: readonly Parameter[] | null;
  /** The text is a constant that comes again under the same role: its plan may be kept. */
  prepared?: boolean;
}

/**
 * The one connection that PGlite is. `run` executes commands in order and answers the rows of the last; at the
 * first error the rest does not run. It does not queue: whoever owns the engine sends one run at a time.
 */
export interface Engine {
  run(commands: readonly Command[]): Promise<object[]>;
  close(): Promise<void>;
}

const isWhole = (value: Parameter): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value);

/** PGlite itself, in this thread. `directory` null keeps everything in memory. */
export const createPgliteEngine = async (directory: string | null): Promise<Engine> => {
  const parsers = { ...rowParsers };
  const pglite = await PGlite.create(directory === null ? 'memory://' : directory, { parsers });
  const names = new Map<string, string>();
  const exec = async (sql: string): Promise<object[]> => (await pglite.exec(sql)).at(-1)?.rows ?? [];

  // Planning the statement that builds an appointment takes four times as long as running it. PGlite offers no
  // prepared statements of the protocol, and SQL's EXECUTE takes no parameters: hence whole numbers alone, as text.
  const execute = async (sql: string, numbers: readonly number[]): Promise<object[]> => {
    let name = names.get(sql);
    if (name === undefined) {
      name = `s${names.size + 1}`;
      await pglite.exec(`prepare ${name} as ${sql}`);
      names.set(sql, name);
    }
    return exec(`execute ${name}${numbers.length === 0 ? '' : `(${numbers.join(', ')})`}`);
  };

  const one = async ({ sql, params, prepared }: Command): Promise<object[]> => {
    if (params === null) return exec(sql);
    if (prepared === true && params.every(isWhole)) return execute(sql, params);
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
