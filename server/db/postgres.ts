import { type CustomTypesConfig, Pool, type PoolClient, type QueryResult, types as pgTypes } from 'pg';
import { type PreparedNames, runBatch } from './batch.ts';
import { type Command, createStatementNames, type Run } from './command.ts';
import type { Database } from './database.ts';
import { DatabaseUnavailable, fromServer } from './errors.ts';
import { rowParsers } from './row-types.ts';
import { scopedSteps } from './scope.ts';
import { inTransaction, rowsAs } from './transaction.ts';

const types: CustomTypesConfig = {
  getTypeParser: (type, format) => rowParsers[type] ?? pgTypes.getTypeParser(type, format ?? 'text'),
};

/** What pg answers to a text with several statements is a list of results. */
const lastRows = (result: QueryResult<object> | QueryResult<object>[]): object[] =>
  (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];

const nameOf = createStatementNames();
/** What each connection has prepared for batches; it goes with the connection. */
const batchNames = new WeakMap<PoolClient, PreparedNames>();

const namesOn = (client: PoolClient): PreparedNames => {
  const names = batchNames.get(client) ?? new Map();
  batchNames.set(client, names);
  return names;
};

const execute = async (client: PoolClient, { sql, params }: Command): Promise<object[]> => {
  if (params === null) return lastRows(await client.query<object>(sql));
  const name = nameOf(sql);
  const query = { text: sql, values: [...params] };
  return (await client.query<object>(name === undefined ? query : { name, ...query })).rows;
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
  const lend = async <T>(work: (run: Run, client: PoolClient) => Promise<T>): Promise<T> => {
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
      return await work(run, client);
    } finally {
      client.off('error', ignore);
      client.release(lost);
    }
  };

  return {
    engine: 'postgres',
    query: async (sql, params) => rowsAs(await lend((run) => run([{ sql, params: params ?? null }]))),
    transaction: (work) => lend((run) => inTransaction(run, work)),
    scoped: async (scope, sql, numbers) => {
      const steps = scopedSteps(scope, sql, numbers);
      const inBatch = (run: Run, client: PoolClient) =>
        runBatch(steps, namesOn(client), (text) => run([{ sql: text, params: null }]));
      return rowsAs(await lend(inBatch));
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
};

const ignore = (): void => undefined;
