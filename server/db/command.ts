import type { Parameter } from './database.ts';

/** One message to a connection: a statement, without parameters one or several, the last one's rows counting. */
export interface Command {
  sql: string;
  params: readonly Parameter[] | null;
}

/** Runs commands on one connection, in order, stopping at the first error; answers the rows of the last. */
export type Run = (commands: readonly Command[]) => Promise<object[]>;

/** Uses of a text after which its plan is kept: what runs once is not worth a place on every connection. */
const once = 1;

/**
 * Names the statements that come again: undefined the first time, then always the same name. Texts are constants of
 * the program, so the map stays small.
 */
export const createStatementNames = (): ((sql: string) => string | undefined) => {
  const uses = new Map<string, { count: number; name: string }>();
  return (sql) => {
    const known = uses.get(sql) ?? { count: 0, name: `s${uses.size + 1}` };
    uses.set(sql, known);
    known.count += 1;
    return known.count > once ? known.name : undefined;
  };
};
