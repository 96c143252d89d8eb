import { type CustomTypesConfig, Pool, type PoolClient, type QueryResult, types as pgTypes } from 'pg';
import type { Database } from './database.ts';
import { DatabaseUnavailable, fromServer } from './errors.ts';
import type { Command } from './pglite-engine.ts';
import { rowParsers } from './row-types.ts';
import { openScope } from './scope.ts';
import { inTransaction, type Run, rowsAs } from './transaction.ts';

const types: CustomTypesConfig = {
  getTypeParser: (type, format) => rowParsers[type] ?? pgTypes.getTypeParser(type, format ?? 'text'),
};

/** What pg answers to a text with several statements is a list of results. */
const lastRows = (result: QueryResult<object> | QueryResult<object>[]): object[] =>
  (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];

const execute = async (client: PoolClient, { sql, params, prepared }: Command): Promise<object[]> => {
  if (params === null) return lastRows(await client.query<object>(sql));
  const values = [...params];
  const query = { text: sql, values };
  return (await client.query<object>(prepared === true ? { name: statementName(sql), ...query } : query))
    .rows;
};

/** PostgreSQL over a pool. A lost connection fails what used it, as `DatabaseUnavailable`; the next call gets a new one. */
export const openPostgres = (url: string): Database => {
  const pool = new Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    idleTimeoutMillis: 30_000,
    application_name: 'appointment-viewer',
  });
  // An idle connection may be cut at any time (a restart of the server). The pool drops it by itself; without a
  // listener the event would end the process.
  pool.on('error', () => undefined);
  let closing: Promise<void> | null = null;

  const connect = async (): Promise<PoolClient> => {
    if (closing !== null) throw new Error('the database is closed');
    try {
      const client = await pool.connect();
      client.on('error', ignore);
      return client;
    } catch (error) {
      throw fromServer(error);
    }
  };
  /** Lends a connection to `work`; one that was lost meanwhile is thrown away in place of going back. */
  const lend = async <T>(work: (run: Run) => Promise<T>): Promise<T> => {
    const client = await connect();
    let lost = false;
    const run: Run = async (commands) => {
      try {
        let rows: object[] = [];
        for (const command of commands) rows = await execute(client, command);
        return rows;
      } catch (error) {
        const known = fromServer(error);
        lost ||= known instanceof DatabaseUnavailable;
        throw known;
      }
    };
    try {
      return await work(run);
    } finally {
      client.off('error', ignore);
      client.release(lost);
    }
  };

  return {
    engine: 'postgres',
    query: async (sql, params) => rowsAs(await lend((run) => run([{ sql, params: params ?? null }]))),
    transaction: (work) => lend((run) => inTransaction(run, { opening: 'begin', prepared: false }, work)),
    scoped: async (scope, work) => {
      const opening = openScope(scope);
      return lend((run) => inTransaction(run, opening, work));
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
};

const ignore = (): void => undefined;

const names = new Map<string, string>();

/** A stable name for a statement's text. Texts are constants of the program, so the map stays small. */
const statementName = (sql: string): string => {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `s${names.size + 1}`;
  names.set(sql, name);
  return name;
};
