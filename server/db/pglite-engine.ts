import { type ExecProtocolResult, parse, PGlite, protocol } from '@electric-sql/pglite';
import { type Command, createStatementNames, type Run } from './command.ts';
import type { Parameter } from './database.ts';
import { rowParsers } from './row-types.ts';

/**
 * The one connection that PGlite is. `run` does not queue: whoever owns the engine sends one run at a time.
 */
export interface Engine {
  run: Run;
  close(): Promise<void>;
}

const { serialize } = protocol;

/**
 * PGlite takes 128 MB of buffers for itself, touched at the start. What one appointment needs is a few hundred pages,
 * and what is not in the buffers is in the system's cache of files.
 */
const settings = ['shared_buffers=16MB'];

/** PGlite itself, in this thread. `directory` null keeps everything in memory. */
export const createPgliteEngine = async (directory: string | null): Promise<Engine> => {
  const parsers = { ...rowParsers };
  const startParams = [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])];
  const pglite = await PGlite.create(directory === null ? 'memory://' : directory, { parsers, startParams });
  const lastRows = ({ messages }: ExecProtocolResult): object[] =>
    parse.parseResults(messages, pglite.parsers).at(-1)?.rows ?? [];
  // PGlite's own exec() goes into the database a second time, for a Sync that a simple query does without.
  const exec = async (sql: string): Promise<object[]> =>
    lastRows(await pglite.execProtocol(serialize.query(sql)));

  const nameOf = createStatementNames();
  /** The types of the parameters of what is prepared, by name. */
  const prepared = new Map<string, number[]>();
  const prepare = async (name: string, sql: string): Promise<number[]> => {
    const messages = [
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ];
    const answer = await pglite.execProtocol(Buffer.concat(messages));
    const types = parse.parseDescribeStatementResults(answer.messages);
    prepared.set(name, types);
    return types;
  };
  // PGlite's own query() plans every time, which takes longer than running does, and is five messages: this is one.
  const execute = async (name: string, sql: string, params: readonly Parameter[]): Promise<object[]> => {
    const types = prepared.get(name) ?? (await prepare(name, sql));
    const values = params.map((value, index) => {
      const write = pglite.serializers[types[index] ?? 0] ?? String;
      return value === null ? null : write(value);
    });
    const messages = [
      serialize.bind({ statement: name, values }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ];
    return lastRows(await pglite.execProtocol(Buffer.concat(messages)));
  };

  const one = async ({ sql, params }: Command): Promise<object[]> => {
    if (params === null) return exec(sql);
    const name = nameOf(sql);
    return name === undefined
      ? (await pglite.query<object>(sql, [...params])).rows
      : execute(name, sql, params);
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
